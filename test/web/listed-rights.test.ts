import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DATE } from './made-up-reading.ts';
import { setPolicy, takeDown } from './room-rights.ts';
import { type Room, pathOf, putIssue, smallRoom } from './small-archive.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';
const SITE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25';
const SITEMAPS = ['/sitemap.xml', '/sitemap/room.xml', '/sitemap/jmrb/2023-02.xml'];
const CITATIONS = ['cite.bib', 'cite.ris', 'cite.csl.json', 'cite.txt'].map((file) => `${ARTICLE}/${file}`);
const FRAMES = [`/web/20230225030000/${SITE}/content_667012.htm`, `/web/*/${SITE}/content_667012.htm`];

const EMBARGO = { embargo: { days: 2, level: 'closed' } };
const only = (access: string) => ({ rules: [{ access, after: '2023-02-24', before: '2023-02-26' }] });

const textOf = async (room: Room, path: string): Promise<string> => (await room.ask(path)).text();

async function urlsIn(room: Room, path = '/sitemap/jmrb/2023-02.xml'): Promise<string[]> {
  return Array.from(
    (await textOf(room, path)).matchAll(/<loc>https:\/\/archive\.example([^<]*)/g),
    ([, url]) => url ?? '',
  );
}

async function statuses(room: Room, paths: readonly string[]): Promise<Set<number>> {
  return new Set(await Promise.all(paths.map(async (path) => (await room.ask(path)).status)));
}

describe('sitemaps', () => {
  it.each([{ level: 'block' }, { level: 'unlist' }])('have no article under %o', async (over) => {
    const room = await smallRoom();
    const before = await urlsIn(room);
    expect(before).toContain(ARTICLE);
    const tag = (await room.ask('/sitemap/jmrb/2023-02.xml')).headers.get('etag') ?? '';
    await takeDown(room, over);
    expect(await urlsIn(room)).toEqual(before.filter((url) => url !== ARTICLE));
    const held = { headers: { 'If-None-Match': tag } };
    expect((await room.ask('/sitemap/jmrb/2023-02.xml', held)).status).toBe(200);
  });

  it('have nothing of a page or an issue in them', async () => {
    const room = await smallRoom();
    await takeDown(room, { of: { what: 'page', date: DATE, page: 'B02' } });
    expect((await urlsIn(room)).filter((url) => url.startsWith('/jmrb/2023-02-25/'))).toEqual([]);
    await takeDown(room, { id: 't2', level: 'unlist', of: { what: 'issue', date: DATE } });
    expect(await urlsIn(room)).not.toContain('/jmrb/2023-02-25');
  });

  it('have an issue under an embargo, which says when it ends, and nothing of it', async () => {
    const room = await smallRoom();
    await setPolicy(room, EMBARGO);
    const urls = await urlsIn(room);
    expect(urls).toContain('/jmrb/2023-02-25');
    expect(urls.filter((url) => url.startsWith('/jmrb/2023-02-25/'))).toEqual([]);
  });

  it('do not know of what is excluded, be it a month or a year', async () => {
    const room = await smallRoom();
    await setPolicy(room, only('exclude'));
    expect((await urlsIn(room)).join(' ')).not.toContain('2023-02-25');
    await setPolicy(room, {
      id: 'p2',
      at: '2023-02-25T06:00:01.000Z',
      rules: [{ access: 'exclude', after: '2023-01-01' }],
    });
    for (const path of SITEMAPS)
      expect((await urlsIn(room, path)).join(' ')).not.toMatch(/2023-02|jmrb\/2023/);
    expect((await room.ask('/sitemap/jmrb/2023-02.xml')).status).toBe(404);
  });

  it('of a room for anybody have what they may see', async () => {
    const room = await smallRoom('public');
    expect(await urlsIn(room)).toContain(ARTICLE);
    await setPolicy(room, { level: 'reading-room' });
    expect((await urlsIn(room)).filter((url) => url.includes('/B02'))).toEqual([]);
  });
});

const Coverage = z.object({
  byState: z.record(z.string(), z.number()),
  days: z.array(z.looseObject({ date: z.string(), state: z.string() })),
});

describe('the coverage of a year', () => {
  it.each([
    [EMBARGO, { kind: 'embargo', until: '2023-02-27' }],
    [only('block'), { kind: 'closed' }],
  ])('says that a day is embargoed, why, and what it counts: %j', async (policy, withheld) => {
    const room = await smallRoom();
    await setPolicy(room, policy);
    const { byState, days } = Coverage.parse(await room.json('/jmrb/coverage/2023.json'));
    expect(days.find(({ date }) => date === '2023-02-25')).toMatchObject({
      ...{ state: 'embargoed', withheld, articles: 4, gaps: 2, href: '/jmrb/2023-02-25' },
    });
    expect(days.find(({ date }) => date === '2023-02-24')).toMatchObject({
      state: 'complete',
      withheld: null,
    });
    expect(byState['partial']).toBeUndefined();
    expect(byState['embargoed']).toBeGreaterThan(0);
  });

  it('says so of an issue that was taken down, and tells no other takedown', async () => {
    const room = await smallRoom();
    await takeDown(room);
    const day = async () =>
      Coverage.parse(await room.json('/jmrb/coverage/2023.json')).days.find(({ date }) => date === DATE);
    expect(await day()).toMatchObject({ state: 'partial', withheld: null });
    await takeDown(room, { id: 't2', of: { what: 'issue', date: DATE } });
    expect(await day()).toMatchObject({ state: 'embargoed', withheld: { kind: 'takedown', id: 't2' } });
  });

  it('says of what is for readers alone that it is embargoed, to anybody but them', async () => {
    const [anybody, reader] = [await smallRoom('public'), await smallRoom()];
    const stateIn = async (room: Room) => {
      await setPolicy(room, { level: 'reading-room' });
      const { days } = Coverage.parse(await room.json('/jmrb/coverage/2023.json'));
      return days.find(({ date }) => date === DATE)?.state;
    };
    expect([await stateIn(anybody), await stateIn(reader)]).toEqual(['embargoed', 'partial']);
  });

  it('has a day that is excluded, or in no list, as one that was never captured', async () => {
    const never = await smallRoom();
    const { days } = Coverage.parse(await never.json('/jmrb/coverage/2023.json'));
    const empty = { ...days.find(({ state }) => state === 'not-captured'), date: DATE };
    const excluded = await smallRoom();
    await setPolicy(excluded, only('exclude'));
    const unlisted = await smallRoom();
    await takeDown(unlisted, { level: 'unlist', of: { what: 'issue', date: DATE } });
    for (const room of [excluded, unlisted]) {
      const told = Coverage.parse(await room.json('/jmrb/coverage/2023.json'));
      expect(told.days.find(({ date }) => date === DATE)).toEqual(empty);
    }
  });
});

describe('the same day in every year', () => {
  it('says of an embargo that it is one, and has nothing of what is excluded', async () => {
    const room = await smallRoom();
    await putIssue(room, '2022-02-25');
    await setPolicy(room, EMBARGO);
    expect(await room.json('/jmrb/on/02-25.json')).toMatchObject({
      days: [
        { date: '2023-02-25', issue: { withheld: { kind: 'embargo' }, articles: 4 } },
        { date: '2022-02-25', issue: { withheld: null } },
      ],
    });
    expect((await room.page('/jmrb/on/02-25'))('main').text()).toContain('暂不开放');
    await setPolicy(room, { id: 'p2', at: '2023-02-25T06:00:01.000Z', ...only('exclude') });
    const { days } = z.object({ days: z.array(z.unknown()) }).parse(await room.json('/jmrb/on/02-25.json'));
    expect(days[0]).toEqual({ date: '2023-02-25', issue: null });
    expect((await room.page('/jmrb/on/02-25'))('a[href="/jmrb/2023-02-25"]').length).toBe(0);
  });
});

describe('citations and the page around a memento', () => {
  it.each(['reading-room', 'public'] as const)(
    'of a blocked article are not there, in a %s room',
    async (rights) => {
      const room = await smallRoom(rights);
      expect(await statuses(room, [...CITATIONS, ...FRAMES])).toEqual(new Set([200]));
      await takeDown(room);
      for (const path of [...CITATIONS, ...FRAMES]) {
        const answer = await room.ask(path);
        expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 451, 'no-store']);
        expect(answer.headers.get('content-disposition')).toBeNull();
        expect(await answer.text()).not.toMatch(/458\.51|工作报告|20230224220500|sha256/);
      }
    },
  );

  it('of an unlisted one are where they were', async () => {
    const room = await smallRoom();
    await takeDown(room, { level: 'unlist' });
    expect(await statuses(room, [...CITATIONS, ...FRAMES])).toEqual(new Set([200]));
  });

  it('of a date that is closed are withheld, and of one that is excluded never were', async () => {
    const room = await smallRoom();
    await setPolicy(room, EMBARGO);
    expect(await statuses(room, [...CITATIONS, ...FRAMES])).toEqual(new Set([451]));
    await setPolicy(room, { id: 'p2', at: '2023-02-25T06:00:01.000Z', ...only('exclude') });
    expect(await statuses(room, [...CITATIONS, ...FRAMES])).toEqual(new Set([404]));
  });

  it('around the scan of its page show neither it nor its title', async () => {
    const room = await smallRoom();
    await takeDown(room);
    const frame = await room.page(`/web/20230224220500/${SITE}/node_23.htm`);
    expect(frame('iframe').length).toBe(0);
    expect(frame('main').text()).not.toMatch(/报告|458/);
    // A reader is told the reason, and not to become one.
    expect(frame('main .notice').text()).toMatch(/^这里的内容已撤下，理由：个人信息。撤下记录编号 t1/);
    expect(frame('main a[href*="667012"], main a[href*="id_"]').length).toBe(0);
  });
});

describe('what is excluded', () => {
  it('is answered as what never was, to the header', async () => {
    const [never, excluded] = [await smallRoom(), await smallRoom()];
    await setPolicy(excluded, only('exclude'));
    const file = `/jmrb/raw/1/${pathOf('content_667012.htm')}`;
    const paths = [
      ...[ARTICLE, `${ARTICLE}/versions`, '/jmrb/2023-02-25', '/jmrb/2023-02-25/B02', file, ...CITATIONS],
      ...['/iiif/jmrb/2023-02-25/manifest.json', '/jmrb/2023-02-25/jmrb-2023-02-25.wacz'],
      ...[`/web/timemap/link/${SITE}/content_667012.htm`, `/cdx?url=${SITE}/content_667012.htm&output=link`],
    ];
    for (const path of paths) {
      const [gone, none] = [await excluded.ask(path), await never.ask(path.replaceAll('2023-02', '2021-03'))];
      expect([path, gone.status, [...gone.headers]]).toEqual([path, none.status, [...none.headers]]);
      expect(await gone.text()).toBe((await none.text()).replaceAll('2021-03', '2023-02'));
    }
  });
});
