import type { Cell, ColumnForm, Row } from '../tables/column.ts';

/** A table that rows can be put into: one of a release, or one that is only needed while a release is made. */
export interface RowTable {
  readonly name: string;
  readonly columns: readonly ColumnForm[];
  /** The columns that its rows are told in the order of, missing cells first, texts as UTF-8 bytes. */
  readonly order: readonly string[];
}

/**
 * Where the rows of a release lie while it is made, on a disk, since an archive's rows do not fit in memory. It has
 * one user and outlives no process: what it held is derived, and is made again.
 */
export interface Workbench {
  /** Puts rows into a table, in any order. Fails with StoreFull. */
  add(table: RowTable, rows: readonly Row[]): void;

  /**
   * Writes a cell of rows that are there, each named by what its column `key` holds, which no two rows of the table
   * share. Not while the table's rows are told. Fails with StoreFull.
   */
  fillIn(table: RowTable, key: string, column: string, cells: Iterable<readonly [string, Cell]>): void;

  /**
   * Every row of a table in its order, rows that are equal in it in the order of being added. Rows may be added to
   * other tables meanwhile, not to this one.
   */
  rows(table: RowTable): Iterable<Row>;

  /** How many rows a table has. */
  count(table: RowTable): number;

  /** Gives the room back. Nothing can be asked afterwards. */
  close(): void;
}
