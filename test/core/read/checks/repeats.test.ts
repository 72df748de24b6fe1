import { describe, expect, test } from 'vitest';
import { checksOf, titledReading } from './checks-in.ts';

const repeatsIn = (title: string, ...lines: readonly string[]) =>
  checksOf('repeat', titledReading(title, ...lines)).map(({ pass }) => pass);

describe('a headline that is printed twice', () => {
  test.each([
    ['2022年全市地区生产总值458.51亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', true],
    ['2022年全市地区生产总值458.5亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', true],
    ['2022年全市地区生产总值458亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', true],
    ['2022年全市地区生产总值458.52亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', false],
    ['2022年全市地区生产总值485.5亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', false],
    ['2022年全市地区生产总值458.6亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', false],
    ['2022年全市地区生产总值0.046万亿元', '2022年全市地区生产总值458.51亿元，增长2.8%。', true],
    ['2022年全市固定资产投资增长5%', '2022年，全市固定资产投资同比增长5.0%。', true],
    ['2022年全市固定资产投资增长5%', '2022年，全市固定资产投资同比增长5.4%。', true],
    ['2022年全市固定资产投资增长5%', '2022年，全市固定资产投资同比增长5.9%。', false],
    ['2022年全市固定资产投资增长5%', '2022年，全市固定资产投资同比增长6.1%。', false],
    ['2022年全市固定资产投资增长5%', '2022年，全市固定资产投资同比下降5%。', false],
  ])('%s: %s', (title, line, pass) => {
    expect(repeatsIn(title, line)).toEqual([pass]);
  });

  test.each([
    ['a target that is striven for', '2023年地区生产总值预期增长8%。', '2023年地区生产总值力争增长9%。'],
    ['a target beside what came of it', '2022年固定资产投资增长5%。', '2022年固定资产投资预期目标增长8%。'],
    ['a part of the year', '2022年固定资产投资增长5%。', '2022年上半年固定资产投资增长8%。'],
    ['another year', '2022年固定资产投资增长5%。', '2021年固定资产投资增长8%。'],
    ['the province', '2022年全市固定资产投资增长5%。', '2022年全省固定资产投资增长8%。'],
    ['the country', '2022年全市固定资产投资增长5%。', '2022年全国固定资产投资增长8%。'],
    ['a town', '2022年全市固定资产投资增长5%。', '2022年古桥镇固定资产投资增长8%。'],
    ['another city', '2022年全市固定资产投资增长5%。', '2022年远山市固定资产投资增长8%。'],
    ['a company', '2022年全市固定资产投资增长5%。', '2022年，这家企业固定资产投资增长8%。'],
    ['another comparison', '2022年一般公共预算收入增长5%。', '2022年一般公共预算收入可比口径增长8%。'],
    ['an average', '2022年地区生产总值增长5%。', '2022年地区生产总值年均增长8%。'],
    ['another coverage', '2022年优良天数比例为81.4%。', '2022年扣除沙尘天气后，优良天数比例为87.6%。'],
    ['a bound', '2022年地区生产总值458.51亿元。', '2022年地区生产总值突破500亿元。'],
    ['a level beside a growth', '2022年地区生产总值458.51亿元。', '2022年地区生产总值增长2.8%。'],
  ])('is another thing: %s', (_, first, second) => {
    expect(repeatsIn('题目', first, second)).not.toContain(false);
  });

  test('is held against its first mention each time', () => {
    const line = '2022年全市地区生产总值458.51亿元。';
    expect(repeatsIn('题目', line, line, line.replace('458.51', '485.51'))).toEqual([true, false]);
  });
});
