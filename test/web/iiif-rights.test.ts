import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DATE } from './made-up-reading.ts';
import { setPolicy, takeDown } from './room-rights.ts';
import { type Room, smallRoom } from './small-archive.ts';

const MANIFEST = '/iiif/jmrb/2023-02-25/manifest.json';
const TEXT = '/iiif/jmrb/2023-02-25/B02/text.json';
const YEAR = '/iiif/jmrb/2023/collection.json';

const Ranges = z.object({
  structures: z.array(
    z.object({
      items: z.array(z.looseObject({ label: z.record(z.string(), z.array(z.string())).optional() })),
    }),
  ),
});

/** What the ranges of articles are called. */
async function namesIn(room: Room): Promise<(string | undefined)[]> {
  const { structures } = Ranges.parse(await room.json(MANIFEST));
  return structures.flatMap(({ items }) => items.slice(1).map(({ label }) => label?.['zh-Hans']?.[0]));
}

const textOf = async (room: Room, path: string): Promise<string> => (await room.ask(path)).text();

/** Of the articles whose text is told. */
async function toldIn(room: Room): Promise<string[]> {
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await room.json(TEXT));
  return items.map(({ id }) => id.split('#')[1] ?? '');
}

async function manifestsIn(room: Room): Promise<string[]> {
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await room.json(YEAR));
  return items.map(({ id }) => id.split('/')[5] ?? '');
}

describe('the manifest of an issue with an article that was taken down', () => {
  it('has neither its title nor its zones, nor the image that shows it', async () => {
    const room = await smallRoom();
    const before = await textOf(room, MANIFEST);
    expect(before).toMatch(/458\.51.*10,20,100,70/s);
    expect(before).toContain('/raw/1/html/2023-02/25/B02.jpg');
    await takeDown(room);
    const after = await textOf(room, MANIFEST);
    expect(after).not.toMatch(/458\.51|10,20,100,70|\/raw\/|报告/);
    expect(await namesIn(room)).toEqual(['667012', '没有存到的文章', '撤下的文章', '还没读的文章']);
    // Zones of its neighbours stay facts.
    expect(after).toContain('10,100,100,80');
  });

  it('has none of its text, and the text of the others', async () => {
    const room = await smallRoom();
    expect(await toldIn(room)).toEqual(['667012', '667014']);
    await takeDown(room);
    expect(await toldIn(room)).toEqual(['667014']);
    expect(await textOf(room, TEXT)).not.toMatch(/458|194\.83/);
  });

  it('leaves it out where it is unlisted, and shows the page', async () => {
    const room = await smallRoom();
    await takeDown(room, { level: 'unlist' });
    expect(await textOf(room, MANIFEST)).not.toContain('667012');
    expect(await textOf(room, MANIFEST)).toContain('B02.jpg');
  });
});

describe('a page that was taken down', () => {
  it('is a canvas with nothing on it, and has no text', async () => {
    const room = await smallRoom();
    await takeDown(room, { of: { what: 'page', date: DATE, page: 'B02' } });
    expect(await textOf(room, MANIFEST)).not.toMatch(/聚焦|66701|\/raw\/|撤下/);
    const answer = await room.ask(TEXT);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([451, 'no-store']);
    expect(answer.headers.get('link')).toContain('/takedowns#t1');
  });

  it('is in no manifest where it is unlisted, and answers at its own address', async () => {
    const room = await smallRoom();
    await takeDown(room, { level: 'unlist', of: { what: 'page', date: DATE, page: 'B02' } });
    expect(await textOf(room, MANIFEST)).not.toContain('canvas/B02');
    expect((await room.ask(TEXT)).status).toBe(200);
  });
});

describe('an issue that may not be shown', () => {
  it.each([
    [{ embargo: { days: 2, level: 'closed' } }, 451],
    [{ rules: [{ access: 'block', after: '2023-02-24', before: '2023-02-26' }] }, 451],
    [{ rules: [{ access: 'exclude', after: '2023-02-24', before: '2023-02-26' }] }, 404],
  ])('is no manifest, and in no collection: %j', async (policy, status) => {
    const room = await smallRoom();
    expect(await manifestsIn(room)).toEqual(['2023-02-24', '2023-02-25']);
    await setPolicy(room, policy);
    for (const path of [MANIFEST, TEXT]) {
      const answer = await room.ask(path);
      const caches = status === 451 ? 'no-store' : 'private, no-cache';
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, status, caches]);
      expect(await answer.text()).not.toMatch(/聚焦|66701|撤下的/);
    }
    expect(await manifestsIn(room)).toEqual(['2023-02-24']);
  });

  it.each([
    ['block', { level: 'block' }, 451],
    ['unlist', { level: 'unlist' }, 200],
  ])('is in no collection under a takedown: %s', async (_, over, status) => {
    const room = await smallRoom();
    await takeDown(room, { ...over, of: { what: 'issue', date: DATE } });
    expect(await manifestsIn(room)).toEqual(['2023-02-24']);
    expect((await room.ask(MANIFEST)).status).toBe(status);
  });

  it('leaves its year among those of the paper, with nothing in it', async () => {
    const room = await smallRoom();
    await setPolicy(room, { level: 'closed' });
    expect(await textOf(room, '/iiif/jmrb/collection.json')).toContain('/iiif/jmrb/2023/');
    expect(await manifestsIn(room)).toEqual([]);
    await setPolicy(room, { id: 'p2', at: '2023-02-25T06:00:01.000Z', rules: [{ access: 'exclude' }] });
    expect(await textOf(room, '/iiif/jmrb/collection.json')).not.toContain('/iiif/jmrb/2023/');
    expect((await room.ask(YEAR)).status).toBe(404);
  });
});

describe('scripts of other sites', () => {
  it('are given what anybody may see, and nothing that readers alone may', async () => {
    const [anybody, reader] = [await smallRoom('public'), await smallRoom()];
    for (const room of [anybody, reader]) await setPolicy(room, { level: 'reading-room' });
    const openTo = async (room: Room, path: string) => {
      const { status, headers } = await room.ask(path);
      return [status, headers.get('access-control-allow-origin')];
    };
    expect(await openTo(anybody, MANIFEST)).toEqual([451, null]);
    for (const path of [MANIFEST, TEXT, YEAR]) expect(await openTo(reader, path)).toEqual([200, null]);
    await setPolicy(anybody, { id: 'p2', at: '2023-02-25T06:00:01.000Z', level: 'open' });
    for (const path of [MANIFEST, TEXT, YEAR]) expect(await openTo(anybody, path)).toEqual([200, '*']);
  });
});
