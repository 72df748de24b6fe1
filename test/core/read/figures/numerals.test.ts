import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactsIn, only } from './figures-in.ts';

describe('a number in Arabic digits', () => {
  test.each([
    ['惠及1,200户。', '1,200户', '1200'],
    ['惠及123,456户。', '123,456户', '123456'],
    ['共1,234,567.89元。', '1,234,567.89元', '1234567.89'],
    ['引进１２家。', '１２家', '12'],
    ['增长０．５％。', '０．５％', '0.5'],
    ['共5 亿元。', '5 亿元', '5'],
    ['编号00012件。', '00012件', '00012'],
  ])('%s', (paragraph, exact, value) => {
    expect(only(paragraph)).toMatchObject({ exact, value });
  });

  test('in two parts, each with its multiplier, is one number in the unit of the second', () => {
    expect(only('总投资1亿2000万元。')).toMatchObject({ exact: '1亿2000万元', value: '12000', unit: '万元' });
    expect(only('奖金3万2千元。')).toMatchObject({ exact: '3万2千元', normValue: '32000' });
    expect(only('总投资1亿2千万元。')).toMatchObject({ exact: '1亿2千万元', normValue: '120000000' });
    expect(only('总投资1亿5百万元。')).toMatchObject({ normValue: '105000000' });
  });

  test.each(['3万3千3百元。', '3千5百万元。', '3万5元。', '3亿20000万元。'])(
    'that goes on in another way is no number at all, nor is its end: %s',
    (paragraph) => {
      expect(exactsIn(paragraph)).toEqual([]);
    },
  );

  test('with 多 or 半 inside its unit of time has both', () => {
    expect(only('耗时3个多小时。')).toMatchObject({
      exact: '3个多小时',
      value: '3',
      unit: '个小时',
      comparator: 'gt',
    });
    expect(only('耗时两个半月。')).toMatchObject({
      exact: '两个半月',
      value: '2.5',
      unit: '个月',
      comparator: 'eq',
    });
  });

  test.each(['共用3.5.2套标准。', '12345678901234567890123456件。', '2023年。'])(
    'is none in %s',
    (paragraph) => {
      expect(exactsIn(paragraph)).toEqual([]);
    },
  );

  test('of 24 digits is read, of 25 is a serial number', () => {
    expect(only(`共${'1'.repeat(24)}件。`).value).toBe('1'.repeat(24));
    expect(exactsIn(`共${'1'.repeat(25)}件。`)).toEqual([]);
  });
});

describe('a number in Chinese numerals', () => {
  test.each([
    ['投入三百二十万元。', '三百二十万元', '320', '万元', '3200000'],
    ['捐款一百二十三万四千五百六十七元。', '一百二十三万四千五百六十七元', '1234567', '元', '1234567'],
    ['收入十二点五亿元。', '十二点五亿元', '12.5', '亿元', '1250000000'],
    ['共一百零八人。', '一百零八人', '108', '人', '108'],
    ['共一千零五十人。', '一千零五十人', '1050', '人', '1050'],
    ['共两万五千人。', '两万五千人', '25000', '人', '25000'],
    ['走了两公里。', '两公里', '2', '公里', '2000'],
    ['占三成。', '三成', '3', '成', '0.3'],
    ['占三成五。', '三成五', '3.5', '成', '0.35'],
    ['增长五倍。', '五倍', '5', '倍', '5'],
    ['占比百分之五点六。', '百分之五点六', '5.6', '百分之', '0.056'],
    ['发病率千分之三。', '千分之三', '3', '千分之', '0.003'],
    ['产值翻一番。', '一番', '1', '番', '1'],
    ['产值翻两番。', '两番', '2', '番', '3'],
    ['投资近百亿元。', '百亿元', '100', '亿元', '10000000000'],
  ])('%s', (paragraph, exact, value, unit, normValue) => {
    expect(only(paragraph)).toMatchObject({ exact, value, unit, normValue });
  });

  test.each([
    ['投入十多万元。', '十多万元', '10', '万元'],
    ['投入一千多万元。', '一千多万元', '1000', '万元'],
    ['投入三十几万元。', '三十几万元', '30', '万元'],
    ['来了十几人。', '十几人', '10', '人'],
  ])('%s is more than what is written', (paragraph, exact, value, unit) => {
    expect(only(paragraph)).toMatchObject({ exact, value, unit, comparator: 'gt' });
  });

  test.each([
    ['耗时两三个月。', '两三个月', '2', '3'],
    ['来了十七八人。', '十七八人', '17', '18'],
    ['捐款二三十万元。', '二三十万元', '20', '30'],
    ['捐款三五万元。', '三五万元', '3', '5'],
    ['来了五六百人。', '五六百人', '500', '600'],
  ])('%s gives both ends', (paragraph, exact, min, max) => {
    expect(only(paragraph)).toMatchObject({ exact, value: null, min, max, comparator: 'range' });
  });

  test.each([
    ['建成十五个项目。', '15', '项目'],
    ['引进三家企业。', '3', '企业'],
    ['两名学生获奖。', '2', '学生'],
  ])('counts concrete things: %s', (paragraph, value, indicator) => {
    expect(only(paragraph)).toMatchObject({ value, kind: 'count', indicator });
  });

  test.each([
    ['二〇二三年。', 'a row of digits'],
    ['一九九八年。', 'a year'],
    ['做好三个方面工作。', 'abstract things'],
    ['落实五项措施。', 'abstract things'],
    ['四大任务，八项规定。', 'abstract things'],
    ['一批项目，一个项目，一家企业。', 'one of something'],
    ['数十家企业，几百名群众。', 'a vague number'],
    ['三分之一的企业。', 'a fraction'],
    ['一天比一天好。', 'an adverb'],
    ['十分重要，万分感谢。', 'an adverb'],
    ['三个代表，五位一体，一号文件。', 'a slogan'],
    ['两个维护，四个意识，一国两制。', 'a slogan'],
    ['一把手，四个一套，十大行动，三年行动计划。', 'a name'],
    ['五一假期，八一建军节，双十一，两会。', 'a name'],
    ['第三产业，三甲医院，二级巡视员，二十大代表。', 'a name'],
    ['四通八达，五湖四海，三令五申，千家万户。', 'an idiom'],
    ['七上八下，万众一心，千方百计，惠及百姓。', 'an idiom'],
    ['百年大计，百岁老人，年过半百，万元户。', 'an idiom'],
    ['五四三二一，十三五，三百零零五元。', 'no number'],
    [`${'一'.repeat(30)}元。`, 'no number'],
  ])('%s has none: %s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('every integer up to a thousand million', () => {
  const integer = fc.oneof(
    fc.integer({ min: 1, max: 1000 }),
    fc.integer({ min: 1, max: 1_000_000_000 }),
    // Many zeros, where 零 stands.
    fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 999 }))
      .map(([head, zeros, tail]) => head * 10 ** zeros + tail),
  );

  test('is read back from Chinese numerals', () => {
    fc.assert(
      fc.property(integer, fc.boolean(), (number, colloquial) => {
        const figure = only(`共捐款${written(number, colloquial)}元。`);
        expect(figure.exact).toBe(`${written(number, colloquial)}元`);
        expect(figure.normValue).toBe(String(number));
      }),
      { numRuns: 1000 },
    );
  });

  test('is read back from a share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.stringMatching(/^[0-9]{1,3}$/)),
        (whole, part) => {
          const fraction =
            part === null
              ? ''
              : `点${Array.from(part, (digit) => '零一二三四五六七八九'[Number(digit)]).join('')}`;
          const { unit, value } = only(`占比百分之${written(whole, false)}${fraction}。`);
          expect([unit, value]).toEqual(['百分之', part === null ? String(whole) : `${whole}.${part}`]);
        },
      ),
    );
  });
});

/**
 * An integer below ten thousand million as a newspaper writes it: 10020 is 一万零二十. `colloquial` writes 两 where speech
 * does, before 百, 千, 万 and 亿.
 */
function written(number: number, colloquial: boolean): string {
  const sections = [Math.floor(number / 1e8), Math.floor(number / 1e4) % 1e4, number % 1e4];
  let words = '';
  for (const [at, section] of sections.entries()) {
    if (section === 0) continue;
    // A zero stands once for all the places that are skipped.
    const skipped = words !== '' && (section < 1000 || sections[at - 1] === 0);
    words += (skipped ? '零' : '') + writtenSection(section) + (['亿', '万', ''][at] ?? '');
  }
  const short = words.replace(/^一十/, '十');
  return colloquial ? short.replace(/(?<![十百千])二(?=[百千万亿])/g, '两') : short;
}

function writtenSection(section: number): string {
  let words = '';
  let skipped = false;
  for (const [place, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(section / place) % 10;
    if (digit === 0) {
      skipped = words !== '';
      continue;
    }
    words += (skipped ? '零' : '') + '零一二三四五六七八九'.charAt(digit) + name;
    skipped = false;
  }
  return words;
}
