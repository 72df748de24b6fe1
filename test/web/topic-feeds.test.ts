import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventRecord } from '../../core/catalog/records.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { atomFault } from '../support/atom-schema.ts';
import { type AskedRoom, askedRoom, fillArchive } from './asked-room.ts';

let room: AskedRoom;

beforeAll(async () => {
  room = await askedRoom();
  await fillArchive(room.archive);
  for (const event of EVENTS) await room.archive.catalog.addEvent(event);
  await room.release();
});
afterAll(() => room.close());

function event(
  kind: EventRecord['kind'],
  at: string,
  id: string,
  over: Partial<EventRecord> = {},
): EventRecord {
  const date = over.date ?? asIssueDate('2021-02-25');
  const path = asResourcePath(`html/${date.slice(0, 7)}/${date.slice(8)}/content_${id}.htm`);
  return {
    ...{
      paper: 'jmrb',
      date,
      path,
      page: 'B02',
      title: '政府工作\b报告',
      version: 1,
      changes: [],
      classes: [],
    },
    ...{ kind, id: `${kind}:${path}:${over.version ?? 1}`, at: asInstant(at) },
    ...over,
  };
}

/** 600001 is about 鹤山市, and its second version prints 433.50亿元 for 420.50亿元; 600002 is about 鹤城镇. */
const EVENTS: readonly EventRecord[] = [
  event('report-published', '2021-02-25T22:00:00.000Z', '600001'),
  event('report-published', '2021-02-25T22:00:01.000Z', '600002'),
  event('article-corrected', '2021-03-02T00:00:00.000Z', '600001', { version: 2, classes: ['numbers'] }),
  event('report-published', '2022-02-25T22:00:00.000Z', '600005', { date: asIssueDate('2022-02-25') }),
  event('article-withdrawn', '2022-05-01T22:00:00.000Z', '600005', { date: asIssueDate('2022-02-25') }),
];

const atomOf = async (path: string) => {
  const answer = await room.ask(path);
  expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
    ...[path, 200, 'application/atom+xml; charset=utf-8'],
  ]);
  return load(await answer.text(), { xmlMode: true });
};
const titlesIn = ($: Awaited<ReturnType<typeof atomOf>>): string[] =>
  $('entry > title')
    .toArray()
    .map((one) => $(one).text());

describe('the feed of a place', () => {
  it('tells what reports print of it, what changes did to it and what went, newest first', async () => {
    const $ = await atomOf('/feeds/place/heshan.atom');
    expect(titlesIn($)).toEqual([
      '鹤山市 文章撤下：鹤山市 2021 地区生产总值 421.50亿元 等 6 个数（政府工作 报告）',
      '鹤山市 刊出报告：鹤山市 2021 地区生产总值 421.50亿元 等 6 个数（政府工作 报告）',
      '鹤山市 文章改动：鹤山市 2020 地区生产总值 433.50亿元（政府工作 报告）',
      '鹤山市 刊出报告：鹤山市 2020 地区生产总值 420.50亿元 等 6 个数（政府工作 报告）',
    ]);
    const summaries = $('entry > summary')
      .toArray()
      .map((one) => $(one).text());
    expect(summaries[2]).toContain('印出 1 个数：鹤山市 2020 地区生产总值 433.50亿元；不再印 1 个数');
    expect(summaries[2]).toContain('420.50亿元');
    expect(summaries[0]).toMatch(/；不再印 6 个数：鹤山市 2021 地区生产总值 421\.50亿元，/);
    expect(summaries[0]).not.toContain('印出');
  });

  it('holds a change against the version before, whenever that was told', async () => {
    const $ = await atomOf('/feeds/place/heshan/2021-03.atom');
    expect($('entry')).toHaveLength(1);
    expect($('entry > summary').text()).toContain(
      '印出 1 个数：鹤山市 2020 地区生产总值 433.50亿元；不再印 1 个数',
    );
  });

  it('has ids of its own that name the event, and dates of the events', async () => {
    const $ = await atomOf('/feeds/place/heshan.atom');
    const ids = $('entry > id')
      .toArray()
      .map((one) => $(one).text());
    expect(new Set(ids).size).toBe(4);
    expect(ids[2]).toBe(
      'tag:jmnews-archive.invalid,2023:place/heshan/event/jmrb/article-corrected%3Ahtml%2F2021-02%2F25%2Fcontent_600001.htm%3A2',
    );
    expect($('feed > updated').text()).toBe('2022-05-01T22:00:00.000Z');
    expect($('feed > link[rel="alternate"]').attr('href')).toBe('https://archive.example/series/heshan/');
  });

  it('has each event only where it touches the place', async () => {
    expect(titlesIn(await atomOf(`/feeds/place/${encodeURIComponent('鹤城镇')}.atom`))).toHaveLength(1);
    expect(titlesIn(await atomOf('/feeds/place/enping.atom'))).toEqual([]);
  });

  it('comes again to whoever asks by date only once a release may have more, and by tag never', async () => {
    const { headers } = await room.ask('/feeds/place/heshan.atom');
    // The release was published after all of the events.
    expect(headers.get('last-modified')).toBe('Wed, 01 May 2024 20:00:00 GMT');
    const ask = async (asked: Record<string, string>) =>
      (await room.ask('/feeds/place/heshan.atom', { headers: asked })).status;
    expect(await ask({ 'If-None-Match': headers.get('etag') ?? '' })).toBe(304);
    expect(await ask({ 'If-Modified-Since': 'Wed, 01 May 2024 20:00:00 GMT' })).toBe(304);
    expect(await ask({ 'If-Modified-Since': 'Sun, 01 May 2022 22:00:00 GMT' })).toBe(200);
  });

  it.each([
    ['/feeds/place/鹤山市.json', '/feeds/place/heshan.json'],
    ['/feeds/indicator/GDP.atom', '/feeds/indicator/gdp.atom'],
    ['/feeds/indicator/GDP/2021-02.atom', '/feeds/indicator/gdp/2021-02.atom'],
  ])('has one address: %s', async (path, location) => {
    const answer = await room.ask(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, location]);
  });

  it.each([
    '/feeds/place/atlantis.atom',
    '/feeds/place/没有.atom',
    '/feeds/place/heshan.rss',
    '/feeds/place/heshan/2021-13.atom',
    '/feeds/indicator/nothing.json',
    '/feeds/events/2021.atom',
    '/feeds/other.atom',
  ])('%s is not there', async (path) => {
    expect((await room.ask(path)).status).toBe(404);
  });
});

describe('the feed of an indicator', () => {
  it('tells of every place', async () => {
    const $ = await atomOf('/feeds/indicator/gdp.atom');
    expect(titlesIn($).map((title) => title.slice(0, 20))).toHaveLength(5);
    expect(titlesIn($).join()).toContain('鹤城镇');
    expect($('entry > category[term="indicator/gdp"]')).toHaveLength(5);
  });
});

describe('months of a feed', () => {
  it('hold what was seen in them, say so, and lead back to the first', async () => {
    let path: string | undefined = '/feeds/events/2022-05.atom';
    const months: number[] = [];
    while (path !== undefined && months.length < 10) {
      const $ = await atomOf(path);
      months.push($('entry').length);
      expect($('feed > fh\\:archive')).toHaveLength(1);
      expect($('feed > link[rel="current"]').attr('href')).toBe('https://archive.example/feeds/events.atom');
      path = $('feed > link[rel="prev-archive"]').attr('href')?.replace('https://archive.example', '');
    }
    expect(months).toEqual([1, 1, 1, 2]);
  });

  it('begin where the feed ends', async () => {
    const crowded = await askedRoom();
    try {
      // A paper is held when an issue of it is.
      await fillArchive(crowded.archive);
      const newest = async () =>
        load(await (await crowded.ask('/feeds/reports.atom')).text(), { xmlMode: true });
      for (let at = 0; at < 130; at += 1) {
        // As many as are told at once leave nothing that is older.
        if (at === 100) expect((await newest())('link[rel="prev-archive"]')).toHaveLength(0);
        const minute = String(at % 60).padStart(2, '0');
        const instant = `2021-02-${at < 60 ? '10' : at < 120 ? '11' : '12'}T00:${minute}:00.000Z`;
        await crowded.archive.catalog.addEvent(event('report-published', instant, String(600_100 + at)));
      }
      const current = await newest();
      expect(current('entry')).toHaveLength(100);
      const older = current('link[rel="prev-archive"]').attr('href') ?? '';
      expect(older).toBe('https://archive.example/feeds/reports/2021-02.atom');
      const month = load(await (await crowded.ask(older.slice('https://archive.example'.length))).text(), {
        xmlMode: true,
      });
      expect(month('entry')).toHaveLength(130);
      expect(month('link[rel="prev-archive"]')).toHaveLength(0);
    } finally {
      await crowded.close();
    }
  });
});

describe('a JSON Feed', () => {
  it('is valid by the schema of RFC 4287', async () => {
    for (const path of ['/feeds/place/heshan.atom', '/feeds/indicator/gdp.atom']) {
      const xml = await (await room.ask(path)).text();
      expect(xml).toContain('<entry>');
      expect([path, atomFault(xml)]).toEqual([path, null]);
    }
  });

  it('tells the same as Atom, as version 1.1 has it, without control characters', async () => {
    const answer = await room.ask('/feeds/events.json');
    expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const feed = (await answer.json()) as { items: { id: string; title: string }[] };
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://archive.example/',
      feed_url: 'https://archive.example/feeds/events.json',
      language: 'zh-CN',
      authors: [{ name: '江门报纸存档' }],
    });
    const $ = await atomOf('/feeds/events.atom');
    const entries = $('entry').toArray();
    expect(feed.items).toEqual(
      entries.map((one) => ({
        id: $(one).find('id').text(),
        title: $(one).find('title').text(),
        url: $(one).find('link[rel="alternate"]').attr('href'),
        content_text: $(one).find('summary').text(),
        date_published: $(one).find('published').text(),
        date_modified: $(one).find('updated').text(),
        tags: $(one)
          .find('category')
          .toArray()
          .map((category) => $(category).attr('term')),
        _jmnews: { versions_url: $(one).find('link[rel="related"]').attr('href') },
      })),
    );
    expect(JSON.stringify(feed)).not.toContain('\\b');
  });
});
