import { releaseKey } from '../capture/object-keys.ts';
import type { ObjectStore } from '../capture/object-store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ReleaseRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { Paper } from '../paper/paper.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { byCodeUnit } from '../text-order.ts';
import { dataPackage } from './data-package.ts';
import type { ArchiveDeps } from './tables/article-version.ts';
import { figureRows } from './tables/figure-rows.ts';
import { FIGURE_COLUMNS } from './tables/figures.ts';
import { csvHeader, csvRow, ndjsonRow } from './tables/table-text.ts';
import { FILES, columnsOfRelease, rowCountsOfRelease } from './release-files.ts';
import {
  FIRST_VERSION,
  type RowCounts,
  type VersionStep,
  articleOfRow,
  nextVersion,
  stepOfColumns,
  stepOfRows,
} from './release-version.ts';

/** What became of the wish for a release. */
export type ReleaseMade =
  | { readonly kind: 'published'; readonly release: ReleaseRecord }
  /** The newest release holds these very rows. */
  | { readonly kind: 'unchanged'; readonly release: ReleaseRecord }
  /** The archive has no figures. */
  | { readonly kind: 'empty' };

/**
 * Publishes all figures of `papers` as an immutable release under `releases/<version>/`, unless the newest release
 * holds the same. The version says what changed since the newest: major when a column was removed, renamed,
 * retyped or moved, minor when columns or rows were added, patch when figures were corrected or taken back.
 *
 * The catalog learns of a release after all its files are kept, so that a kill leaves the old one the newest. What
 * such a kill leaves behind is taken over when its bytes are the same; otherwise its version number is passed over,
 * since what lies in the store is never changed. The same archive gives the same bytes; `at` is only noted in the
 * catalog.
 *
 * Rows are streamed from the archive once, which is what keeps the two tables alike while captures go on; the
 * finished bytes of both are held in memory, and beside them one file of the release before. Fails with
 * UnsoundFigure, ReleaseDamaged or StoreFull, and can then simply be run again.
 */
export async function makeRelease(
  deps: ArchiveDeps,
  papers: readonly Paper[],
  at: Instant,
): Promise<ReleaseMade> {
  const tables = await writeTables(deps, papers);
  if (tables === null) return { kind: 'empty' };
  const contentSha256 = sha256Of(tables.csv);
  const newest = await newestRelease(deps.catalog);
  if (newest?.contentSha256 === contentSha256) return { kind: 'unchanged', release: newest };

  const step = newest === null ? 'patch' : await stepSince(deps.objects, newest, tables.counts);
  let version = newest === null ? FIRST_VERSION : nextVersion(newest.version, step);
  let files = await keepFiles(deps.objects, version, tables);
  while (files === null) {
    version = nextVersion(version, step);
    files = await keepFiles(deps.objects, version, tables);
  }

  const release = { version, at, contentSha256, files, rows: tables.rows };
  if (await deps.catalog.addRelease(release)) return { kind: 'published', release };
  // Someone else published the same bytes first; what was written down first stands.
  return { kind: 'unchanged', release: (await deps.catalog.release(version)) ?? release };
}

/** By version; `null` before the first. */
export async function newestRelease(catalog: Catalog): Promise<ReleaseRecord | null> {
  for await (const release of catalog.releases(true)) return release;
  return null;
}

interface Tables {
  readonly csv: Uint8Array;
  readonly ndjson: Uint8Array;
  readonly rows: number;
  readonly counts: RowCounts;
  /** Those with rows, by id. */
  readonly papers: readonly Paper[];
  readonly newestCapture: Instant;
}

/** `null` when there are no rows. */
async function writeTables(deps: ArchiveDeps, papers: readonly Paper[]): Promise<Tables | null> {
  const csv = [csvHeader(FIGURE_COLUMNS)];
  const ndjson: string[] = [];
  const counts = new Map<string, number>();
  const printed = new Set<Paper>();
  let newestCapture: Instant | null = null;
  for (const paper of papers.toSorted((a, b) => byCodeUnit(a.id, b.id))) {
    for await (const row of figureRows(deps, { paper: paper.id })) {
      csv.push(csvRow(FIGURE_COLUMNS, row));
      ndjson.push(ndjsonRow(FIGURE_COLUMNS, row));
      const article = articleOfRow(row);
      counts.set(article, (counts.get(article) ?? 0) + 1);
      printed.add(paper);
      if (newestCapture === null || row.captured_at > newestCapture) newestCapture = row.captured_at;
    }
  }
  if (newestCapture === null) return null;
  return {
    csv: utf8(csv.join('')),
    ndjson: utf8(ndjson.join('')),
    rows: ndjson.length,
    counts,
    papers: [...printed],
    newestCapture,
  };
}

async function stepSince(
  objects: ObjectStore,
  newest: ReleaseRecord,
  counts: RowCounts,
): Promise<VersionStep> {
  const byColumns = stepOfColumns(await columnsOfRelease(objects, newest), FIGURE_COLUMNS);
  return byColumns ?? stepOfRows(await rowCountsOfRelease(objects, newest), counts);
}

/** `null` when other bytes lie under one of the keys. */
async function keepFiles(
  objects: ObjectStore,
  version: string,
  tables: Tables,
): Promise<ReleaseRecord['files'] | null> {
  const files: ReleaseRecord['files'] = [];
  for (const { name, bytes, mediaType } of filesOf(version, tables)) {
    const object = releaseKey(version, name);
    const sha256 = sha256Of(bytes);
    if ((await objects.putOnce(object, bytes, mediaType)) === 'exists') {
      if (sha256Of(await objects.get(object)) !== sha256) return null;
    }
    files.push({ name, object, bytes: bytes.byteLength, sha256 });
  }
  return files;
}

interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

function filesOf(version: string, { csv, ndjson, rows, papers, newestCapture }: Tables): NewFile[] {
  const about = (name: string, bytes: Uint8Array): { name: string; bytes: number; sha256: Sha256 } => ({
    name,
    bytes: bytes.byteLength,
    sha256: sha256Of(bytes),
  });
  const descriptor = dataPackage({
    version,
    created: newestCapture,
    papers,
    rows,
    csv: about(FILES.csv.name, csv),
    ndjson: about(FILES.ndjson.name, ndjson),
  });
  const files = [
    { ...FILES.csv, bytes: csv },
    { ...FILES.ndjson, bytes: ndjson },
    { ...FILES.package, bytes: utf8(`${JSON.stringify(descriptor, null, 2)}\n`) },
  ];
  // The form that `sha256sum -c` reads.
  const sums = files.map(({ name, bytes }) => `${sha256Of(bytes)}  ${name}\n`).join('');
  return [...files, { ...FILES.sums, bytes: utf8(sums) }];
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
