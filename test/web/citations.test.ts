import { describe, expect, it } from 'vitest';
import { keepRead, smallRoom } from './small-archive.ts';
import { READING } from './made-up-reading.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';
const PERMANENT = `https://archive.example${ARTICLE}?v=2`;

describe('how an article is cited', () => {
  it('stands on its page, with the version that is shown and the day it is shown on', async () => {
    const room = await smallRoom();
    const told = (await room.page(ARTICLE))('.citation').text();
    expect(told).toBe(
      `某某. 去年生产总值458.51亿元 今年预期增长8%[N/OL]. 江门日报, 2023-02-25(B02)[2023-02-26]. ${PERMANENT}.`,
    );
    const older = (await room.page(`${ARTICLE}?v=1`))('.citation').text();
    expect(older).toContain('667012?v=1.');
  });

  it.each([
    ['txt', 'text/plain; charset=utf-8', 'inline', '某某. 去年生产总值458.51亿元'],
    ['bib', 'application/x-bibtex; charset=utf-8', 'attachment', 'author = {{某某}}'],
    ['ris', 'application/x-research-info-systems; charset=utf-8', 'attachment', 'AU  - 某某'],
    ['csl.json', 'application/vnd.citationstyles.csl+json', 'attachment', '"literal": "某某"'],
  ])('is handed out as %s', async (form, type, disposition, holds) => {
    const room = await smallRoom();
    const links = (await room.page(ARTICLE))(`a[href="${ARTICLE}/cite.${form}?v=2"]`);
    expect(links.length).toBe(1);
    const answer = await room.ask(`${ARTICLE}/cite.${form}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('content-disposition')).toBe(
      `${disposition}; filename="jmrb-2023-02-25-667012-v2.${form}"`,
    );
    const text = await answer.text();
    expect(text).toContain(holds);
    expect(text).toContain(PERMANENT);
  });

  it('names who wrote it where the text is withheld', async () => {
    const room = await smallRoom('public');
    expect(await (await room.ask(`${ARTICLE}/cite.txt`)).text()).toMatch(/^某某\. /);
    expect((await room.page(ARTICLE))('.citation').text()).toMatch(/^某某\. /);
  });

  it('is in the head for reference managers', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    expect($('link[rel="cite-as"]').attr('href')).toBe(PERMANENT);
    expect($('link[rel="describedby"][type="application/x-bibtex; charset=utf-8"]').attr('href')).toBe(
      `${ARTICLE}/cite.bib?v=2`,
    );
    expect($('meta[name="citation_author"]').attr('content')).toBe('某某');
    expect($('meta[name="citation_publication_date"]').attr('content')).toBe('2023/02/25');
    expect($('meta[name="citation_firstpage"]').attr('content')).toBe('B02');
  });

  it('keeps what a byline or a title is made of out of its lines', async () => {
    const room = await smallRoom();
    const document = {
      ...READING.document,
      title: '甲\r\nER  - \r\nTY  - BOOK',
      byline: '文/甲某\r\nAU  - 乙',
    };
    await keepRead(room, {
      ...{ name: 'content_667016.htm', kind: 'article', payload: '<p>坏</p>', articleId: '667016' },
      reading: { ...READING, document },
    });
    const text = await (await room.ask('/jmrb/2023-02-25/B02/667016/cite.ris')).text();
    expect(text.match(/^(TY|ER) {2}-/gm)).toEqual(['TY  -', 'ER  -']);
  });

  it.each([
    [`${ARTICLE}/cite.doc`, 404],
    [`${ARTICLE}/cite.bib?v=9`, 404],
    [`${ARTICLE}/cite.bib?v=x`, 404],
    ['/jmrb/2023-02-25/B02/1/cite.bib', 404],
    ['/jmrb/2023-02-25/B02/667013/cite.bib', 404],
  ])('%s is %d', async (path, status) => {
    expect((await (await smallRoom()).ask(path)).status).toBe(status);
  });

  it('is found from another page slot', async () => {
    const answer = await (await smallRoom()).ask('/jmrb/2023-02-25/A01/667012/cite.bib?v=1');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${ARTICLE}/cite.bib?v=1`]);
  });
});

describe('what a page says in the words of schema.org', () => {
  it('names the article, its paper, its issue and its archived copy', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    const article = $('[itemtype="https://schema.org/NewsArticle"]');
    expect(article.find('> [itemprop="headline"]').attr('content')).toBe(
      '去年生产总值458.51亿元 今年预期增长8%',
    );
    expect(article.find('> [itemprop="archivedAt"]').attr('href')).toBe(PERMANENT);
    expect(article.find('> [itemprop="url"]').attr('href')).toBe(
      'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    );
    expect(article.find('[itemprop="author"] > [itemprop="name"]').attr('content')).toBe('某某');
    expect(article.find('[itemtype="https://schema.org/Newspaper"] [itemprop="name"]').attr('content')).toBe(
      '江门日报',
    );
  });

  it('names an issue', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25');
    const issue = $('[itemtype="https://schema.org/PublicationIssue"]');
    expect(issue.find('> [itemprop="datePublished"]').attr('content')).toBe('2023-02-25');
  });
});
