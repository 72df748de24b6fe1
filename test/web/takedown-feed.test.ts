import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { lift, takeDown } from './room-rights.ts';
import { type Room, emptyRoom, smallRoom } from './small-archive.ts';

const FEED = '/feeds/takedowns.atom';

async function entries(room: Room, path = FEED): Promise<[id: string, title: string, url: string][]> {
  const $ = load(await (await room.ask(path)).text(), { xmlMode: true });
  return $('entry')
    .toArray()
    .map((one) => [
      $(one).children('id').text().replace('tag:jmnews-archive.invalid,2023:', ''),
      $(one).children('title').text(),
      $(one).children('link').attr('href') ?? '',
    ]);
}

describe('the feed of takedowns', () => {
  it('tells everybody every takedown and lift, newest first, and nothing of what was taken down', async () => {
    const room = await smallRoom('public');
    await takeDown(room);
    await lift(room, 't1');
    expect(await entries(room)).toEqual([
      ['takedowns/jmrb/lift-t1', '恢复：江门日报', 'https://archive.example/takedowns#lift-t1'],
      ['takedowns/jmrb/t1', '撤下：江门日报 一篇文章', 'https://archive.example/takedowns#t1'],
    ]);
    for (const path of [FEED, '/feeds/takedowns.json', '/feeds/takedowns/2023-02.atom'])
      expect(await (await room.ask(path)).text()).not.toMatch(/667012|2023-02-25\/|secret|某人|报告/);
  });

  it('says how far and why, in words and as categories, as a JSON Feed too', async () => {
    const room = await smallRoom();
    await takeDown(room);
    expect(await room.json('/feeds/takedowns.json')).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://archive.example/takedowns',
      items: [
        {
          content_text: '程度：不提供；其中的数据仍提供；理由：个人信息；当事人请求',
          tags: ['takedown', 'level/block', 'reason/personal-data'],
          date_published: '2023-02-25T07:00:00.000Z',
        },
      ],
    });
  });

  it('leaves an entry as it is when its takedown is lifted', async () => {
    const room = await smallRoom();
    await takeDown(room);
    const [before] = (await (await room.ask(FEED)).text()).match(/<entry>.*<\/entry>/s) ?? [''];
    await lift(room, 't1');
    expect(before).not.toBe('');
    expect(await (await room.ask(FEED)).text()).toContain(before);
  });

  it('answers 304 to whoever has it, until there is another record', async () => {
    const room = await smallRoom();
    expect((await room.ask(FEED)).headers.get('last-modified')).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
    await takeDown(room);
    const { headers } = await room.ask(FEED);
    const held = [
      { 'If-None-Match': headers.get('etag') ?? '' },
      { 'If-Modified-Since': headers.get('last-modified') ?? '' },
    ];
    const statuses = async (): Promise<number[]> =>
      Promise.all(held.map(async (asked) => (await room.ask(FEED, { headers: asked })).status));
    expect(await statuses()).toEqual([304, 304]);
    await lift(room, 't1');
    expect(await statuses()).toEqual([200, 200]);
  });

  it('gives the newest hundred, and leads through the months to all others', async () => {
    const room = await emptyRoom();
    for (let at = 0; at < 130; at += 1) {
      const month = at < 30 ? '2023-01' : at < 60 ? '2023-03' : '2023-04';
      const second = String(at % 60).padStart(2, '0');
      await takeDown(room, { id: `t${at}`, at: `${month}-02T00:0${Math.floor(at / 60)}:${second}.000Z` });
    }
    const seen: string[] = [];
    const addresses: string[] = [];
    for (let path: string | undefined = FEED; path !== undefined;) {
      addresses.push(path);
      seen.push(...(await entries(room, path)).map(([id]) => id));
      const $ = load(await (await room.ask(path)).text(), { xmlMode: true });
      path = $('link[rel="prev-archive"]').attr('href')?.replace('https://archive.example', '');
    }
    expect(addresses).toEqual([FEED, '/feeds/takedowns/2023-01.atom']);
    expect(new Set(seen).size).toBe(130);
    expect((await entries(room, '/feeds/takedowns/2023-03.atom')).length).toBe(30);
    const $ = load(await (await room.ask('/feeds/takedowns/2023-03.atom')).text(), { xmlMode: true });
    expect($('link[rel="prev-archive"]').attr('href')).toMatch(/2023-01\.atom$/);
    expect((await room.ask('/feeds/takedowns/2023-13.atom')).status).toBe(404);
  });

  it('is led to by the page of the log', async () => {
    const $ = await (await smallRoom()).page('/takedowns');
    expect($('head link[href="/feeds/takedowns.atom"]').attr('title')).toBe('撤下记录');
    expect($('main a[href="/feeds/takedowns.atom"]').length).toBe(1);
  });
});
