import { describe, expect, it } from 'vitest';
import { captureIssue } from '../../cli/capture-issue.ts';
import { captureResource } from '../../core/capture/capture-resource.ts';
import type { CaptureDue } from '../../core/messages.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, frontPath, siteOf } from '../../core/paper/resource.ts';
import type { PipelineDeps } from '../../core/pipeline.ts';
import { readSnapshot } from '../../core/read/read-snapshot.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MortalDesk, survives } from '../support/mortal-desk.ts';

const SITE = siteOf(DEMO, 'http://127.0.0.1:9/jmrb/');
const DAY = asIssueDate('2023-02-26');
type Moment = 'first' | 'later';
const FILES = { first: paperFiles('first'), later: paperFiles('later') };

/** Law 3: every stage can run twice with the same result; a kill between any two side effects loses nothing. */
describe('a kill between any two writes', () => {
  it('loses nothing and doubles nothing, in a first capture and in later ones that find changes', async () => {
    const whole = new World();
    await whole.capture('first');
    await whole.capture('later');
    await whole.capture('first');
    const writes = whole.writes;
    expect(writes).toBeGreaterThan(100);
    const facts = await whole.facts();

    for (let fatal = 1; fatal <= writes; fatal += 1) {
      const world = new World(fatal);
      for (const moment of ['first', 'later', 'first'] as const) {
        // A killed process is started again until it gets through; only one write is fatal.
        if (!(await survives(() => world.capture(moment)))) await world.capture(moment);
      }
      expect(await world.facts(), `killed at write ${fatal} of ${writes}`).toEqual(facts);
      const orphans = world.objects.kept.size - whole.objects.kept.size;
      // One of each that was in flight, at most.
      expect(orphans, `objects left by a kill at write ${fatal}`).toBeLessThanOrEqual(world.inFlight);
    }
    // Some hundred runs of three captures each.
  }, 300_000);
});

describe('a page that is read twice, as when a message comes again', () => {
  it('orders the same captures again, until they are made', async () => {
    const world = new World();
    const path = frontPath(DEMO, DAY);
    const due: CaptureDue = {
      type: 'capture-due',
      paper: DEMO.id,
      date: DAY,
      path,
      kind: 'node',
      site: SITE.baseUrl,
    };
    const at = asInstant('2023-02-25T23:00:00.000Z');
    const outcome = await captureResource(world.of('first'), due, at);
    const [kept] = 'next' in outcome ? outcome.next : [];
    if (kept?.type !== 'snapshot-kept') throw new Error('nothing to read');
    const ordered = (await readSnapshot(world.of('first'), kept, at)).next;
    expect(ordered.length).toBeGreaterThan(5);
    expect((await readSnapshot(world.of('first'), kept, asInstant('2023-02-25T23:30:00.000Z'))).next).toEqual(
      ordered,
    );
    for (const order of ordered) await captureResource(world.of('first'), order, at);
    expect((await readSnapshot(world.of('first'), kept, at)).next).toEqual([]);
  });
});

describe('two captures of one resource at once', () => {
  it('make one version, and at most an orphan of the other', async () => {
    const world = new World();
    const path = asResourcePath(WITHDRAWN);
    const due: CaptureDue = {
      type: 'capture-due',
      paper: DEMO.id,
      date: DAY,
      path,
      kind: 'article',
      site: SITE.baseUrl,
    };
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => captureResource(world.of('first'), due, asInstant('2023-02-25T23:00:00.000Z'))),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['captured', 'unchanged', 'unchanged']);
    expect(await Array.fromAsync(world.catalog.snapshots(DEMO.id, path))).toHaveLength(1);
    // Whoever lost still says what is to be read, so that the winner's death would lose nothing.
    expect(outcomes.map((outcome) => ('next' in outcome ? outcome.next.length : 0))).toEqual([1, 1, 1]);
  });
});

class World extends MortalDesk {
  of(moment: Moment): PipelineDeps {
    return this.deps((url) => FILES[moment].get(url.slice(SITE.baseUrl.length))?.bytes ?? 'missing');
  }

  async capture(moment: Moment): Promise<void> {
    const options = {
      concurrency: 1,
      now: this.tick,
      ending: new AbortController().signal,
      onProgress: () => undefined,
    };
    await captureIssue(this.of(moment), { site: SITE, date: DAY, ask: 'all' }, options);
  }

  /** All that the archive says, without when and under which capture's name it came to know it. */
  async facts(): Promise<unknown> {
    const { catalog } = this;
    const issue = await catalog.issue(DEMO.id, DAY);
    const resources = [];
    for await (const { path, kind, page, title, foundOn } of catalog.expected(DEMO.id, DAY)) {
      const state = await catalog.state(DEMO.id, DAY, path);
      const versions = await Array.fromAsync(catalog.snapshots(DEMO.id, path));
      const read = await Promise.all(
        versions.map(
          async ({ version }) => (await catalog.reading(DEMO.id, path, version, READER_VERSION)) !== null,
        ),
      );
      const held = versions.map(({ version, sha256, object }) => [
        version,
        sha256,
        this.objects.kept.has(object),
      ]);
      resources.push({
        path,
        kind,
        page,
        title,
        foundOn,
        held,
        read,
        gone: state?.state === 'withdrawn',
        sha256: state?.sha256,
      });
    }
    const articles = (await Array.fromAsync(catalog.articles(DEMO.id, DAY))).map(
      ({ path, page, version, sha256, reading }) => [
        path,
        page,
        version,
        sha256,
        this.objects.kept.has(reading),
      ],
    );
    const pages = (await Array.fromAsync(catalog.pages(DEMO.id, DAY))).map(
      ({ page, order, articles: listed }) => [page, order, listed.map(({ path }) => path)],
    );
    const events = (await Array.fromAsync(catalog.events(DEMO.id))).map(({ kind, path, version }) => [
      kind,
      path,
      version,
    ]);
    return { state: issue?.state, gaps: issue?.gaps, resources, articles, pages, events };
  }
}
