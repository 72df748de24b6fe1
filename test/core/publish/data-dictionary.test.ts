import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ColumnForm } from '../../../core/publish/tables/column.ts';
import { FIGURE_COLUMNS } from '../../../core/publish/tables/figures.ts';

const DOCUMENT = join(import.meta.dirname, '../../../docs/datasets.md');

test('the data dictionary has every column as it is, in order, and no other', async () => {
  const columns: readonly ColumnForm[] = FIGURE_COLUMNS;
  expect(await documentedColumns()).toEqual(
    columns.map(({ name, type, title, description, example }) => [
      ...[`\`${name}\``, type, title, description, `\`${example}\``],
    ]),
  );
});

test('the data dictionary lists the columns that are never missing', async () => {
  const text = await readFile(DOCUMENT, 'utf8');
  const sentence = /Columns that are never missing:([^.]*)\./.exec(text)?.[1] ?? '';
  const columns: readonly ColumnForm[] = FIGURE_COLUMNS;
  expect(Array.from(sentence.matchAll(/`(\w+)`/g), ([, name]) => name)).toEqual(
    columns.filter(({ required }) => required).map(({ name }) => name),
  );
});

async function documentedColumns(): Promise<string[][]> {
  const text = await readFile(DOCUMENT, 'utf8');
  const [, table = ''] = /<!-- columns: [^>]*-->([^]*?)<!-- \/columns -->/.exec(text) ?? [];
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
