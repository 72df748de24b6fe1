import type { ObjectStore } from '../../capture/object-store.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import type { Row, Table } from '../tables/column.ts';
import { type RowChange, diffRows } from './diff-rows.ts';
import type { ReleaseColumns, RowCounts } from './release-version.ts';
import { columnsOfRelease, releasedRows } from './released-rows.ts';

/** How many changed rows of a table are told one by one. */
export const TOLD_CHANGES = 200;

/** What became of a table from one release to the next. */
export interface TableChanges extends RowCounts {
  readonly table: Table;
  /** Why its rows could not be told apart, in a sentence; the counts are then those of all rows. */
  readonly incomparable: string | null;
  readonly newColumns: readonly string[];
  readonly goneColumns: readonly string[];
  /** The first {@link TOLD_CHANGES} of the rows. */
  readonly told: readonly RowChange[];
}

/** What became of all tables, and what the columns of the release before were. */
export interface ReleaseChanges {
  readonly since: ReleaseRecord;
  readonly columns: ReleaseColumns;
  readonly tables: readonly TableChanges[];
}

/**
 * Holds new rows against those of a release, table by table, two rows in memory at a time. Fails with ReleaseDamaged
 * when the release is not as it was published.
 */
export async function changesSince(
  objects: ObjectStore,
  since: ReleaseRecord,
  tables: readonly Table[],
  rowsOf: (table: Table) => AsyncIterable<Row> | Iterable<Row>,
): Promise<ReleaseChanges> {
  const columns = await columnsOfRelease(objects, since);
  const changes: TableChanges[] = [];
  for (const table of tables) changes.push(await changesOf(table));
  return { since, columns, tables: changes };

  async function changesOf(table: Table): Promise<TableChanges> {
    const before = columns.get(table.name);
    const old = new Set(before?.map(({ name }) => name));
    const now = new Set(table.columns.map(({ name }) => name));
    const newColumns = [...now].filter((name) => !old.has(name));
    const goneColumns = [...old].filter((name) => !now.has(name));
    const about = { table, newColumns, goneColumns };
    const incomparable = whyIncomparable(table, columns);
    if (incomparable !== null) {
      const [removed, added] = [
        before === undefined ? 0 : await countOf(releasedRows(objects, since, table.name)),
        await countOf(rowsOf(table)),
      ];
      return { ...about, incomparable, added, removed, changed: 0, told: [] };
    }
    const counts = { added: 0, removed: 0, changed: 0 };
    const told: RowChange[] = [];
    for await (const change of diffRows(table, releasedRows(objects, since, table.name), rowsOf(table))) {
      counts[change.kind] += 1;
      if (told.length < TOLD_CHANGES) told.push(change);
    }
    return { ...about, incomparable: null, ...counts, told };
  }
}

/** Why rows of a table cannot be held against those of a release with these columns, in a sentence; `null` when they can. */
export function whyIncomparable({ name, order }: Table, columns: ReleaseColumns): string | null {
  const before = columns.get(name);
  if (before === undefined) return 'The table is new.';
  const old = new Set(before.map((column) => column.name));
  const unknown = order.filter((column) => !old.has(column));
  return unknown.length === 0
    ? null
    : `Rows are told apart by ${unknown.join(', ')}, which that release does not have.`;
}

async function countOf(rows: AsyncIterable<unknown> | Iterable<unknown>): Promise<number> {
  let count = 0;
  for await (const row of rows) if (row !== undefined) count += 1;
  return count;
}
