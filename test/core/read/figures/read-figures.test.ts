import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../../../core/read/figures/figure.ts';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-article.ts';
import { exactsIn, figuresIn, only } from './figures-in.ts';

describe('values and units', () => {
  test.each([
    ['完成458.51亿元。', '458.51', '亿元', '45851000000', 'CNY'],
    ['投资1.2万亿元。', '1.2', '万亿元', '1200000000000', 'CNY'],
    ['引资3000万美元。', '3000', '万美元', '30000000', 'USD'],
    ['覆盖率95.5%。', '95.5', '%', '0.955', '1'],
    ['出生率8.1‰。', '8.1', '‰', '0.0081', '1'],
    ['约3成。', '3', '成', '0.3', '1'],
    ['是前年的2.5倍。', '2.5', '倍', '2.5', '1'],
    ['提高2个百分点。', '2', '个百分点', '2', 'pp'],
    ['供地266.67公顷。', '266.67', '公顷', '2666700', 'm2'],
    ['供地4000亩。', '4000', '亩', '2666666.666667', 'm2'],
    ['建房12万平方米。', '12', '万平方米', '120000', 'm2'],
    ['面积1082平方公里。', '1082', '平方公里', '1082000000', 'm2'],
    ['修路15公里。', '15', '公里', '15000', 'm'],
    ['浓度22微克/立方米。', '22', '微克/立方米', '22', 'ug/m3'],
    ['接种153.4万剂次。', '153.4', '万剂次', '1534000', 'dose'],
    ['游客20万人次。', '20', '万人次', '200000', 'person-time'],
    ['吞吐10万标箱。', '10', '万标箱', '100000', 'TEU'],
    ['用电45.6亿千瓦时。', '45.6', '亿千瓦时', '4560000000', 'kWh'],
    ['节能2万吨标准煤。', '2', '万吨标准煤', '20000000', 'kgce'],
    ['产粮6万吨。', '6', '万吨', '60000000', 'kg'],
    ['装机30兆瓦。', '30', '兆瓦', '30000', 'kW'],
    ['惠及1,200户。', '1200', '户', '1200', 'household'],
    ['用时3个月。', '3', '个月', null, null],
    ['引进１２家。', '12', '家', '12', 'item'],
  ])('%s', (paragraph, value, unit, normValue, baseUnit) => {
    const figure = only(paragraph);
    expect([figure.value, figure.unit, figure.normValue, figure.baseUnit]).toEqual([
      value,
      unit,
      normValue,
      baseUnit,
    ]);
  });

  test('a range has both ends and no single value', () => {
    expect(only('增长5%—6%。')).toMatchObject({
      exact: '5%—6%',
      value: null,
      min: '5',
      max: '6',
      normMin: '0.05',
      normMax: '0.06',
      comparator: 'range',
    });
    expect(only('新建3至5家。')).toMatchObject({ exact: '3至5家', min: '3', max: '5', unit: '家' });
  });

  test('a way from one level to another is two figures and no range', () => {
    expect(exactsIn('占比从30%到35%。')).toEqual(['30%', '35%']);
  });

  test('a sign counts where something can be negative', () => {
    expect(only('同比-2.5%。')).toMatchObject({ exact: '-2.5%', value: '-2.5', normValue: '-0.025' });
    expect(only('深圳-300公里。')).toMatchObject({ exact: '300公里', value: '300' });
  });

  test('a unit behind a misplaced bracket belongs to its number', () => {
    const [first, second] = figuresIn('培育333.33公顷(5000)亩、其他。');
    expect([first?.exact, second?.exact, second?.unit]).toEqual(['333.33公顷', '5000)亩', '亩']);
    expect(second?.sameAs).toBe(first?.id);
  });
});

describe('what is no figure', () => {
  test.each([
    '2023年2月25日，第B02版。',
    '“数字政府”2.0建设。',
    '“1+10+139”服务网络。',
    '联系电话:86-0750-3502626，粤B2-20050439号。',
    '十六届人大三次会议，“一把手”工程，百千万工程。',
    '第3届文化节，第12条。',
    '2023成立，2家长，5项目，3个性。',
    '“10个一”工程。',
    '共用3.5.2套标准。',
    '比例为3∶5件。',
    '8:30人到齐。',
    '翻了一番，三成，五十家。',
    '12345678901234567890123456件。',
  ])('%s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });

  test('the mark of a list item is never a part of its number', () => {
    const text =
      '2023 年 2 月 25 日 星期\n\n题目\n\n    1.40个项目动工。\n\n    2.35亿元投向教育。\n\n    3.2023年完成。\n';
    const { figures } = readArticleText(text, DEMO);
    expect(figures.map(({ exact, listMark }) => [exact, listMark])).toEqual([
      ['40个', '1.'],
      ['35亿元', '2.'],
    ]);
  });

  test('a number with a point that begins a paragraph outside a list stays whole', () => {
    expect(exactsIn('2.5亿元投向教育。')).toEqual(['2.5亿元']);
  });
});

describe('comparators', () => {
  test.each([
    ['不少于8个。', 'gte'],
    ['增长8%以上。', 'gte'],
    ['突破340家。', 'gt'],
    ['超70家。', 'gt'],
    ['300余家。', 'gt'],
    ['10多万元。', 'gt'],
    ['不超过3%。', 'lte'],
    ['控制在3%以内。', 'lte'],
    ['近200人。', 'lt'],
    ['不足5件。', 'lt'],
    ['约40个。', 'approx'],
    ['增长8%左右。', 'approx'],
    ['节约300万元。', 'eq'],
    ['最近3天。', 'eq'],
    ['结余10.56亿元。', 'eq'],
  ])('%s is %s', (paragraph, comparator) => {
    expect(only(paragraph).comparator).toBe(comparator);
  });
});

describe('sums', () => {
  test('items that add up to a figure of their paragraph are its parts', () => {
    const lines = [
      '共收到建议9件，议案2件',
      '•交通2件',
      '•教育3件',
      '•医疗4件',
      '•城建议案1件',
      '•河道议案1件',
    ];
    const text = `2023 年 2 月 25 日 星期\n\n题目\n\n${lines.map((line) => `    ${line}`).join('\n\n')}\n`;
    const { figures, checks } = readArticleText(text, DEMO);
    expect(figures.map(({ partOf }) => partOf)).toEqual([null, null, 'f1', 'f1', 'f1', null, null]);
    expect(checks).toEqual([
      { code: 'parts-sum', figures: ['f1', 'f3', 'f4', 'f5'], expected: '9', got: '9', pass: true },
    ]);
  });

  test('items that fall short of every figure of their paragraph are parts of none', () => {
    const lines = ['共收到建议9件，内容如下', '•交通2件', '•教育3件', '•医疗4件', '•其他1件'];
    const text = `2023 年 2 月 25 日 星期\n\n题目\n\n${lines.map((line) => `    ${line}`).join('\n\n')}\n`;
    const { figures, checks } = readArticleText(text, DEMO);
    expect(figures.map(({ partOf }) => partOf)).toEqual([null, null, null, null, null]);
    expect(checks).toEqual([]);
  });

  test('a pair of areas that disagree beyond rounding fails its check', () => {
    const { checks } = readArticleText(
      '2023 年 2 月 25 日 星期\n\n题\n\n    供地266.67公顷(4100亩)。\n',
      DEMO,
    );
    expect(checks.map(({ code, pass }) => [code, pass])).toEqual([['area-pair', false]]);
  });
});

describe('any text', () => {
  const word = fc.constantFrom(
    ...[
      '地区生产总值',
      '增长',
      '%',
      '亿元',
      '(',
      ')',
      '亩',
      '公顷',
      '，',
      '、',
      '。',
      '\n',
      '    ',
      '第',
      '年',
      '“',
      '”',
    ],
    ...[
      '1.',
      '458.51',
      '2023',
      '-',
      '—',
      '至',
      '5',
      '以上',
      '不少于',
      '力争',
      '：',
      '●',
      '（一）',
      '个百分点',
      '3',
    ],
  );
  const page = fc
    .array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 4 })))
    .map((words) => words.join(''));

  test('gives figures that are cut from it exactly, in order, without overlap', () => {
    fc.assert(
      fc.property(page, (text) => {
        const { document, figures } = readArticleText(text, DEMO);
        expect(document.text).toBe(text);
        let end = 0;
        for (const figure of figures) {
          expect(text.slice(figure.start, figure.end)).toBe(figure.exact);
          expect(figure.start).toBeGreaterThanOrEqual(end);
          end = figure.end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('reads the same in full-width and in half-width punctuation', () => {
    const widen = (text: string) =>
      text
        .replace(/[,:;()%]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
        .replaceAll('    ', '　　');
    const narrow =
      '2023 年 2 月 25 日 星期\n\n题目\n\n    GDP458.51亿元,增长2.8%;供地266.67公顷(4000亩),超8%。\n';
    const [half, full] = [
      readArticleText(narrow, DEMO).figures,
      readArticleText(widen(narrow), DEMO).figures,
    ];
    const sense = ({
      value,
      normValue,
      kind,
      indicatorId,
      direction,
      comparator,
      sameAs,
      changeOf,
    }: Figure) => [...[value, normValue, kind, indicatorId, direction, comparator, sameAs, changeOf]];
    expect(half.length).toBe(5);
    expect(full.map(sense)).toEqual(half.map(sense));
  });

  test.each([
    ['digits', '9'.repeat(100_000)],
    ['digits and points', '1.1'.repeat(50_000)],
    ['grouped digits', '1,111'.repeat(30_000)],
    ['brackets', '('.repeat(10_000)],
    ['numbers in brackets', '(1亩'.repeat(20_000)],
    ['dashes', '1-'.repeat(50_000)],
    ['words of change', '增长'.repeat(50_000)],
    ['line ends', '\n'.repeat(100_000)],
    ['short lines', '短行\n'.repeat(20_000)],
    ['bare digits', '1\n'.repeat(20_000)],
    ['quotes', '“1'.repeat(50_000)],
    ['figures without a stop', '增长5%'.repeat(10_000)],
  ])('that is nothing but %s is read to its end', (_what, text) => {
    expect(readArticleText(text, DEMO).document.text).toBe(text);
  });
});

test('a page of more than 5,000 figures gives the first 5,000 and says so', () => {
  const page = (count: number) =>
    readArticleText(
      `2023 年 2 月 25 日 星期\n\n题目\n\n${'    投资1亿元，增长2%。\n'.repeat(count / 2)}`,
      DEMO,
    );
  const { figures, flaws } = page(5002);
  expect([figures.length, figures.at(-1)?.id]).toEqual([5000, 'f5000']);
  expect(flaws).toContainEqual({ code: 'too-many-figures', near: '5002 figures' });
  expect(page(5000).flaws.map(({ code }) => code)).not.toContain('too-many-figures');
});

test('a single paragraph of hundreds of thousands of figures is read', () => {
  expect(figuresIn('增长1%，'.repeat(200_000)).length).toBe(5000);
});
