import { describe, expect, it } from 'vitest';
import { type PagePlace, judgePage } from '../../../core/capture/page-gate.ts';
import type { Verdict } from '../../../core/capture/content-gate.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath, readPath, siteOf } from '../../../core/paper/resource.ts';
import { paperFiles } from '../../../demo/paper.ts';

const HERE = 'http://127.0.0.1:9/jmrb/';
const ARTICLE = 'html/2023-02/25/content_667012.htm';
const NODE = 'html/2023-02/25/node_23.htm';
const GOOD = { kind: 'good', mediaType: 'text/html' };

describe('judgePage', () => {
  it.each(['first', 'later'] as const)('lets in every page of the demonstration paper, %s', (moment) => {
    let pages = 0;
    for (const [name, { bytes }] of paperFiles(moment)) {
      const path = asResourcePath(name);
      const told = readPath(DEMO, path);
      if (told === null) continue;
      const place = { site: siteOf(DEMO, HERE), path, ...told };
      expect([name, judgePage(place, bytes, 'text/html')]).toEqual([name, GOOD]);
      pages += 1;
    }
    expect(pages).toBeGreaterThan(100);
  });

  it('takes what a page leaves out for no fault, as long as something is left to know it by', () => {
    expect(judge(article({ date: '' }))).toEqual(GOOD);
    expect(judge(article({ label: '' }))).toEqual(GOOD);
    expect(judge(article({ foot: '' }))).toEqual(GOOD);
    expect(judge(article({ date: '', label: '' }))).toEqual(refused('no-masthead'));
    const comment = '<!--enpproperty <founder-pagenum>B02</founder-pagenum> /enpproperty-->';
    expect(judge(article({ date: '', label: '', foot: comment }))).toEqual(GOOD);
    expect(judge(node({ date: '' }), 'node')).toEqual(GOOD);
    expect(judge(node({ label: '<strong>要闻</strong>' }), 'node')).toEqual(refused('no-page-label'));
  });

  it('takes pictures alone for an article, and nothing at all for none', () => {
    const picture = '<span class=px12><img src=../../../res/1.jpg></span>';
    expect(judge(article({ body: '', pictures: picture }))).toEqual(GOOD);
    expect(judge(article({ body: '&nbsp;&nbsp;<P></P>' }))).toEqual(refused('empty-article'));
  });

  it('refuses the page of another day, be it only the day before', () => {
    expect(judge(article({ date: '2023 年 2 月 24 日 星期' }))).toEqual(refused('other-date'));
    expect(judge(node({ date: '2024 年 2 月 25 日 星期日' }), 'node')).toEqual(refused('other-date'));
  });

  it('tells a node from an article, and a node from another node of the issue', () => {
    expect(judge(node({}), 'article')).toEqual(refused('node-page'));
    expect(judge(article({}), 'node')).toEqual(refused('article-page'));
    expect(judge(node({ label: '第A01版：<strong>要闻</strong>' }), 'node')).toEqual(refused('other-page'));
    expect(judge(node({ label: '第A1版：<strong>要闻</strong>' }), 'node')).toEqual(GOOD);
    const elsewhere = '<a id=pageLink href=../24/node_22.htm>第A01版</a>';
    expect(judge(node({ list: elsewhere }), 'node')).toEqual(refused('no-page-list'));
    expect(judge(node({ list: '' }), 'node')).toEqual(refused('no-page-list'));
    const titles = '<map name=pagepicmap><area coords="0,0,9,0,9,9" href=content_667012.htm></map>';
    expect(judge(node({ list: titles }), 'node')).toEqual(GOOD);
  });

  it.each([
    ['the copyright lines', { foot: '<td>Copyright©2003 版权所有 荆门日报社主办</td>' }],
    ['the publisher’s comment', { foot: '<!-- <founder-papername>荆门日报</founder-papername> -->' }],
    ['the title', { title: '荆门日报数字报' }],
  ])('refuses another newspaper by %s', (_where, parts) => {
    expect(judge(article(parts))).toEqual(refused('other-paper'));
  });

  it.each([
    ['names another newspaper in its text', { body: '<P>据荆门日报社报道，江西日报社昨日公布。</P>' }],
    ['is titled as what it tells of', { title: '人民日报刊文点赞江门' }],
    ['names the publisher besides', { foot: 'Copyright 南方日报社 江门日报社 联合主办' }],
    ['calls the paper by its house', { title: '江门日报社多媒体数字报' }],
  ])('keeps a page that %s', (_what, parts) => {
    expect(judge(article(parts))).toEqual(GOOD);
  });

  it('takes a made-up newspaper for this one at a test server only', () => {
    const page = article({ title: '示范日报数字报' });
    expect(judge(page)).toEqual(GOOD);
    expect(judge(page, 'article', JMRB.baseUrl ?? '')).toEqual(refused('other-paper'));
  });

  it('does not take a long article about captchas for one', () => {
    const words = '图形验证码是网站常用的人机验证方式。'.repeat(12);
    expect(judge(article({ body: `<P>${words}</P>` }))).toEqual(GOOD);
    expect(judge(article({ body: '<P>请输入验证码</P>' }))).toEqual(refused('captcha'));
    expect(judge(article({ body: '<P>该文章已被删除</P>' }))).toEqual(refused('not-found-page'));
    expect(judge(article({ body: '<P>民警提醒：验证码不要告诉别人。</P>' }))).toEqual(GOOD);
    expect(judge(article({ body: '<P>市民反映，扫码打开的页面不存在。</P>' }))).toEqual(GOOD);
    const picture = '<span class=px12><img src=../../../res/1.jpg></span>';
    expect(judge(article({ body: '<P>该网页不存在</P>', pictures: picture }))).toEqual(GOOD);
    expect(judge(article({ date: '', body: '<P>页面不存在</P>' }))).toEqual(refused('not-found-page'));
    expect(judge('<html><h1>404 Not Found</h1></html>')).toEqual(refused('not-found-page'));
    expect(judge('<html><script src=/404.js></script>欢迎</html>')).toEqual(refused('template-unknown'));
  });

  it('reads a page as its bytes are, where its label makes no page of them', () => {
    const page = article({});
    for (const charset of ['utf-16le', 'shift_jis', 'gb2312', 'iso-8859-1', 'klingon'])
      expect([charset, judge(page, 'article', HERE, `text/html; charset=${charset}`)]).toEqual([
        charset,
        GOOD,
      ]);
    const gbk = Buffer.concat([
      ...[Buffer.from('<table><tr><td>'), Buffer.from('b5da423032b0e6a3bad2aac3c5', 'hex')],
      ...[
        Buffer.from('</td><td align=center><strong>'),
        Buffer.from('d5fd', 'hex'),
        Buffer.from('</strong>'),
      ],
      ...[Buffer.from('<td><div id=ozoom>'), Buffer.from('d5fdcec4', 'hex'), Buffer.from('</div>')],
    ]);
    expect(judge(gbk, 'article', HERE, 'text/html; charset=utf-8')).toEqual(GOOD);
  });

  it('keeps a page with some bytes that are no text, and refuses one that is mostly such', () => {
    const broken = (count: number) =>
      Buffer.from(article({ body: 'x'.repeat(2000) + '\u0000' })).map((byte, at) =>
        at > 900 && at < 900 + count ? 0xff : byte,
      );
    expect(judge(broken(20))).toEqual(GOOD);
    expect(judge(broken(1000))).toEqual(refused('undecodable'));
  });

  it.each([
    ['nested elements', `<div id=ozoom>${'<div>'.repeat(100_000)}`, 'too-deep'],
    ['more than any page has', `<div id=ozoom>${'字'.repeat(700_000)}`, 'too-long'],
    ['open tags', '<'.repeat(590_000), 'template-unknown'],
    ['half a title', '<title'.repeat(90_000), 'template-unknown'],
    ['newspapers', `${'江'.repeat(580_000)}报社 copyright`, 'template-unknown'],
  ])('judges %s without end in bounded time', (_what, html, reason) => {
    for (const kind of ['node', 'article'] as const) expect(judge(html, kind)).toEqual(refused(reason));
  });
});

function judge(
  page: string | Uint8Array,
  kind: PagePlace['kind'] = 'article',
  baseUrl = HERE,
  contentType: string | null = 'text/html',
): Verdict {
  const path = asResourcePath(kind === 'node' ? NODE : ARTICLE);
  const place = { site: siteOf(JMRB, baseUrl), path, date: asIssueDate('2023-02-25'), kind };
  return judgePage(place, typeof page === 'string' ? new TextEncoder().encode(page) : page, contentType);
}

interface Parts {
  readonly title?: string;
  readonly label?: string;
  readonly date?: string;
  readonly pictures?: string;
  readonly body?: string;
  readonly list?: string;
  readonly foot?: string;
}

const OWN_FOOT = '<td>Copyright©2003-2006 jmnews.com.cn<br>江门日报社主办 江门新闻网版权所有</td>';

function article(parts: Parts): string {
  const { pictures = '', body = '<P>&nbsp;&nbsp;正文。</P>', foot = OWN_FOOT } = parts;
  return `${topOf(parts)}<td align=center><strong>题</strong></td></tr><tr><td>${pictures}<div id=ozoom>${body}</div></td></tr></table>${foot}</html>`;
}

function node(parts: Parts): string {
  const list =
    '<a id=pageLink href=node_22.htm>第A01版：要闻</a><a id=pageLink href=./node_23.htm>第B02版：聚焦</a>';
  return `${topOf(parts)}</tr><tr><td>${parts.list ?? list}</td></tr></table>${parts.foot ?? OWN_FOOT}</html>`;
}

function topOf({
  title = '',
  label = '第B02版：<strong>聚焦</strong>',
  date = '2023 年 2 月 25 日 星期',
}: Parts): string {
  return `<html><title>${title}</title><table><tr><td>${label}</td><td>${date}</td>`;
}

function refused(reason: string): Verdict {
  return { kind: 'refused', reason };
}
