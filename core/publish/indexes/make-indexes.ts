import { type IndexAddress, indexKey, indexesPrefix, parseIndexKey } from '../../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing, type ObjectStore } from '../../capture/object-store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import { ReleaseDamaged } from '../release/release-files.ts';
import { columnsOfRelease, releasedRows } from '../release/released-rows.ts';
import { ndjsonName } from '../release/table-formats.ts';
import type { Row } from '../tables/column.ts';
import { INDEX_FORM, type IndexMaker, type IndexedRow } from './data-index.ts';
import { ASKED_TABLES, type AskedTable, FacetReader } from './facets.ts';

export interface IndexDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly indexMaker: IndexMaker;
}

/** An index that a release lacks. */
export interface LackedIndex {
  readonly release: ReleaseRecord;
  readonly asked: AskedTable;
}

/** What became of one. */
export type IndexMade =
  | { readonly kind: 'made'; readonly release: string; readonly table: string; readonly rows: number }
  /** The release itself is damaged; the others are gone on with. */
  | { readonly kind: 'unmade'; readonly release: string; readonly table: string; readonly why: Error };

const SQLITE_TYPE = 'application/vnd.sqlite3';

/**
 * Makes the indexes that releases lack: an index is made after its release is published, so that a kill in between leaves
 * it out, and the next run makes up for it. Newest releases first; whoever has no more time ends the iteration. Two at
 * once make the same.
 *
 * Fails with StoreFull, or with what the catalog fails with.
 */
export async function* makeIndexes(
  deps: IndexDeps,
  which: 'newest' | 'all' = 'all',
): AsyncGenerator<IndexMade> {
  for (const { release, asked } of await lackedIndexes(deps, which)) {
    const told = { release: release.version, table: asked.name };
    try {
      yield { kind: 'made', ...told, rows: await makeIndex(deps, release, asked) };
    } catch (why) {
      if (!(why instanceof ReleaseDamaged || why instanceof ObjectMissing)) throw why;
      yield { kind: 'unmade', ...told, why };
    }
  }
}

/** Those that {@link makeIndexes} would make, in its order. Tables that a release was published without are none. */
export async function lackedIndexes(
  { catalog, objects }: Pick<IndexDeps, 'catalog' | 'objects'>,
  which: 'newest' | 'all',
): Promise<readonly LackedIndex[]> {
  const held = new Set<string>();
  for await (const { key } of objects.list(indexesPrefix(INDEX_FORM))) {
    const address = parseIndexKey(key);
    if (address !== null) held.add(`${address.release} ${address.table}`);
  }
  const lacked: LackedIndex[] = [];
  for await (const release of catalog.releases(true)) {
    for (const asked of ASKED_TABLES) {
      const isHeld = held.has(`${release.version} ${asked.name}`);
      if (hasRows(release, asked) && !isHeld) lacked.push({ release, asked });
    }
    if (which === 'newest') break;
  }
  return lacked;
}

/** Whether the release was published with the table. */
export function hasRows({ files }: ReleaseRecord, { table }: AskedTable): boolean {
  return files.some(({ name }) => name === ndjsonName(table));
}

/** Where the index of a table of a release lies; `null` while it is not made. */
export async function findIndex(
  objects: ObjectStore,
  { release, table }: Pick<IndexAddress, 'release' | 'table'>,
): Promise<ObjectKey | null> {
  for await (const { key } of objects.list(`${indexesPrefix(INDEX_FORM)}${release}/${table}.`))
    if (parseIndexKey(key)?.table === table) return key;
  return null;
}

/** Gives back how many rows it has. Fails with ReleaseDamaged, ObjectMissing or StoreFull. */
async function makeIndex(
  { objects, indexMaker }: IndexDeps,
  release: ReleaseRecord,
  { table, facets }: AskedTable,
): Promise<number> {
  const columns = (await columnsOfRelease(objects, release)).get(table.name) ?? [];
  const names = new Set(columns.map(({ name }) => name));
  // An older release may lack a column, and then the facets that are made of it.
  const known = facets.filter(({ column }) => names.has(column));
  const reader = new FacetReader(known, await reportsOf(objects, release));
  async function* rows(): AsyncGenerator<IndexedRow> {
    for await (const row of releasedRows(objects, release, table.name))
      yield { row, facets: reader.facetsOf(row) };
  }
  const form = { columns, facets: known.map(({ name, kind }) => ({ name, kind })) };
  const made = await indexMaker.make(form, rows());
  try {
    const address = { form: INDEX_FORM, release: release.version, table: table.name, sha256: made.sha256 };
    await objects.putOnceFrom(indexKey(address), made.bytes(), SQLITE_TYPE);
    return made.rows;
  } finally {
    await made.close();
  }
}

/** Few articles carry a report, so that these fit in memory. */
async function reportsOf(objects: ObjectStore, release: ReleaseRecord): Promise<ReadonlyMap<string, string>> {
  const reports = new Map<string, string>();
  if (!release.files.some(({ name }) => name === ndjsonName({ name: 'documents' }))) return reports;
  const told = (row: Row, column: string): string | null => {
    const cell = row[column];
    return typeof cell === 'string' ? cell : null;
  };
  for await (const row of releasedRows(objects, release, 'documents')) {
    const [document, report] = [told(row, 'document_id'), told(row, 'report')];
    if (document !== null && report !== null) reports.set(document, report);
  }
  return reports;
}
