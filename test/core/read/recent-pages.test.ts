import { describe, expect, it } from 'vitest';
import { readNode } from '../../../core/discover/read-node.ts';
import { judgePage } from '../../../core/capture/page-gate.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath, readPath, siteOf } from '../../../core/paper/resource.ts';
import { partsOfHtml } from '../../../core/read/page/article-html.ts';
import { readArticleBytes } from '../../../core/read/read-article.ts';
import { RecentPages } from '../../../core/read/recent-pages.ts';
import { paperFiles } from '../../../demo/paper.ts';
import { PLACE, pageAround } from './page/source-page.ts';

const NODE_PLACE = { ...PLACE, path: asResourcePath('html/2023-02/25/node_23.htm') };
const NODE_PAGE = new TextDecoder().decode(paperFiles('first').get(NODE_PLACE.path)?.bytes);

describe('recent pages', () => {
  it('are taken apart once, articles and nodes each for themselves', () => {
    const recent = new RecentPages();
    const page = pageAround('增长5.5%');
    const again = `${page} `.slice(0, -1);
    expect(recent.article(again, { ...PLACE })).toBe(recent.article(page, PLACE));
    expect(recent.node(NODE_PAGE, { ...NODE_PLACE })).toBe(recent.node(NODE_PAGE, NODE_PLACE));
    expect(recent.node(page, PLACE)).toEqual(readNode(page, PLACE));
    expect(recent.article(NODE_PAGE, NODE_PLACE)).toEqual(partsOfHtml({ ...NODE_PLACE, html: NODE_PAGE }));
  });

  it('are other pages where a single character differs, as long as they are', () => {
    const recent = new RecentPages();
    const [before, after] = [pageAround('增长5.5%'), pageAround('增长5.6%')];
    expect(recent.article(before, PLACE).parts.text).toContain('5.5%');
    expect(recent.article(after, PLACE).parts.text).toContain('5.6%');
    expect(recent.node(before, PLACE)).toBe(recent.node(before, PLACE));
  });

  it.each([
    ['another path', { ...NODE_PLACE, path: asResourcePath('html/2023-02/node_23.htm') }],
    ['another day', { ...NODE_PLACE, date: asIssueDate('2023-02-24') }],
    ['another server', { ...NODE_PLACE, site: siteOf(DEMO, 'http://127.0.0.1/other/') }],
    ['another paper', { ...NODE_PLACE, site: siteOf(JMRB, NODE_PLACE.site.baseUrl) }],
  ])('are other pages at %s', (_where, place) => {
    const recent = new RecentPages();
    // A link with the whole address belongs to the paper at one server only.
    const page = NODE_PAGE.replace('href=node_', `href=${PLACE.site.baseUrl}html/2023-02/25/node_`);
    const here = recent.node(page, NODE_PLACE);
    const there = recent.node(page, place);
    expect(there).not.toBe(here);
    expect(there).toEqual(readNode(page, place));
    expect(recent.node(page, NODE_PLACE)).toBe(here);
  });

  it('are forgotten when many others have come, and when others are long', () => {
    const recent = new RecentPages();
    const page = pageAround('增长5.5%');
    const first = recent.article(page, PLACE);
    for (let nth = 0; nth < 40; nth += 1) recent.article(`<p>${nth}`, PLACE);
    expect(recent.article(page, PLACE)).toBe(first);
    for (let nth = 0; nth < 64; nth += 1) recent.article(`<p>${nth} again`, PLACE);
    expect(recent.article(page, PLACE)).not.toBe(first);

    const second = recent.article(page, PLACE);
    recent.article('<p>'.padEnd(500_000, '长'), PLACE);
    expect(recent.article(page, PLACE)).toBe(second);
    recent.article('<p>'.padEnd(590_000, '长'), PLACE);
    expect(recent.article(page, PLACE)).not.toBe(second);

    const tooLong = '<p>'.padEnd(700_000, '长');
    expect(recent.article(tooLong, PLACE)).not.toBe(recent.article(tooLong, PLACE));
  });

  it('are judged and read as pages that are taken apart anew', () => {
    const recent = new RecentPages();
    const site = siteOf(DEMO, 'http://127.0.0.1:9/jmrb/');
    let pages = 0;
    for (const [name, { bytes }] of paperFiles('first')) {
      const path = asResourcePath(name);
      const told = readPath(DEMO, path);
      if (told === null || pages >= 40) continue;
      pages += 1;
      const place = { site, path, ...told };
      expect(judgePage(place, bytes, 'text/html', recent)).toEqual(judgePage(place, bytes, 'text/html'));
      if (told.kind === 'article')
        expect(readArticleBytes(bytes, null, place, recent)).toEqual(readArticleBytes(bytes, null, place));
    }
    expect(pages).toBe(40);
  });
});
