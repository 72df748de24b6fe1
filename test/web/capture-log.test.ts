import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { takeDown } from './room-rights.ts';
import { lose, pathOf as lost, smallRoom } from './small-archive.ts';

const HREF = '/jmrb/2023-02-25/captures';
const Line = z.object({
  at: z.string(),
  url: z.string(),
  state: z.string(),
  status: z.number().nullable(),
  reason: z.string().nullable(),
  tookMs: z.number().nullable(),
});

describe('the crawl log of an issue', () => {
  it('tells every attempt, oldest first: when, what, the outcome, its status, how long, and why', async () => {
    const room = await smallRoom();
    const $ = await room.page(HREF);
    const rows = $('tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' ').trim());
    expect($('h1').text()).toContain('采集记录');
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatch(
      /^2023-02-25 06:05:00 \(2023-02-24T22:05:00\.000Z\) \S+ http\S+\.(htm|jpg) (已存|已被撤下，存档仍在) 200 12 —$/,
    );
    expect(rows.some((row) => /content_667013\.htm 缺失 404 9 status 404$/.test(row))).toBe(true);
    expect(rows.at(-1)).toContain('2023-02-25T03:00:00.000Z');
    // Whoever runs the newspaper's server finds the way there from the issue.
    expect((await room.page('/jmrb/2023-02-25'))(`a[href="${HREF}"]`).text()).toBe('采集记录');
  });

  it('says how many requests it leaves out, since they were for what was taken down', async () => {
    const room = await smallRoom();
    await takeDown(room);
    const text = (await room.page(HREF))('main').text();
    expect(text).not.toContain('667012');
    expect(text).toContain('另有 2 行涉及已撤下的内容，未列出。');
    expect(await (await room.ask(`${HREF}.ndjson`)).text()).not.toContain('667012');
  });

  it('is the same for machines, as JSON and an attempt a line', async () => {
    const room = await smallRoom();
    const { captures } = z.object({ captures: z.array(Line) }).parse(await room.json(`${HREF}.json`));
    const answer = await room.ask(`${HREF}.ndjson`);
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const text = await answer.text();
    expect(text.endsWith('\n')).toBe(true);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    expect(lines).toEqual(captures);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort());
    expect((await room.ask('/jmrb/2023-02-20/captures.ndjson')).status).toBe(404);
  });

  it('does not say how long an answer took that never came', async () => {
    const room = await smallRoom();
    await lose(room, { name: 'x.pdf', kind: 'pdf', title: null, state: 'failed', reason: 'timeout' });
    for await (const capture of room.catalog.captures('jmrb', lost('x.pdf')))
      await room.catalog.addCapture({ ...capture, id: 'without-answer', status: null, tookMs: 0 });
    const lines = (await (await room.ask(`${HREF}.ndjson`)).text()).trimEnd().split('\n');
    const line = lines.find((one) => one.includes('without-answer')) ?? '';
    expect(Line.parse(JSON.parse(line))).toMatchObject({ status: null, tookMs: null, reason: 'timeout' });
  });

  it('is open to everybody, also where the pages themselves are withheld', async () => {
    const room = await smallRoom('public');
    expect((await room.ask(HREF)).status).toBe(200);
    const { headers } = await room.ask(`${HREF}?lang=en`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await room.page(`${HREF}?lang=en`))('h1').text()).toContain('Capture log');
  });
});
