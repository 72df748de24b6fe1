import { describe, expect, it } from 'vitest';
import type { Item } from '../../core/catalog/catalog-table.ts';
import type { EventRecord } from '../../core/catalog/records.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, frontPath } from '../../core/paper/resource.ts';
import { exportWarc } from '../../core/publish/export-warc.ts';
import { repairArchive } from '../../core/verify/repair.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { verifyWarc } from '../../core/verify/verify-warc.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { MemoryDesk, publishedPage } from '../support/memory-desk.ts';
import type { Page } from '../support/scripted-paper.ts';

const DAY = asIssueDate('2023-02-26');
const FRONT = frontPath(DEMO, DAY);
const ARTICLE = asResourcePath(WITHDRAWN);
const CAPTCHA = new TextEncoder().encode('<html><body><form>请输入验证码</form></body></html>');
/** What some sites answer with where there is nothing. */
const EMPTY = new TextEncoder().encode('<html><body></body></html>');

/** Law 4: what should exist is written down before it is fetched, so that a gap is a fact. */
describe('what should exist', () => {
  it('is on record before it is asked for', async () => {
    const surprises: string[] = [];
    const desk = new MemoryDesk((path) => {
      const expected = [...desk.table.items.values()].some(({ item }) => item.sk === `EXPECTED#${path}`);
      if (!expected) surprises.push(path);
      return publishedPage(path);
    });
    await desk.capture(DAY);
    expect(surprises).toEqual([]);
  });

  it('is a gap when it is listed and does not answer, until it does', async () => {
    let there = false;
    const desk = new MemoryDesk((path) => (path === ARTICLE && !there ? 'missing' : publishedPage(path)));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'partial', gaps: 1 });
    expect(run.troubles).toEqual([{ path: ARTICLE, state: 'missing', reason: 'status 404' }]);
    expect(await stateOf(desk)).toMatchObject({ state: 'missing', version: 0, sha256: null });

    there = true;
    expect((await desk.capture(DAY)).issue).toMatchObject({ state: 'complete', gaps: 0 });
    expect(await desk.eventKinds()).toEqual([]);
  });

  it('stays a gap while something else is served in its place, which is kept apart', async () => {
    const desk = new MemoryDesk((path) => (path === ARTICLE ? CAPTCHA : publishedPage(path)));
    expect((await desk.capture(DAY)).issue).toMatchObject({ state: 'partial', gaps: 1 });
    expect(await stateOf(desk)).toMatchObject({ state: 'refused', reason: 'captcha', version: 0 });
    const keys = [...desk.objects.kept.keys()];
    expect(keys.filter((key) => key.startsWith('quarantine/demo/2023-02-26/'))).toHaveLength(1);
  });

  it('is not harmed by what is served in its place later', async () => {
    let page: (path: string) => Page = publishedPage;
    const desk = new MemoryDesk((path) => page(path));
    await desk.capture(DAY);
    const held = await stateOf(desk);
    page = (path) => (path === ARTICLE ? CAPTCHA : publishedPage(path));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'complete', gaps: 0 });
    expect(await stateOf(desk)).toMatchObject({ state: 'refused', version: 1, sha256: held?.sha256 });
  });

  it('is not asked for on and on when the site has gone away', async () => {
    const asked: string[] = [];
    const desk = new MemoryDesk((path) => {
      asked.push(path);
      return path === FRONT ? publishedPage(path) : 'unreachable';
    });
    const run = await desk.capture(DAY);
    expect(run).toMatchObject({ cut: true, issue: { state: 'partial' } });
    // Three in a row, and one that stood ready when the third had failed.
    expect(run.counts.failed).toBeGreaterThanOrEqual(3);
    expect(run.counts.failed).toBeLessThanOrEqual(4);
    expect(asked).toHaveLength(1 + run.counts.failed);
  });

  it('keeps what is served in its place once, however often it is served', async () => {
    const desk = new MemoryDesk((path) => (path === ARTICLE ? CAPTCHA : publishedPage(path)));
    for (let times = 0; times < 3; times += 1) await desk.capture(DAY);
    const keys = [...desk.objects.kept.keys()].filter((key) => key.startsWith('quarantine/'));
    expect(keys).toHaveLength(1);
    const captures = await Array.fromAsync(desk.catalog.captures(DEMO.id, ARTICLE));
    expect(captures.map(({ state, object }) => [state, object])).toEqual([
      ['refused', keys[0]],
      ['refused', null],
      ['refused', null],
    ]);
  });
});

describe('a page that goes and comes back', () => {
  it('is told of when checks fail in between', async () => {
    let page: (path: string) => Page = publishedPage;
    const desk = new MemoryDesk((path) => (path === ARTICLE ? page(path) : publishedPage(path)));
    const answers: ((path: string) => Page)[] = [
      publishedPage,
      () => 'missing',
      () => CAPTCHA,
      publishedPage,
      publishedPage,
    ];
    for (const answer of answers) {
      page = answer;
      await desk.capture(DAY);
    }
    expect(await desk.eventKinds()).toEqual(['article-withdrawn', 'article-restored']);
  });

  it('is not told of when only checks failed', async () => {
    let page: (path: string) => Page = publishedPage;
    const desk = new MemoryDesk((path) => (path === ARTICLE ? page(path) : publishedPage(path)));
    for (const answer of [publishedPage, () => CAPTCHA, publishedPage]) {
      page = answer;
      await desk.capture(DAY);
    }
    expect(await desk.eventKinds()).toEqual([]);
  });

  it('is known to be back when the index is lost, so that nobody is told of it again', async () => {
    const desk = await wentAndCameBack();
    const [state, events] = [await stateOf(desk), await eventsOf(desk)];
    expect(state).toMatchObject({ state: 'unchanged', version: 1 });
    expect(events.map(({ kind }) => kind)).toEqual(['article-withdrawn', 'article-restored']);

    desk.table.items.clear();
    await repair(desk);
    expect(await stateOf(desk)).toEqual(state);
    expect(await eventsOf(desk)).toEqual(events);
    expect(await findingsOf(desk)).toEqual([]);

    const kept = desk.objects.kept.size;
    const run = await desk.capture(DAY);
    expect(run.events).toEqual([]);
    expect(await eventsOf(desk)).toEqual(events);
    expect(await stateOf(desk)).toMatchObject({ state: 'unchanged', version: 1, sha256: state?.sha256 });
    expect(await Array.fromAsync(desk.catalog.snapshots(DEMO.id, ARTICLE))).toHaveLength(1);
    expect(desk.objects.kept.size).toBe(kept);
  });

  it('keeps the answer that proves it to be back once, whole and fit to be exported', async () => {
    const desk = await wentAndCameBack();
    await desk.capture(DAY);
    const captures = await Array.fromAsync(desk.catalog.captures(DEMO.id, ARTICLE));
    expect(captures.map(({ state, status, object }) => [state, status, object !== null])).toEqual([
      ['captured', 200, true],
      ['withdrawn', 404, true],
      ['unchanged', 200, true],
      ['unchanged', 304, false],
    ]);
    expect(await findingsOf(desk)).toEqual([]);
    const exported = await exportWarc(desk, DEMO, DAY);
    if (exported.kind !== 'exported') throw new Error(`nothing to export: ${exported.kind}`);
    expect(await verifyWarc(exported.chunks)).toEqual([]);
  });

  it('is told of as of the capture that saw it when only its entry is lost', async () => {
    const desk = await wentAndCameBack();
    await desk.capture(DAY);
    const events = await eventsOf(desk);
    for (const [name, { item }] of desk.table.items)
      if (item.sk.startsWith('CAPTURE#') && item.body['path'] === ARTICLE && isRestored(item.body))
        desk.table.items.delete(name);
    expect(await findingsOf(desk)).not.toEqual([]);
    await repair(desk);
    expect(await eventsOf(desk)).toEqual(events);
    expect(await findingsOf(desk)).toEqual([]);
  });
});

describe('a page that harms', () => {
  it('leads nowhere with a link to the base itself, and stops nothing', async () => {
    const front = new TextDecoder().decode(publishedPage(FRONT) as Uint8Array);
    const harmful = new TextEncoder().encode(
      front.replace(/<img src=[^ ]*page[^ ]*/i, '<img src="/jmrb/?div=1"'),
    );
    const desk = new MemoryDesk((path) => (path === FRONT ? harmful : publishedPage(path)));
    expect(harmful).not.toEqual(publishedPage(FRONT));
    for (let times = 0; times < 2; times += 1) {
      const run = await desk.capture(DAY);
      expect(run.issue.state).toBe('complete');
    }
  });

  it('does not keep the others from being read when its snapshot cannot be', async () => {
    const desk = new MemoryDesk();
    await desk.capture(DAY);
    // As if nobody had read the issue yet, and one object had been damaged since it was kept.
    for (const name of [...desk.table.items.keys()])
      if (name.includes('READING#')) desk.table.items.delete(name);
    const object = (await desk.catalog.newestSnapshot(DEMO.id, ARTICLE))?.object ?? '';
    desk.objects.kept.set(object, new Uint8Array([1, 2, 3]));
    const run = await desk.capture(DAY);
    expect(run.failures.map(({ path }) => path)).toEqual([ARTICLE]);
    expect(run.counts.readings).toBeGreaterThan(10);
  });
});

describe('an issue whose front page is not there', () => {
  it('is missing and told of when the calendar lists it', async () => {
    const desk = new MemoryDesk((path) => (path === FRONT ? 'missing' : publishedPage(path)));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'missing', gaps: 1 });
    expect(run.issue.evidence).toBe(
      'the front page answers status 404, yet the calendar of 2023-02 lists this issue',
    );
    expect(run).toMatchObject({ counts: { missing: 1 }, troubles: [{ path: FRONT, state: 'missing' }] });
    expect(await desk.eventKinds()).toEqual(['issue-missing']);
    await desk.capture(DAY);
    const [event, ...more] = await Array.fromAsync(desk.catalog.events(DEMO.id));
    expect(more).toEqual([]);
    expect(event?.at).toBe(run.issue.missingAt);
  });

  it('is found behind the front page that the calendar names instead', async () => {
    const other = FRONT.replace('node_22', 'node_2');
    const calendar = `<periodlist><period><period_date>${DAY}</period_date><front_page>node_2.htm</front_page></period></periodlist>`;
    const desk = new MemoryDesk((path) => {
      if (path === FRONT) return 'missing';
      if (path.endsWith('period.xml')) return new TextEncoder().encode(calendar);
      return publishedPage(path === other ? FRONT : path);
    });
    const run = await desk.capture(DAY);
    expect(run.discovery.kind).toBe('found');
    expect(run.issue.articles).toBeGreaterThan(5);
  });

  it.each([
    ['the calendar’s own folder', '../23/node_22.htm'],
    ['another server', 'http://evil.example/jmrb/html/2023-02/26/node_2.htm'],
    ['an article', 'content_667082.htm'],
  ])('is not looked for in %s, whatever the calendar says', async (_where, front) => {
    const calendar = `<period><period_date>${DAY}</period_date><front_page>${front}</front_page></period>`;
    const asked: string[] = [];
    const desk = new MemoryDesk((path) => {
      asked.push(path);
      return path.endsWith('period.xml') ? new TextEncoder().encode(calendar) : 'missing';
    });
    expect((await desk.capture(DAY)).issue).toMatchObject({ state: 'missing' });
    expect(asked).toEqual([FRONT, 'html/2023-02/period.xml']);
  });

  it('is no issue when an empty page stands there and the calendar leaves the day out', async () => {
    const quiet = asIssueDate('2023-02-22');
    const desk = new MemoryDesk((path) => (path.includes('/22/') ? EMPTY : publishedPage(path)));
    const run = await desk.capture(quiet);
    expect(run.issue).toMatchObject({ state: 'no-edition', gaps: 0 });
    expect(run.counts).toMatchObject({ refused: 0, missing: 0 });
  });

  it('is of an unknown template when the calendar lists it and something else stands there', async () => {
    const desk = new MemoryDesk((path) => (path === FRONT ? EMPTY : publishedPage(path)));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'template-unknown' });
    expect(run.issue.evidence).toContain('no page of the paper’s template');
    expect(run.counts.refused).toBe(1);
  });

  it('is of an unknown template when its front page has the marks of the template and not its form', async () => {
    const lookalike = new TextEncoder().encode('<ul><li><a id=pageLink href=node_23.htm>一</a></ul></html>');
    const desk = new MemoryDesk((path) => (path === FRONT ? lookalike : publishedPage(path)));
    expect((await desk.capture(DAY)).issue).toMatchObject({ state: 'template-unknown', resources: 1 });
  });
});

async function stateOf(desk: MemoryDesk): ReturnType<MemoryDesk['catalog']['state']> {
  return desk.catalog.state(DEMO.id, DAY, ARTICLE);
}

/** A desk that captured the issue as it is, without the article, and with it as it was. */
async function wentAndCameBack(): Promise<MemoryDesk> {
  let isThere = true;
  const desk = new MemoryDesk((path) => (path === ARTICLE && !isThere ? 'missing' : publishedPage(path)));
  for (isThere of [true, false, true]) await desk.capture(DAY);
  return desk;
}

function isRestored({ classes }: Item['body']): boolean {
  return Array.isArray(classes) && classes.includes('restored');
}

function repair({ table, objects }: MemoryDesk): Promise<unknown[]> {
  return Array.fromAsync(repairArchive({ table, objects }));
}

function eventsOf({ catalog }: MemoryDesk): Promise<EventRecord[]> {
  return Array.fromAsync(catalog.events(DEMO.id));
}

async function findingsOf({ catalog, objects }: MemoryDesk): Promise<string[]> {
  const found = await Array.fromAsync(verifyArchive({ catalog, objects }, () => undefined));
  return found.map(({ severity, code, where }) => `${severity} ${code} ${where}`);
}
