import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TABLES } from '../../../core/publish/tables/tables.ts';

const DOCUMENT = join(import.meta.dirname, '../../../docs/datasets.md');

test.each(TABLES)('the data dictionary has every column of $name as it is, in order', async (table) => {
  expect(await documentedColumns(table.name)).toEqual(
    table.columns.map(({ name, type, required, title, description, example }) => [
      ...[`\`${name}\``, required === true ? `${type}, always` : type, title],
      ...[description.replaceAll('|', '\\|'), `\`${example}\``],
    ]),
  );
});

test('the data dictionary has no other table', async () => {
  const text = await readFile(DOCUMENT, 'utf8');
  const names = Array.from(text.matchAll(/<!-- columns: ([\w-]+) -->/g), ([, name]) => name);
  expect(names).toEqual(TABLES.map(({ name }) => name));
});

async function documentedColumns(name: string): Promise<string[][]> {
  const text = await readFile(DOCUMENT, 'utf8');
  const [, behind = ''] = text.split(`<!-- columns: ${name} -->`);
  const [table = ''] = behind.split('<!-- /columns -->');
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
