import type { ObjectKey, ObjectStore } from '../../capture/object-store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ArticleRecord, SnapshotRecord } from '../../catalog/records.ts';
import type { Instant } from '../../paper/instant.ts';
import type { IssueDate } from '../../paper/issue-date.ts';
import type { ResourcePath } from '../../paper/resource.ts';
import type { Reading } from '../../read/document.ts';
import { loadReading } from '../../read/stored-reading.ts';
import { paperById } from '../../paper/registry.ts';
import { RightsBook, takedownsIn } from '../../rights/rights-book.ts';
import { byCodeUnit } from '../../text-order.ts';
import { inOrder } from '../../in-order.ts';
import { anchorOf, articleHref } from '../room-address.ts';

/**
 * How a version stands in the archive: the newest that the site serves, one that a newer version replaced, or the
 * newest of an article that the site took down.
 */
export const VERSION_STATUSES = ['current', 'superseded', 'withdrawn'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** A version of an article with its newest reading. */
export interface ArticleVersion {
  readonly article: ArticleRecord;
  readonly snapshot: SnapshotRecord;
  readonly reading: Reading;
  readonly status: VersionStatus;
  /** When the archive saw what replaced it, or that it was gone; `null` of a current one. */
  readonly endedAt: Instant | null;
}

export interface ArchiveDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
}

/** Whose issues, by date, both ends included, and as known when. */
export interface ArticleRange {
  readonly paper: string;
  readonly from?: IssueDate;
  readonly to?: IssueDate;
  /** Only what the archive had captured by then, as it stood then; without it, all. */
  readonly asOf?: Instant;
  /** Whether versions that newer ones replaced are asked for too. */
  readonly superseded?: boolean;
}

/** A version that cannot be tabled: the archive or a reading is not what it should be. */
export class UnsoundReading extends Error {
  override readonly name = 'UnsoundReading';
  readonly paper: string;
  readonly path: string;

  constructor({ paper, path }: { paper: string; path: string }, why: string, options?: ErrorOptions) {
    super(
      `the figures of '${path}' of ${paper} cannot be tabled: ${why}; run 'verify', then 'reread'`,
      options,
    );
    this.paper = paper;
    this.path = path;
  }
}

/**
 * The versions of every article with a reading of them by the newest reader that has one, by issue date, page, article
 * path and version, so that the same archive always gives the same in the same order. Articles whose page is not known
 * come first in their issue. Holds one issue's articles and some readings in memory.
 *
 * Articles of which a takedown withholds the figures are left out, and versions of which the reading was removed.
 *
 * Fails with {@link UnsoundReading}, or with what loading a reading fails with.
 */
export async function* articleVersions(
  deps: ArchiveDeps,
  range: ArticleRange,
): AsyncGenerator<ArticleVersion> {
  const gone = await withdrawnSince(deps.catalog, range);
  const withheld = await withheldOf(deps.catalog, range.paper);
  for await (const issue of deps.catalog.issues(range.paper, range.from, range.to)) {
    const articles = (await Array.fromAsync(deps.catalog.articles(range.paper, issue.date))).filter(
      withheld.isGivenOut,
    );
    articles.sort((a, b) => byCodeUnit(a.page ?? '', b.page ?? '') || byCodeUnit(a.path, b.path));
    const versions = async (article: ArticleRecord): Promise<ArticleVersion[]> =>
      versionsOf(deps, article, range, { goneAt: gone.get(article.path) ?? null, removed: withheld.removed });
    for await (const found of inOrder(articles, versions)) yield* found;
  }
}

/** The articles that the site had taken down, with when that was seen; by path. */
async function withdrawnSince(
  catalog: Catalog,
  { paper, asOf }: ArticleRange,
): Promise<ReadonlyMap<ResourcePath, Instant>> {
  const gone = new Map<ResourcePath, Instant>();
  for await (const { kind, path, at } of catalog.events(paper)) {
    if (asOf !== undefined && at > asOf) break;
    if (path === null) continue;
    if (kind === 'article-withdrawn') gone.set(path, at);
    if (kind === 'article-restored') gone.delete(path);
  }
  return gone;
}

/** What takedowns take from whoever makes something of figures. */
async function withheldOf(
  catalog: Catalog,
  paper: string,
): Promise<{
  readonly isGivenOut: (article: ArticleRecord) => boolean;
  readonly removed: ReadonlySet<ObjectKey>;
}> {
  const takedowns = takedownsIn(await Array.fromAsync(catalog.rights(paper)));
  const removed = new Set<ObjectKey>();
  for await (const { objects } of catalog.removals(paper)) for (const { key } of objects) removed.add(key);
  const [first] = takedowns;
  if (first === undefined) return { isGivenOut: () => true, removed };
  const book = new RightsBook(paperById(paper), takedowns, first.at, 'reader');
  const isGivenOut = ({ date, path, page }: ArticleRecord): boolean =>
    book.judge({ date, path, pages: page === null ? [] : [page] }).shown !== 'existence';
  return { isGivenOut, removed };
}

async function versionsOf(
  { catalog, objects }: ArchiveDeps,
  article: ArticleRecord,
  { asOf, superseded = false }: ArticleRange,
  { goneAt, removed }: { readonly goneAt: Instant | null; readonly removed: ReadonlySet<ObjectKey> },
): Promise<ArticleVersion[]> {
  const { paper, path } = article;
  const snapshots = await knownSnapshots(catalog, article, asOf);
  const wanted = superseded ? snapshots : snapshots.slice(-1);
  const found: ArticleVersion[] = [];
  for (const snapshot of wanted) {
    const object = await readingOf(catalog, article, snapshot);
    if (object === null || removed.has(object)) continue;
    const next = snapshots.find(({ version }) => version > snapshot.version);
    found.push({
      article,
      snapshot,
      reading: await loadReading(objects, object).catch((cause: unknown) => {
        if (cause instanceof SyntaxError)
          throw new UnsoundReading({ paper, path }, 'its reading is no JSON', { cause });
        throw cause;
      }),
      ...(next !== undefined
        ? ({ status: 'superseded', endedAt: next.at } as const)
        : goneAt !== null && goneAt >= snapshot.at
          ? ({ status: 'withdrawn', endedAt: goneAt } as const)
          : ({ status: 'current', endedAt: null } as const)),
    });
  }
  return found;
}

/** The versions that were captured by `asOf`, oldest first. */
async function knownSnapshots(
  catalog: Catalog,
  { paper, path, version }: ArticleRecord,
  asOf: Instant | undefined,
): Promise<SnapshotRecord[]> {
  const known = (one: SnapshotRecord): boolean => asOf === undefined || one.at <= asOf;
  if (version === 1) {
    const only = await catalog.snapshot(paper, path, version);
    if (only === null) throw new UnsoundReading({ paper, path }, 'the index holds no version 1 of it');
    return known(only) ? [only] : [];
  }
  const snapshots = (await Array.fromAsync(catalog.snapshots(paper, path))).filter(
    // What is not read yet is told of by the next release.
    (one) => one.version <= version,
  );
  if (snapshots.at(-1)?.version !== version)
    throw new UnsoundReading({ paper, path }, `the index holds no version ${version} of it`);
  return snapshots.filter(known);
}

/** Where the newest reading of a version lies; `null` of an old version that nobody read. */
async function readingOf(
  catalog: Catalog,
  article: ArticleRecord,
  { version }: SnapshotRecord,
): Promise<string | null> {
  if (version === article.version) return article.reading;
  let newest: string | null = null;
  // By reader version, oldest first.
  for await (const reading of catalog.readings(article.paper, article.path))
    if (reading.version === version && reading.object !== null) newest = reading.object;
  return newest;
}

/** Names a version of an article in all tables: `jmrb/html/2023-02/25/content_667012.htm@1`. */
export function documentId({ snapshot: { paper, path, version } }: Pick<ArticleVersion, 'snapshot'>): string {
  return `${paper}/${path}@${version}`;
}

/** Where a reading room shows what has `id` in the version's reading; without `id`, the version. */
export function roomPath({ article, snapshot }: ArticleVersion, id?: string): string | null {
  const { paper, date, page, articleId } = article;
  const href = articleHref(paper, date, page, articleId, snapshot.version);
  if (href === null || id === undefined) return href;
  return `${href}#${encodeURIComponent(anchorOf({ id }))}`;
}
