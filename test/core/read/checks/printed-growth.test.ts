import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passes, readingOf } from './checks-in.ts';

describe('由A增至B, with what lies between', () => {
  test.each([
    ['养老床位由2000张增加到2500张，增长25%。', true],
    ['养老床位由2000张增加到2500张，增长35%。', false],
    ['养老床位由2000张增加到2600张，增长25%。', false],
    ['养老床位由3000张增加到2500张，增长25%。', false],
    ['养老床位由2000张增加到2500张，增加500张。', true],
    ['养老床位由2000张增加到2500张，增加400张。', false],
    ['村集体收入由100万元提高到0.035亿元，增长2.5倍。', true],
    ['村集体收入由100万元提高到0.036亿元，增长2.1倍。', false],
    ['管网漏损率由12.5%下降到9.1%，下降3.4个百分点。', true],
    ['管网漏损率由12.5%下降到9.1%，下降4.4个百分点。', false],
    ['办理时间由10天压缩至4天，缩短60%。', true],
    ['办理时间由10天压缩至4天，缩短40%。', false],
    ['货运量从1.2亿吨增长到1.3亿吨，增长8.3%。', true],
    // Both are rounded: 1.15 to 1.35 is as much as 17.4 %.
    ['货运量从1.2亿吨增长到1.3亿吨，增长17%。', true],
    ['货运量从1.2亿吨增长到1.3亿吨，增长19%。', false],
  ])('%s %s', (line, pass) => {
    expect(passes('growth', line)).toEqual([pass]);
  });

  test('may be told twice, in amount and in rate', () => {
    const line = '规上工业企业由300家增加到345家，净增45家，增长15%。';
    expect(passes('growth', line)).toEqual([true, true]);
    expect(passes('growth', line.replace('45家，增', '54家，增'))).toEqual([false, true]);
    expect(passes('growth', line.replace('15%', '25%'))).toEqual([true, false]);
    expect(passes('growth', line.replace('345家', '365家'))).toEqual([false, false]);
  });

  test('tells the growth that the levels have, in the printed unit', () => {
    expect(readingOf('养老床位由2000张增加到2500张，增长35%。').checks).toEqual([
      { code: 'growth', figures: ['f1', 'f2', 'f3'], expected: '25', got: '35', pass: false },
    ]);
  });

  test.each([
    ['constant prices', '地区生产总值由458.51亿元增加到502.87亿元，增长6.2%。'],
    ['constant prices', '规上工业增加值由194.83亿元增加到213.41亿元，增长8.8%。'],
    ['constant prices', '农业增加值由100亿元增加到150亿元，增长6%。'],
    ['like for like', '一般公共预算收入由34亿元增加到35亿元，可比口径增长9%。'],
    ['corrected base', '社会消费品零售总额由150亿元增加到160亿元，增长2%。'],
    ['an average', '养老床位由2000张增加到2500张，年均增长5%。'],
    ['a bound', '养老床位由不足2000张增加到2500张，增长35%。'],
    ['another subject', '养老床位由2000张增加到2500张，服务老人增长35%。'],
    ['no way from one to the other', '甲镇有床位2000张，乙镇有床位2500张，增长35%。'],
  ])('is not checked: %s', (_, line) => {
    expect(passes('growth', line)).toEqual([]);
  });

  test('passes for what is rounded honestly, and fails a point away', () => {
    const level = fc.integer({ min: 2_000, max: 90_000 });
    fc.assert(
      fc.property(level, level, fc.boolean(), (from, to, planted) => {
        fc.pre(to > from);
        const growth = Math.round(((to - from) / from) * 1000) / 10 + (planted ? 1 : 0);
        const line = `养老床位由${from}张增加到${to}张，增长${growth.toFixed(1)}%。`;
        expect(passes('growth', line)).toEqual([!planted]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('levels of two years', () => {
  const incomes = (growth: string) => [
    '2021年全市居民人均可支配收入30000元。',
    `2022年全市居民人均可支配收入31500元，增长${growth}%。`,
  ];

  test('lie as far apart as the growth that is printed', () => {
    expect(passes('growth', ...incomes('5.0'))).toEqual([true]);
    expect(passes('growth', ...incomes('7.0'))).toEqual([false]);
  });

  test.each([
    ['the product, 2023 over 2022 by 9.7 % in its levels', '地区生产总值', '458.51亿元', '502.87亿元'],
    ['industrial value added', '规模以上工业增加值', '194.83亿元', '213.41亿元'],
    ['revenue, often like for like', '一般公共预算收入', '34亿元', '40亿元'],
  ])('tell nothing of the growth of %s', (_, name, before, after) => {
    const lines = [`2021年全市${name}${before}。`, `2022年全市${name}${after}，增长6.2%。`];
    expect(passes('growth', ...lines)).toEqual([]);
  });
});
