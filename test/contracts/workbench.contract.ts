import { expect, it } from 'vitest';
import type { RowTable, Workbench } from '../../core/publish/release/workbench.ts';
import type { ColumnForm, Row } from '../../core/publish/tables/column.ts';

const column = (name: string, type: ColumnForm['type'] = 'string'): ColumnForm => ({
  ...{ name, type, title: name, description: name, example: '1' },
});

const TABLE: RowTable = {
  name: 'year-over-year',
  columns: [column('place'), column('order'), column('number', 'integer'), column('value', 'number')],
  order: ['place', 'number'],
};

const row = (place: string | null, number: number | null, value: string | null = null): Row => ({
  ...{ place, order: null, number, value },
});

/** What every {@link Workbench} promises. */
export function laysOutRows(fresh: () => Workbench): void {
  it('gives back every cell as it was: texts, whole numbers, long decimals, nothing', () => {
    const bench = fresh();
    const rows = [
      row('鹤山市𠮷\u0000"\'', 9_007_199_254_740_991, '123456789012345678.901234567890'),
      row('', 0, '-0.10'),
    ];
    bench.add(TABLE, rows);
    expect([...bench.rows(TABLE)].map((one) => Object.entries(one))).toEqual(
      rows.toReversed().map((one) => Object.entries(one)),
    );
  });

  it('tells rows in order: missing cells first, numbers by size, texts as UTF-8 bytes', () => {
    const bench = fresh();
    const inOrder = [
      ...[row(null, 3), row('', 1), row('A', null), row('A', 9), row('A', 10)],
      ...[row('a', 1), row('鹤', 1), row('\uffe5', 1), row('𠮷', 1)],
    ];
    bench.add(TABLE, inOrder.toReversed());
    expect([...bench.rows(TABLE)]).toEqual(inOrder);
  });

  it('keeps equal rows in the order of being added', () => {
    const bench = fresh();
    for (const value of ['3', '1', '2']) bench.add(TABLE, [row('A', 1, value)]);
    expect(Array.from(bench.rows(TABLE), (one) => one['value'])).toEqual(['3', '1', '2']);
  });

  it('has no rows of a table that nothing was put into', () => {
    const bench = fresh();
    expect([...bench.rows(TABLE)]).toEqual([]);
    expect(bench.count(TABLE)).toBe(0);
  });

  it('takes rows of another table while one is told, and each can be told again', () => {
    const bench = fresh();
    const copy: RowTable = { ...TABLE, name: 'copy' };
    const rows = Array.from({ length: 3_000 }, (_, at) => row('A', at));
    bench.add(TABLE, rows);
    for (const one of bench.rows(TABLE)) bench.add(copy, [one]);
    expect([...bench.rows(copy)]).toEqual(rows);
    expect([...bench.rows(TABLE)]).toEqual(rows);
    expect(bench.count(copy)).toBe(3_000);
  });

  it('can be left in the middle of a table', () => {
    const bench = fresh();
    bench.add(TABLE, [row('A', 1), row('A', 2)]);
    for (const one of bench.rows(TABLE)) {
      expect(one['number']).toBe(1);
      break;
    }
    expect(bench.count(TABLE)).toBe(2);
  });
  it('takes more rows when it has told some, and tells all of them in order', () => {
    const bench = fresh();
    const told = (): (number | string | null | undefined)[] =>
      Array.from(bench.rows(TABLE), (one) => one['number']);
    bench.add(TABLE, [row('A', 5), row('A', 3)]);
    expect(told()).toEqual([3, 5]);
    bench.add(TABLE, [row('A', 4)]);
    expect(told()).toEqual([3, 4, 5]);
    bench.add(TABLE, [row('A', 6), row('A', 7)]);
    expect(told()).toEqual([3, 4, 5, 6, 7]);
    expect(bench.count(TABLE)).toBe(5);
  });

  it('fills in cells, before rows are told and after, also such as the rows are in order of', () => {
    const bench = fresh();
    const keyed = (key: string, number: number): Row => ({ ...row('A', number), value: key });
    const fillIn = (column: string, cells: [string, string | number][]): void =>
      bench.fillIn(TABLE, 'value', column, cells);
    const told = (): unknown[] =>
      Array.from(bench.rows(TABLE), ({ value, order, number }) => [value, order, number]);
    bench.add(TABLE, [keyed('1', 1), keyed('2', 2), keyed('3', 3)]);
    fillIn('order', [['2', 'second']]);
    const first = [...bench.rows(TABLE)];
    expect(first.map(({ order }) => order)).toEqual([null, 'second', null]);
    fillIn('number', [['1', 9]]);
    expect(told()).toEqual([
      ['2', 'second', 2],
      ['3', null, 3],
      ['1', null, 9],
    ]);
    fillIn('order', [['1', 'last']]);
    expect(told()).toEqual([
      ['2', 'second', 2],
      ['3', null, 3],
      ['1', 'last', 9],
    ]);
  });
}
