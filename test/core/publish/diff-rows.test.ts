import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowsOutOfOrder, diffRows } from '../../../core/publish/release/diff-rows.ts';
import { compareRows } from '../../../core/publish/release/row-order.ts';
import type { Row, Table } from '../../../core/publish/tables/column.ts';
import { all } from '../../support/figure-archive.ts';

const column = (name: string) =>
  ({ name, type: 'string', title: name, description: name, example: '1' }) as const;
const TABLE: Table = {
  ...{ name: 'units', title: '', description: '', key: 'id', order: ['place', 'id'] },
  columns: [column('id'), column('place'), column('value')],
};
const row = (place: string | null, id: string, value: string | null): Row => ({ id, place, value });

test('rows that came, went and changed are told in the order of the table', async () => {
  const before = [row(null, 'a', '1'), row('A', 'b', '2'), row('A', 'c', '3'), row('鹤', 'd', null)];
  const after = [row(null, 'a', '1'), row('A', 'aa', '9'), row('A', 'c', '4'), row('鹤', 'd', '0')];
  expect(await all(diffRows(TABLE, before, after))).toEqual([
    { kind: 'added', after: after[1] },
    { kind: 'removed', before: before[1] },
    { kind: 'changed', before: before[2], after: after[2], columns: ['value'] },
    { kind: 'changed', before: before[3], after: after[3], columns: ['value'] },
  ]);
});

test('a column that the release before does not have changes no row', async () => {
  expect(await all(diffRows(TABLE, [{ id: 'a', place: 'A' }], [row('A', 'a', '1')]))).toEqual([]);
});

test.each([
  ['backwards', [row('B', 'a', null), row('A', 'a', null)]],
  ['twice', [row('A', 'a', null), row('A', 'a', '1')]],
])('a release whose rows stand %s is not compared', async (_, before) => {
  await expect(all(diffRows(TABLE, before, []))).rejects.toThrow(RowsOutOfOrder);
});

test('what is told turns one release into the other', async () => {
  const rows = fc
    .uniqueArray(fc.tuple(fc.option(fc.constantFrom('A', 'a', '鹤', '\uffe5', '𠮷')), fc.nat(6), fc.nat(2)), {
      selector: ([place, id]) => `${place} ${id}`,
    })
    .map((found) =>
      found
        .map(([place, id, value]) => row(place, String(id), String(value)))
        .sort((a, b) => compareRows(TABLE.order, a, b)),
    );
  await fc.assert(
    fc.asyncProperty(rows, rows, async (before, after) => {
      const name = (one: Row): string => JSON.stringify([one['place'], one['id']]);
      const made = new Map(before.map((one) => [name(one), one]));
      for (const change of await all(diffRows(TABLE, before, after))) {
        if (change.kind === 'removed') expect(made.delete(name(change.before))).toBe(true);
        else made.set(name(change.after), change.after);
      }
      const sorted = [...made.values()].sort((a, b) => compareRows(TABLE.order, a, b));
      expect(sorted).toEqual(after);
    }),
  );
});
