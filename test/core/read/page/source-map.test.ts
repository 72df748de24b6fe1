import { describe, expect, test } from 'vitest';
import { decodeHtml } from '../../../../core/read/page/decode-html.ts';
import { partsOfHtml } from '../../../../core/read/page/article-html.ts';
import { parseHtml, parseXml } from '../../../../core/read/page/parse-html.ts';
import { SourceMap } from '../../../../core/read/page/source-map.ts';
import { readArticleBytes } from '../../../../core/read/read-article.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { PLACE, htmlPage, pageAround, readHtml, written } from './source-page.ts';
import { processorMs } from '../../../support/processor-time.ts';

/** How `words` of the text are written on the page of `markup`; `null` when the map does not say. */
function placesOf(markup: string, words: string): string[] | null {
  const html = pageAround(markup);
  const { parts, sourceMap } = partsOfHtml({ ...PLACE, html });
  const start = parts.text.indexOf(words);
  expect(start).toBeGreaterThanOrEqual(0);
  const source = sourceMap.spansOf({ start, end: start + words.length });
  // The place itself, not only its characters: nothing outside of the markup may be meant.
  const from = html.indexOf(markup);
  for (const span of source ?? []) {
    expect(span.start).toBeGreaterThanOrEqual(from);
    expect(span.end).toBeLessThanOrEqual(from + markup.length);
  }
  return written(html, source);
}

describe('the place of words in the page', () => {
  test.each([
    ['as they are', '产值458.51亿元，', '458.51亿元', ['458.51亿元']],
    ['behind entities', '&nbsp;&amp&#12288;产值458.51亿元', '458.51亿元', ['458.51亿元']],
    ['behind an emoji', '😀产值😀458.51亿元', '458.51亿元', ['458.51亿元']],
    ['behind an emoji that is an entity', '&#128512;&#x1f600产值458.51亿元', '458.51亿元', ['458.51亿元']],
    ['behind the same words in a comment', '<!--458.51亿元-->产值458.51亿元', '458.51亿元', ['458.51亿元']],
    [
      'behind the same words in a script',
      '<script>458.51亿元</script>458.51亿元',
      '458.51亿元',
      ['458.51亿元'],
    ],
    ['with a decimal entity', '产值458.51&#20159;元', '458.51亿元', ['458.51&#20159;元']],
    ['with a hexadecimal entity', '产值458.51&#X4EBF;元', '458.51亿元', ['458.51&#X4EBF;元']],
    ['with an entity without a semicolon', '产值458.51&#20159元', '458.51亿元', ['458.51&#20159元']],
    ['that begin and end with entities', '为&#52;58.51亿&#x5143;。', '458.51亿元', ['&#52;58.51亿&#x5143;']],
    ['between entities that are not theirs', '为&nbsp;458.51亿元&nbsp;。', '458.51亿元', ['458.51亿元']],
    ['with a named entity', '增长2.8&percnt;。', '2.8%', ['2.8&percnt;']],
    ['with a named entity without a semicolon', '约4&times3米', '4×3米', ['4&times3米']],
    ['with a name that is longer than the entity', '约4&notit;3', '4¬it;3', ['4&notit;3']],
    ['with a no-break space', '458.51&nbsp;亿元', '458.51\u00a0亿元', ['458.51&nbsp;亿元']],
    ['with an ampersand that is no entity', 'A&B公司&#;5家', 'A&B公司&#;5家', ['A&B公司&#;5家']],
    ['with an entity of two code points', '甲&bne;乙', '甲=\u20e5乙', ['甲&bne;乙']],
    [
      'with an entity that no page may have',
      '甲&#x110000;&#0;乙',
      '甲\ufffd\ufffd乙',
      ['甲&#x110000;&#0;乙'],
    ],
    ['with an inline tag', '产值<b>458.51</b>亿元', '458.51亿元', ['458.51', '亿元']],
    ['with nested tags', '<i>为<b>4<u>58</u></b>.5</i>1亿元', '458.51亿元', ['4', '58', '.5', '1亿元']],
    ['with a stray end tag', '产值458.51</font>亿元', '458.51亿元', ['458.51', '亿元']],
    ['with an end tag that has attributes', '<b>458.51</b  x=y>亿元', '458.51亿元', ['458.51', '亿元']],
    ['with a comment', '产值458.51<!-- 亿 -->亿元', '458.51亿元', ['458.51', '亿元']],
    ['with a BR', '产值458.51<BR>亿元', '458.51\n亿元', ['458.51', '亿元']],
    ['with a BR and blanks around it', '产值458.51 <BR>\r\n 亿元', '458.51\n亿元', ['458.51', '亿元']],
    ['with a line break of the source', '产值458.51\r\n亿元', '458.51 亿元', ['458.51\r\n亿元']],
    ['with tabs', '\t\t产值458.51\t\t亿元', '458.51 亿元', ['458.51\t\t亿元']],
    ['with one tab', '产值458.51\t亿元', '458.51 亿元', ['458.51\t亿元']],
    ['with a blank as an entity', '产值458.51 &#32;&Tab; 亿元', '458.51 亿元', ['458.51 &#32;&Tab; 亿元']],
    ['with blanks on both sides of a tag', '产值458.51 <b> 亿元</b>', '458.51 亿元', ['458.51 ', ' 亿元']],
    ['behind collapsed blanks', '产\r\n\t值 \n为 <b> 458.51亿元', '458.51亿元', ['458.51亿元']],
    ['at the beginning, trimmed', ' \n&nbsp;　\n458.51亿元', '458.51亿元', ['458.51亿元']],
    ['at the end, trimmed', '458.51亿元 \n&nbsp;　\n', '458.51亿元', ['458.51亿元']],
    ['in the second line of two', '甲乙丙<br>\n产值458.51亿元', '458.51亿元', ['458.51亿元']],
  ])('%s', (_what, markup, words, expected) => {
    expect(placesOf(markup, words)).toEqual(expected);
  });

  test('is not told when an end lies within what one entity stands for', () => {
    expect(placesOf('甲&fjlig;乙', '甲fj')).toEqual(['甲&fjlig;']);
    expect(placesOf('甲&fjlig;乙', '甲f')).toBeNull();
    expect(placesOf('甲&fjlig;乙', 'j乙')).toBeNull();
    expect(placesOf('甲&#128512;乙', '\ude00')).toBeNull();
  });

  test('is not told of words that have none, nor across them', () => {
    const map = new SourceMap('一二三', [
      { text: { start: 0, end: 1 }, source: { start: 10, end: 11 } },
      { text: { start: 2, end: 3 }, source: { start: 12, end: 13 } },
    ]);
    expect(map.spansOf({ start: 0, end: 1 })).toEqual([{ start: 10, end: 11 }]);
    expect(map.spansOf({ start: 1, end: 2 })).toBeNull();
    expect(map.spansOf({ start: 0, end: 2 })).toBeNull();
    expect(map.spansOf({ start: 1, end: 3 })).toBeNull();
    expect(map.spansOf({ start: 0, end: 3 })).toBeNull();
    expect(map.spansOf({ start: 3, end: 4 })).toBeNull();
    expect(map.spansOf({ start: 1, end: 1 })).toBeNull();
  });

  test('is not told of words that the source has in another order', () => {
    const map = new SourceMap('一二', [
      { text: { start: 0, end: 1 }, source: { start: 12, end: 13 } },
      { text: { start: 1, end: 2 }, source: { start: 10, end: 11 } },
    ]);
    expect(map.spansOf({ start: 0, end: 2 })).toBeNull();
  });

  test('of the end tag that a page breaks off in is its last character', () => {
    const page = parseHtml('<p>一</p 二');
    const last = page.$.root().contents().toArray().at(-1);
    expect(last && page.piecesOf(last)).toEqual([{ length: 1, source: { start: 8, end: 9 } }]);
  });
});

test('the text of CDATA in an XML file has no place', () => {
  const page = parseXml('<a>一<![CDATA[二]]>三</a>');
  const pieces = page
    .$('a')
    .contents()
    .toArray()
    .flatMap((node) => ('children' in node ? [node, ...node.children] : [node]))
    .map((node) => page.piecesOf(node));
  const at = (start: number) => [{ length: 1, source: { start, end: start + 1 } }];
  expect(pieces).toEqual([at(3), [], [], at(17)]);
});

test.each(['&', '&#49;', '&#x', '&fjlig;', 'a b ', '</x>a', '</b x>1', '<', ' \n', '1<!---->'])(
  'a page of nothing but %s is mapped in one pass',
  (piece) => {
    const html = pageAround(piece.repeat(590_000 / piece.length));
    const spent = processorMs(() => {
      const { parts, sourceMap } = partsOfHtml({ ...PLACE, html });
      for (let start = 0; start < Math.min(parts.text.length, 100_000); start++)
        sourceMap.spansOf({ start, end: start + 1 });
    });
    // Some hundred milliseconds, where a pass for every piece would take minutes.
    expect(spent).toBeLessThan(5000);
  },
);

describe('a figure', () => {
  const story = {
    intro: '全年引资10亿元',
    title: ['新添工厂25家', '就业增长3%'] as const,
    subtitle: '占地1,200亩',
    captions: ['新建的30公里绿道。'],
    paragraphs: ['产值458.51亿元，增长2.8%。', '粮食3万吨。'],
  };

  test('knows its place wherever it is printed: head, caption and body', () => {
    const html = htmlPage(story);
    const { figures } = readHtml(html);
    const exacts = ['10亿元', '25家', '3%', '1,200亩', '30公里', '458.51亿元', '2.8%', '3万吨'];
    expect(figures.map(({ exact }) => exact)).toEqual(exacts);
    expect(figures.map(({ source }) => written(html, source))).toEqual(exacts.map((exact) => [exact]));
    // The title stands in the list of titles and in the publisher's comment, too.
    const head = html.indexOf('line-height:32px;">新添工厂');
    expect(figures[1]?.source?.[0]?.start).toBe(html.indexOf('25家', head));
  });

  test('has several stretches when markup stands between its characters', () => {
    const html = pageAround('产值<b>458.51</b>亿元，粮食<i>3&#19975;</i>吨。');
    const { figures } = readHtml(html);
    expect(figures.map(({ exact }) => exact)).toEqual(['458.51亿元', '3万吨']);
    expect(figures.map(({ source }) => written(html, source))).toEqual([
      ['458.51', '亿元'],
      ['3&#19975;', '吨'],
    ]);
  });

  test('counts in the decoded page, whatever its charset', () => {
    const html = pageAround('😀产值458.51亿元。').replace('charset=utf-8', 'charset=gb2312').replace('©', '');
    const bytes = gb18030Of(html);
    const { charset, figures } = readArticleBytes(bytes, 'text/html', PLACE);
    expect(charset).toEqual({ name: 'gb18030', from: 'meta' });
    expect(figures.map(({ exact }) => exact)).toEqual(['458.51亿元']);
    expect(written(decodeHtml(bytes, 'text/html').text, figures[0]?.source ?? null)).toEqual(['458.51亿元']);
  });

  test('counts behind a byte order mark as the decoded page does, which has none', () => {
    const html = pageAround('产值458.51亿元。');
    const { figures } = readArticleBytes(new TextEncoder().encode(`\ufeff${html}`), 'text/html', PLACE);
    expect(figures.map(({ source }) => written(html, source))).toEqual([['458.51亿元']]);
  });

  test('of a text has no place in a page', () => {
    const { figures } = readArticleText('2023 年 2 月 25 日 星期\n\n题目\n\n    产值458.51亿元。\n', DEMO);
    expect(figures.map(({ exact, source }) => [exact, source])).toEqual([['458.51亿元', null]]);
  });
});

/** The bytes of a text in gb18030: two for what GBK has, four for what lies beyond the basic plane. */
function gb18030Of(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) pairs.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
    }
  }
  const bytes = Array.from(text).flatMap((char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    if (code < 0x10000) return [...(pairs.get(char) ?? [])];
    const index = code - 0x10000 + 189_000;
    return [
      ...[0x81 + Math.floor(index / 12_600), 0x30 + (Math.floor(index / 1260) % 10)],
      ...[0x81 + (Math.floor(index / 10) % 126), 0x30 + (index % 10)],
    ];
  });
  expect(decoder.decode(new Uint8Array(bytes))).toBe(text);
  return new Uint8Array(bytes);
}
