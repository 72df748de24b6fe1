import { load } from 'cheerio/slim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../core/catalog/records.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { atomFeed as atomFeedOf } from '../../../core/publish/atom-feed.ts';
import { type FeedItem, eventEntries, feedUpdatedAt } from '../../../core/publish/feed-entries.ts';

const HEAD = {
  name: 'events',
  title: '全部事件',
  author: '存档',
  selfUrl: 'https://archive.example/feeds/events.atom',
  homeUrl: 'https://archive.example/',
  olderUrl: null,
  currentUrl: null,
};

function atomFeed(head: typeof HEAD, items: readonly FeedItem[]): string {
  return atomFeedOf(head, eventEntries(items));
}

function item(
  over: Partial<EventRecord> = {},
  url = 'https://archive.example/jmrb/2023-02-25/B02/1?v=2',
): FeedItem {
  const event: EventRecord = {
    paper: 'jmrb',
    date: asIssueDate('2023-02-25'),
    id: 'article-corrected/1/2',
    kind: 'article-corrected',
    path: asResourcePath('html/2023-02/25/content_1.htm'),
    page: 'B02',
    title: '政府工作报告',
    version: 2,
    changes: [{ before: '458.5亿元', after: '458.51亿元' }],
    classes: ['numbers'],
    at: asInstant('2023-02-25T03:00:00.000Z'),
    ...over,
  };
  return {
    event,
    paperName: '江门日报',
    url,
    versionsUrl: 'https://archive.example/jmrb/2023-02-25/B02/1/versions',
  };
}

function parse(xml: string) {
  return load(xml, { xmlMode: true });
}

function categoriesOf($: ReturnType<typeof parse>) {
  return $('entry > category')
    .toArray()
    .map((one) => [$(one).attr('term'), $(one).attr('label')]);
}

describe('atomFeed', () => {
  it('has what RFC 4287 asks of a feed', () => {
    const $ = parse(atomFeed(HEAD, [item()]));
    expect($('feed').attr('xmlns')).toBe('http://www.w3.org/2005/Atom');
    expect($('feed > id').text()).toBe('tag:jmnews-archive.invalid,2023:feed/events');
    expect($('feed > title').text()).toBe('全部事件');
    expect($('feed > updated').text()).toBe('2023-02-25T03:00:00.000Z');
    expect($('feed > author > name').text()).toBe('存档');
    expect($('feed > link[rel="self"]').attr('href')).toBe(HEAD.selfUrl);
  });

  it('tells an event with what changed and where to read it', () => {
    const $ = parse(atomFeed(HEAD, [item()]));
    expect($('entry > id').text()).toBe(
      'tag:jmnews-archive.invalid,2023:event/jmrb/article-corrected%2F1%2F2',
    );
    expect($('entry > title').text()).toBe('文章改动：政府工作报告');
    expect($('entry > updated').text()).toBe('2023-02-25T03:00:00.000Z');
    expect($('entry > summary').text()).toBe(
      '江门日报 2023-02-25 第B02版，第 2 个版本；“458.5亿元” → “458.51亿元”',
    );
    expect(categoriesOf($)).toEqual([
      ['article-corrected', '文章改动'],
      ['change/numbers', '数字'],
    ]);
    expect($('entry > link[rel="alternate"]').attr('href')).toBe(
      'https://archive.example/jmrb/2023-02-25/B02/1?v=2',
    );
    expect($('entry > link[rel="related"]').attr('href')).toBe(
      'https://archive.example/jmrb/2023-02-25/B02/1/versions',
    );
  });

  it('gives two changes of one article two ids, and the same change the same id wherever it is served', () => {
    const ids = (home: string, ...items: FeedItem[]): string[] => {
      const $ = parse(atomFeed({ ...HEAD, homeUrl: home }, items));
      return $('entry > id')
        .toArray()
        .map((id) => $(id).text());
    };
    const [first, second] = ids(HEAD.homeUrl, item(), item({ id: 'article-corrected/1/3' }));
    expect(first).not.toBe(second);
    expect(ids('http://127.0.0.1:8080/', item())).toEqual(ids(HEAD.homeUrl, item()));
  });

  it('puts the newest first, whatever the order that they come in', () => {
    const old = item({ id: 'old', at: asInstant('2023-02-24T00:00:00.000Z'), title: '旧' });
    const $ = parse(atomFeed(HEAD, [old, item({ title: '新' })]));
    expect(
      $('entry > title')
        .toArray()
        .map((title) => $(title).text()),
    ).toEqual(['文章改动：新', '文章改动：旧']);
  });

  it('names the paper and the day of an event without a title', () => {
    const missing = item({ kind: 'issue-missing', title: null, page: null, version: null, changes: [] });
    const $ = parse(atomFeed(HEAD, [missing]));
    expect($('entry > title').text()).toBe('缺期：江门日报 2023-02-25');
    expect($('entry > summary').text()).toBe('江门日报 2023-02-25');
  });

  it('quotes shortly and never cuts a character in two', () => {
    const $ = parse(atomFeed(HEAD, [item({ changes: [{ before: '𠮷'.repeat(121), after: '吉' }] })]));
    expect($('summary').text()).toContain(`“${'𠮷'.repeat(120)}…” → “吉”`);
    const whole = parse(atomFeed(HEAD, [item({ changes: [{ before: '𠮷'.repeat(120), after: '吉' }] })]));
    expect(whole('summary').text()).toContain(`“${'𠮷'.repeat(120)}” → “吉”`);
  });

  it('tells events of one instant always in the same order', () => {
    const items = ['a', 'c', 'b'].map((id) => item({ id, title: id }));
    for (const some of [items, items.toReversed()]) {
      const $ = parse(atomFeed(HEAD, some));
      expect($('entry > title').text()).toBe('文章改动：c文章改动：b文章改动：a');
    }
  });

  it('keeps titles and quotations in one line, in the direction they are read', () => {
    const $ = parse(
      atomFeed(HEAD, [
        item({ title: '第一行\r\n第二行\u202e末', changes: [{ before: '甲\u2066\u2028乙', after: '丙' }] }),
      ]),
    );
    expect($('entry > title').text()).toBe('文章改动：第一行 第二行 末');
    expect($('summary').text()).toContain('“甲 乙” → “丙”');
  });

  it('escapes markup and leaves out what XML cannot hold', () => {
    const xml = atomFeed(HEAD, [
      item({ title: `<b>&amp;"\u0008\u0001\ufffe\ud800𠮷</b>` }, 'https://a.example/?a=1&b="'),
    ]);
    expect(xml).toContain('<title>文章改动：&lt;b&gt;&amp;amp;&quot; 𠮷&lt;/b&gt;</title>');
    expect(xml).toContain('href="https://a.example/?a=1&amp;b=&quot;"');
  });

  it('is well formed and keeps every entry, whatever the source printed', () => {
    const anything = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.array(fc.record({ id: anything, title: anything, before: anything })), (events) => {
        const items = events.map(({ id, title, before }) =>
          item({ id, title, changes: [{ before, after: '' }] }),
        );
        const xml = atomFeed(HEAD, items);
        expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
        expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
        expect(parse(xml)('feed > entry > summary')).toHaveLength(events.length);
      }),
    );
  });
});

describe('feedUpdatedAt', () => {
  it('is the newest entry, and the epoch when there is none', () => {
    const old = item({ at: asInstant('2023-02-24T00:00:00.000Z') });
    expect(feedUpdatedAt(eventEntries([old, item()]))).toBe('2023-02-25T03:00:00.000Z');
    expect(feedUpdatedAt([])).toBe('1970-01-01T00:00:00.000Z');
  });
});
