import { describe, expect, it } from 'vitest';
import { RunOver } from '../../adapters/http/request-permit.ts';
import { type IssueRun, captureIssue } from '../../cli/capture-issue.ts';
import { issuesLeft, unreadSnapshots } from '../../cli/issues-left.ts';
import { captureResource } from '../../core/capture/capture-resource.ts';
import type { PaperClient } from '../../core/capture/paper-client.ts';
import { isGap } from '../../core/catalog/manifest.ts';
import { openIssue } from '../../core/discover/settle-issue.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { MemoryDesk, publishedPage } from '../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-25');
const DAY_BEFORE = asIssueDate('2023-02-24');
const NO_EDITION = asIssueDate('2023-02-20');
const NEVER_ASKED = asIssueDate('2023-02-26');

describe('the issues that are left', () => {
  it('are those that nobody has settled, then those with gaps; neither whole ones nor days without a paper', async () => {
    const lost = 'html/2023-02/24/content_666914.htm';
    const desk = new MemoryDesk((path) => (path === lost ? 'missing' : publishedPage(path)));
    const runs = [];
    for (const date of [DAY, DAY_BEFORE, NO_EDITION]) runs.push(await desk.capture(date));
    expect(runs.map(({ issue }) => issue.state)).toEqual(['complete', 'partial', 'no-edition']);
    await openIssue(desk.catalog, { site: desk.site, date: NEVER_ASKED }, desk.now());
    const dates = [DAY_BEFORE, DAY, NEVER_ASKED, NO_EDITION];
    expect(await issuesLeft(desk.catalog, desk.site, dates)).toEqual([NEVER_ASKED, DAY_BEFORE]);
  });

  it('hold one that looks complete and has a page that nobody has read', async () => {
    const desk = new MemoryDesk();
    const { pages } = (await desk.capture(DAY)).issue;
    // A page more, kept by a run that was killed before it read it.
    const path = asResourcePath('html/2023-02/25/node_99.htm');
    const [first] = (await desk.manifest(DAY)).resources.filter(({ kind }) => kind === 'node');
    const more = new MemoryDesk((asked) => publishedPage(asked === path ? (first?.path ?? '') : asked));
    const deps = { ...desk.deps, client: more.deps.client };
    const node = { paper: DEMO.id, date: DAY, path, kind: 'node' } as const;
    await desk.catalog.expect({ ...node, page: null, title: null, foundOn: null, at: desk.now() });
    const due = { type: 'capture-due', ...node, site: desk.site.baseUrl } as const;
    expect(await captureResource(deps, due, desk.now())).toMatchObject({ kind: 'captured' });

    expect(await issuesLeft(desk.catalog, desk.site, [DAY])).toEqual([DAY]);
    expect(await unreadSnapshots(desk.catalog, desk.site, DAY)).toMatchObject([{ path, version: 1 }]);
    const run = await captureIssue(deps, { site: desk.site, date: DAY, ask: 'gaps' }, optionsOf(desk));
    expect(run.counts).toMatchObject({ captured: 0, unchanged: 1, readings: 1 });
    expect(run.issue).toMatchObject({ state: 'complete', pages: pages + 1 });
    expect(await issuesLeft(desk.catalog, desk.site, [DAY])).toEqual([]);
  });
});

describe('a run that may ask nothing more', () => {
  it('asks nothing more, notes nothing of what it did not ask, and reads what it has kept', async () => {
    const whole = (await new MemoryDesk().capture(DAY)).issue.resources;
    for (const budget of [1, 2, 5, 9]) {
      const desk = new MemoryDesk();
      const { run, refused } = await captureWithin(desk, budget);
      // The one that was next, and the one that stood ready behind it.
      expect([1, 2]).toContain(refused);
      expect(run).toMatchObject({ cut: true, failures: [], troubles: [], issue: { state: 'partial' } });
      const { resources } = await desk.manifest(DAY);
      expect(resources.filter((one) => !isGap(one))).toHaveLength(budget);
      expect(new Set(resources.filter(isGap).map(({ state }) => state))).toEqual(new Set(['expected']));
      expect(await unreadSnapshots(desk.catalog, desk.site, DAY)).toEqual([]);

      const rest = await captureIssue(
        desk.deps,
        { site: desk.site, date: DAY, ask: 'gaps' },
        optionsOf(desk),
      );
      expect(rest.counts).toMatchObject({ captured: whole - budget, unchanged: 1 });
      expect(rest.issue).toMatchObject({ state: 'complete', resources: whole });
    }
  });

  it('has no word on an issue whose front page it may not ask for', async () => {
    const desk = new MemoryDesk();
    await expect(captureWithin(desk, 0)).rejects.toBeInstanceOf(RunOver);
    expect(await desk.catalog.issue(DEMO.id, DAY)).toMatchObject({ state: 'open' });
    expect((await desk.manifest(DAY)).resources.map(({ state }) => state)).toEqual(['expected']);
  });
});

async function captureWithin(desk: MemoryDesk, budget: number): Promise<{ run: IssueRun; refused: number }> {
  const { client, ...deps } = desk.deps;
  let [asked, refused] = [0, 0];
  const limited: PaperClient = {
    fetch: (request) => {
      if (asked < budget) {
        asked += 1;
        return client.fetch(request);
      }
      refused += 1;
      return Promise.reject(new RunOver('the budget is spent'));
    },
  };
  const due = { site: desk.site, date: DAY, ask: 'all' } as const;
  const run = await captureIssue({ ...deps, client: limited }, due, optionsOf(desk));
  return { run, refused };
}

function optionsOf(desk: MemoryDesk): Parameters<typeof captureIssue>[2] {
  const ending = new AbortController().signal;
  return { concurrency: 1, now: desk.now, ending, onProgress: () => undefined };
}
