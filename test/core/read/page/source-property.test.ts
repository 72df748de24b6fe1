import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeHtml } from '../../../../core/read/page/decode-html.ts';
import type { Reading } from '../../../../core/read/document.ts';
import { readArticleBytes } from '../../../../core/read/read-article.ts';
import { PLACE, decoded, htmlPage, pageAround, readHtml, withoutBlanks } from './source-page.ts';

/** Markup of all kinds, whole and broken, that may come between any two characters of a text. */
const MARKUP = [
  '<b>|</b>|<font color="#ff0000" size=2>|</font>|<span title="3亿元">|</span>|<a href="?a&amp;b=2亿元">|</a>',
  '<P>|</P>|<BR>|<br/>|</br>|<div>|<li>|<td>|<table>|</table>|<hr>|<svg><g/>|</svg>|<title>6家</title>',
  '<!-- 5万人 -->|<!doctype>|<?xml 7%?>|<![CDATA[8亩]]>|<script>var a="9家"</script>|<style>td{width:50%}</style>',
  '</x>|</b junk=1>|</>|</ >|<>|<1|< |&|&#|&#x|&am|&zz;|&amp|&lt;|&#0;|&#xD800;|&copy;',
  '&nbsp;|&nbsp|&#160;|&#32;|&Tab;|&#12288;|&#65285;|&percnt;|&notit;|&fjlig;|&bne;|&#x1F600;|&#128512',
  ' |  |\n|\r\n|\t|\u00a0|\u3000|\f|😀|\ud83d|\ufffd|，|。|（|）',
].flatMap((line) => line.split('|'));
const WORDS = [
  '地区生产总值|增长|完成|不少于|一、|●|（一）|2022年|同比|上一篇|文/某某',
  '458.51|2.8|１２|1,200|3|0|亿元|万|人次|%|％|公顷|亩|家|个百分点',
].flatMap((line) => line.split('|'));

/** A character as itself or as one of its entities. */
const entities = fc
  .tuple(
    fc.constantFrom(...Array.from(WORDS.join(''))),
    fc.constantFrom('&#$;', '&#$', '&#x$;', '&#X$ ', '&#00$;'),
  )
  .map(([char, form]) => {
    const code = char.codePointAt(0) ?? 0;
    return form.replace('$', code.toString(/x/i.test(form) ? 16 : 10));
  });
const figures = fc
  .tuple(fc.constantFrom('458.51', '2.8', '36', '1,200', '4'), fc.constantFrom(...MARKUP, '', '', ''))
  .chain(([number, between]) =>
    fc
      .constantFrom('亿元', '%', '万人次', '公顷', '&#20159;元', '家', '亩', '<i>个</i>百分点')
      .map((unit) => number + between + unit),
  );
const markup = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: figures },
      { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
      { weight: 4, arbitrary: fc.constantFrom(...MARKUP) },
      { weight: 2, arbitrary: entities },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

/** Says how many stretches there are. */
function expectPlaced(html: string, reading: Reading): number {
  let count = 0;
  for (const { exact, source } of reading.figures) {
    expect(source).not.toBeNull();
    let last = -1;
    for (const { start, end } of source ?? []) {
      // Stretches that touch would be one.
      expect(start).toBeGreaterThan(last);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(html.length);
      last = end;
    }
    expect(withoutBlanks(decoded(html, source ?? []))).toBe(withoutBlanks(exact));
    count += source?.length ?? 0;
  }
  return count;
}

test('a figure is made of what its places hold, whatever the markup around and within it', () => {
  let [figures, stretches] = [0, 0];
  fc.assert(
    fc.property(markup, (markup) => {
      const html = pageAround(markup);
      const reading = readHtml(html);
      figures += reading.figures.length;
      stretches += expectPlaced(html, reading);
    }),
    { numRuns: 1000 },
  );
  // So that the test does not come to hold of nothing.
  expect(figures).toBeGreaterThan(200);
  expect(stretches).toBeGreaterThan(figures);
});

test('a figure of the head is made of what its places hold, too', () => {
  let figures = 0;
  const line = fc.array(fc.constantFrom(...WORDS, '<', '&', '  ', '\u00a0'), { minLength: 1, maxLength: 12 });
  const words = line.map((parts) => parts.join(''));
  const story = fc.record({
    intro: words,
    title: fc.tuple(words, words),
    subtitle: words,
    captions: fc.array(words, { maxLength: 2 }),
    paragraphs: fc.array(words, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(story, (story) => {
      const html = htmlPage(story);
      const reading = readHtml(html);
      figures += reading.figures.length;
      expectPlaced(html, reading);
    }),
    { numRuns: 300 },
  );
  expect(figures).toBeGreaterThan(100);
});

test('any bytes give a reading', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom(null, 'text/html; charset=gbk'),
      (bytes, type) => {
        expectPlaced(decodeHtml(bytes, type).text, readArticleBytes(bytes, type, PLACE));
      },
    ),
    { numRuns: 300 },
  );
});

test('any bytes in a page give a reading, its figures in their places', () => {
  const page = Buffer.from(pageAround('产值<b>458.51</b>亿&#20803;，增长2.8%。'));
  const body = page.indexOf('id=ozoom');
  const label = fc.constantFrom(
    null,
    'text/html; charset=gb18030',
    'text/html; charset=utf-16le',
    'text/html',
  );
  const damage = fc.record({
    at: fc.oneof(fc.nat(page.length), fc.integer({ min: body, max: body + 200 })),
    lost: fc.nat(30),
    bytes: fc.uint8Array({ maxLength: 30 }),
  });
  fc.assert(
    fc.property(damage, label, ({ at, lost, bytes }, type) => {
      const damaged = Buffer.concat([page.subarray(0, at), bytes, page.subarray(at + lost)]);
      expectPlaced(decodeHtml(damaged, type).text, readArticleBytes(damaged, type, PLACE));
    }),
    { numRuns: 300 },
  );
});
