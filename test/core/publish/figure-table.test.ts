import { expect, test } from 'vitest';
import { FIGURE_COLUMNS } from '../../../core/publish/tables/figures.ts';
import { figureRows } from '../../../core/publish/tables/figure-rows.ts';
import { TABLES } from '../../../core/publish/tables/tables.ts';
import { csvHeader, csvRow, ndjsonRow } from '../../../core/publish/tables/table-text.ts';
import {
  type HandmadeArticle,
  all,
  figureArchive,
  figureIn,
  putArticle,
} from '../../support/figure-archive.ts';
import { parseCsv } from '../../support/parse-csv.ts';

async function tabled(one: Partial<HandmadeArticle>): Promise<{ csv: Map<string, string>; json: unknown }> {
  const archive = await figureArchive();
  const text = '收入1亿元';
  const figures = [figureIn(text, '1亿元')];
  await putArticle(archive, { date: '2023-02-25', page: 'A01', id: '1', text, figures, ...one });
  const [row] = await all(figureRows(archive, { paper: 'jmrb' }));
  if (!row) throw new Error('no row');
  const [header = [], cells = []] = parseCsv(csvHeader(FIGURE_COLUMNS) + csvRow(FIGURE_COLUMNS, row));
  expect(cells).toHaveLength(header.length);
  return {
    csv: new Map(header.map((name, at) => [name, cells[at] ?? ''])),
    json: JSON.parse(ndjsonRow(row)),
  };
}

test.each([
  ['=HYPERLINK("http://x.invalid","看")', `'=HYPERLINK("http://x.invalid","看")`],
  ['+86', `'+86`],
  ['-1', `'-1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'\t=1`],
  ['\r=1', `'\r=1`],
  ['\n=1', `'\n=1`],
  ['＝1+1', `'＝1+1`],
  [`'=1`, `''=1`],
  ['a=1', 'a=1'],
  ['"引"，a,b', '"引"，a,b'],
  ['上\n下', '上\n下'],
  ['上\r\n下', '上\r\n下'],
  ['𠮷', '𠮷'],
])('the text %j is written to CSV as %j and to NDJSON as it is', async (title, written) => {
  const { csv, json } = await tabled({ title });
  expect(csv.get('article_title')).toBe(written);
  expect(json).toMatchObject({ article_title: title });
});

test('a negative number is never guarded, the same characters as text are', async () => {
  const text = '进出口-14.5%';
  const fields = { value: '-14.5', normValue: '-0.145', baseUnit: '1', unit: '%' };
  const { csv, json } = await tabled({ text, figures: [figureIn(text, '-14.5%', fields)] });
  expect([csv.get('value'), csv.get('norm_value'), csv.get('exact')]).toEqual(['-14.5', '-0.145', `'-14.5%`]);
  expect(json).toMatchObject({ value: '-14.5', norm_value: '-0.145', exact: '-14.5%' });
});

test('long decimals keep every digit in both files', async () => {
  const text = '收入123456789012345678.901234567890亿元';
  const value = '123456789012345678.901234567890';
  const { csv, json } = await tabled({ text, figures: [figureIn(text, `${value}亿元`, { value })] });
  expect(csv.get('value')).toBe(value);
  expect(json).toMatchObject({ value, start: 2 });
});

test('a missing cell is empty in CSV and null in NDJSON', async () => {
  const { csv, json } = await tabled({ page: null });
  expect(csv.get('page')).toBe('');
  expect(json).toMatchObject({ page: null });
});

test.each(TABLES)('column names of $name are unique and every example is of its type', (table) => {
  const { columns, key, order } = table;
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining([key, ...order]));
  const forms = {
    string: /./,
    number: /^-?\d+(\.\d+)?$/,
    integer: /^\d+$/,
    date: /^\d{4}-\d\d-\d\d$/,
    datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  };
  for (const { name, type, example, oneOf } of columns) {
    expect(example, name).toMatch(forms[type]);
    if (oneOf) expect(oneOf, name).toContain(example);
    if (name.endsWith('sha256')) expect(example).toMatch(/^[0-9a-f]{64}$/);
  }
});
