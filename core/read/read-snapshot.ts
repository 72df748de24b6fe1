import { judgeChange } from '../alert/judge-change.ts';
import { headerOf } from '../capture/paper-client.ts';
import type { ObjectStore } from '../capture/object-store.ts';
import { loadSnapshot } from '../capture/snapshot-payload.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { EventRecord, ExpectedRecord, SnapshotRecord } from '../catalog/records.ts';
import { readNode } from '../discover/read-node.ts';
import type { CaptureDue, SnapshotKept } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { paperById } from '../paper/registry.ts';
import { type ResourcePath, asResourcePath, readPath, siteOf } from '../paper/resource.ts';
import { decodeHtml } from './decode-html.ts';
import { readVersion } from './read-version.ts';
import { READER_VERSION } from './reader-version.ts';
import { keepReading } from './stored-reading.ts';

export interface ReadDeps {
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
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
 * figures. `why` is `source` when the site's bytes are new, and `reader` when only our reader is: the latter is
 * never told as an event. The record that says "read" is written last, so that a repetition does what is left.
 */
export async function readSnapshot(
  deps: ReadDeps,
  kept: SnapshotKept,
  why: 'source' | 'reader',
  at: Instant,
): Promise<ReadingMade> {
  const snapshot = await deps.catalog.snapshot(kept.paper, kept.path, kept.version);
  if (snapshot?.sha256 !== kept.sha256) throw new UnknownSnapshot(kept);
  return kept.kind === 'article'
    ? readArticle(deps, kept, snapshot, why, at)
    : readPage(deps, kept, snapshot, at);
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
  const { text } = decodeHtml(payload, headerOf(response.headers, 'content-type'));
  const node = readNode(text, { site, path, date });

  const page = node.pageLabel;
  const next: CaptureDue[] = [];
  const expect = async (one: Pick<ExpectedRecord, 'path' | 'kind' | 'page' | 'title'>): Promise<void> => {
    next.push(...(await expectResource(deps, kept, one, at)));
  };
  for (const other of node.pages)
    await expect({ path: other.path, kind: 'node', page: other.label, title: other.section });
  for (const article of node.articles) {
    // A node may link to another day's article; it belongs to that day's issue.
    const place = readPath(site.paper, article.path);
    if (place?.date === date)
      await expect({ path: article.path, kind: 'article', page, title: article.title });
  }
  if (node.image !== null) await expect({ path: node.image, kind: 'image', page, title: null });
  if (node.pdf !== null) await expect({ path: node.pdf, kind: 'pdf', page, title: null });

  if (page !== null) {
    const order = node.pages.findIndex((other) => other.path === path);
    await deps.catalog.putPage(
      {
        paper,
        date,
        page,
        section: node.section,
        path,
        order: Math.max(order, 0),
        image: node.image,
        pdf: node.pdf,
        articles: node.articles.map((one) => ({ ...one, zones: one.zones.map((zone) => [...zone]) })),
      },
      snapshot.at,
    );
  }
  await deps.catalog.addReading({
    ...ofSnapshot(snapshot),
    object: null,
    objectSha256: null,
    figures: 0,
    flaws: node.flaws.length,
    at,
  });
  return { figures: 0, flaws: node.flaws.length, event: null, next };
}

async function readArticle(
  deps: ReadDeps,
  kept: SnapshotKept,
  snapshot: SnapshotRecord,
  why: 'source' | 'reader',
  at: Instant,
): Promise<ReadingMade> {
  const { paper, date, path, version, sha256 } = kept;
  const site = siteOf(paperById(paper), kept.site);
  const reading = await readVersion(deps.objects, site, snapshot);
  const stored = await keepReading(
    deps.objects,
    { paper, path, sha256, readerVersion: READER_VERSION },
    reading,
  );
  const page = reading.document.pageLabel;
  const expected = await deps.catalog.expect({ ...ofSource(kept), page, title: null, foundOn: null, at });

  await deps.catalog.putArticle({
    paper,
    date,
    articleId: readPath(site.paper, path)?.articleId ?? path,
    path,
    page: expected.page ?? page,
    title: reading.document.title ?? expected.title,
    version,
    sha256,
    capturedAt: snapshot.at,
    readerVersion: READER_VERSION,
    reading: stored.object,
    figures: reading.figures.length,
    flaws: reading.flaws.map((flaw) => flaw.code),
    report: reading.report?.kind ?? null,
  });

  const next: CaptureDue[] = [];
  for (const picture of reading.document.pictures) {
    const one = {
      path: asResourcePath(picture),
      kind: 'picture',
      page: expected.page ?? page,
      title: null,
    } as const;
    next.push(...(await expectResource(deps, kept, one, at)));
  }

  const before =
    version > 1 && why === 'source' ? await deps.catalog.snapshot(paper, path, version - 1) : null;
  const earlier = before === null ? null : await readVersion(deps.objects, site, before);
  const event = why === 'source' ? judgeChange(snapshot, expected.page ?? page, reading, earlier) : null;
  if (event) await deps.catalog.addEvent(event);

  const counts = { figures: reading.figures.length, flaws: reading.flaws.length };
  await deps.catalog.addReading({ ...ofSnapshot(snapshot), ...stored, ...counts, at });
  return { ...counts, event, next };
}

/**
 * Writes down what a page lists. Several pages list the same resource; only the one that listed it first orders
 * its capture, also when this very step is repeated after a kill.
 */
async function expectResource(
  { catalog }: ReadDeps,
  kept: SnapshotKept,
  one: Pick<ExpectedRecord, 'path' | 'kind' | 'page' | 'title'>,
  at: Instant,
): Promise<CaptureDue[]> {
  const { paper, date, site } = kept;
  const expected = await catalog.expect({ paper, date, ...one, foundOn: kept.path, at });
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
