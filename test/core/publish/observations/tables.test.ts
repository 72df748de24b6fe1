import { describe, expect, test } from 'vitest';
import { type ColumnForm, TABLE_NAMES, type Table } from '../../../../core/publish/tables/column.ts';
import { EVIDENCE } from '../../../../core/publish/observations/evidence.ts';
import { OBSERVATIONS } from '../../../../core/publish/tables/observations.ts';
import { YEAR_OVER_YEAR } from '../../../../core/publish/tables/year-over-year.ts';
import { JMRB } from '../../../../core/paper/papers/jmrb.ts';
import { AREA_CODES } from '../../../../core/paper/papers/area-codes.ts';

const FORMS: Readonly<Record<ColumnForm['type'], RegExp>> = {
  string: /./,
  number: /^-?\d+(\.\d+)?$/,
  integer: /^\d+$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

const TABLES: readonly Omit<Table, 'name' | 'key'>[] = [OBSERVATIONS, YEAR_OVER_YEAR, EVIDENCE];

describe.each(TABLES)('$title', ({ columns, order }) => {
  const names = columns.map(({ name }) => name);

  test('has columns of different names and titles, and is sorted by some of them', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(columns.map(({ title }) => title)).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...order]));
  });

  test.each(columns.map((column) => [column.name, column] as const))('%s is what it says', (_, column) => {
    expect(column.title).toMatch(/[\u4e00-\u9fff]/);
    expect(column.description).toMatch(/^\P{Script=Han}*[A-Za-z]/u);
    expect(column.example).toMatch(FORMS[column.type]);
    if (column.oneOf !== undefined) expect(column.oneOf).toContain(column.example);
    if (column.refersTo !== undefined) expect(TABLE_NAMES).toContain(column.refersTo);
  });
});

test.each([OBSERVATIONS, YEAR_OVER_YEAR])('$name has a key that is never missing', ({ columns, key }) => {
  expect(columns.find(({ name }) => name === key)?.required).toBe(true);
});

test('every value of a year says who says so', () => {
  const ids = YEAR_OVER_YEAR.columns.filter(({ name }) => name.endsWith('observation_id'));
  expect(ids.every(({ refersTo }) => refersTo === 'observations')).toBe(true);
  const values = YEAR_OVER_YEAR.columns.flatMap(({ name }) => /^(.+)_value$/.exec(name)?.[1] ?? []);
  const witnesses = ids.map(({ name }) => name);
  for (const value of values) expect(witnesses).toContain(`${value}_observation_id`);
  expect(witnesses).toContain('target_words_observation_id');
});

test('the places of the paper have codes of their own below the province', () => {
  const codes = JMRB.places.map((place) => AREA_CODES.get(place));
  expect(new Set(codes).size).toBe(JMRB.places.length);
  for (const code of codes) expect(code).toMatch(/^44(?:0000|07\d\d)$/);
});
