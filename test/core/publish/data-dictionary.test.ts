import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GAPS } from '../../../core/publish/observations/year-of-series.ts';
import { INCOMPARABLE } from '../../../core/publish/observations/outcome.ts';
import { TABLES } from '../../../core/publish/tables/tables.ts';

const DOCUMENT = join(import.meta.dirname, '../../../docs/datasets.md');

test.each(TABLES)('the data dictionary has every column of $name as it is, in order', async (table) => {
  expect(await documentedColumns(table.name)).toEqual(
    table.columns.map(({ name, type, title, description, example }) => [
      ...[`\`${name}\``, type, title, description.replaceAll('|', '\\|'), `\`${example}\``],
    ]),
  );
});

test.each(TABLES)('the data dictionary lists the columns of $name that are never missing', async (table) => {
  const text = await readFile(DOCUMENT, 'utf8');
  const sentence =
    new RegExp(`Columns of ${table.name} that are never missing:([^.]*)\\.`).exec(text)?.[1] ?? '';
  expect(Array.from(sentence.matchAll(/`(\w+)`/g), ([, column]) => column)).toEqual(
    table.columns.filter(({ required }) => required).map(({ name }) => name),
  );
});

test('the data dictionary has no other table', async () => {
  const text = await readFile(DOCUMENT, 'utf8');
  const names = Array.from(text.matchAll(/<!-- columns: ([\w-]+) -->/g), ([, name]) => name);
  expect(names).toEqual(TABLES.map(({ name }) => name));
});

test.each([...GAPS, ...INCOMPARABLE])('the code %s is told of', async (code) => {
  expect(await readFile(DOCUMENT, 'utf8')).toContain(`\`${code}\``);
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
