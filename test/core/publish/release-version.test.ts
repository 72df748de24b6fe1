import { expect, test } from 'vitest';
import { nextVersion, stepOfColumns, stepOfRows } from '../../../core/publish/release-version.ts';

const ID = { name: 'id', type: 'string' };
const VALUE = { name: 'value', type: 'number' };
const UNIT = { name: 'unit', type: 'string' };

test.each([
  ['the same', [ID, VALUE], null],
  ['one at the end', [ID, VALUE, UNIT], 'minor'],
  ['one in between', [ID, UNIT, VALUE], 'minor'],
  ['one removed', [ID], 'major'],
  ['one renamed', [ID, { name: 'amount', type: 'number' }], 'major'],
  ['one retyped', [ID, { name: 'value', type: 'string' }], 'major'],
  ['two swapped', [VALUE, ID], 'major'],
])('columns: %s', (_, after, step) => {
  expect(stepOfColumns([ID, VALUE], after)).toBe(step);
});

const counts = (rows: Record<string, number>): Map<string, number> => new Map(Object.entries(rows));

test.each([
  ['a new article', { a: 2, b: 1 }, 'minor'],
  ['a row more of an article', { a: 3 }, 'minor'],
  ['a row more of one article and many fewer of another', { a: 0, c: 6 }, 'minor'],
  ['as many rows', { a: 2, c: 5 }, 'patch'],
  ['a row fewer', { a: 1, c: 5 }, 'patch'],
  ['an article gone', { c: 5 }, 'patch'],
] as const)('rows: %s', (_, after, step) => {
  expect(stepOfRows(counts({ a: 2, c: 5 }), counts(after))).toBe(step);
});

test('a step sets the smaller numbers back', () => {
  expect(nextVersion('1.9.3', 'patch')).toBe('1.9.4');
  expect(nextVersion('1.9.3', 'minor')).toBe('1.10.0');
  expect(nextVersion('1.9.3', 'major')).toBe('2.0.0');
});
