import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNode } from '../../../core/discover/read-node.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../../core/paper/resource.ts';

const ADDRESS = {
  site: siteOf(DEMO, 'http://127.0.0.1/demo/'),
  path: asResourcePath('html/2022-03/09/node_22.htm'),
  date: asIssueDate('2022-03-09'),
};

// A node as the template writes it: two bodies, ids repeated, the page list twice, attributes without quotes.
const NODE = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>示范日报</title>
<SCRIPT id=oMapScript event=onmouseover() for=pagepicmap> drawLine(event.srcElement); </SCRIPT></head>
<body><SPAN id=leveldiv title=看正文></SPAN>
<body onLoad="initialize();">
<DIV id=pgn><UL> <Li>&nbsp;<a id=pageLink href=node_22.htm>A01： 要闻</a></Li> <Li>&nbsp;<a id=pageLink href=node_24.htm>A02： 综 合</a></Li></UL></DIV>
<table width=1002><tr><td width=400 valign=top><table><tr><td align=left>
<table><tr><td><MAP NAME="pagepicmap"><Area coords="5,72,228,72,228,207,5,207" shape="polygon" href="content_7.htm?div=-1"><Area coords="1,2,3,4" shape=rect href="content_7.htm?div=0"><Area coords="0,0,9,0,9,9" shape="polygon" href="content_9.htm"><Area coords="zero" shape="polygon" href="content_9.htm"></MAP><img src=../../../page/1/2022-03-09/A01/scan.jpg border=0 USEMAP=#PagePicMap></td></tr></table>
<table cellpadding=5><tr><td class=px12>第A01版：<STRONG>要闻</STRONG> </td><td class=px12><table><tr><td class=px12></td><td class=px12><a class=preart href="node_24.htm">下一版</a></td></tr></table></td><td class=px12><a href=../../../page/1/2022-03-09/A01/this.PDF><IMG src="../../../tplimg/pdf.gif"></a></td></tr></table>
<table><tr><td><TABLE><TBODY><tr><TD class=default><img src="../../../tplimg/checkbox.gif"></TD><td class=default><a href=content_8.htm><div style="display:inline" id=mp8>先行<BR>先试</div></a></td></TR><tr><td class=default><a href=content_7.htm><div id=mp7>  春耕开始 </div></a></td></TR><tr><td class=default><a href=http://elsewhere.example/content_1.htm>广告</a></td></TR><tr><td class=default><a href=../08/content_2.htm>昨日</a></td></TR></TBODY></TABLE></td></tr></table>
</td></tr></table></td>
<td width=602><table><tr><td class=default><strong>
 2022
 </strong> 年
 3
 月
 9
 日　星期 <font class=weekday>三</font></td></tr></table>
<table><tbody><tr><td class=default>&nbsp;<a id=pageLink href=./node_22.htm>第A01版：要闻</a></td><td><a href=../../../page/1/2022-03-09/A01/list.pdf><img src="../../../tplimg/pdf.gif"></a></td></tr><tr bgcolor=#e8e8e8><td class=default>&nbsp;<a id=pageLink href=node_24.htm>第A02版：综合版</a></td></tr></tbody></table></td></tr></table>
</body></html>`;

const node = readNode(NODE, ADDRESS);

describe('a node of the classic template', () => {
  test('is recognised and says which page of which day it is', () => {
    expect(node.recognised).toBe(true);
    expect([node.pageLabel, node.section, node.mastheadDate]).toEqual(['A01', '要闻', '2022-03-09']);
  });

  test('lists each page once, in order, as it is named first', () => {
    expect(node.pages).toEqual([
      { path: 'html/2022-03/09/node_22.htm', label: 'A01', section: '要闻' },
      { path: 'html/2022-03/09/node_24.htm', label: 'A02', section: '综 合' },
    ]);
  });

  test('unites title list and hot zones, however the links are decorated', () => {
    expect(node.articles).toEqual([
      { path: 'html/2022-03/09/content_8.htm', title: '先行\n先试', zones: [] },
      {
        path: 'html/2022-03/09/content_7.htm',
        title: '春耕开始',
        zones: [
          [5, 72, 228, 72, 228, 207, 5, 207],
          [1, 2, 3, 2, 3, 4, 1, 4],
        ],
      },
      { path: 'html/2022-03/09/content_9.htm', title: null, zones: [[0, 0, 9, 0, 9, 9]] },
    ]);
  });

  test('has the scan and the PDF of this page, not a PDF of the page list', () => {
    expect(node.image).toBe('page/1/2022-03-09/A01/scan.jpg');
    expect(node.pdf).toBe('page/1/2022-03-09/A01/this.PDF');
  });

  test('tells the zone that is none and the links that lead away', () => {
    expect(node.flaws).toEqual([
      { code: 'bad-zone', near: 'zero' },
      { code: 'link-ignored', near: 'http://elsewhere.example/content_1.htm' },
      { code: 'link-ignored', near: '../08/content_2.htm' },
    ]);
  });
});

test('a masthead of another day is told', () => {
  const other = {
    ...ADDRESS,
    path: asResourcePath('html/2022-03/10/node_22.htm'),
    date: asIssueDate('2022-03-10'),
  };
  expect(readNode(NODE, other).flaws).toContainEqual({ code: 'masthead-date-differs', near: '2022-03-09' });
});

test('a sibling template with the same ids in divs is not recognised', () => {
  const sibling = `<title>别报</title><div class="banci">第01版：<STRONG>要闻</STRONG></div>
    <map name=PagePicMap><Area coords="1,1,2,1,2,2" href="content_5.htm?div=-1"></map><img src=a.jpg usemap=#PagePicMap>
    <ul><li><a href=content_5.htm?div=-1><div id=mp5>题</div></a></ul><div><a id=pageLink href=./node_22.htm>第01版：要闻</a></div>`;
  const { recognised, flaws } = readNode(sibling, ADDRESS);
  expect(recognised).toBe(false);
  expect(flaws).toContainEqual({ code: 'template-unknown', near: '别报' });
});

test('a page without page links, as the site answers for a day without an issue, is not recognised', () => {
  const { recognised, pages, flaws } = readNode('<html><body><table><tr><td>无</td></tr></table>', ADDRESS);
  expect([recognised, pages]).toEqual([false, []]);
  expect(flaws.map(({ code }) => code)).toContain('no-page-list');
});

test('of twelve thousand zones on one article those are read that a page can have', () => {
  const zones = '<area coords="1,1,2,1,2,2" href="content_7.htm">'.repeat(12_000);
  expect(readNode(`<map>${zones}</map>`, ADDRESS).articles[0]?.zones.length).toBe(500);
});

test('any cut of a node, and any text, gives a reading', () => {
  const cut = fc
    .tuple(fc.nat(NODE.length), fc.nat(NODE.length))
    .map(([a, b]) => NODE.slice(Math.min(a, b), Math.max(a, b)));
  fc.assert(
    fc.property(fc.oneof(cut, fc.string({ unit: 'binary' })), (html) => {
      expect(Array.isArray(readNode(html, ADDRESS).pages)).toBe(true);
    }),
  );
});

test('a page that lists more than any newspaper has is read up to a bound', () => {
  const many = Array.from({ length: 1000 }, (_, at) => at);
  const links = many.map(
    (at) => `<td><a href=content_${at}.htm>题</a></td><td><a id=pageLink href=node_${at}.htm>A01</a></td>`,
  );
  const zones = many.map((at) => `<area href=content_${at}.htm coords="${many.slice(0, 100).join()}">`);
  const node = readNode(
    `<table><tr><td>第A01版：<STRONG>要闻</STRONG></td>${links.join('')}</tr></table><map>${zones.join('')}</map>`,
    ADDRESS,
  );
  expect(node.recognised).toBe(true);
  expect(node.pages).toHaveLength(200);
  expect(node.flaws.filter(({ code }) => code === 'too-long').map(({ near }) => near)).toEqual([
    'page list',
    'title list',
  ]);
  expect(node.articles.length).toBeLessThanOrEqual(500);
  expect(node.articles.flatMap(({ zones: of }) => of.flat()).length).toBeLessThanOrEqual(20_000);
  const strange = readNode(
    many.map(() => '<td><a id=pageLink href=http://elsewhere.example/>x</a>').join(''),
    ADDRESS,
  );
  expect(strange.flaws.filter(({ code }) => code === 'link-ignored')).toHaveLength(50);
});
