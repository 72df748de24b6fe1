import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { newId } from '../../adapters/random-id.ts';
import { REMEMBERED } from '../support/remembered.ts';
import { captureIssue } from '../../cli/capture-issue.ts';
import { type CaptureLine, captureLog } from '../../core/catalog/capture-log.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, calendarPath, siteOf } from '../../core/paper/resource.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { type LocalArchive, localArchive } from '../support/kept-issue.ts';
import {
  type MisbehavingSite,
  atFirst,
  hasStatus,
  redirects,
  resetsMidBody,
  says,
  startMisbehavingSite,
} from '../support/misbehaving-site.ts';

const DAY = asIssueDate('2023-02-26');
const NO_EDITION = asIssueDate('2023-02-27');
const ARTICLE = asResourcePath(WITHDRAWN);
const TRIES = 3;

const closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  // Robots.txt belongs to a day: no midnight may come between.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2023-02-26T04:00:00.000Z') });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0).reverse()) await close();
});

describe('the crawl log', () => {
  it('has a line for every request that the server saw, and no other', async () => {
    const { site, capture, archive } = await open();
    site.misbehave(ARTICLE, atFirst(hasStatus('503 Unavailable', 'Retry-After: 0'), 2));
    await capture(DAY);
    await capture(NO_EDITION);
    const second = await logOf(archive, NO_EDITION);
    const lines = [...(await logOf(archive, DAY)), ...second];
    // One client asked once for the rules that both issues rest on.
    const seen = lines.filter((line) => line.kind !== 'robots' || !second.includes(line));
    expect(seen.map(({ url }) => new URL(url).pathname).sort()).toEqual(pathsOf(site).sort());
    expect(seen.filter(({ kind }) => kind === 'robots')).toMatchObject([
      { path: null, state: 'absent', status: 404, reason: 'status 404', attempt: 1, waitMs: null },
    ]);
    const calendar = lines.filter(({ kind }) => kind === 'calendar');
    expect(calendar).toMatchObject([{ date: NO_EDITION, state: 'read', status: 200, reason: null }]);
    expect(calendar[0]?.url).toBe(site.baseUrl + calendarPath(DEMO, NO_EDITION));
    expect(calendar[0]?.sha256).toBe(site.sha256Of(calendarPath(DEMO, NO_EDITION)));
  });

  it('tells each try with the class of its failure and the wait, and the outcome last', async () => {
    const { site, capture, archive } = await open();
    site.misbehave(ARTICLE, (socket, good, time) => {
      if (time === 1) hasStatus('503 Unavailable', 'Retry-After: 1')(socket, good, time);
      else if (time === 2) resetsMidBody(socket, good, time);
      else says((page) => page)(socket, good, time);
    });
    await capture(DAY);
    const lines = (await logOf(archive, DAY)).filter(({ path }) => path === ARTICLE);
    expect(lines).toMatchObject([
      { attempt: 1, state: 'failed', status: 503, reason: 'status 503', waitMs: 1000, sha256: null },
      { attempt: 2, state: 'failed', status: null, reason: 'broken-off', tookMs: null, version: null },
      { attempt: 3, state: 'captured', status: 200, reason: null, waitMs: null, version: 1 },
    ]);
    expect(lines[1]?.waitMs).toBeGreaterThanOrEqual(200);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(1);
  });

  it('tells the tries of what failed, and of a redirect’s target', async () => {
    const { site, capture, archive } = await open();
    const target = `${ARTICLE}?div=0`;
    site.misbehave(ARTICLE, redirects('content_667082.htm?div=0'));
    site.misbehave(target, atFirst(hasStatus('500 Internal Server Error')));
    await capture(DAY);
    site.misbehave(target, hasStatus('500 Internal Server Error'));
    await capture(DAY);
    const lines = (await logOf(archive, DAY)).filter(({ path }) => path === ARTICLE);
    expect(lines.map(({ url, state, attempt }) => [url.slice(site.baseUrl.length), state, attempt])).toEqual([
      [target, 'failed', 1],
      [ARTICLE, 'captured', 2],
      ...[1, 2].map((attempt) => [target, 'failed', attempt]),
      [ARTICLE, 'failed', TRIES],
    ]);
  });

  it('has the request for robots.txt also where it could not be had, so that nothing else was asked', async () => {
    const { site, capture, archive } = await open();
    site.misbehave('/robots.txt', hasStatus('500 Internal Server Error'));
    await capture(DAY);
    const robots = (await logOf(archive, DAY)).filter(({ kind }) => kind === 'robots');
    expect(robots.map(({ state, status, attempt }) => [state, status, attempt])).toEqual([
      ...[1, 2, 3].map((attempt) => ['failed', 500, attempt]),
    ]);
    expect(pathsOf(site)).toEqual(['/robots.txt', '/robots.txt', '/robots.txt']);
  });
});

async function open(): Promise<{
  site: MisbehavingSite;
  archive: LocalArchive;
  capture: (date: typeof DAY) => Promise<unknown>;
}> {
  const site = await startMisbehavingSite();
  closing.push(() => site.close());
  const archive = await localArchive();
  const client = new UndiciPaper({
    origins: [new URL(site.baseUrl).origin],
    manners: { ...POLITE, delayMs: 0, tries: TRIES },
    contact: 'test',
    log: archive.catalog,
  });
  closing.push(() => client.close());
  const { objects, catalog } = archive;
  const capture = (date: typeof DAY): Promise<unknown> => {
    // The clock stands still in a run, and lines are told apart by their instants.
    vi.setSystemTime(Date.now() + 60_000);
    return captureIssue(
      { objects, catalog, client, newId, within: REMEMBERED },
      { site: siteOf(DEMO, site.baseUrl), date, ask: 'all' },
      {
        concurrency: 1,
        now: () => instantOf(new Date()),
        ending: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  };
  return { site, archive, capture };
}

function logOf({ catalog }: LocalArchive, date: typeof DAY): Promise<CaptureLine[]> {
  return captureLog(catalog, DEMO.id, date);
}

function pathsOf(site: MisbehavingSite): string[] {
  return site.requests.map((request) => request.split(' ')[1] ?? '');
}
