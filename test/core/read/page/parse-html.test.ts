import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTooDeep } from '../../../../core/read/page/nesting-depth.ts';
import { textLines } from '../../../../core/read/page/node-text.ts';
import {
  type PageNode,
  type ParsedPage,
  isElement,
  parseHtml,
  parseXml,
} from '../../../../core/read/page/parse-html.ts';
import { processorMs } from '../../../support/processor-time.ts';

/** Names that the parser has rules for, and some that it has none for. */
const NAMES =
  'div p b span br input h1 li td th tr table tbody thead tfoot dd dt rt rp body head link option optgroup select button svg math g mi desc foreignobject script SCRIPT style title Title textarea xmp \u212a'.split(
    ' ',
  );
const SHARDS = [
  '<!--',
  '-->',
  '--->',
  '<!-->',
  '<!--->',
  '<!',
  '<!-',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '>',
  '<',
  '</',
  '</ ',
  '</1',
  '<1',
  '/>',
  '/',
  '=',
  '"',
  "'",
  ' ',
  '\n',
  'a',
  '&amp;',
  '&am',
  '&',
  '</scr',
  '<a b="',
  '<i c=',
  '<q d/',
  '<q d=/>',
  '\u00a0',
  '\u001c\u000fscript>',
  '\u001c\u000ftitle>',
];

describe('parsing a page', () => {
  test('keeps where each element stands in the source', () => {
    const html = '<p>一</p><div id=ozoom>二</div>';
    const { $ } = parseHtml(html);
    const body = $('#ozoom').get(0);
    expect(html.slice(body?.startIndex ?? 0, (body?.endIndex ?? 0) + 1)).toBe('<div id=ozoom>二</div>');
  });

  test('keeps text that stands in a table outside its cells where the source has it', () => {
    expect(parseHtml('<table><tr><td>一</td></tr>二<tr><td>三</td></tr></table>').$.root().text()).toBe(
      '一二三',
    );
  });

  test('refuses a page that nests deeper than 100 levels', () => {
    const { $, flaws } = parseHtml('<div>'.repeat(100_000));
    expect(flaws).toEqual([{ code: 'too-deep', near: 'more than 100 levels' }]);
    expect($('div').length).toBe(0);
  });

  test('refuses a page of more than 600,000 characters', () => {
    expect(parseHtml('字'.repeat(600_001)).flaws.map(({ code }) => code)).toEqual(['too-long']);
  });

  test('reads a long page of tags that are never closed, because each ends the one before', () => {
    const { $, flaws } = parseHtml(`<ul>${'<li>一'.repeat(2000)}</ul>${'<p>二'.repeat(2000)}`);
    expect(flaws).toEqual([]);
    expect([$('li').length, $('p').length]).toEqual([2000, 2000]);
  });

  test('expands no entity of an XML file', () => {
    const { $ } = parseXml('<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;&amp;</a>');
    expect($('a').text()).toBe('&x;&amp;');
  });
});

describe('the depth of nesting', () => {
  test.each([
    ['<div><div><div>', true],
    ['<div><div></div></div><div></div>', false],
    ['<br><br><br><img><hr>', false],
    ['<!-- <div><div><div> -->', false],
    ['<script>"<div><div><div>"</script>', false],
    ['<a title="<div><div><div>">', false],
    ['<table><tr><td><table><tr><td>', true],
    ['< <<< a < b < c', false],
    ['<script/><div><div>', true],
    ['<title/ ><div><div>', true],
    ['<a b=/><div><div>', true],
    ['<script b=/><div><div><div></script>', false],
    ['<!--><div><div><div>', true],
    ['<!---><div><div><div>', true],
    ['<div><!x </div><div><!> </div><div>', true],
    ['<div></div/ ><div></ div x="><div>', false],
    ['<xmp><div><div><div></xmp>', false],
    ['<script></script/><div><div><div>', false],
    ['<svg><g/><b><b></g></svg>', true],
    ['<title>\u001c\u000ftitle><div><div><div>', true],
    ['<div><div></p>', true],
    ['<div><div><div', false],
  ])('is told of %s', (html, deep) => {
    expect(isTooDeep(html, 2, false)).toBe(deep);
  });

  test.each([
    ['an HTML page', false],
    ['an XML file', true],
  ])('is that of the tree that the parser builds of %s, however hostile', (_what, xmlMode) => {
    const name = fc.constantFrom(...NAMES);
    const piece = fc.oneof(
      { weight: 3, arbitrary: name.map((name) => `<${name}>`) },
      { weight: 2, arbitrary: name.map((name) => `</${name}>`) },
      name.map((name) => `<${name}/>`),
      fc.constantFrom(...SHARDS),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
        const source = pieces.join('');
        const deepest = depthOf(xmlMode ? parseXml(source) : parseHtml(source), xmlMode);
        expect(isTooDeep(source, deepest, xmlMode)).toBe(false);
        if (deepest > 0) expect(isTooDeep(source, deepest - 1, xmlMode)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['<a ', "<a b='", '<p =', '<p b=c>', '<b/', '<br>', '<li>', '<script>', ...SHARDS])(
    'is found in one pass in a source of nothing but %s',
    (piece) => {
      const source = piece.repeat(200_000 / piece.length);
      const spent = processorMs(() => {
        for (const xmlMode of [false, true]) isTooDeep(source, 100, xmlMode);
      });
      // A pass takes a few milliseconds, a pass for every tag would take half a minute.
      expect(spent).toBeLessThan(1000);
    },
  );
});

/** How many elements with content are open at once in the deepest place of a tree. */
function depthOf({ $, flaws }: ParsedPage, xmlMode: boolean): number {
  expect(flaws).toEqual([]);
  let deepest = 0;
  const pending = $.root()
    .contents()
    .toArray()
    .map((node: PageNode) => ({ node, depth: 1 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (!('children' in node)) continue;
    const isLevel = isElement(node) && (xmlMode || !['br', 'input', 'link'].includes(node.name));
    if (isLevel) deepest = Math.max(deepest, depth);
    for (const child of node.children) pending.push({ node: child, depth: isLevel ? depth + 1 : depth });
  }
  return deepest;
}

test('text is laid out in lines as a browser would', () => {
  const { $ } = parseHtml('<p>一<b>二</b>\n 三<br>四</p>五<script>六</script><!--七--><td>\u00a0八');
  expect(textLines($.root().toArray())).toEqual(['一二 三', '四', '五', '八']);
});

test('seventy-five thousand elements side by side are laid out', () => {
  const { $ } = parseHtml('<b>一</b>'.repeat(75_000));
  expect(textLines($.root().toArray())[0]?.length).toBe(75_000);
});
