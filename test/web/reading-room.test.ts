import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { DATE, readingOf } from './made-up-reading.ts';
import { PAGES } from './page-kinds.ts';
import { type Room, NOW, emptyRoom, keepRead, pathOf, publish, smallRoom } from './small-archive.ts';

const NOT_THERE = [
  '/nothing',
  '/nothing/',
  '/demo/',
  '/jmrb/1999/',
  '/jmrb/0000/',
  '/jmrb/2023-02-30',
  '/jmrb/2023-2-25',
  '/jmrb/2023-02-20',
  '/jmrb/2023-02-20/captures',
  '/demo/2023-02-25/captures',
  '/jmrb/2023-02-25/C09',
  '/jmrb/2023-02-25/b02',
  '/jmrb/2023-02-25/B02/1',
  '/jmrb/2023-02-25/B02/667012x',
  '/jmrb/2023-02-25/B02/667012?v=9',
  '/jmrb/2023-02-25/B02/667012?v=0',
  '/jmrb/2023-02-25/B02/667012?v=x',
  '/jmrb/2023-02-25/B02/1/versions',
  '/jmrb/raw/1/html/2023-02/25/content_1.htm',
  '/jmrb/raw/0/html/2023-02/25/content_667012.htm',
  '/jmrb/raw/1/..%2F..%2Fetc%2Fpasswd',
  '/demo/raw/1/html/2023-02/25/content_667012.htm',
  '/feeds/other.atom',
  '/data/latest',
  '/data/9.9.9/',
  '/data/x/figures.csv',
];

describe('every page', () => {
  it('is in Chinese, with one heading, a skip link, named tables and no script', async () => {
    const room = await publishedRoom();
    for (const path of PAGES) {
      const answer = await room.ask(path);
      const $ = load(await answer.text());
      expect({
        path,
        status: answer.status,
        type: answer.headers.get('content-type'),
        lang: $('html').attr('lang'),
        headings: $('h1').length,
        skip: $('a.skip').attr('href'),
        active: $('script, style, [style], [onclick]').length,
        namelessTables: $('table').length - $('table > caption').length,
      }).toEqual({
        path,
        status: 200,
        type: 'text/html; charset=UTF-8',
        lang: 'zh-CN',
        headings: 1,
        skip: '#main',
        active: 0,
        namelessTables: 0,
      });
    }
    expect(room.reported).toEqual([]);
  });

  it('leads only to addresses that answer, in both languages', async () => {
    const room = await publishedRoom();
    const hrefs = new Set<string>();
    for (const path of PAGES.flatMap((page) => [page, `${page}${page.includes('?') ? '&' : '?'}lang=en`])) {
      const $ = await room.page(path);
      for (const one of $('[href], [src]').toArray())
        hrefs.add($(one).attr('href') ?? $(one).attr('src') ?? '');
    }
    const own = [...hrefs].filter((href) => href.startsWith('/'));
    expect(own.length).toBeGreaterThan(50);
    for (const href of own) expect([href, (await room.ask(href)).status < 400]).toEqual([href, true]);
  });

  it('has every fragment that it leads to, once', async () => {
    const room = await publishedRoom();
    for (const path of PAGES) {
      const $ = await room.page(path);
      for (const one of $('a[href^="#"]').toArray()) {
        const id = decodeURIComponent(($(one).attr('href') ?? '').slice(1));
        const found = $('[id]').filter((_, element) => $(element).attr('id') === id);
        expect([path, id, found.length]).toEqual([path, id, 1]);
      }
    }
  });

  it('may load nothing but its own style and images', async () => {
    const room = await publishedRoom();
    for (const path of [...PAGES, '/nothing', '/jmrb/2023-02-25.json', '/feeds/events.atom']) {
      const { headers } = await room.ask(path);
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('speaks English with ?lang=en and keeps to it in its links', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25?lang=en');
    expect($('html').attr('lang')).toBe('en');
    expect($('main').text()).toContain('Previous issue');
    expect($('a[rel="prev"]').attr('href')).toBe('/jmrb/2023-02-24?lang=en');
    expect($('a[lang="zh-CN"]').attr('href')).toBe('/jmrb/2023-02-25');
  });

  it('tells of a changed article in what it differs', async () => {
    const room = await smallRoom();
    const home = await room.page('/');
    expect(home('.events .is-article-corrected ~ .aside').eq(1).text()).toBe('数字');
    expect(home('.events .is-article-corrected ~ a.aside').attr('href')).toBe(
      '/jmrb/2023-02-25/B02/667012/diff/1..2',
    );
    const $ = await room.page('/?lang=en');
    expect($('.events .is-article-corrected ~ .aside').eq(1).text()).toBe('numbers');
  });

  it('keeps the version asked for when the language is changed', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25/B02/667012?v=1');
    expect($('a[lang="en"]').attr('href')).toBe('/jmrb/2023-02-25/B02/667012?v=1&lang=en');
  });

  it('never makes a link to another host out of its own address', async () => {
    const answer = await (await emptyRoom()).ask('http://localhost//evil.example/');
    expect(answer.status).toBe(404);
    expect(load(await answer.text())('a[lang="en"]').attr('href')).toBe('/evil.example/?lang=en');
  });
});

describe('what is not there', () => {
  it('is a page that says so', async () => {
    const room = await smallRoom();
    for (const path of NOT_THERE) {
      const answer = await room.ask(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(load(await answer.text())('main .notice').text()).toBe(
        '馆里没有这个地址。请核对日期、版次和文章号。',
      );
      expect(answer.headers.get('memento-datetime')).toBeNull();
    }
    expect(room.reported).toEqual([]);
  });

  it('says so in JSON to whoever asked for JSON', async () => {
    const answer = await (await smallRoom()).ask('/jmrb/2023-02-20.json');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ status: 404 });
  });

  it.each([
    ['/jmrb', '/jmrb/'],
    ['/jmrb/2023', '/jmrb/2023/'],
    ['/jmrb/2023-02-25/', '/jmrb/2023-02-25'],
    ['/jmrb/2023-02-25.json/', '/jmrb/2023-02-25.json'],
    ['/jmrb/2023-02-25/B02/667012/?v=1&lang=en', '/jmrb/2023-02-25/B02/667012?v=1&lang=en'],
    ['/status/', '/status'],
    ['/feeds/events.atom/', '/feeds/events.atom'],
    ['/data/1.0.0', '/data/1.0.0/'],
  ])('leads from %s for good to %s, which has the slash right', async (asked, right) => {
    const room = await publishedRoom();
    const { status, headers } = await room.ask(asked);
    expect([status, headers.get('location')]).toEqual([301, right]);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await room.ask(asked, { method: 'HEAD' })).status).toBe(301);
    expect((await room.ask(right)).status).toBe(200);
  });

  it.each(['//jmrb', '//jmrb/2023-02-25/', '//evil.example/jmrb'])(
    'never leads from %s to another host',
    async (path) => {
      const { status, headers } = await (await smallRoom()).ask(`https://archive.example${path}`);
      expect([status, headers.get('location')]).toEqual([404, null]);
    },
  );

  it('has no icon, and browsers that ask for one are not told that something is missing', async () => {
    const answer = await (await emptyRoom()).ask('/favicon.ico');
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('takes nothing but GET and HEAD', async () => {
    const room = await emptyRoom();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await room.ask('/', { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it('answers HEAD with the head alone', async () => {
    const answer = await (await smallRoom()).ask('/jmrb/2023-02-25', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('an empty archive', () => {
  it('has its first pages', async () => {
    const room = await emptyRoom();
    for (const path of ['/', '/status', '/data/', '/feeds/events.atom', '/index.json', '/status.json']) {
      expect([path, (await room.ask(path)).status]).toEqual([path, 200]);
    }
  });
});

describe('the first page and the state', () => {
  it('adds up what is held', async () => {
    expect(await (await smallRoom()).json('/index.json')).toMatchObject({
      holdings: [{ paper: { id: 'jmrb' }, issues: 5, articles: 84, gaps: 3, newest: { date: '2023-02-25' } }],
      reports: [{ title: '报告', href: '/jmrb/2023-02-25/B02/667012?v=1' }],
      events: [{ kind: 'issue-missing', href: '/jmrb/2023-02-26' }, {}, {}],
    });
  });

  it('tells the state for machines', async () => {
    const room = await smallRoom();
    await publish(room, '1.0.0', 'id\n1\n');
    expect(await room.json('/status.json')).toMatchObject({
      at: NOW,
      newestRelease: { version: '1.0.0' },
      papers: [
        {
          byState: { complete: 2, partial: 1, missing: 1, 'no-edition': 1 },
          lastCheckedAt: '2023-02-24T22:10:00.000Z',
          issuesWithGaps: [{ date: '2023-02-26' }, { date: '2023-02-25' }],
          failures: [{ path: 'html/2023-02/25/B02.pdf', state: 'failed', reason: 'timeout' }],
        },
      ],
    });
  });
});

describe('the calendar', () => {
  it('counts a paper year by year, newest first', async () => {
    expect(await (await smallRoom()).json('/jmrb/index.json')).toMatchObject({
      years: [
        { year: '2023', issues: 4, complete: 1, issuesWithGaps: 2, href: '/jmrb/2023/' },
        { year: '2022', issues: 1, complete: 1 },
      ],
    });
  });

  it('puts every day under its weekday with its state in words', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023/');
    const weekday = $('time[datetime="2023-02-25"]').first().closest('td').index();
    expect(weekday).toBe(6);
    expect($('.calendar .is-partial .mark').text()).toBe('缺口 2');
    expect($('.calendar .is-missing .mark').text()).toBe('缺期');
    expect($('.calendar .is-no-edition .mark').text()).toBe('休刊');
    expect($('.calendar .is-unasked')).toHaveLength(24);
    expect($('.reasons').text()).toContain('日历写明当日不出报');
  });

  it('leads to the neighbouring years that hold something', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023/');
    expect($('a[rel="prev"]').attr('href')).toBe('/jmrb/2022/');
    expect($('a[rel="next"]')).toHaveLength(0);
  });
});

describe('an issue', () => {
  it('has its manifest, pages and neighbours as JSON', async () => {
    expect(await (await smallRoom()).json('/jmrb/2023-02-25.json')).toMatchObject({
      paper: 'jmrb',
      date: DATE,
      state: 'partial',
      previousHref: '/jmrb/2023-02-24',
      nextHref: '/jmrb/2023-02-26',
      pages: [{ page: 'B02', href: '/jmrb/2023-02-25/B02', pdfHref: null }],
      gaps: [{ kind: 'pdf' }, { kind: 'article' }],
    });
  });

  it('states a gap with its reason and leads to no article that is not held', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25');
    const lost = $('.articles li').filter((_, item) => $(item).text().includes('没有存到的文章'));
    expect(lost.text()).toContain('缺失');
    expect(lost.text()).toContain('status 404');
    expect(lost.find('a').attr('href')).toBe('/jmrb/2023-02-25/B02/667013/versions');
    expect($('section[aria-labelledby="gaps"]').text()).toContain('timeout');
  });

  it('shows a day without an edition as what it is', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-23');
    expect($('main header').text()).toContain('当日不出报');
    expect($('main').text()).toContain('日历写明当日不出报');
  });

  it('still shows articles that no page lists', async () => {
    const room = await smallRoom();
    await keepRead(room, {
      ...{ name: 'content_700000.htm', kind: 'article', payload: '<p>散</p>', page: null },
      ...{ articleId: '700000', reading: readingOf('散篇') },
    });
    const $ = await room.page('/jmrb/2023-02-25');
    expect($('a[href="/jmrb/2023-02-25/-/700000"]').text()).toBe('散篇');
    expect((await room.ask('/jmrb/2023-02-25/-/700000')).status).toBe(200);
  });
});

describe('a page', () => {
  it('lays the hot zones over the image in its own pixels, each with a name', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25/B02');
    expect($('svg').attr('viewbox') ?? $('svg').attr('viewBox')).toBe('0 0 320 480');
    expect($('svg image').attr('href')).toBe('/jmrb/raw/1/html/2023-02/25/B02.jpg');
    const zones = $('svg a')
      .toArray()
      .map((zone) => [
        $(zone).attr('href'),
        $(zone).attr('aria-label'),
        $(zone).find('polygon').attr('points'),
      ]);
    expect(zones).toEqual([
      ['/jmrb/2023-02-25/B02/667012', '去年生产总值458.51亿元\n今年预期增长8%', '10 20 110 20 110 90 10 90'],
      ['/jmrb/2023-02-25/B02/667014', '撤下的文章', '120 20 300 20 300 180 120 180'],
    ]);
  });

  it('tells what the reader found wrong with it', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25/B02');
    expect($('section[aria-labelledby="flaws"] li').text().replace(/\s+/g, ' ').trim()).toBe(
      '版面图上有无法辨认的区域 bad-zone',
    );
  });

  it('is still shown, and the failure reported, when the image has gone from the store', async () => {
    const room = await smallRoom();
    const image = { paper: 'jmrb', date: DATE, path: pathOf('B02.jpg'), kind: 'image' } as const;
    const held = await room.catalog.snapshot('jmrb', image.path, 1);
    if (!held) throw new Error('the image is held');
    await room.catalog.addSnapshot({ ...held, version: 2, object: 'captures/gone.warc.gz' });
    await room.catalog.putState({
      ...{ ...image, state: 'captured', url: held.url, reason: null, sha256: held.sha256 },
      ...{
        bytes: held.bytes,
        version: 2,
        refusedSha256: null,
        checkedAt: asInstant('2023-02-25T09:00:00.000Z'),
      },
    });
    const answer = await room.ask('/jmrb/2023-02-25/B02');
    expect(answer.status).toBe(200);
    expect(room.reported).toMatchObject([{ name: 'ObjectMissing' }]);
  });

  it('has its articles and zones as JSON', async () => {
    expect(await (await smallRoom()).json('/jmrb/2023-02-25/B02.json')).toMatchObject({
      paper: 'jmrb',
      date: DATE,
      page: 'B02',
      section: '聚焦示例两会',
      flaws: [{ code: 'bad-zone', near: '' }],
      articles: [
        { articleId: '667012', report: 'work-report' },
        { href: null },
        { state: 'withdrawn' },
        { figures: null },
      ],
    });
  });
});

async function publishedRoom(): Promise<Room> {
  const room = await smallRoom();
  await publish(room, '1.0.0', 'id\n1\n');
  return room;
}
