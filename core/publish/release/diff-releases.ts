import type { ObjectStore } from '../../capture/object-store.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import type { Table } from '../tables/column.ts';
import { TABLES } from '../tables/tables.ts';
import { whyIncomparable } from './changes-since.ts';
import { type RowChange, diffRows } from './diff-rows.ts';
import { columnsOfRelease, releasedRows } from './released-rows.ts';

/** What differs in one row of a table, or why nothing can be said of the table. */
export type ReleaseDifference =
  | { readonly table: Table; readonly change: RowChange }
  | { readonly table: Table; readonly incomparable: string };

/**
 * What two releases differ in, table by table and row by row, two rows in memory at a time. A table that the later one
 * does not have is passed over. Fails with ReleaseDamaged when one is not as it was published.
 */
export async function* diffReleases(
  objects: ObjectStore,
  before: ReleaseRecord,
  after: ReleaseRecord,
): AsyncGenerator<ReleaseDifference> {
  const [oldColumns, newColumns] = [
    await columnsOfRelease(objects, before),
    await columnsOfRelease(objects, after),
  ];
  for (const table of TABLES) {
    if (!newColumns.has(table.name)) continue;
    const incomparable = whyIncomparable(table, oldColumns) ?? whyIncomparable(table, newColumns);
    if (incomparable !== null) {
      yield { table, incomparable };
      continue;
    }
    const rows = [before, after].map((release) => releasedRows(objects, release, table.name));
    const [olds = [], news = []] = rows;
    for await (const change of diffRows(table, olds, news)) yield { table, change };
  }
}
