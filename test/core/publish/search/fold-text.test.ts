import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../../core/publish/search/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['full-width letters, digits and punctuation', 'ＧＤＰ增长２．８％，（１）', 'gdp增长2.8%,(1)'],
    ['capitals, also beyond ASCII', 'GDP Éire Ω', 'gdp éire ω'],
    ['traditional characters', '鶴山市國民經濟與社會發展', '鹤山市国民经济与社会发展'],
    ['characters beyond the first plane', '𠮷田與𡞱', '𠮷田与𡞱'],
    ['a traditional character whose simplified one is beyond it', '㗲', '𠵾'],
    ['compatibility ideographs and radicals', '\uf914⼀', '乐一'],
    ['half-width kana and signs', 'ｱ￥｡', 'ア¥。'],
    ['blanks of any width in a row', ' 李\u3000\u00a0 明\t7\n', '李 明 7'],
    [
      'a line that ends between Chinese characters',
      '政府工作报告\n\u3000——2023年\r\n（摘要）',
      '政府工作报告——2023年(摘要)',
    ],
    ['a line that ends at a letter or a digit', '增长\n7\nGDP', '增长 7 gdp'],
    ['characters without a width', '江\u200b门\ufeff市\u00ad', '江门市'],
    ['control characters', '江\u0000门\u001f市', '江 门 市'],
    ['half a character', '江\ud842门', '江\ufffd门'],
    ['nothing', '', ''],
  ])('%s', (_, original, folded) => {
    expect(foldText(original).text).toBe(folded);
  });

  it('keeps apart what only resembles', () => {
    for (const [one, other] of [
      ['458.51', '458,51'],
      ['①', '1'],
      ['m²', 'm2'],
      ['“高”', '"高"'],
      ['—', '-'],
    ] as const)
      expect(foldText(one).text).not.toBe(foldText(other).text);
  });

  it('tells of each character where it was', () => {
    const original = ' ＧＤＰ㗲 \n 國\u200b家';
    const { text, starts, ends } = foldText(original);
    expect(text).toBe('gdp𠵾国家');
    expect(original.slice(starts[text.indexOf('国')], ends[text.indexOf('国')])).toBe('國');
    expect(original.slice(starts[text.indexOf('𠵾')], ends[text.indexOf('𠵾') + 1])).toBe('㗲');
    expect(original.slice(starts.at(-1), ends.at(-1))).toBe('家');
  });

  it('is sound whatever it is given, and changes nothing of what it made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (original) => {
        const { text, starts, ends } = foldText(original);
        expect(text.isWellFormed()).toBe(true);
        expect([starts.length, ends.length]).toEqual([text.length, text.length]);
        for (const [at, start] of starts.entries()) {
          expect(ends[at]).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
        }
        expect(text).not.toMatch(/^ | $| {2}|[\p{Cc}\n]/u);
      }),
    );
  });
});
