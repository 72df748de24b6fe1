import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksOf, partsIn, passes, readingOf } from './checks-in.ts';

/** Two totals, of which the last item names the second. */
const MOTIONS = [
  '大会期间共收到代表所提的意见和建议21件，以及议案2件，涉及城管、水利、卫生等领域',
  '•聚焦城管方面的8件',
  '•聚焦水利方面的7件',
  '•聚焦卫生方面的6件',
  '•关于修缮古桥的议案2件',
];

/** A chain of totals that narrows down. */
const PROPOSALS = [
  '全会期间收到委员提案40件，立案32件，涉及经济、文化等各个领域',
  '•聚焦产业振兴的有14件',
  '•聚焦文化传承的有9件',
  '•聚焦养老托育的有5件',
  '•其他方面有4件',
];

describe('a list that breaks totals down', () => {
  test('adds up, each item to the total that it is of', () => {
    expect(checksOf('parts-sum', readingOf(...MOTIONS))).toEqual([
      { of: '21件 8件 7件 6件', pass: true },
      { of: '2件 2件', pass: true },
    ]);
    expect(checksOf('parts-sum', readingOf(...PROPOSALS))).toEqual([
      { of: '32件 14件 9件 5件 4件', pass: true },
    ]);
    expect(partsIn(readingOf(...PROPOSALS))).toEqual({
      '14件': '32件',
      '9件': '32件',
      '5件': '32件',
      '4件': '32件',
    });
  });

  test.each([0, 1, 2, 3, 4])('with a wrong number in line %i fails', (at) => {
    for (const lines of [MOTIONS, PROPOSALS]) {
      const planted = lines.map((line, own) =>
        own === at
          ? line.replace(/\d+(?=件(?:$|，涉及|，以及))/, (number) => String(Number(number) + 1))
          : line,
      );
      expect(planted).not.toEqual(lines);
      expect(passes('parts-sum', ...planted)).toContain(false);
    }
  });

  test('tells the sum and the total as printed', () => {
    const planted = PROPOSALS.map((line) => line.replace('14件', '24件'));
    const [check] = readingOf(...planted).checks;
    expect(check).toMatchObject({ code: 'parts-sum', expected: '42', got: '32', pass: false });
  });

  test('may be of several measures at once', () => {
    const lines = [
      '全年安排项目12个，总投资30亿元，按行业分为：',
      '•工业类5个，总投资16亿元',
      '•农业类4个，总投资4亿元',
      '•文旅类3个，总投资10亿元',
    ];
    expect(passes('parts-sum', ...lines)).toEqual([true, true]);
    expect(passes('parts-sum', ...lines.map((line) => line.replace('10亿', '14亿')))).toEqual([true, false]);
    expect(passes('parts-sum', ...lines.map((line) => line.replace('4个', '6个')))).toEqual([false, true]);
  });

  test('ends with its remainder', () => {
    expect(passes('parts-sum', ...PROPOSALS, '•上届留下的有6件')).toEqual([true]);
  });

  test('that a remainder closes is complete also behind 其中', () => {
    const lines = ['全市有学校60所，其中：', '•小学40所', '•初中12所', '•其他8所'];
    expect(passes('parts-sum', ...lines)).toEqual([true]);
    expect(passes('parts-sum', ...lines.map((line) => line.replace('12所', '13所')))).toEqual([false]);
  });
});

describe('a list that only stands under a paragraph', () => {
  test.each([
    ['another thing is counted', '38个镇街参与，内容如下', '•新建公园5个', '•新建泵站7个', '•改造路口9个'],
    ['nothing says that it is all', '全年完成项目38个', '•新建公园5个', '•新建泵站7个', '•改造路口9个'],
    ['only some are told', '完成项目38个，主要包括', '•聚焦城管的5个', '•聚焦水利的7个', '•聚焦卫生的9个'],
    ['another unit', '收到建议38件，涉及各领域', '•城管方面5人', '•水利方面7人', '•卫生方面9人'],
    ['an item without a number', '收到建议38件，涉及', '•城管方面5件', '•水利方面若干', '•卫生方面9件'],
    [
      'it may be of either total, or of both',
      '建议21件，以及议案2件，涉及',
      '•城管方面的8件',
      '•水利方面的7件',
      '•卫生方面的9件',
    ],
    ['a bound', '收到建议超38件，涉及', '•城管方面5件', '•水利方面7件', '•卫生方面9件'],
    ['more behind the numbers', '建议38件，涉及', '•城管方面5件已办', '•水利方面7件', '•卫生方面9件'],
  ])('is not checked: %s', (_, ...lines) => {
    expect(passes('parts-sum', ...lines)).toEqual([]);
    expect(partsIn(readingOf(...lines))).toEqual({});
  });

  test('has parts, but is not checked, when 其中 names some', () => {
    const lines = ['完成项目38个，其中：', '•聚焦城管的5个', '•聚焦水利的7个', '•聚焦卫生的9个'];
    expect(passes('parts-sum', ...lines)).toEqual([]);
    expect(partsIn(readingOf(...lines))).toEqual({ '5个': '38个', '7个': '38个', '9个': '38个' });
  });

  test('is a breakdown all the same when three or more items add up to the total', () => {
    const lines = ['全年完成项目21个', '•新建公园5个', '•新建泵站7个', '•改造路口9个'];
    expect(passes('parts-sum', ...lines)).toEqual([true]);
  });
});

test('any one number of a breakdown that is changed fails, and none that is not', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(
      parts,
      fc.nat(),
      fc.integer({ min: 1, max: 500 }),
      fc.boolean(),
      (numbers, where, by, rest) => {
        const total = numbers.reduce((sum, number) => sum + number, 0);
        const lines = (all: readonly number[]) =>
          all.map((number, at) => {
            if (at === 0) return `大会收到建议${number}件，涉及城乡各领域`;
            return rest && at === all.length - 1
              ? `•其他方面有${number}件`
              : `•聚焦第${'甲乙丙丁'.charAt(at % 4)}类事务的有${number}件`;
          });
        const clean = [total, ...numbers];
        expect(passes('parts-sum', ...lines(clean))).toEqual([true]);
        const at = where % clean.length;
        const planted = clean.map((number, own) => (own === at ? number + by : number));
        expect(passes('parts-sum', ...lines(planted))).toEqual([false]);
      },
    ),
    { numRuns: 60 },
  );
});
