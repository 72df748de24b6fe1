import { describe, expect, it } from 'vitest';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../../core/paper/resource.ts';
import { type PageContent, contentOf, fingerprintOf } from '../../../core/read/page-content.ts';
import { EDITED } from '../../../demo/issues.ts';
import { paperFiles } from '../../../demo/paper.ts';

const DAY = asIssueDate('2023-02-24');
const NODE = 'html/2023-02/24/node_22.htm';
const FILES = paperFiles('first');

describe('the content of an article', () => {
  it('is what it prints, each line with its part', () => {
    const content = contentNamed(EDITED);
    expect(content?.find(({ role }) => role === 'place')?.text).toBe('A02');
    expect(content?.find(({ role }) => role === 'title')?.text).toBe('望江镇水厂扩建投产');
    expect(content?.filter(({ role }) => role === 'text').length).toBeGreaterThan(2);
  });

  it.each([
    ['a script', (html: string) => html.replace('</head>', '<script>var n=1234</script></head>')],
    ['a comment', (html: string) => `${html}<!-- 2026-11-24 03:00 -->`],
    ['a style', (html: string) => html.replaceAll('12px', '14px')],
    ['an attribute', (html: string) => html.replace('leftmargin=0', 'leftmargin=0 data-hit="99"')],
    ['a footer', (html: string) => html.replace('</body>', '<div>访问量：4321</div></body>')],
    [
      'an advert',
      (html: string) =>
        html.replace(
          '<DIV id=pgn',
          '<a href=http://ad.example/><img src=http://ad.example/1.gif></a><DIV id=pgn',
        ),
    ],
    [
      'a counter in its head',
      (html: string) => html.replace(/(<div[^>]*id=["']?ozoom)/i, '<p>点击：1234次</p>$1'),
    ],
    ['white space', (html: string) => html.replaceAll('\n', '\r\n\r\n')],
    ['the title of another article', (html: string) => html.replace('南埔镇鱼塘改造见成效', '另一个标题')],
  ])('is the same with another %s', (_, change) => {
    expect(changed(EDITED, change)).not.toEqual(htmlOf(EDITED));
    expect(print(changed(EDITED, change))).toBe(print(htmlOf(EDITED)));
  });

  it.each([
    ['number', (html: string) => html.replace('5.0%', '5.5%')],
    ['title', (html: string) => html.replaceAll('望江镇水厂扩建投产', '望江镇水厂建成投产')],
    ['page', (html: string) => html.replace('第A02版', '第A03版')],
    ['digit’s width', (html: string) => html.replace('5.0%', '５.0%')],
  ])('is another with another %s', (_, change) => {
    expect(print(changed(EDITED, change))).not.toBe(print(htmlOf(EDITED)));
  });

  it('cannot be told of a page in another template, of one cut short, and of what is no page', () => {
    expect(contentNamed(EDITED, '<html><body><p>正文</p></body></html>')).toBeNull();
    expect(contentNamed(EDITED, '<div>'.repeat(1000) + htmlOf(EDITED))).toBeNull();
    const page = { ...pageOf(EDITED, htmlOf(EDITED)), kind: 'picture' as const };
    expect(contentOf(page)).toBeNull();
  });
});

describe('the content of a node', () => {
  it('is what it lists', () => {
    const roles = new Set(contentNamed(NODE)?.map(({ role }) => role));
    expect(roles).toEqual(new Set(['place', 'title', 'article', 'page', 'file']));
  });

  it.each([
    ['an article’s title', '望江港上月吞吐量稳步回升', '望江港上月吞吐量回升'],
    ['an article', 'content_666910.htm', 'content_666919.htm'],
    ['the scan', '34331677182167313.png', '34331677182167314.png'],
    ['the PDF', '32011677183163812.pdf', '32011677183163813.pdf'],
    ['a page’s section', 'A02： 镇街', 'A02： 乡村'],
  ])('is another when %s is', (_, was, is) => {
    expect(
      print(
        changed(NODE, (html) => html.replaceAll(was, is)),
        NODE,
      ),
    ).not.toBe(print(htmlOf(NODE), NODE));
  });

  it('is the same when the zones on the scan are cut otherwise', () => {
    const html = changed(NODE, (text) => text.replace('6,42,228,42', '7,43,228,42'));
    expect(html).not.toBe(htmlOf(NODE));
    expect(print(html, NODE)).toBe(print(htmlOf(NODE), NODE));
  });
});

/**
 * Fingerprints that are on record are held against new ones of the same version: if this differs from before, the
 * version in page-content.ts is to be raised.
 */
it('the fingerprint of a known page is what it was', () => {
  const fingerprints = [print(htmlOf(EDITED)), print(htmlOf(NODE), NODE)];
  expect(fingerprints).toEqual([
    '1 ccc5bf622e05f08cb1a07b8ef3bd9b0bbb62def3a13dbfd16899b22da55da8f0',
    '1 cef43ff4380e98c0df0fdb6b4759894e196ad5ac694088edecbd09ded16a7a8d',
  ]);
});

function htmlOf(path: string): string {
  return new TextDecoder().decode(FILES.get(path)?.bytes);
}

function changed(path: string, change: (html: string) => string): string {
  return change(htmlOf(path));
}

function pageOf(path: string, html: string): Parameters<typeof contentOf>[0] {
  return {
    site: siteOf(DEMO, 'http://127.0.0.1:9/jmrb/'),
    path: asResourcePath(path),
    date: DAY,
    kind: path === NODE ? 'node' : 'article',
    payload: new TextEncoder().encode(html),
    contentType: 'text/html',
  };
}

function contentNamed(path: string, html = htmlOf(path)): PageContent | null {
  return contentOf(pageOf(path, html));
}

function print(html: string, path: string = EDITED): string | undefined {
  const content = contentNamed(path, html);
  return content === null
    ? undefined
    : `${fingerprintOf(content).fingerprintVersion} ${fingerprintOf(content).sha256}`;
}
