import { load, type CheerioAPI } from 'cheerio';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FileObjects } from '../../adapters/files/file-objects.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CaptureRecord, IssueRecord, ReleaseRecord } from '../../core/catalog/records.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { PaperClient } from '../../core/capture/paper-client.ts';
import { writeCapture } from '../../core/capture/warc-capture.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { JMRB } from '../../core/paper/papers/jmrb.ts';
import { PAPERS } from '../../core/paper/registry.ts';
import { type ResourceKind, asResourcePath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import type { Reading } from '../../core/read/document.ts';
import { keepReading } from '../../core/read/stored-reading.ts';
import type { ReadingRoomDeps, Rights } from '../../web/deps.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { remembered } from '../support/remembered.ts';
import { localFolder } from '../support/local-folder.ts';
import { DATE, READING, readingOf } from './made-up-reading.ts';

export const NOW = asInstant('2023-02-26T00:00:00.000Z');
const SITE = 'http://dzb.jmrb.com:8080/jmrb/';

export interface Room {
  /** Where the files of all objects are. */
  readonly objectsFolder: string;
  /** Where the catalog is written: for items that the catalog itself would refuse to write. */
  readonly table: SqliteTable;
  readonly deps: ReadingRoomDeps;
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  /** What the app reported as failures. */
  readonly reported: unknown[];
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The app itself, to be served. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly page: (path: string) => Promise<CheerioAPI>;
  readonly json: (path: string) => Promise<unknown>;
}

/** A reading room over an archive with nothing in it: a real table and real files in a folder of this test's own. */
export async function emptyRoom(
  rights: Rights = 'reading-room',
  around: (objects: ObjectStore) => ObjectStore = (objects) => objects,
): Promise<Room> {
  const folder = await localFolder();
  const table = SqliteTable.open(join(folder, 'catalog.sqlite'), 'make');
  onTestFinished(() => {
    table.close();
  });
  const catalog = new Catalog(table);
  const objectsFolder = join(folder, 'objects');
  const files = new FileObjects(objectsFolder);
  const objects = around(files);
  const indexes = new SqliteIndexes(files);
  onTestFinished(() => indexes.close());
  const searchIndexes = new SqliteSearchIndexes(files);
  onTestFinished(() => searchIndexes.close());
  const reported: unknown[] = [];
  const deps: ReadingRoomDeps = {
    catalog,
    objects,
    indexes,
    searchIndexes,
    papers: PAPERS,
    now: () => NOW,
    rights,
    packages: new MadePackages(2 ** 28, join(folder, 'packages')),
    within: remembered(withinReadingDeadline),
    freshForMs: 0,
    largeFiles: null,
    report: (failure) => reported.push(failure),
  };
  const app = createReadingRoom(deps);
  const ask = async (path: string, init?: RequestInit) =>
    app.request(URL.canParse(path) ? path : `https://archive.example${path}`, init);
  return {
    ...{ deps, objectsFolder, table, catalog, objects, reported, ask },
    fetch: (request) => app.fetch(request),
    page: async (path) => load(await (await ask(path)).text()),
    json: async (path) => (await ask(path)).json(),
  };
}

export function pathOf(name: string) {
  return asResourcePath(`html/2023-02/25/${name}`);
}

/** What the paper's server is made to have sent. */
export interface Served {
  readonly name: string;
  readonly kind: ResourceKind;
  readonly payload: Uint8Array | string;
  readonly mediaType?: string;
  readonly version?: number;
  readonly at?: string;
  readonly page?: string | null;
  readonly title?: string | null;
  readonly state?: CaptureRecord['state'];
}

/** Keeps a payload as a capture does: expected first, then the WARC object, the version and the capture. */
export async function keep({ catalog, objects }: Room, served: Served) {
  const { kind, version = 1, page = 'B02', title = null, state = 'captured' } = served;
  const path = pathOf(served.name);
  const payload =
    typeof served.payload === 'string' ? new TextEncoder().encode(served.payload) : served.payload;
  const mediaType = served.mediaType ?? 'text/html';
  const classes: CaptureRecord['classes'] = version > 1 ? ['numbers', 'title'] : [];
  const at = asInstant(served.at ?? '2023-02-24T22:05:00.000Z');
  const [url, sha256, id] = [SITE + path, sha256Of(payload), `capture-${kind}-${version}`];
  const object = `captures/jmrb/2023-02-25/${served.name}.${version}.warc.gz`;
  const exchange: Awaited<ReturnType<PaperClient['fetch']>> = {
    ...{ url, at, tookMs: 12, ip: '192.0.2.1' },
    request: { line: `GET /jmrb/${path} HTTP/1.1`, headers: [['User-Agent', 'test']] },
    response: {
      statusLine: 'HTTP/1.1 200 OK',
      status: 200,
      headers: [['Content-Type', mediaType]],
      body: payload,
      payload,
    },
  };
  const ofIssue = { paper: 'jmrb', date: DATE, path, kind };
  await catalog.expect({ ...ofIssue, page, title, foundOn: null, at });
  await objects.putOnce(object, writeCapture(JMRB, id, 'test.warc.gz', exchange), 'application/warc');
  await catalog.addSnapshot({
    ...ofIssue,
    ...{ version, sha256, bytes: payload.byteLength, mediaType, object, captureId: id, url, at },
    etag: null,
    lastModified: null,
    content: null,
    classes,
  });
  const outcome = { url, state, reason: null, sha256, bytes: payload.byteLength, version };
  const capture = { id, at, tookMs: 12, status: 200, object, classes, trace: null, tries: [] };
  await catalog.addCapture({ ...ofIssue, ...outcome, ...capture });
  await catalog.putState({ ...ofIssue, ...outcome, refusedSha256: null, checkedAt: at });
  return { path, sha256, at, version };
}

/** Something that is listed and did not come. */
export async function lose(
  { catalog }: Room,
  lost: {
    name: string;
    kind: ResourceKind;
    title: string | null;
    state: 'missing' | 'refused' | 'failed';
    reason: string;
  },
): Promise<void> {
  const path = pathOf(lost.name);
  const ofIssue = { paper: 'jmrb', date: DATE, path, kind: lost.kind };
  const at = asInstant('2023-02-24T22:06:00.000Z');
  await catalog.expect({ ...ofIssue, page: 'B02', title: lost.title, foundOn: null, at });
  const outcome = { url: SITE + path, state: lost.state, reason: lost.reason, sha256: null, bytes: null };
  await catalog.addCapture({
    ...ofIssue,
    ...outcome,
    id: `lost-${lost.name}`,
    at,
    tookMs: 9,
    status: 404,
    version: null,
    object: null,
    classes: [],
    trace: null,
    tries: [],
  });
  await catalog.putState({ ...ofIssue, ...outcome, version: 0, refusedSha256: null, checkedAt: at });
}

/** Keeps a reading of a version and makes it the article that the catalogue shows. */
export async function keepRead(
  room: Room,
  served: Served & { readonly articleId: string; readonly reading: Reading },
): Promise<void> {
  const { path, sha256, at, version } = await keep(room, served);
  const { reading, articleId, page = 'B02' } = served;
  const address = { paper: 'jmrb', path, sha256, readerVersion: reading.readerVersion };
  const stored = await keepReading(room.objects, address, reading);
  const counts = { figures: reading.figures.length, version, sha256, readerVersion: reading.readerVersion };
  const ofIssue = { paper: 'jmrb', date: DATE, path };
  await room.catalog.addReading({ ...ofIssue, ...counts, ...stored, flaws: reading.flaws.length, at });
  await room.catalog.putArticle({
    ...ofIssue,
    ...counts,
    ...{ articleId, page, title: reading.document.title, capturedAt: at, reading: stored.object },
    flaws: reading.flaws.map(({ code }) => code),
    report: reading.report?.kind ?? null,
  });
}

export async function putIssue(room: Room, date: string, over: Partial<IssueRecord> = {}): Promise<void> {
  await room.catalog.putIssue({
    paper: 'jmrb',
    date: asIssueDate(date),
    state: 'complete',
    evidence: '全部内容在馆',
    site: SITE,
    ...{ pages: 8, articles: 40, resources: 64, gaps: 0, withdrawn: 0 },
    firstAskedAt: asInstant('2023-02-24T22:00:00.000Z'),
    checkedAt: asInstant('2023-02-24T22:10:00.000Z'),
    missingAt: null,
    settledAt: asInstant('2023-02-24T22:10:00.000Z'),
    ...over,
  });
}

/** A picture of 320 by 480 pixels, as far as its head tells. */
export const JPEG = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
  ...[0xff, 0xc0, 0, 11, 8, 0x01, 0xe0, 0x01, 0x40, 1, 1, 0x11, 0],
  ...[0xff, 0xd9],
);

/**
 * The archive that most tests look at. The issue of 2023-02-25 has page B02 with the report 667012 in two
 * versions, 667013 that never came, 667014 that was withdrawn, and 667015 that nobody has read yet.
 */
export async function smallRoom(rights: Rights = 'reading-room'): Promise<Room> {
  const room = await emptyRoom(rights);
  const { catalog } = room;
  await putIssue(room, '2022-12-31');
  await putIssue(room, '2023-02-23', {
    state: 'no-edition',
    evidence: '日历写明当日不出报',
    pages: 0,
    articles: 0,
    resources: 0,
  });
  await putIssue(room, '2023-02-24');
  await putIssue(room, '2023-02-25', {
    state: 'partial',
    evidence: '1 篇文章缺失',
    pages: 1,
    articles: 4,
    resources: 8,
    gaps: 2,
  });
  await putIssue(room, '2023-02-26', {
    state: 'missing',
    evidence: '到 12:00 仍未出现',
    pages: 0,
    articles: 0,
    resources: 1,
    gaps: 1,
  });

  await keep(room, { name: 'node_23.htm', kind: 'node', payload: '<p>版面</p>' });
  await keep(room, { name: 'B02.jpg', kind: 'image', payload: JPEG, mediaType: 'image/jpeg' });
  await lose(room, { name: 'B02.pdf', kind: 'pdf', title: null, state: 'failed', reason: 'timeout' });
  await keepRead(room, {
    name: 'content_667012.htm',
    kind: 'article',
    payload: '<p>第一稿</p>',
    articleId: '667012',
    reading: readingOf('旧标题'),
  });
  await keepRead(room, {
    ...{ name: 'content_667012.htm', kind: 'article', payload: '<script>alert(1)</script><p>第二稿</p>' },
    ...{ version: 2, at: '2023-02-25T03:00:00.000Z', articleId: '667012', reading: READING },
  });
  await lose(room, {
    name: 'content_667013.htm',
    kind: 'article',
    title: '没有存到的文章',
    state: 'missing',
    reason: 'status 404',
  });
  await keepRead(room, {
    name: 'content_667014.htm',
    kind: 'article',
    payload: '<p>撤</p>',
    state: 'withdrawn',
    articleId: '667014',
    reading: readingOf('撤下的文章'),
  });
  await keep(room, {
    name: 'content_667015.htm',
    kind: 'article',
    payload: '<p>未读</p>',
    title: '还没读的文章',
  });

  const listed = (id: string, title: string, zones: number[][] = []) => ({
    path: pathOf(`content_${id}.htm`),
    title,
    zones,
  });
  await catalog.putPage(
    {
      ...{
        paper: 'jmrb',
        date: DATE,
        page: 'B02',
        section: '聚焦示例两会',
        path: pathOf('node_23.htm'),
        order: 0,
      },
      ...{ image: pathOf('B02.jpg'), pdf: pathOf('B02.pdf'), flaws: ['bad-zone'] },
      articles: [
        listed('667012', '报告', [[10, 20, 110, 20, 110, 90, 10, 90]]),
        listed('667013', '没有存到的文章', [[10, 100, 110, 100, 110, 180, 10, 180]]),
        listed('667014', '撤下的文章', [[120, 20, 300, 20, 300, 180, 120, 180]]),
        listed('667015', '还没读的文章'),
      ],
    },
    asInstant('2023-02-24T22:05:00.000Z'),
    1,
  );
  const told = { paper: 'jmrb', date: DATE, page: 'B02' };
  await catalog.addEvent({
    ...{
      ...told,
      id: 'report-published/667012/1',
      kind: 'report-published',
      path: pathOf('content_667012.htm'),
    },
    ...{ title: '报告', version: 1, changes: [], classes: [], at: asInstant('2023-02-24T22:05:00.000Z') },
  });
  await catalog.addEvent({
    ...{
      ...told,
      id: 'article-corrected/667012/2',
      kind: 'article-corrected',
      path: pathOf('content_667012.htm'),
    },
    ...{ title: '报告', version: 2, changes: [{ before: '458.5亿元', after: '458.51亿元' }] },
    classes: ['numbers'],
    at: asInstant('2023-02-25T03:00:00.000Z'),
  });
  await catalog.addEvent({
    ...{ paper: 'jmrb', date: asIssueDate('2023-02-26'), page: null, id: 'issue-missing/2023-02-26' },
    ...{ kind: 'issue-missing', path: null, title: null, version: null, changes: [], classes: [] },
    at: asInstant('2023-02-26T04:00:00.000Z'),
  });
  return room;
}

/** Publishes a release of one table. */
export async function publish(room: Room, version: string, csv: string): Promise<void> {
  await publishFiles(room, version, { 'figures.csv': csv });
}

/** Publishes a release of these files. */
export async function publishFiles(
  { catalog, objects }: Room,
  version: string,
  contents: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const files: ReleaseRecord['files'] = [];
  for (const [name, content] of Object.entries(contents)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const object = `releases/${version}/${name}`;
    await objects.putOnce(object, bytes, 'application/octet-stream');
    files.push({ name, object, bytes: bytes.byteLength, sha256: sha256Of(bytes) });
  }
  const contentSha256 = files[0]?.sha256 ?? sha256Of('');
  await catalog.addRelease({
    ...{ version, at: asInstant('2023-02-25T05:00:00.123Z'), contentSha256, rows: 2 },
    files,
  });
}
