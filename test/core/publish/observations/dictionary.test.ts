import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GAPS } from '../../../../core/publish/observations/year-of-series.ts';
import { INCOMPARABLE } from '../../../../core/publish/observations/outcome.ts';
import { OBSERVATIONS } from '../../../../core/publish/tables/observations.ts';
import { YEAR_OVER_YEAR } from '../../../../core/publish/tables/year-over-year.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../../docs/datasets.md'), 'utf8');

describe.each([
  ['observations', OBSERVATIONS],
  ['years', YEAR_OVER_YEAR],
])('the data dictionary of %s', (words, { name, columns }) => {
  test('has every column as it is, in order, and no other', () => {
    const [, table = ''] = DOCUMENT.split(`<!-- columns: ${name} -->`);
    const lines = (table.split('<!-- /columns -->')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(
      lines.map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    ).toEqual(
      columns.map((column) => [
        ...[`\`${column.name}\``, column.type, column.title, column.description, `\`${column.example}\``],
      ]),
    );
  });

  test('lists the columns that are never missing', () => {
    const sentence =
      new RegExp(`Columns of ${words} that are never missing:([^.]*)\\.`).exec(DOCUMENT)?.[1] ?? '';
    expect(Array.from(sentence.matchAll(/`(\w+)`/g), ([, column]) => column)).toEqual(
      columns.filter(({ required }) => required).map((column) => column.name),
    );
  });
});

test.each([...GAPS, ...INCOMPARABLE])('the code %s is told of', (code) => {
  expect(DOCUMENT).toContain(`\`${code}\``);
});
