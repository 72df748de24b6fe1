import { expect, test } from 'vitest';
import {
  type ReleaseColumn,
  type ReleaseColumns,
  nextVersion,
  stepOfColumns,
  stepOfRows,
} from '../../../core/publish/release/release-version.ts';

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
  expect(stepOfColumns(tables([ID, VALUE]), tables(after))).toBe(step);
});

test.each([
  ['a new table', { units: [ID], figures: [ID] }, 'minor'],
  ['a table gone', { units: [ID] }, 'major'],
  ['a column more in one, a column fewer in the other', { figures: [], units: [ID, UNIT] }, 'major'],
])('tables: %s', (_, after, step) => {
  expect(stepOfColumns(new Map([['figures', [ID]]]), new Map(Object.entries(after)))).toBe(step);
});

test.each([
  ['nothing', [0, 0, 0], [0, 0, 0], null],
  ['a row more in the second table', [0, 9, 9], [1, 0, 0], 'minor'],
  ['a row fewer', [0, 0, 0], [0, 1, 0], 'patch'],
  ['a row corrected', [0, 0, 1], [0, 0, 0], 'patch'],
] as const)('rows: %s', (_, one, other, step) => {
  const tables = [one, other].map(([added, removed, changed]) => ({ added, removed, changed }));
  expect(stepOfRows(tables)).toBe(step);
});

function tables(columns: readonly ReleaseColumn[]): ReleaseColumns {
  return new Map([['figures', columns]]);
}

test('a step sets the smaller numbers back', () => {
  expect(nextVersion('1.9.3', 'patch')).toBe('1.9.4');
  expect(nextVersion('1.9.3', 'minor')).toBe('1.10.0');
  expect(nextVersion('1.9.3', 'major')).toBe('2.0.0');
});
