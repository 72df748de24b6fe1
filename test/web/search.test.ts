import { load } from 'cheerio/slim';
import { onTestFinished, describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { all } from '../support/figure-archive.ts';
import { type AskedRoom, askedRoom } from './asked-room.ts';
import { ARTICLES, HIDDEN, searchedRoom } from './searched-room.ts';

async function page({ ask }: AskedRoom, query: string, status = 200) {
  const answer = await ask(`/search?${query}`);
  expect(answer.status).toBe(status);
  return load(await answer.text());
}

async function idsOf({ ask }: AskedRoom, query: string): Promise<string[]> {
  const view = (await (await ask(`/search.json?${query}`)).json()) as {
    found: { hits: { articleId: string }[] };
  };
  return view.found.hits.map(({ articleId }) => articleId);
}

describe('the search', () => {
  it('has a form with a label on every page, which works without scripts and leads to itself only', async () => {
    const made = await searchedRoom();
    for (const path of ['/', '/status', '/jmrb/2023-02-25', '/search']) {
      const answer = await made.ask(path);
      expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'");
      const $ = load(await answer.text());
      const form = $('header form[role=search]');
      expect([form.attr('action'), form.attr('method')]).toEqual(['/search', 'get']);
      const input = form.find('input[name=q]');
      expect(form.find(`label[for=${input.attr('id') ?? ''}]`).text()).not.toBe('');
      expect($('script, [onsubmit]').length).toBe(0);
    }
    const english = load(await (await made.ask('/?lang=en')).text());
    expect(english('header form input[name=lang]').attr('value')).toBe('en');
  });

  it('shows what contains the words, the newest first, with the words marked and their place', async () => {
    const $ = await page(await searchedRoom(), 'q=鹤山');
    expect(
      $('.search-hits h3')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['鶴山市工作报告', '<script>alert(1)</script>', '旧闻']);
    expect($('.search-hits li').first().find('h3 mark').text()).toBe('鶴山');
    const [, second] = $('.search-hits li').toArray();
    expect($(second).find('blockquote mark').text()).toBe('鹤山');
    expect($(second).find('blockquote a').attr('href')).toBe(
      '/jmrb/2023-02-25/B02/2#p-1:~:text=%E9%B9%A4%E5%B1%B1,-%26%22%E6%B0%B4%E5%8E%82%22%3Cb%3E%E6%8A%95%E4%BA%A7%3C%2Fb%3E',
    );
    expect(
      $('.search-years a')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['2023 年 2 篇', '2022 年 1 篇']);
  });

  it('leads back from a later page to the first one of the same search', async () => {
    const $ = await page(await searchedRoom(), 'q=鹤山&from=2022&after=2023-02-25_jmrb_1');
    const first =
      $('main a')
        .filter((_, link) => $(link).text() === '回到第一页')
        .attr('href') ?? '';
    expect(Object.fromEntries(new URL(first, 'https://archive.example').searchParams)).toEqual({
      ...{ q: '鹤山', from: '2022' },
    });
  });

  it('leads to a paragraph that is there', async () => {
    const made = await searchedRoom();
    const $ = await page(made, 'q=458.51');
    const href = $('.search-hits blockquote a').attr('href') ?? '';
    const [address = '', fragment = ''] = href.split('#');
    const article = load(await (await made.ask(address)).text());
    expect(article(`#${fragment.split(':~:')[0] ?? ''}`).text()).toContain('458.51');
  });

  it.each<[string, string, readonly string[]]>([
    ['one character', 'q=鹤', ['1', '2', '3']],
    ['another width', `q=${encodeURIComponent('４５８．５１')}`, ['1']],
    ['all of several words', 'q=鹤山 生产总值', ['1']],
    ['a year', 'q=鹤山&from=2022&to=2022', ['3']],
    ['no later than a month', 'q=鹤山&to=2022-04', []],
    ['a month on', 'q=鹤山&from=2023-02', ['1', '2']],
    ['one issue', 'q=鹤山&date=2022-05-01', ['3']],
    ['one issue, whatever else is said of dates', 'q=鹤山&date=2022-05-01&from=2021&to=2023', ['3']],
    ['a page of it', 'q=鹤山&date=2022-05-01&page=B02', ['3']],
    ['another page', 'q=鹤山&page=A01', []],
    ['an indicator at a place', 'q=鹤山&indicator=GDP&place=鹤山', ['1']],
    ['a paper without any', 'q=鹤山&paper=demo', []],
    ['signs of a query language', 'q=%22%26%20OR%20*%20NEAR(', []],
    ['markup', `q=${encodeURIComponent('<b>投产</b>')}`, ['2']],
  ])('narrows down by %s', async (_, query, ids) => {
    expect(await idsOf(await searchedRoom(), query)).toEqual(ids);
  });

  it('runs nothing of what it is asked or finds', async () => {
    const made = await searchedRoom();
    for (const q of ['<script>', '"><img src=x onerror=alert(1)>', "'--", '\ud842', '鹤\u0000山']) {
      const $ = await page(made, new URLSearchParams({ q, section: q }).toString());
      expect($('script, img, [onerror]').length).toBe(0);
    }
  });

  it.each([
    ['more characters than may be', `q=${'的'.repeat(201)}`, '最多 200 个字符'],
    ['thousands of words', `q=${encodeURIComponent('a b c d e f g h i j k l '.repeat(8))}`, '最多找 10 个词'],
    ['no date', 'q=a&from=2023-13', '“起”应写成'],
    ['an end before its beginning', 'q=a&from=2023&to=2022', '不早于'],
    ['no page', 'q=a&page=../..', '版次应写成'],
    ['no paper', 'q=a&paper=none', '没有这份报纸'],
    ['a cursor of somebody’s own making', 'q=a&after=2023-02-25', '下一页'],
  ])('says what is wrong with %s', async (_, query, sentence) => {
    const made = await searchedRoom();
    const $ = await page(made, query, 400);
    expect($('[role=alert]').text()).toContain(sentence);
    expect((await made.ask(`/search.json?${query}`)).status).toBe(400);
  });

  it('takes a megabyte for too long, and keeps no more than the beginning of it', async () => {
    const $ = await page(await searchedRoom(), `q=${'a'.repeat(1 << 20)}`, 400);
    expect($('[role=alert]').text()).toContain('最多 200 个字符');
    expect($('#search-q').attr('value')).toHaveLength(1_000);
    expect($('title').text().length).toBeLessThan(1_100);
  });

  it('goes on from page to page to the end', async () => {
    const many = Array.from({ length: 45 }, (_, at) => ({
      ...{ date: '2023-02-25', id: String(100 + at), title: '标题', paragraphs: ['鹤山'] },
    }));
    const made = await searchedRoom(many);
    const seen: string[] = [];
    for (let next: string | undefined = '/search?q=鹤山&lang=en'; next !== undefined;) {
      const $ = load(await (await made.ask(next)).text());
      expect($('h2#results').text()).toContain('45 articles');
      seen.push(
        ...$('.search-hits h3 a')
          .toArray()
          .map((one) => $(one).attr('href')?.replace('?lang=en', '') ?? ''),
      );
      next = $('a[rel=next]').attr('href');
    }
    expect(seen).toEqual(many.map(({ id }) => `/jmrb/2023-02-25/B02/${id}`));
  });

  it('says of an article that it was taken down, and that a newer version is not indexed', async () => {
    const made = await searchedRoom();
    const { catalog } = made.archive;
    const date = asIssueDate('2023-02-25');
    const article = (await all(catalog.articles('jmrb', date)))[0];
    if (article === undefined) throw new TypeError('no article');
    await catalog.putState({
      ...{ paper: 'jmrb', date, path: article.path, kind: 'article', state: 'withdrawn', url: 'http://a/' },
      ...{ reason: null, sha256: null, bytes: null, version: 1, refusedSha256: null },
      checkedAt: asInstant('2024-01-01T00:00:00.000Z'),
    });
    await catalog.putArticle({ ...article, version: 2 });
    await catalog.putSearchDue({ month: '2023-02', at: asInstant('2024-05-01T00:00:00.000Z') });
    const $ = await page(made, 'q=458.51');
    expect($('.search-hits .is-withdrawn').text()).toContain('撤下');
    expect($('.search-hits').text()).toContain('已有第 2 个版本');
    expect($('.search-hits h3 a').attr('href')).toBe('/jmrb/2023-02-25/B02/1?v=1');
    expect($('main').text()).toContain('可能尚未编入：2023-02');
  });

  it('says that there is no index yet', async () => {
    const made = await askedRoom('reading-room');
    onTestFinished(made.close);
    expect((await page(made, 'q=鹤山'))('main').text()).toContain('还没有编制索引');
  });

  it('says which month it could not search', async () => {
    const made = await searchedRoom();
    for (const key of made.objects.kept.keys())
      if (key.startsWith('search/v1/2022')) made.objects.kept.delete(key);
    const $ = await page(made, 'q=鹤山');
    expect($('.notice').text()).toContain('2022-05');
    expect($('h2#results').text()).toContain('至少 2 篇');
  });

  describe('for everybody', () => {
    it('finds the same, and quotes only titles and how the text begins', async () => {
      const made = await searchedRoom(ARTICLES, 'public');
      expect(await idsOf(made, 'q=鹤山')).toEqual(['1', '2', '3']);
      for (const path of ['/search?q=鹤山', '/search.json?q=鹤山']) {
        const text = await (await made.ask(path)).text();
        expect(text).not.toContain(HIDDEN.slice(-4));
      }
      const $ = await page(made, 'q=山仅在');
      expect($('.search-hits blockquote mark').text()).toBe('山仅在');
      expect($('.search-hits blockquote a').length).toBe(0);
    });
  });
});
