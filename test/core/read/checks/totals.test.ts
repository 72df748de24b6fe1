import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsIn, passes, readingOf } from './checks-in.ts';

const SECTORS =
  '2022年全市地区生产总值458.51亿元，增长2.8%。其中，第一产业增加值38.51亿元，增长5%；第二产业增加值240.00亿元，增长3%；第三产业增加值180.00亿元，增长2%。';

describe('indicators that others make up', () => {
  test('the three sectors make up the product, as far as rounding tells', () => {
    expect(passes('parts-sum', SECTORS)).toEqual([true]);
    expect(passes('parts-sum', SECTORS.replace('458.51', '458.50'))).toEqual([true]);
    expect(partsIn(readingOf(SECTORS))).toEqual({
      '38.51亿元': '458.51亿元',
      '240.00亿元': '458.51亿元',
      '180.00亿元': '458.51亿元',
    });
  });

  test.each([
    ['458.51', '468.51'],
    ['38.51', '39.51'],
    ['240.00', '204.00'],
    ['180.00', '182.00'],
  ])('%s as %s fails', (number, planted) => {
    expect(passes('parts-sum', SECTORS.replace(number, planted))).toEqual([false]);
  });

  test.each([
    ['one of them is not printed', SECTORS.replace(/；第三.*/, '。')],
    ['they are of another year', SECTORS.replace('其中，', '2019年，')],
    ['one is only about as much', SECTORS.replace('240.00亿元', '约241亿元')],
  ])('are not checked when %s', (_, line) => {
    expect(passes('parts-sum', line)).toEqual([]);
  });

  test('any change beyond rounding is seen, and none within', () => {
    const cents = fc.integer({ min: 100, max: 99_999 });
    const printed = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
    const text = ([gdp = 0, one = 0, two = 0, three = 0]: readonly number[]) =>
      `2022年全市地区生产总值${printed(gdp)}亿元，第一产业增加值${printed(one)}亿元，第二产业增加值${printed(two)}亿元，第三产业增加值${printed(three)}亿元。`;
    fc.assert(
      fc.property(
        fc.tuple(cents, cents, cents),
        fc.nat(3),
        fc.integer({ min: -9, max: 500 }),
        (parts, at, by) => {
          const clean = [parts[0] + parts[1] + parts[2], ...parts];
          const planted = clean.map((value, own) => (own === at ? value + by : value));
          // Four numbers, each up to half a cent off.
          expect(passes('parts-sum', text(planted))).toEqual([Math.abs(by) <= 2]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a sentence that adds up itself', () => {
  test.each([
    '甲镇新增学位30个、乙镇新增学位50个，合计80个。',
    '甲镇新增学位30个、乙镇新增学位20个、丙镇新增学位30个，共80个。',
    '城镇新增学位30个和农村新增学位50个，共计80个。',
    '全市新增学位共80个，其中城镇30个、农村50个。',
    '全市新增学位共80个，城镇和农村分别为30个和50个。',
  ])('%s', (line) => {
    expect(passes('parts-sum', line)).toEqual([true]);
    expect(Object.values(partsIn(readingOf(line)))).toContain('80个');
    const numbers = [...line.matchAll(/\d+/g)];
    for (const { index, 0: number } of numbers) {
      const planted = `${line.slice(0, index)}${String(Number(number) + 1)}${line.slice(index + number.length)}`;
      expect(passes('parts-sum', planted), planted).toEqual([false]);
    }
  });

  test('may say something else before its parts', () => {
    expect(passes('parts-sum', '已有学位900个，今年甲镇新增30个、乙镇新增50个，合计80个。')).toEqual([true]);
  });

  test.each([
    '甲镇新增学位30个、乙镇新增学位50个，累计新增90个。',
    '甲镇新增学位30个、乙镇新增学位50个等，共计90个。',
    '召开会议3次，走访企业20次，共计开展活动50次。',
    '甲镇新增学位30个、乙镇新增床位50张，共90个。',
    '全市新增学位共80个，甲镇和乙镇分别为30个和20个。',
    '居民人均收入总体达3万元，城镇4万元、农村2万元。',
    '全市新增学位90个，其中城镇30个、农村50个。',
    '甲镇新增学位约30个、乙镇新增学位50个，合计90个。',
  ])('%s is not checked', (line) => {
    expect(passes('parts-sum', line)).toEqual([]);
  });
});
