import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { newId } from '../../adapters/random-id.ts';
import { type IssueRun, captureIssue } from '../../cli/capture-issue.ts';
import { classesBetween } from '../../core/capture/compare-content.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import { readCapture } from '../../core/capture/warc-capture.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CaptureRecord, SnapshotRecord, StateRecord } from '../../core/catalog/records.ts';
import { type Instant, asInstant, instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { verifyIssue } from '../../core/verify/verify-issue.ts';
import { EDITED } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { remembered } from '../support/remembered.ts';
import { localFolder } from '../support/local-folder.ts';

const DAY = asIssueDate('2023-02-24');
const FIRST = asInstant('2023-02-24T00:00:00.000Z');
const NODE = 'html/2023-02/24/node_22.htm';
const HOUR = 3_600_000;

/** Law 2: only what the page itself prints is a change of the page. */
describe('a page with other bytes and the same content', () => {
  it('makes no version, no event and no reading, and its bytes are kept and named', async () => {
    const desk = await openDesk();
    await desk.capture(0);
    desk.edit(EDITED, (html) => `${html}<!-- hits: 1234 -->`);
    desk.edit(NODE, (html) => `${html}<!-- hits: 99 -->`);
    const held = await desk.state(EDITED);
    const run = await desk.capture(1);

    expect(run.counts).toMatchObject({ captured: 0, readings: 0, failed: 0, refused: 0 });
    expect(run.events).toEqual([]);
    for (const path of [EDITED, NODE]) {
      expect(await desk.snapshots(path)).toHaveLength(1);
      const capture = (await desk.captures(path)).at(-1);
      expect(capture).toMatchObject({ state: 'unchanged', version: 1, classes: ['layout-only'] });
      expect(capture?.sha256).toBe(sha256Of(desk.page(path)));
      expect(await desk.objects.get(capture?.object ?? '')).toBeInstanceOf(Uint8Array);
    }
    expect(await desk.state(EDITED)).toMatchObject({ sha256: held?.sha256, version: 1, state: 'unchanged' });
    expect(await desk.damage()).toEqual([]);
  });

  it('is kept once, also when adverts take turns', async () => {
    const desk = await openDesk();
    await desk.capture(0);
    const before = await desk.objectCount();
    for (const [hour, advert] of ['a', 'b', 'a', 'b'].entries()) {
      desk.edit(EDITED, (html) => `${html.replace(/<!-- ad .-->/, '')}<!-- ad ${advert}-->`);
      await desk.capture(hour + 1);
    }
    expect(await desk.objectCount()).toBe(before + 2);
    const captures = await desk.captures(EDITED);
    expect(captures.map(({ classes }) => classes)).toEqual([[], ['layout-only'], ['layout-only'], [], []]);
    expect(captures.map(({ object }) => object !== null)).toEqual([true, true, true, false, false]);
    expect(captures.at(-1)?.sha256).toBe(sha256Of(desk.page(EDITED)));
  });

  it('is no way to hide an edit that comes with it', async () => {
    const desk = await openDesk();
    await desk.capture(0);
    desk.edit(EDITED, (html) => `${html}<!-- ad -->`);
    await desk.capture(1);
    desk.edit(EDITED, (html) => html.replace('5.0%', '5.5%'));
    const run = await desk.capture(2);
    expect(run.events).toMatchObject([{ kind: 'article-corrected', version: 2, classes: ['numbers'] }]);
    expect(await desk.snapshots(EDITED)).toMatchObject([{ classes: [] }, { classes: ['numbers'] }]);
  });

  it('is told by the payload alone where the page cannot be taken apart, and of what is no page', async () => {
    const desk = await openDesk();
    await desk.capture(0);
    const picture = desk.paths().find((path) => path.endsWith('.png') && path.includes('2023-02-24')) ?? '';
    desk.put(picture, Buffer.concat([desk.page(picture), Buffer.from('x')]));
    await desk.capture(1);
    expect(await desk.snapshots(picture)).toMatchObject([{ version: 1 }, { version: 2, classes: [] }]);
  });
});

describe('an edit of a page', () => {
  it.each([
    ['5.0%', '5.5%', ['numbers']],
    ['望江镇水厂扩建投产', '望江镇水厂建成投产', ['title']],
    ['第A02版', '第A03版', ['moved']],
  ])('of %s to %s is a version and an event of class %j', async (was, is, classes) => {
    const desk = await openDesk();
    await desk.capture(0);
    desk.edit(EDITED, (html) => html.replaceAll(was, is));
    const run = await desk.capture(1);
    const [first, second] = await desk.snapshots(EDITED);
    expect(second).toMatchObject({ version: 2, classes });
    expect((await desk.captures(EDITED)).at(-1)).toMatchObject({ state: 'captured', classes });
    const event = run.events.find(({ path }) => path === EDITED);
    expect(event).toMatchObject({ kind: 'article-corrected', classes });
    expect(event?.changes.length).toBeGreaterThan(0);
    if (first && second) expect(await classesBetween(desk.objects, first, second)).toEqual(classes);
  });

  it('is known again when it is taken back, from the fingerprint on record or from the bytes', async () => {
    const desk = await openDesk();
    await desk.capture(0);
    desk.edit(EDITED, (html) => html.replace('5.0%', '5.5%'));
    await desk.capture(1);
    desk.edit(EDITED, (html) => html.replace('5.5%', '5.0%'));
    await desk.capture(2);
    const [first, , third] = await desk.snapshots(EDITED);
    expect(third).toMatchObject({ version: 3, sha256: first?.sha256, classes: ['numbers'] });

    desk.edit(EDITED, (html) => `${html}<!-- ad -->`);
    await desk.capture(3);
    expect(await desk.snapshots(EDITED)).toHaveLength(3);
  });
});

describe('a page that goes and comes back', () => {
  it('has a class for each, told by the first capture that saw it; its versions stay', async () => {
    const desk = await openDesk();
    await desk.capture(0);
    const page = desk.page(EDITED);
    desk.put(EDITED, null);
    await desk.capture(1);
    await desk.capture(2);
    desk.put(EDITED, page);
    await desk.capture(3);
    await desk.capture(4);
    expect((await desk.captures(EDITED)).map(({ classes }) => classes)).toEqual([
      [],
      ['withdrawn'],
      [],
      ['restored'],
      [],
    ]);
    expect(await desk.snapshots(EDITED)).toHaveLength(1);
    // The answer that said so is kept, once.
    const gone = (await desk.captures(EDITED)).filter(({ state }) => state === 'withdrawn');
    expect(gone.map(({ object, status }) => [object !== null, status])).toEqual([
      [true, 404],
      [false, 404],
    ]);
    const kept = readCapture(await desk.objects.get(gone[0]?.object ?? ''));
    expect(kept.statusLine).toMatch(/^HTTP\/1\.1 404/);
    expect(await desk.damage()).toEqual([]);
    const events = await Array.fromAsync(desk.catalog.events(DEMO.id));
    expect(events.map(({ kind, classes }) => [kind, classes])).toEqual([
      ['article-withdrawn', ['withdrawn']],
      ['article-restored', ['restored']],
    ]);
  });
});

describe('a server that keeps its ETag over an edit', () => {
  it('hides it until a late check, which asks without validators', async () => {
    const desk = await openDesk({ etag: () => '"always the same"' });
    await desk.capture(0);
    desk.edit(EDITED, (html) => html.replace('5.0%', '5.5%'));
    for (const hour of [1, 6, 24, 72]) await desk.capture(hour);
    expect(await desk.snapshots(EDITED)).toHaveLength(1);
    await desk.capture(7 * 24);
    expect(await desk.snapshots(EDITED)).toMatchObject([{}, { classes: ['numbers'] }]);

    desk.edit(EDITED, (html) => html.replace('5.5%', '5.6%'));
    await desk.capture(8 * 24);
    expect(await desk.snapshots(EDITED)).toHaveLength(2);
    await desk.capture(31 * 24);
    expect(await desk.snapshots(EDITED)).toHaveLength(3);
  });
});

interface Desk {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  page(path: string): Buffer;
  paths(): string[];
  edit(path: string, change: (html: string) => string): void;
  put(path: string, body: Buffer | null): void;
  /** `hours` after the issue came out. */
  capture(hours: number): Promise<IssueRun>;
  snapshots(path: string): Promise<SnapshotRecord[]>;
  captures(path: string): Promise<CaptureRecord[]>;
  state(path: string): Promise<StateRecord | null>;
  objectCount(): Promise<number>;
  damage(): Promise<unknown[]>;
}

async function openDesk({ etag = digestTag }: { etag?: (body: Buffer) => string } = {}): Promise<Desk> {
  const files: Map<string, Buffer> = new Map(
    [...paperFiles('first')].map(([path, { bytes }]) => [path, Buffer.from(bytes)]),
  );
  const baseUrl = await serve(files, etag);
  const folder = await openDataFolder(await localFolder(), { mode: 'write' });
  onTestFinished(() => folder.close());
  const manners = { ...POLITE, delayMs: 0, tries: 1 };
  const client = new UndiciPaper({ origins: [new URL(baseUrl).origin], manners, contact: 'test' });
  onTestFinished(() => client.close());

  const catalog = new Catalog(folder.table);
  const { objects } = folder;
  const site = siteOf(DEMO, baseUrl);
  const page = (path: string): Buffer => files.get(path) ?? Buffer.alloc(0);
  return {
    catalog,
    objects,
    page,
    paths: () => [...files.keys()],
    edit: (path, change) => {
      const edited = change(page(path).toString());
      if (edited === page(path).toString()) throw new Error(`nothing of ${path} is edited`);
      files.set(path, Buffer.from(edited));
    },
    put: (path, body) => {
      if (body === null) files.delete(path);
      else files.set(path, body);
    },
    capture: (hours) => {
      let ms = 0;
      const now = (): Instant => instantOf(new Date(Date.parse(FIRST) + hours * HOUR + (ms += 1)));
      const options = {
        concurrency: 1,
        now,
        ending: new AbortController().signal,
        onProgress: () => undefined,
      };
      return captureIssue(
        { catalog, objects, client, newId, within: remembered(withinReadingDeadline) },
        { site, date: DAY, ask: 'all' },
        options,
      );
    },
    snapshots: (path) => Array.fromAsync(catalog.snapshots(DEMO.id, asResourcePath(path))),
    captures: (path) => Array.fromAsync(catalog.captures(DEMO.id, asResourcePath(path))),
    state: (path) => catalog.state(DEMO.id, DAY, asResourcePath(path)),
    objectCount: async () => (await Array.fromAsync(objects.list('captures/'))).length,
    damage: async () => {
      const verification = { catalog, objects, count: () => undefined };
      return (await Array.fromAsync(verifyIssue(verification, DEMO.id, DAY))).filter(
        ({ severity }) => severity === 'damage',
      );
    },
  };
}

function digestTag(body: Buffer): string {
  return `"${sha256Of(body)}"`;
}

async function serve(files: ReadonlyMap<string, Buffer>, etag: (body: Buffer) => string): Promise<string> {
  const server: Server = createServer((request, response) => {
    const body = files.get((request.url ?? '').replace(/^\/jmrb\//, ''));
    if (body === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === etag(body)) response.writeHead(304).end();
    else response.writeHead(200, { etag: etag(body), 'content-length': body.length }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/jmrb/`;
}
