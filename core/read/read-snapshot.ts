import { judgeChange } from '../alert/judge-change.ts';
import { headerOf } from '../capture/paper-client.ts';
import type { ObjectStore } from '../capture/object-store.ts';
import { loadSnapshot } from '../capture/snapshot-payload.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { indexText } from '../catalog/index-text.ts';
import type {
  ArticleRecord,
  EventRecord,
  ExpectedRecord,
  PageRecord,
  SnapshotRecord,
} from '../catalog/records.ts';
import type { NodeReading, readNode } from '../discover/read-node.ts';
import { WorkEnded, type WithinDeadline } from '../deadline.ts';
import { inOrder } from '../in-order.ts';
import type { CaptureDue, SnapshotKept } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { monthOf } from '../paper/issue-date.ts';
import { paperById } from '../paper/registry.ts';
import { type ResourcePath, type Site, asResourcePath, readPath, siteOf } from '../paper/resource.ts';
import type { Reading } from './document.ts';
import { flaw } from './flaw.ts';
import { READ_NODE } from './page-tasks.ts';
import { readVersion } from './read-version.ts';
import { READER_VERSION } from './reader-version.ts';
import { keepReading } from './stored-reading.ts';

export interface ReadDeps {
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  /** How long a page may take to be read. */
  readonly within: WithinDeadline;
}

/** A message about a version that the index does not hold. */
export class UnknownSnapshot extends Error {
  override readonly name = 'UnknownSnapshot';

  constructor({ paper, path, version }: SnapshotKept) {
    super(`the index holds no version ${version} of '${path}' of ${paper}`);
  }
}

/** What reading a snapshot made known. */
export interface ReadingMade {
  readonly figures: number;
  readonly flaws: number;
  readonly event: EventRecord | null;
  /** Resources that this page was the first to list and that are not held yet. */
  readonly next: readonly CaptureDue[];
}

/**
 * Reads one kept version with today's reader: of a node what the page lists, of an article its document and
 * figures. What another version of the reader has read before is news of ours and not of the source, and is never
 * told as an event. The record that says "read" is written last, so that a repetition does what is left.
 */
export async function readSnapshot(deps: ReadDeps, kept: SnapshotKept, at: Instant): Promise<ReadingMade> {
  const snapshot = await deps.catalog.snapshot(kept.paper, kept.path, kept.version);
  if (snapshot?.sha256 !== kept.sha256) throw new UnknownSnapshot(kept);
  return kept.kind === 'article' ? readArticle(deps, kept, snapshot, at) : readPage(deps, kept, snapshot, at);
}

async function readPage(
  deps: ReadDeps,
  kept: SnapshotKept,
  snapshot: SnapshotRecord,
  at: Instant,
): Promise<ReadingMade> {
  const { paper, date, path } = kept;
  const site = siteOf(paperById(paper), kept.site);
  const { payload, response } = await loadSnapshot(deps.objects, snapshot);
  const node = await nodeInTime(deps, payload, headerOf(response.headers, 'content-type'), {
    site,
    path,
    date,
  });

  // A page in another template, or of another day, is not believed: what it lists might be anything.
  const believed = node.recognised && (node.mastheadDate ?? date) === date;
  const next = believed ? await expectListed(deps, kept, node, at) : [];
  if (believed && node.pageLabel !== null) {
    const order = node.pages.findIndex((other) => other.path === path);
    const page: PageRecord = {
      paper,
      date,
      page: node.pageLabel,
      section: indexText(node.section),
      path,
      order: Math.max(order, 0),
      image: node.image,
      pdf: node.pdf,
      flaws: [...new Set(node.flaws.map(({ code }) => code))],
      articles: node.articles.map(({ path: at, title, zones }) => ({
        path: at,
        title: indexText(title),
        zones: zones.map((zone) => [...zone]),
      })),
    };
    await Promise.all([
      deps.catalog.putPage(page, snapshot.at, READER_VERSION),
      deps.catalog.putSearchDue({ month: monthOf(date), at }),
    ]);
  }
  const counts = { figures: 0, flaws: node.flaws.length };
  await deps.catalog.addReading({ ...ofSnapshot(snapshot), object: null, objectSha256: null, ...counts, at });
  return { ...counts, event: null, next };
}

/** What takes too much to be read lists nothing, and says so in a flaw. */
async function nodeInTime(
  { within }: ReadDeps,
  payload: Uint8Array,
  contentType: string | null,
  place: Parameters<typeof readNode>[1],
): Promise<NodeReading> {
  const { site, path, date } = place;
  try {
    return await within(READ_NODE, site.paper.id, site.baseUrl, { path, date }, payload, contentType);
  } catch (failure) {
    if (!(failure instanceof WorkEnded)) throw failure;
    const reader = await import('../discover/read-node.ts');
    return { ...reader.readNode('', place), flaws: [flaw(failure.flaw, failure.limit)] };
  }
}

/** Writes down everything that a page lists; gives the captures that are now due. */
async function expectListed(
  deps: ReadDeps,
  kept: SnapshotKept,
  { pages, articles, image, pdf, pageLabel }: NodeReading,
  at: Instant,
): Promise<CaptureDue[]> {
  const ofPage = { page: pageLabel, title: null };
  const listed: Listed[] = [
    ...pages.map(({ path, label, section }) => ({
      path,
      kind: 'node' as const,
      page: label,
      title: section,
    })),
    ...articles.map(({ path, title }) => ({ path, kind: 'article' as const, page: pageLabel, title })),
    ...(image === null ? [] : [{ path: image, kind: 'image' as const, ...ofPage }]),
    ...(pdf === null ? [] : [{ path: pdf, kind: 'pdf' as const, ...ofPage }]),
  ];
  return expectAll(deps, kept, listed, at);
}

type Listed = Pick<ExpectedRecord, 'path' | 'kind' | 'page' | 'title'>;

async function readArticle(
  deps: ReadDeps,
  kept: SnapshotKept,
  snapshot: SnapshotRecord,
  at: Instant,
): Promise<ReadingMade> {
  const { paper, date, path, version, sha256 } = kept;
  const site = siteOf(paperById(paper), kept.site);
  const reading = await readVersion(deps.objects, site, snapshot, deps.within);
  const stored = await keepReading(
    deps.objects,
    { paper, path, sha256, readerVersion: READER_VERSION },
    reading,
  );
  const page = reading.document.pageLabel;
  const expected =
    (await deps.catalog.expectation(paper, date, path)) ??
    (await deps.catalog.expect({ ...ofSource(kept), page, title: null, foundOn: null, at }));

  const article: ArticleRecord = {
    paper,
    date,
    articleId: readPath(site.paper, path)?.articleId ?? path,
    path,
    page: expected.page ?? page,
    title: indexText(reading.document.title) ?? expected.title,
    version,
    sha256,
    capturedAt: snapshot.at,
    readerVersion: READER_VERSION,
    reading: stored.object,
    figures: reading.figures.length,
    flaws: [...new Set(reading.flaws.map((flaw) => flaw.code))],
    report: reading.report?.kind ?? null,
  };
  await Promise.all([
    deps.catalog.putArticle(article),
    deps.catalog.putSearchDue({ month: monthOf(date), at }),
  ]);

  const ofArticle = { kind: 'picture', page: expected.page ?? page, title: null } as const;
  const pictures = reading.document.pictures.map((picture) => ({
    path: asResourcePath(picture),
    ...ofArticle,
  }));
  const next = await expectAll(deps, kept, pictures, at);

  const event = (await isOldNews(deps.catalog, snapshot))
    ? null
    : judgeChange(snapshot, expected.page ?? page, reading, await readVersionBefore(deps, site, snapshot));
  if (event) await deps.catalog.addEvent(event);

  const counts = { figures: reading.figures.length, flaws: reading.flaws.length };
  await deps.catalog.addReading({ ...ofSnapshot(snapshot), ...stored, ...counts, at });
  return { ...counts, event, next };
}

/** Whether an earlier reader has read this version, and so has told what there was to tell of it. */
async function isOldNews(catalog: Catalog, { paper, path, version }: SnapshotRecord): Promise<boolean> {
  for await (const reading of catalog.readings(paper, path)) {
    if (reading.version === version && reading.readerVersion < READER_VERSION) return true;
  }
  return false;
}

/** Both versions of a comparison are read by today's reader, so that only the source can differ. */
async function readVersionBefore(
  { objects, catalog, within }: ReadDeps,
  site: Site,
  { paper, path, version }: SnapshotRecord,
): Promise<Reading | null> {
  const before = version > 1 ? await catalog.snapshot(paper, path, version - 1) : null;
  return before && readVersion(objects, site, before, within);
}

/** An issue has some hundreds of resources; one that grows past this is no issue, and is not followed further. */
const MAX_RESOURCES_OF_ISSUE = 5000;

async function expectAll(
  deps: ReadDeps,
  kept: SnapshotKept,
  listed: readonly Listed[],
  at: Instant,
): Promise<CaptureDue[]> {
  if (listed.length === 0) return [];
  const known = new Map<ResourcePath, ExpectedRecord>();
  for await (const one of deps.catalog.expected(kept.paper, kept.date)) known.set(one.path, one);
  let room = MAX_RESOURCES_OF_ISSUE - known.size;
  const followed = listed.filter(({ path }) => known.has(path) || room-- > 0);
  const next: CaptureDue[] = [];
  for await (const due of inOrder(followed, (one) =>
    expectResource(deps, kept, one, at, known.get(one.path)),
  ))
    next.push(...due);
  return next;
}

/**
 * Writes down what a page lists, unless it is `known`. Several pages list the same resource; only the one that listed
 * it first orders its capture, also when this very step is repeated after a kill.
 */
async function expectResource(
  { catalog }: ReadDeps,
  kept: SnapshotKept,
  one: Listed,
  at: Instant,
  known: ExpectedRecord | undefined,
): Promise<CaptureDue[]> {
  const { paper, date, site } = kept;
  const listed = { ...one, title: indexText(one.title) };
  const expected = known ?? (await catalog.expect({ paper, date, ...listed, foundOn: kept.path, at }));
  if (expected.foundOn !== kept.path || (await catalog.state(paper, date, one.path))) return [];
  return [{ type: 'capture-due', paper, date, site, path: one.path, kind: one.kind }];
}

function ofSnapshot({ paper, date, path, version, sha256 }: SnapshotRecord): {
  paper: string;
  date: SnapshotRecord['date'];
  path: ResourcePath;
  version: number;
  sha256: SnapshotRecord['sha256'];
  readerVersion: number;
} {
  return { paper, date, path, version, sha256, readerVersion: READER_VERSION };
}

function ofSource({
  paper,
  date,
  path,
  kind,
}: SnapshotKept): Pick<SnapshotKept, 'paper' | 'date' | 'path' | 'kind'> {
  return { paper, date, path, kind };
}
