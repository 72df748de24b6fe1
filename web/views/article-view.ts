import type { Catalog } from '../../core/catalog/catalog.ts';
import { stampOf } from '../../core/catalog/mementos.ts';
import type { CaptureRecord, ReadingRecord, SnapshotRecord } from '../../core/catalog/records.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import type { Reading } from '../../core/read/document.ts';
import { loadReading } from '../../core/read/stored-reading.ts';
import { creatorsOf } from '../../core/publish/citations/creators.ts';
import { articleHref } from '../../core/publish/room-address.ts';
import { diffHref, rawHref, webUrl } from '../addresses.ts';
import { mementoAddresses } from '../replay/memento-links.ts';
import type { ArticleEntry } from './issue-view.ts';

/** One version of an article with what our reader says is in it. */
export interface ArticleView {
  readonly paper: string;
  readonly date: IssueDate;
  readonly article: ArticleEntry;
  readonly snapshot: SnapshotEntry;
  /** The number of the newest version held. */
  readonly newestVersion: number;
  /** Whether a reading of that one is kept, too. */
  readonly newestIsRead: boolean;
  /** `null` when none is kept for this version. Withheld parts are empty; see {@link withheld}. */
  readonly reading: Reading | null;
  /** Its title and subtitle; who wrote it. Facts about it, whatever is withheld. */
  readonly headline: string | null;
  readonly creators: readonly string[];
  /** Why the document is empty here, as the answer of its raw address would be. */
  readonly withheld: { readonly status: 451 } | null;
}

/** A version and its permanent addresses. */
export interface SnapshotEntry extends Pick<
  SnapshotRecord,
  'path' | 'version' | 'sha256' | 'bytes' | 'mediaType' | 'url' | 'at' | 'classes'
> {
  readonly href: string | null;
  readonly rawHref: string | null;
  /** Where the page is shown as it was then; `null` where its bytes are withheld, or no capture says that they were seen. */
  readonly replayHref: string | null;
}

export interface ArticleDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly withholds: boolean;
}

/**
 * Version `wanted` of an article, or the newest one that has been read. `null` when no such version is held.
 * Fails with ObjectMissing, or with a ZodError for a reading that is none.
 */
export async function articleView(
  { catalog, objects, withholds }: ArticleDeps,
  paper: Paper,
  date: IssueDate,
  article: ArticleEntry,
  wanted: number | null,
): Promise<ArticleView | null> {
  const newest = await catalog.newestSnapshot(paper.id, article.path);
  if (newest === null) return null;
  const read = await catalog.article(paper.id, date, article.path);
  const version = wanted ?? read?.version ?? newest.version;
  const snapshot =
    version === newest.version ? newest : await catalog.snapshot(paper.id, article.path, version);
  if (snapshot === null) return null;

  const readings = await readingsOf(catalog, paper.id, article.path);
  const captures = withholds ? [] : await Array.fromAsync(catalog.captures(paper.id, article.path));
  const object = read?.version === version ? read.reading : (readings.get(snapshot.sha256)?.object ?? null);
  const reading = object === null ? null : await loadReading(objects, object);
  return {
    paper: paper.id,
    date,
    article,
    snapshot: snapshotEntry(snapshot, article, withholds, stampsIn(captures)),
    newestVersion: newest.version,
    newestIsRead: readings.has(newest.sha256),
    reading: reading !== null && withholds ? withoutFullText(reading) : reading,
    headline: headlineOf(reading) ?? article.title,
    creators: creatorsOf(reading?.document.byline ?? null),
    withheld: withholds ? { status: 451 } : null,
  };
}

/** 题名: 副题名, as catalogues join them. */
function headlineOf(reading: Reading | null): string | null {
  if (reading === null || reading.document.title === null) return null;
  const { title, subtitle } = reading.document;
  return subtitle === null ? title : `${title}: ${subtitle}`;
}

/** A version among the others of its article. */
export interface VersionEntry extends SnapshotEntry {
  readonly read: boolean;
  /** What differs from the one before. */
  readonly diffHref: string | null;
}

export interface VersionsView {
  readonly paper: string;
  readonly date: IssueDate;
  readonly article: ArticleEntry;
  /** By version, oldest first. */
  readonly snapshots: readonly VersionEntry[];
  /** By instant, oldest first. */
  readonly captures: readonly Pick<
    CaptureRecord,
    'id' | 'at' | 'state' | 'status' | 'reason' | 'version' | 'sha256' | 'bytes' | 'url' | 'classes'
  >[];
}

export async function versionsView(
  catalog: Catalog,
  paper: Paper,
  date: IssueDate,
  article: ArticleEntry,
  withholds: boolean,
): Promise<VersionsView> {
  const captures = await Array.fromAsync(catalog.captures(paper.id, article.path));
  const stamps = stampsIn(captures);
  const snapshots: VersionEntry[] = [];
  let before: number | null = null;
  const readings = await readingsOf(catalog, paper.id, article.path);
  for await (const snapshot of catalog.snapshots(paper.id, article.path)) {
    const read = readings.has(snapshot.sha256);
    const pair = before === null ? null : { before, after: snapshot.version };
    const href = pair && article.versionsHref !== null ? diffHref(article.versionsHref, pair) : null;
    snapshots.push({ ...snapshotEntry(snapshot, article, withholds, stamps), read, diffHref: href });
    before = snapshot.version;
  }
  return { paper: paper.id, date, article, snapshots, captures: captures.map(captureEntry) };
}

function captureEntry(capture: CaptureRecord): VersionsView['captures'][number] {
  const { id, at, state, status, reason, version, sha256, bytes, url, classes } = capture;
  return { id, at, state, status, reason, version, sha256, bytes, url, classes };
}

/** The moments at which something was seen that can be shown as it was. */
function stampsIn(captures: readonly CaptureRecord[]): ReadonlySet<string> {
  const seen = captures.filter(({ state }) => state === 'captured' || state === 'unchanged');
  return new Set(seen.map(({ at }) => stampOf(at)));
}

function snapshotEntry(
  snapshot: SnapshotRecord,
  article: ArticleEntry,
  withholds: boolean,
  stamps: ReadonlySet<string>,
): SnapshotEntry {
  const { paper, date, path, version, sha256, bytes, mediaType, url, at, classes } = snapshot;
  const stamp = stampOf(at);
  return {
    ...{ path, version, sha256, bytes, mediaType, url, at, classes },
    href: articleHref(paper, date, article.page, article.articleId, version),
    rawHref: withholds ? null : rawHref(paper, version, path),
    replayHref:
      withholds || webUrl(url) === null || !stamps.has(stamp)
        ? null
        : mementoAddresses('', url).frameOf({ stamp }),
  };
}

/** By the payload's digest, the newest reader's reading of it. Bytes that came back share one. */
async function readingsOf(
  catalog: Catalog,
  paper: string,
  path: ArticleEntry['path'],
): Promise<ReadonlyMap<string, ReadingRecord>> {
  const newest = new Map<string, ReadingRecord>();
  for await (const reading of catalog.readings(paper, path)) {
    const so = newest.get(reading.sha256);
    const isNewer = so === undefined || reading.readerVersion > so.readerVersion;
    if (reading.object !== null && isNewer) newest.set(reading.sha256, reading);
  }
  return newest;
}

/** Facts stay: the title, where it stood, the figures with their own few words. Sentences and pictures go. */
function withoutFullText(reading: Reading): Reading {
  const { document } = reading;
  return {
    ...reading,
    document: { ...document, byline: null, captions: [], pictures: [], blocks: [], text: '' },
    flaws: reading.flaws.map(({ code }) => ({ code, near: '' })),
  };
}
