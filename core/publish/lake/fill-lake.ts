import { chunksFrom } from '../../capture/object-chunks.ts';
import { lakeKey, lakeRecordKey } from '../../capture/object-keys.ts';
import { ObjectMissing, type ObjectStore } from '../../capture/object-store.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import type { ReleaseDeps } from '../release/make-release.ts';
import { parquetChunks } from '../release/parquet-chunks.ts';
import { columnsOfRelease, releasedRows } from '../release/released-rows.ts';
import { stepOfColumns } from '../release/release-version.ts';
import { TABLE_FORMATS } from '../release/table-formats.ts';
import type { Workbench } from '../release/workbench.ts';
import type { Row } from '../tables/column.ts';
import { TABLES } from '../tables/tables.ts';
import { LAKE_TABLES, type LakeTable, fileColumns, yearOfRow } from './lake-tables.ts';

/** More than a run leaves over; an archive that has long had releases begins with its newest. */
const MOST_AT_ONCE = 3;

/** Rows that are put onto the workbench together. */
const BATCH = 500;

/**
 * Lays the newest releases out for query engines, as Parquet under `lake/<table>/release=<version>/`, the large tables by
 * year. Goes back to the first release that is laid out already, {@link MOST_AT_ONCE} at most, so that what a kill left
 * over is made up for. A release whose tables have other columns than today's is not laid out, nor what is older.
 *
 * Everything is made of the release's own files, whatever the archive has learnt since, and is put once: the record of a
 * release in the lake comes last. Gives the versions that were laid out, oldest first. Fails with ReleaseDamaged,
 * StoreFull, or a RangeError for a row without a usable year, and can then simply be run again.
 */
export async function fillLake(deps: ReleaseDeps): Promise<readonly string[]> {
  const due: ReleaseRecord[] = [];
  for await (const release of deps.catalog.releases(true)) {
    if (due.length === MOST_AT_ONCE || (await isLaidOut(deps.objects, release))) break;
    if (!(await hasTheseColumns(deps.objects, release))) break;
    due.unshift(release);
  }
  for (const release of due) await layOut(deps, release);
  return due.map(({ version }) => version);
}

async function isLaidOut(objects: ObjectStore, { version }: ReleaseRecord): Promise<boolean> {
  try {
    await objects.size(lakeRecordKey(version));
    return true;
  } catch (cause) {
    if (cause instanceof ObjectMissing) return false;
    throw cause;
  }
}

async function hasTheseColumns(objects: ObjectStore, release: ReleaseRecord): Promise<boolean> {
  const now = new Map(TABLES.map(({ name, columns }) => [name, columns]));
  return stepOfColumns(await columnsOfRelease(objects, release), now) === null;
}

interface LaidOut {
  readonly table: string;
  readonly rows: number;
  readonly objects: readonly string[];
}

async function layOut({ objects, workbench }: ReleaseDeps, release: ReleaseRecord): Promise<void> {
  const tables: LaidOut[] = [];
  for (const table of LAKE_TABLES) {
    const bench = workbench();
    try {
      await putOnBench(bench, objects, release, table);
      tables.push(await layOutTable(bench, objects, release, table));
    } finally {
      bench.close();
    }
  }
  const record = new TextEncoder().encode(
    `${JSON.stringify({ version: release.version, tables }, null, 2)}\n`,
  );
  await objects.putOnce(lakeRecordKey(release.version), record, 'application/json');
}

async function putOnBench(
  bench: Workbench,
  objects: ObjectStore,
  release: ReleaseRecord,
  table: LakeTable,
): Promise<void> {
  let rows: Row[] = [];
  for await (const row of releasedRows(objects, release, table.name)) {
    rows.push(row);
    if (rows.length < BATCH) continue;
    bench.add(table, rows);
    rows = [];
  }
  bench.add(table, rows);
}

async function layOutTable(
  bench: Workbench,
  objects: ObjectStore,
  { version }: ReleaseRecord,
  table: LakeTable,
): Promise<LaidOut> {
  const keys: string[] = [];
  for (const { year, rows } of byYear(table, bench.rows(table))) {
    const key = lakeKey(table.name, version, year);
    await objects.putOnceFrom(key, chunksFrom(parquetChunks(fileColumns(table), rows)), PARQUET);
    keys.push(key);
  }
  return { table: table.name, rows: bench.count(table), objects: keys };
}

const PARQUET =
  TABLE_FORMATS.find(({ format }) => format === 'parquet')?.mediaType ?? 'application/octet-stream';

/** The rows as they come, those of a year together; what is not divided is one group. Each has to be read to its end. */
function* byYear(
  { yearFrom }: LakeTable,
  rows: Iterable<Row>,
): Generator<{ readonly year: number | null; readonly rows: Iterable<Row> }> {
  if (yearFrom === null) {
    yield { year: null, rows };
    return;
  }
  const all = rows[Symbol.iterator]();
  let next = all.next();
  function* ofYear(year: number): Generator<Row> {
    while (next.done !== true && yearOfRow(yearFrom ?? '', next.value) === year) {
      yield next.value;
      next = all.next();
    }
  }
  while (next.done !== true) {
    const year = yearOfRow(yearFrom, next.value);
    yield { year, rows: ofYear(year) };
  }
}
