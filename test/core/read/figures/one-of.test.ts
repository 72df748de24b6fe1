import { describe, expect, test } from 'vitest';
import { endingIn, oneOf, piecesOf } from '../../../../core/read/figures/one-of.ts';

describe('the pieces of a source', () => {
  test.each([
    ['增长|下降', ['增长', '下降']],
    ['甲(?:乙|丙)|丁', ['甲(?:乙|丙)', '丁']],
    ['[甲|乙]丙|丁', ['[甲|乙]丙', '丁']],
    ['[(|]甲|乙', ['[(|]甲', '乙']],
    ['甲\\|乙|丙', ['甲\\|乙', '丙']],
    ['甲\\(|乙', ['甲\\(', '乙']],
    ['|甲||乙|', ['甲', '乙']],
    ['', []],
  ])('%s', (source, pieces) => {
    expect(piecesOf(source)).toEqual(pieces);
  });
});

const matched = (pieces: readonly string[], text: string) =>
  new RegExp(oneOf(pieces)).exec(text)?.[0] ?? null;

describe('one of the pieces', () => {
  const words = ['新增(?!值)', '新建', '改(?:建|造)', '拆', '扩建', '(?<!停|开)工', '[甲乙]种', '\\d', '新'];

  test.each([
    ['校舍新增', '新增'],
    ['校舍新增值', '新'],
    ['新建校舍', '新建'],
    ['校舍改造', '改造'],
    ['校舍拆改', '拆'],
    ['施工', '工'],
    ['停工', null],
    ['乙种', '乙种'],
    ['丙种', null],
    ['共3间', '3'],
    ['校舍', null],
  ])('%s', (text, found) => {
    expect(matched(words, text)).toBe(found);
  });

  test('is the first of the list where two fit', () => {
    expect(matched(['甲乙', '甲', '丙', '丁', '戊'], '甲乙')).toBe('甲乙');
    expect(matched(['甲', '甲乙', '丙', '丁', '戊'], '甲乙')).toBe('甲');
    expect(matched(['甲丙', '(?<!子)甲', '甲乙', '丙', '丁', '戊'], '甲乙')).toBe('甲');
    expect(matched(['甲乙', '(?<!子)甲', '甲丙', '丙', '丁', '戊'], '甲乙')).toBe('甲乙');
  });

  test('knows a piece behind what must not stand before it by its character', () => {
    const source = oneOf(['(?<!子|丑)甲', '(?<!子(?=丑))乙', '丙', '丁']);
    expect(source).toMatch(/^\(\?:\(\?=\[甲乙丙丁\]\)/);
  });

  test.each([['甲?乙'], ['甲*乙'], ['甲{2}'], ['甲+乙']])(
    'takes %s for no piece of one character',
    (piece) => {
      const found = { '甲?乙': '乙', '甲*乙': '乙', '甲{2}': '甲甲', '甲+乙': '甲甲乙' }[piece] ?? '';
      expect(matched(['丙', '丁', '戊', '己', piece], found)).toBe(found);
    },
  );

  test('is what a plain list finds, however few the pieces', () => {
    expect(matched(['甲', '乙'], '乙')).toBe('乙');
    expect(matched(['甲|乙', '丙'], '丙')).toBe('丙');
    expect(oneOf(['甲', '乙'])).toBe('(?:甲|乙)');
  });

  test('is a group of its own', () => {
    expect(new RegExp(`^${oneOf(['甲', '乙'])}丙$`).test('甲丙')).toBe(true);
    expect(new RegExp(`^${oneOf(['甲', '乙', '丁', '戊', '[己庚]'])}丙$`).test('庚丙')).toBe(true);
  });
});

describe('what a text ends in', () => {
  const ending = endingIn([
    '(?<!动|复)员',
    '(?:示范|行政)村',
    '村',
    '种植(?!面积|户)',
    '卖(?:了|出)',
    '[宽高]度',
  ]);

  test.each([
    ['保洁员', 1],
    ['总动员', 0],
    ['十个行政村', 3],
    ['渔村', 1],
    ['水稻种植', 2],
    ['荔枝卖出', 2],
    ['路面宽度', 2],
    ['温度', 0],
    ['员工', 0],
    ['', 0],
  ])('%s', (text, length) => {
    expect(ending(text)).toBe(length);
  });
});

describe('pieces that begin with one of several characters', () => {
  // Enough of them that they are looked for by their first characters.
  const plain = Array.from('甲乙丙丁戊己庚辛壬癸', (character) => `${character}等`);
  const others = ['[子丑]时', '(?:寅|卯)时', '辰?巳时', '(?=午)午?未', '(?!申申)[申酉]时'];

  test.each([
    ['癸等', '癸等'],
    ['丑时', '丑时'],
    ['卯时', '卯时'],
    ['辰巳时', '辰巳时'],
    ['巳时', '巳时'],
    ['午未', '午未'],
    ['酉时', '酉时'],
    ['戌时', null],
  ])('%s', (text, found) => {
    expect(matched([...plain, ...others], text)).toBe(found);
    expect(matched([...plain, ...others, '\\d时'], text)).toBe(found);
  });
});
