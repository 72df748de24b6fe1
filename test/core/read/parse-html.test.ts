import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTooDeep } from '../../../core/read/nesting-depth.ts';
import { textLines } from '../../../core/read/node-text.ts';
import { parseHtml, parseXml } from '../../../core/read/parse-html.ts';

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

  test('refuses a page that nests deeper than 500 levels', () => {
    const { $, flaws } = parseHtml('<div>'.repeat(100_000));
    expect(flaws).toEqual([{ code: 'too-deep', near: 'more than 500 levels' }]);
    expect($('div').length).toBe(0);
  });

  test('refuses a page of more than two million characters', () => {
    expect(parseHtml('字'.repeat(2_000_001)).flaws.map(({ code }) => code)).toEqual(['too-long']);
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
  ])('is told of %s', (html, deep) => {
    expect(isTooDeep(html, 2, false)).toBe(deep);
  });

  test('is never told shallower than the tree that the parser builds, but for a leaf', () => {
    const tag = fc.constantFrom('div', 'p', 'li', 'td', 'tr', 'table', 'br', 'b', 'span', 'script', 'option');
    const piece = fc.oneof(
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      fc.constantFrom('<!--', '-->', '<a b="', '">', '</', '<', 'text', '<b/>', "<i c='"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = pieces.join('');
        const { $ } = parseHtml(html);
        const deepest = Math.max(
          0,
          ...$('*')
            .toArray()
            .map((element) => $(element).parents().length + 1),
        );
        if (deepest > 1) expect(isTooDeep(html, deepest - 2, false)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('text is laid out in lines as a browser would', () => {
  const { $ } = parseHtml('<p>一<b>二</b>\n 三<br>四</p>五<script>六</script><!--七--><td>\u00a0八');
  expect(textLines($.root().toArray())).toEqual(['一二 三', '四', '五', '八']);
});

test('a hundred thousand elements side by side are laid out', () => {
  const { $ } = parseHtml('<b>一</b>'.repeat(100_000));
  expect(textLines($.root().toArray())[0]?.length).toBe(100_000);
});
