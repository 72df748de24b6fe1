import { afterEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { newId } from '../../adapters/random-id.ts';
import { type IssueRun, captureIssue } from '../../cli/capture-issue.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import { loadPayload } from '../../core/capture/snapshot-payload.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { type Manifest, readManifest } from '../../core/catalog/manifest.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../core/paper/resource.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { loadReading } from '../../core/read/stored-reading.ts';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { EDITED, WITHDRAWN } from '../../demo/issues.ts';
import { remembered } from '../support/remembered.ts';
import { localFolder } from '../support/local-folder.ts';

const REPORT_DAY = asIssueDate('2023-02-25');
const EDITED_DAY = asIssueDate('2023-02-24');
const WITHDRAWN_DAY = asIssueDate('2023-02-26');

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('an issue on a desk', () => {
  it('is captured whole, with everything that its pages list', async () => {
    const { desk, paper } = await openDesk();
    const run = await desk.capture(REPORT_DAY);
    expect(run).toMatchObject({ issue: { state: 'complete', gaps: 0 }, troubles: [], cut: false });

    const { resources } = await desk.manifest(REPORT_DAY);
    const served = paper.requests.filter(({ path, status }) => path !== '/robots.txt' && status === 200);
    expect(resources.map(({ url }) => new URL(url).pathname).sort()).toEqual(
      served.map(({ path }) => path).sort(),
    );
    expect(new Set(resources.map(({ state }) => state))).toEqual(new Set(['captured']));
    expect(new Set(resources.map(({ kind }) => kind))).toEqual(
      new Set(['node', 'article', 'image', 'pdf', 'picture']),
    );
  });

  it('keeps exactly the bytes that were served', async () => {
    const { desk } = await openDesk();
    await desk.capture(REPORT_DAY);
    for (const { url, path, sha256 } of (await desk.manifest(REPORT_DAY)).resources) {
      const served = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const snapshot = await desk.catalog.newestSnapshot(DEMO.id, path);
      expect(snapshot?.sha256).toBe(sha256);
      if (snapshot) expect(Buffer.from(await loadPayload(desk.objects, snapshot)).equals(served)).toBe(true);
    }
  });

  it('keeps nothing twice and says unchanged when it is captured again', async () => {
    const { desk } = await openDesk();
    const first = await desk.capture(REPORT_DAY);
    const kept = await desk.objectKeys();
    const second = await desk.capture(REPORT_DAY);

    expect(second.counts).toMatchObject({ captured: 0, unchanged: first.counts.captured, readings: 0 });
    expect(await desk.objectKeys()).toEqual(kept);
    expect(new Set((await desk.manifest(REPORT_DAY)).resources.map(({ state }) => state))).toEqual(
      new Set(['unchanged']),
    );
  });

  it('keeps an edited article as a second version, both readable, and tells what changed', async () => {
    const { desk, paper } = await openDesk();
    await desk.capture(EDITED_DAY);
    paper.setMoment('later');
    const run = await desk.capture(EDITED_DAY);

    const path = asResourcePath(EDITED);
    const texts: string[] = [];
    for await (const { version } of desk.catalog.snapshots(DEMO.id, path)) {
      const record = await desk.catalog.reading(DEMO.id, path, version, READER_VERSION);
      texts.push((await loadReading(desk.objects, record?.object ?? '')).document.text);
    }
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('5.0%');
    expect(texts[0]).not.toContain('5.5%');
    expect(texts[1]).toContain('5.5%');
    expect(run.events.map(({ kind }) => kind)).toEqual(['article-corrected']);
    const changes = run.events[0]?.changes ?? [];
    expect(changes.some(({ before, after }) => before.includes('5.0%') && after.includes('5.5%'))).toBe(true);
  });

  it('keeps a withdrawn article’s versions, and tells once that it went and once that it came back', async () => {
    const { desk, paper } = await openDesk();
    await desk.capture(WITHDRAWN_DAY);
    paper.setMoment('later');
    await desk.capture(WITHDRAWN_DAY);
    await desk.capture(WITHDRAWN_DAY);
    const gone = (await desk.manifest(WITHDRAWN_DAY)).resources.find(({ path }) => path === WITHDRAWN);
    expect(gone).toMatchObject({ state: 'withdrawn', version: 1, reason: 'status 404' });
    expect(await desk.eventKinds()).toEqual(['article-withdrawn']);

    paper.setMoment('first');
    await desk.capture(WITHDRAWN_DAY);
    await desk.capture(WITHDRAWN_DAY);
    expect(await desk.eventKinds()).toEqual(['article-withdrawn', 'article-restored']);
  });

  it('tells of a new report once, however often it is captured', async () => {
    const { desk } = await openDesk();
    await desk.capture(REPORT_DAY);
    await desk.capture(REPORT_DAY);
    const events = await Array.fromAsync(desk.catalog.events(DEMO.id));
    expect(events.map(({ kind, page }) => [kind, page])).toEqual([['report-published', 'B02']]);
  });

  it('does what was left when a run is cut short', async () => {
    const { desk } = await openDesk();
    const ending = new AbortController();
    const cut = await desk.capture(REPORT_DAY, {
      ending: ending.signal,
      onProgress: (done) => {
        if (done === 5) ending.abort();
      },
    });
    expect(cut.cut).toBe(true);
    expect(cut.issue.state).toBe('partial');
    const rest = await desk.capture(REPORT_DAY);
    expect(rest.issue).toMatchObject({ state: 'complete', gaps: 0 });

    const whole = await openDesk();
    await whole.desk.capture(REPORT_DAY);
    const facts = ({ resources }: Manifest): unknown[] =>
      resources.map(({ path, kind, page, title, sha256 }) => [path, kind, page, title, sha256]);
    expect(facts(await desk.manifest(REPORT_DAY))).toEqual(facts(await whole.desk.manifest(REPORT_DAY)));
  });

  it('knows a day without a paper from one that cannot be told', async () => {
    const { desk } = await openDesk();
    expect((await desk.capture(asIssueDate('2023-02-27'))).issue).toMatchObject({
      state: 'no-edition',
      gaps: 0,
      pages: 0,
    });
    expect((await desk.capture(asIssueDate('2019-05-05'))).issue).toMatchObject({ state: 'missing' });
    expect((await desk.capture(asIssueDate('2999-01-01'))).issue).toMatchObject({ state: 'late' });
    expect(await desk.eventKinds()).toEqual([]);
  });

  it('has no opinion of an issue while the site cannot be reached, and keeps what it held', async () => {
    const { desk, paper } = await openDesk();
    await desk.capture(EDITED_DAY);
    await paper.close();
    closing.splice(0, 1);
    const again = await desk.capture(EDITED_DAY);
    expect(again).toMatchObject({ discovery: { kind: 'unreachable' }, issue: { state: 'complete' } });
    expect((await desk.capture(REPORT_DAY)).issue).toMatchObject({ state: 'open' });
  });
});

interface Desk {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  capture(
    date: IssueDate,
    options?: { ending?: AbortSignal; onProgress?: (done: number) => void },
  ): Promise<IssueRun>;
  manifest(date: IssueDate): Promise<Manifest>;
  objectKeys(): Promise<string[]>;
  eventKinds(): Promise<string[]>;
}

async function openDesk(): Promise<{ desk: Desk; paper: DemoPaper }> {
  const paper = await startDemoPaper();
  closing.push(() => paper.close());
  const folder = await openDataFolder(await localFolder(), { mode: 'write' });
  closing.push(() => folder.close());
  const manners = { ...POLITE, delayMs: 0, tries: 2 };
  const client = new UndiciPaper({ origins: [new URL(paper.baseUrl).origin], manners, contact: 'test' });
  closing.push(() => client.close());

  const catalog = new Catalog(folder.table);
  const { objects } = folder;
  const site = siteOf(DEMO, paper.baseUrl);
  const desk: Desk = {
    catalog,
    objects,
    capture: (date, { ending = new AbortController().signal, onProgress = () => undefined } = {}) =>
      captureIssue(
        { catalog, objects, client, newId, within: remembered(withinReadingDeadline) },
        { site, date, ask: 'all' },
        { concurrency: 1, now: () => instantOf(new Date()), ending, onProgress },
      ),
    manifest: async (date) => {
      const manifest = await readManifest(catalog, DEMO.id, date);
      if (!manifest) throw new Error(`no manifest of ${date}`);
      return manifest;
    },
    objectKeys: async () => (await Array.fromAsync(objects.list(''))).map(({ key }) => key),
    eventKinds: async () => (await Array.fromAsync(catalog.events(DEMO.id))).map(({ kind }) => kind),
  };
  return { desk, paper };
}
