import { chunksFrom } from '../../capture/object-chunks.ts';
import { releaseKey } from '../../capture/object-keys.ts';
import type { ObjectStore } from '../../capture/object-store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import type { Instant } from '../../paper/instant.ts';
import type { Paper } from '../../paper/paper.ts';
import { type Sha256, Sha256Sum, sha256OfAll } from '../../paper/sha256.ts';
import type { ArchiveDeps } from '../tables/article-version.ts';
import { FIGURES } from '../tables/figures.ts';
import { TABLES } from '../tables/tables.ts';
import { changelog } from './changelog.ts';
import { type ReleaseChanges, changesSince } from './changes-since.ts';
import { dataPackage } from './data-package.ts';
import { type Filled, fillWorkbench } from './fill-workbench.ts';
import { FILES, contentSha256Of } from './release-files.ts';
import { FIRST_VERSION, greaterStep, nextVersion, stepOfColumns, stepOfRows } from './release-version.ts';
import { tableChunks } from './table-files.ts';
import { TABLE_FORMATS, fileName, ndjsonName } from './table-formats.ts';
import type { Workbench } from './workbench.ts';

export interface ReleaseDeps extends ArchiveDeps {
  /** A fresh one; whoever asks for it closes it. */
  readonly workbench: () => Workbench;
}

/** What became of the wish for a release. */
export type ReleaseMade =
  | { readonly kind: 'published'; readonly release: ReleaseRecord }
  /** The newest release holds these very rows. */
  | { readonly kind: 'unchanged'; readonly release: ReleaseRecord }
  /** The archive has no figures. */
  | { readonly kind: 'empty' };

/**
 * Publishes what the archive has read of `papers` as an immutable release under `releases/<version>/`, unless the newest
 * release holds the same. The version says what changed since the newest: major when a table or a column was removed,
 * renamed, retyped or moved, minor when tables, columns or rows were added, patch when rows were corrected or taken back.
 *
 * The catalog learns of a release after all its files are kept, so that a kill leaves the old one the newest. What
 * such a kill leaves behind is taken over when its bytes are the same; otherwise its version number is passed over,
 * since what lies in the store is never changed. The same archive gives the same bytes; `at` is only noted in the
 * catalog.
 *
 * Rows are laid out on a workbench once, which is what keeps the tables and their forms alike while captures go on, and
 * are streamed from there. Fails with UnsoundReading, ReleaseDamaged or StoreFull, and can then simply be run again.
 */
export async function makeRelease(
  deps: ReleaseDeps,
  papers: readonly Paper[],
  at: Instant,
): Promise<ReleaseMade> {
  const bench = deps.workbench();
  try {
    const filled = await fillWorkbench(bench, deps, papers, null);
    if (filled === null) return { kind: 'empty' };
    const contentSha256 = contentOf(bench);
    const newest = await newestRelease(deps.catalog);
    if (newest?.contentSha256 === contentSha256) return { kind: 'unchanged', release: newest };
    return await publish(deps, { bench, filled, contentSha256, newest, at });
  } finally {
    bench.close();
  }
}

/** By version; `null` before the first. */
export async function newestRelease(catalog: Catalog): Promise<ReleaseRecord | null> {
  for await (const release of catalog.releases(true)) return release;
  return null;
}

/** A file of a release that is being written. */
export interface NewFile {
  readonly name: string;
  readonly mediaType: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** Takes the bytes of a file and tells of them; `null` when other bytes lie in its place. */
export type KeepFile = (file: NewFile) => Promise<{ readonly bytes: number; readonly sha256: Sha256 } | null>;

/** What is written down of a file that was kept. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

/**
 * Writes every file of a release, one after the other: each table in each of its forms, the descriptor, the list of
 * changes and, last, the sums, by which a release is known to be whole. `null` as soon as {@link KeepFile} says so.
 */
export async function writeFiles(
  keep: KeepFile,
  about: {
    readonly bench: Workbench;
    readonly filled: Filled;
    readonly version: string;
    readonly changes: ReleaseChanges | null;
  },
): Promise<readonly KeptFile[] | null> {
  const { bench, filled, version, changes } = about;
  const files: KeptFile[] = [];
  const write = async (name: string, mediaType: string, chunks: Iterable<Uint8Array>): Promise<boolean> => {
    const kept = await keep({ name, mediaType, chunks });
    if (kept !== null) files.push({ name, ...kept });
    return kept !== null;
  };
  for (const table of TABLES) {
    for (const form of TABLE_FORMATS) {
      const chunks = tableChunks(form, table.columns, bench.rows(table));
      if (!(await write(fileName(table.name, form), form.mediaType, chunks))) return null;
    }
  }
  const created = filled.newestCapture;
  const rows = new Map(TABLES.map((table) => [table.name, bench.count(table)]));
  const descriptor = dataPackage({ version, created, papers: filled.papers, tables: TABLES, rows, files });
  const texts = [
    { ...FILES.package, text: `${JSON.stringify(descriptor, null, 2)}\n` },
    { ...FILES.changelog, text: changelog({ version, created, rows, changes }) },
  ];
  for (const { name, mediaType, text } of texts)
    if (!(await write(name, mediaType, [utf8(text)]))) return null;
  // The form that `sha256sum -c` reads.
  const sums = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return (await write(FILES.sums.name, FILES.sums.mediaType, [utf8(sums)])) ? files : null;
}

interface Laid {
  readonly bench: Workbench;
  readonly filled: Filled;
  readonly contentSha256: Sha256;
  readonly newest: ReleaseRecord | null;
  readonly at: Instant;
}

async function publish(
  { catalog, objects }: ReleaseDeps,
  { bench, filled, contentSha256, newest, at }: Laid,
): Promise<ReleaseMade> {
  const changes =
    newest === null ? null : await changesSince(objects, newest, TABLES, (table) => bench.rows(table));
  const step = changes === null ? null : stepSince(changes);
  for (
    let version = newest === null ? FIRST_VERSION : nextVersion(newest.version, step ?? 'patch');
    ;
    version = nextVersion(version, step ?? 'patch')
  ) {
    const about = { bench, filled, version, changes };
    const kept = await writeFiles((file) => keepOnce(objects, version, file), about);
    if (kept === null) continue;
    const files = kept.map((file) => ({ ...file, object: releaseKey(version, file.name) }));
    const release = { version, at, contentSha256, files, rows: bench.count(FIGURES) };
    if (await catalog.addRelease(release)) return { kind: 'published', release };
    // Someone else published the same bytes first; what was written down first stands.
    return { kind: 'unchanged', release: (await catalog.release(version)) ?? release };
  }
}

function stepSince({ columns, tables }: ReleaseChanges): ReturnType<typeof stepOfRows> {
  const now = new Map(TABLES.map((table) => [table.name, table.columns]));
  return greaterStep(stepOfColumns(columns, now), stepOfRows(tables));
}

/** What is kept first under a name stays; `null` when that is something else. */
async function keepOnce(
  objects: ObjectStore,
  version: string,
  { name, mediaType, chunks }: NewFile,
): ReturnType<KeepFile> {
  const key = releaseKey(version, name);
  const { outcome, bytes, sha256 } = await objects.putOnceFrom(key, chunksFrom(chunks), mediaType);
  if (outcome === 'exists' && (await sha256OfAll(objects.read(key))) !== sha256) return null;
  return { bytes, sha256 };
}

/** As {@link contentSha256Of} the files, before they are written. */
function contentOf(bench: Workbench): Sha256 {
  const files = TABLES.map((table) => {
    const written = new Sha256Sum();
    for (const chunk of tableChunks({ ending: '.ndjson' }, table.columns, bench.rows(table)))
      written.add(chunk);
    return { name: ndjsonName(table), sha256: written.digest() };
  });
  const content = contentSha256Of(files);
  if (content === null) throw new RangeError('a release has no tables');
  return content;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
