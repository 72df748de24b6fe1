import { describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { DATE } from './made-up-reading.ts';
import { lift, takeDown } from './room-rights.ts';
import { type Room, keep, lose, pathOf, smallRoom } from './small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25';
const ARTICLE = '/jmrb/2023-02-25/B02/667012';
const ADDRESSES = [
  ARTICLE,
  `${ARTICLE}.json`,
  `${ARTICLE}?v=1`,
  `${ARTICLE}/versions`,
  `${ARTICLE}/versions.json`,
  `${ARTICLE}/diff/1..2`,
  `${ARTICLE}/diff/1..2.json`,
  '/jmrb/2023-02-25/A01/667012',
  '/jmrb/2023-02-25/-/667012',
  '/jmrb/raw/1/html/2023-02/25/content_667012.htm',
  '/jmrb/raw/2/html/2023-02/25/content_667012.htm',
  `/web/20230225030000id_/${SITE}/content_667012.htm`,
  `/web/20230224220500id_/${SITE}/content_667012.htm`,
  ...['mp_', 'im_'].map((form) => `/web/20230225030000${form}/${SITE}/content_667012.htm`),
  `/web/2023/${SITE}/content_667012.htm`,
  `/web/${SITE}/content_667012.htm`,
  `/web/${SITE}/content_667012.htm?div=0`,
  `/web/${SITE.replace(':8080', ':8090')}/content_667012.htm`,
  `/web/${SITE}/content%5F667012.htm`,
  `/web/timemap/link/${SITE}/content_667012.htm`,
  `/web/timemap/json/${SITE}/content_667012.htm`,
  `/web/timemap/cdxj/${SITE}/content_667012.htm`,
  `/cdx?url=${SITE}/content_667012.htm&output=link`,
];

/** Where lists are, in which the article stands until it is taken down. */
const LISTS = [
  ...['/', '/index.json', '/feeds/events.atom', '/feeds/reports.atom', '/feeds/corrections.atom'],
  ...['/jmrb/2023-02-25', '/jmrb/2023-02-25.json', '/jmrb/2023-02-25/B02', '/jmrb/2023-02-25/B02.json'],
];

/** Its titles, as events, the page's list and the reading have them, and words of it. */
const WORDS = /(title>[^<]*：|lang="zh-CN">|"title":")报告|458\.51|去年生产总值/;

/** A01, which the article stands on as well. */
async function putSecondPage({ catalog }: Room): Promise<void> {
  const page = {
    ...{ paper: 'jmrb', date: DATE, page: 'A01', section: null, path: pathOf('node_22.htm'), order: 1 },
    ...{ image: pathOf('A01.jpg'), pdf: null, flaws: [] },
    articles: [{ path: pathOf('content_667012.htm'), title: '报告', zones: [] }],
  };
  await catalog.putPage(page, asInstant('2023-02-24T22:05:00.000Z'), 1);
}

async function statuses(room: Room, addresses: readonly string[], init?: RequestInit) {
  const told: [string, number][] = [];
  for (const address of addresses) told.push([address, (await room.ask(address, init)).status]);
  return told;
}

describe('a blocked article', () => {
  it.each(['reading-room', 'public'] as const)(
    'answers 451 wherever it is asked for, in a %s room',
    async (rights) => {
      const room = await smallRoom(rights);
      await takeDown(room);
      const blocked = ADDRESSES.map((address) => [address, 451]);
      expect(await statuses(room, ADDRESSES)).toEqual(blocked);
      expect(await statuses(room, ADDRESSES, { method: 'HEAD' })).toEqual(blocked);
      expect(room.reported).toEqual([]);
    },
  );

  it('tells nothing of itself there, and that no cache may keep it', async () => {
    const room = await smallRoom();
    await takeDown(room, { blockedBy: 'https://court.example/' });
    for (const address of ADDRESSES) {
      const answer = await room.ask(address);
      const body = await answer.text();
      expect([address, answer.headers.get('cache-control')]).toEqual([address, 'no-store']);
      expect(answer.headers.get('link')).toBe(
        '<https://court.example/>; rel="blocked-by", </takedowns#t1>; rel="describedby"',
      );
      expect(answer.headers.get('memento-datetime')).toBeNull();
      expect(body).not.toMatch(/工作报告|第二稿|报告<|secret@/);
      expect(body).toContain('t1');
    }
  });

  it('is in no list with its title, and its page says that something is not shown', async () => {
    const room = await smallRoom();
    const shows = async (list: string) => [list, WORDS.test(await (await room.ask(list)).text())];
    for (const list of LISTS) expect(await shows(list)).toEqual([list, true]);
    await takeDown(room);
    for (const list of LISTS) expect(await shows(list)).toEqual([list, false]);
    const $ = await room.page('/jmrb/2023-02-25/B02');
    expect($('.articles').text()).toContain('已撤下');
    expect($('.articles a[href$="667013/versions"]').length).toBe(1);
  });

  it('is not shown by the scan, the node or the PDF of its page, nor by a picture of it', async () => {
    const room = await smallRoom();
    await keep(room, { name: 'p1.jpg', kind: 'picture', payload: 'x', mediaType: 'image/jpeg' });
    // Which page this one is of nothing tells: it may be that of the article.
    const stray = { kind: 'image', mediaType: 'image/jpeg', page: null } as const;
    await keep(room, { name: 'A09.jpg', payload: 'y', ...stray });
    const files = ['node_23.htm', 'B02.jpg', 'A09.jpg'].map((name) => `/jmrb/raw/1/${pathOf(name)}`);
    const mementos = ['node_23.htm', 'B02.jpg'].map((name) => `/web/20230224220500id_/${SITE}/${name}`);
    expect(new Set((await statuses(room, [...files, ...mementos])).map(([, status]) => status))).toEqual(
      new Set([200]),
    );
    await takeDown(room);
    expect(await statuses(room, [...files, ...mementos])).toEqual(
      [...files, ...mementos].map((address) => [address, 451]),
    );
    // What else stands on the page is shown, and a picture that nothing says is the article's.
    expect((await room.ask('/jmrb/2023-02-25/B02/667014')).status).toBe(200);
    expect((await room.ask(`/jmrb/raw/1/${pathOf('p1.jpg')}`)).status).toBe(200);
    const $ = await room.page('/jmrb/2023-02-25/B02');
    expect($('[aria-labelledby=scan] .notice').text()).toContain('t1');
    expect($('img, image').length).toBe(0);
    const page = await room.json('/jmrb/2023-02-25/B02.json');
    expect(page).toMatchObject({ nodeHref: null, imageHref: null, pdfHref: null });
  });

  it('is not named by the state of the archive where it could not be kept', async () => {
    const room = await smallRoom();
    const lost = { kind: 'article', title: null, state: 'failed', reason: 'timeout' } as const;
    await lose(room, { name: 'content_667020.htm', ...lost });
    expect(await (await room.ask('/status.json')).text()).toContain('content_667020.htm');
    await takeDown(room, { of: { what: 'article', date: DATE, articleId: '667020' } });
    expect(await (await room.ask('/status.json')).text()).not.toContain('content_667020.htm');
  });

  it('is known by its id on a second page, which does not show it either', async () => {
    const room = await smallRoom();
    // Only the page says whose scan it is.
    const scan = { kind: 'image', mediaType: 'image/jpeg', page: null } as const;
    await keep(room, { name: 'A01.jpg', payload: 'scan', ...scan });
    await putSecondPage(room);
    await takeDown(room);
    expect((await room.ask(`/jmrb/raw/1/${pathOf('A01.jpg')}`)).status).toBe(451);
    expect((await room.page('/jmrb/2023-02-25/A01'))('.articles').text()).not.toContain('报告');
    // And taken down with that page, it is at its own address on the other one.
    await lift(room, 't1');
    expect((await room.ask(ARTICLE)).status).toBe(200);
    await takeDown(room, { id: 't2', of: { what: 'page', date: DATE, page: 'A01' } });
    expect((await room.ask('/jmrb/2023-02-25/A01')).status).toBe(451);
    expect((await room.ask(`/jmrb/raw/1/${pathOf('A01.jpg')}`)).status).toBe(451);
    expect((await room.ask(ARTICLE)).status).toBe(451);
    expect(await (await room.ask('/feeds/reports.atom')).text()).not.toContain('<entry>');
  });

  it('is not answered with 304 to whoever held a copy', async () => {
    const room = await smallRoom();
    const raw = `/jmrb/raw/2/${pathOf('content_667012.htm')}`;
    const etag = (await room.ask(raw)).headers.get('etag') ?? '';
    expect((await room.ask(raw, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    const feed = await room.ask('/feeds/reports.atom');
    const held = feed.headers.get('etag') ?? '';
    const since = feed.headers.get('last-modified') ?? '';
    expect((await room.ask('/feeds/reports.atom', { headers: { 'If-Modified-Since': since } })).status).toBe(
      304,
    );
    await takeDown(room);
    for (const value of [etag, '*'])
      expect((await room.ask(raw, { headers: { 'If-None-Match': value } })).status).toBe(451);
    for (const headers of [{ 'If-None-Match': held }, { 'If-Modified-Since': since }]) {
      const again = await room.ask('/feeds/reports.atom', { headers });
      expect(again.status).toBe(200);
      expect(await again.text()).not.toContain('667012');
    }
  });

  it('is shown again once its takedown is lifted, whatever the clocks said', async () => {
    const room = await smallRoom();
    await lift(room, 't1', { at: '2023-01-01T00:00:00.000Z' });
    await takeDown(room);
    expect((await room.ask(ARTICLE)).status).toBe(200);
    await takeDown(room, { id: 't2' });
    expect((await room.ask(ARTICLE)).status).toBe(451);
    await lift(room, 't2');
    expect((await room.ask(ARTICLE)).status).toBe(200);
  });
});

describe('an unlisted article', () => {
  it('answers at its addresses and is in no list', async () => {
    const room = await smallRoom();
    await takeDown(room, { level: 'unlist' });
    const answered = (await statuses(room, ADDRESSES)).filter(([, status]) => status >= 400);
    expect(answered).toEqual([]);
    for (const list of [...LISTS, '/jmrb/2023-02-25/captures', '/jmrb/2023-02-25/captures.ndjson'])
      expect([list, (await (await room.ask(list)).text()).includes('667012')]).toEqual([list, false]);
    expect((await room.ask(`/jmrb/raw/1/${pathOf('B02.jpg')}`)).status).toBe(200);
  });
});

describe('an unlisted page', () => {
  it('answers at its address, where it stands beside no other', async () => {
    const room = await smallRoom();
    await putSecondPage(room);
    const besides = async () => (await room.page('/jmrb/2023-02-25/A01'))('main a[rel]').length;
    expect(await besides()).toBe(1);
    await takeDown(room, { level: 'unlist', of: { what: 'page', date: DATE, page: 'A01' } });
    expect((await room.ask('/jmrb/2023-02-25/A01')).status).toBe(200);
    expect(await besides()).toBe(0);
  });
});

describe('an issue that was taken down', () => {
  it('answers 451 with how it stands and what it counts, and shows nothing else', async () => {
    const room = await smallRoom();
    await takeDown(room, { of: { what: 'issue', date: DATE } });
    const answer = await room.ask('/jmrb/2023-02-25');
    const text = await answer.text();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([451, 'no-store']);
    expect(text).toContain('4 篇文章');
    expect(text).not.toMatch(/667012|聚焦示例两会/);
    expect(await (await room.ask('/jmrb/2023-02-25.json')).json()).toMatchObject({
      ...{ state: 'partial', counts: { articles: 4 }, pages: [], resources: [], gaps: [] },
      withheld: { kind: 'takedown', id: 't1' },
    });
    const rest = ['/jmrb/2023-02-25/B02', ARTICLE, `/jmrb/raw/1/${pathOf('B02.jpg')}`];
    expect(await statuses(room, rest)).toEqual(rest.map((address) => [address, 451]));
    const $ = await room.page('/jmrb/2023/');
    expect($('td.is-embargoed time').attr('datetime')).toBe('2023-02-25');
  });
});

describe('the log of takedowns', () => {
  it('tells every takedown and lift, and nothing that was taken down or who asked', async () => {
    const room = await smallRoom('public');
    expect(await (await room.ask('/takedowns')).text()).toContain('没有撤下过任何内容');
    await takeDown(room);
    await takeDown(room, { id: 't2', level: 'unlist', at: '2023-02-25T07:30:00.000Z' });
    await lift(room, 't1');
    const log = await room.json('/takedowns.json');
    expect(log).toEqual({
      records: [
        {
          ...{ id: 't1', at: '2023-02-25T07:00:00.000Z', paper: 'jmrb', words: '当事人请求' },
          ...{ href: '/takedowns#t1', kind: 'takedown', level: 'block', withholdsFigures: false },
          ...{ reason: 'personal-data', what: 'article', isLifted: true },
        },
        {
          ...{ id: 't2', at: '2023-02-25T07:30:00.000Z', paper: 'jmrb', words: '当事人请求' },
          ...{ href: '/takedowns#t2', kind: 'takedown', level: 'unlist', withholdsFigures: false },
          ...{ reason: 'personal-data', what: 'article', isLifted: false },
        },
        {
          ...{ id: 'lift-t1', at: '2023-02-25T08:00:00.000Z', paper: 'jmrb', words: null },
          ...{ href: '/takedowns#lift-t1', kind: 'lift', takedown: 't1' },
        },
      ],
    });
    for (const path of ['/takedowns', '/takedowns.json', '/takedowns?lang=en'])
      expect(await (await room.ask(path)).text()).not.toMatch(/667012|2023-02-25\/|secret|某人|报告/);
    const $ = await room.page('/takedowns');
    expect($('#t1 td').text()).toContain('个人信息');
    expect($('tbody tr').length).toBe(3);
  });
});
