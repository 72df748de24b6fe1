import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { MAX_UNDER_WAY } from '../../cli/in-flight.ts';
import { jmnews, startJmnews } from '../support/command.ts';
import { localFolder } from '../support/local-folder.ts';

/** Four issues and a day without one. */
const SPAN = '2023-02-23..2023-02-27';
const Summary = z.object({
  issues: z.array(z.object({ date: z.string(), state: z.string(), cut: z.boolean() })),
  requests: z.number(),
  over: z.string().nullable(),
});
const LogLine = z.object({
  at: z.string(),
  url: z.string(),
  kind: z.string(),
  state: z.string(),
  status: z.number().nullable(),
  reason: z.string().nullable(),
});

describe('a backfill', () => {
  let paper: DemoPaper;
  let data: string;
  beforeAll(async () => {
    paper = await startDemoPaper();
  });
  afterAll(() => paper.close());
  beforeEach(async () => {
    data = join(await localFolder(), 'archive');
  });
  const capture = (...args: string[]): ReturnType<typeof jmnews> =>
    jmnews('capture', ...args, '--base-url', paper.baseUrl, '--data', data);

  it('asks no more than its budget, ends with 3, and goes on where it ended until all is done', async () => {
    const [whole, before] = [join(await localFolder(), 'at-once'), paper.requests.length];
    const args = ['capture', SPAN, '--base-url', paper.baseUrl, '--data', whole];
    expect(await jmnews(...args)).toMatchObject({ code: 0 });
    const atOnce = paper.requests.slice(before).map(({ path }) => path);

    const start = paper.requests.length;
    const codes: (number | null)[] = [];
    for (let run = 0; run < 12 && codes.at(-1) !== 0; run += 1) {
      const asked = paper.requests.length;
      const outcome = await capture(SPAN, '--max-requests', '20', '--json');
      codes.push(outcome.code);
      const { requests, over } = Summary.parse(JSON.parse(outcome.out));
      expect(paper.requests.length - asked).toBe(requests);
      expect(requests).toBeLessThanOrEqual(20);
      if (outcome.code === 3) {
        expect(over).toBe('the budget of 20 requests is spent');
        expect(outcome.err).toMatch(
          /^the budget of 20 requests is spent: \d of \d issues done; run the same/,
        );
      } else expect([outcome.code, over]).toEqual([0, null]);
    }
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.slice(0, -1).every((code) => code === 3)).toBe(true);
    expect(codes.at(-1)).toBe(0);

    // Each resource once. Only front pages are asked for again, which say what there is, the calendar, and the rules of each run.
    const asked = paper.requests.slice(start).map(({ path }) => path);
    const isAsked = (path: string): boolean => !/node_22\.htm$|robots\.txt$|period\.xml$/.test(path);
    expect(asked.filter(isAsked).sort()).toEqual(atOnce.filter(isAsked).sort());
    expect(asked.length).toBeLessThan(atOnce.length + 3 * codes.length);
    expect(await manifestsOf(data)).toEqual(await manifestsOf(whole));
    expect((await jmnews('verify', '--data', data)).code).toBe(0);

    const done = await capture(SPAN, '--resume');
    expect(done).toMatchObject({ code: 0, out: '5 of 5 issues need nothing more\n' });
    expect(paper.requests.length).toBe(start + asked.length);
  });

  it('that was killed does not ask again for what it holds', async () => {
    const start = paper.requests.length;
    const killed = startJmnews('capture', SPAN, '--base-url', paper.baseUrl, '--data', data);
    while (paper.requests.length < start + 40 && killed.child.exitCode === null)
      await new Promise((done) => setTimeout(done, 5));
    killed.child.kill('SIGKILL');
    await killed.outcome;
    const before = paper.requests.slice(start).map(({ path }) => path);
    expect(before.length).toBeLessThan(90);

    const resumed = paper.requests.length;
    expect(await capture(SPAN, '--resume')).toMatchObject({ code: 0 });
    const twice = paper.requests
      .slice(resumed)
      .filter(({ path }) => before.includes(path) && !/node_22\.htm$|robots\.txt$/.test(path));
    // What was in flight when the process died was not held yet.
    expect(twice.length).toBeLessThanOrEqual(MAX_UNDER_WAY);
    expect((await jmnews('status', '--data', data)).out).toContain('4 complete');
    expect((await jmnews('verify', '--data', data)).code).toBe(0);
  });

  it('asks conditionally for what it holds when it is not told to resume', async () => {
    expect(await capture('2023-02-25')).toMatchObject({ code: 0 });
    const start = paper.requests.length;
    expect(await capture('2023-02-25')).toMatchObject({ code: 0 });
    const asked = paper.requests.slice(start + 1);
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([304]));

    const log = await jmnews('show', '2023-02-25', '--log', '--json', '--data', data);
    const lines = log.out
      .trimEnd()
      .split('\n')
      .map((line) => LogLine.parse(JSON.parse(line)))
      .filter(({ kind }) => kind !== 'robots');
    expect(lines).toHaveLength(2 * asked.length);
    expect(lines.map(({ state }) => state)).toEqual([
      ...asked.map(() => 'captured'),
      ...asked.map(() => 'unchanged'),
    ]);
    expect(lines.at(-1)).toMatchObject({ status: 304, reason: null });
    expect(lines.every(({ url }) => url.startsWith(paper.baseUrl))).toBe(true);
    const table = await jmnews('show', '2023-02-25', '--log', '--data', data);
    const rows = table.out.trimEnd().split('\n');
    expect(rows.filter((row) => !row.includes('/robots.txt'))).toHaveLength(lines.length);
    expect(table.out).toMatch(/^\d{4}-\S+Z {2}captured +200 +\d+ ms +http:\S+node_22\.htm$/m);
    expect(await jmnews('show', '2023-02-25/B02', '--log', '--data', data)).toMatchObject({ code: 2 });
  });

  it.each([
    ['--max-requests', '0'],
    ['--max-minutes', '-1'],
    ['--max-requests', 'many'],
  ])('refuses %s %s as wrong usage', async (option, value) => {
    expect(await capture('2023-02-25', option, value)).toMatchObject({ code: 2, out: '' });
  });
});

/** What the archive holds of each issue: addresses and digests. */
async function manifestsOf(folder: string): Promise<unknown[]> {
  const Resources = z.object({
    state: z.string(),
    resources: z.array(z.object({ path: z.string(), sha256: z.string().nullable() })),
  });
  const days = ['2023-02-23', '2023-02-24', '2023-02-25', '2023-02-26'];
  const shown = await Promise.all(days.map((day) => jmnews('show', day, '--json', '--data', folder)));
  return shown.map(({ out }) => Resources.parse(JSON.parse(out)));
}
