import { describe, expect, test } from 'vitest';
import { figuresIn, linkedTo, only, readingOf } from './figures-in.ts';

/** The figures of a paragraph with what they change, restate and restrict, as printed. */
function linksIn(paragraph: string) {
  const figures = figuresIn(paragraph);
  return figures.map(({ exact, changeOf, sameAs, qualifies }) => [
    exact,
    ...[changeOf, sameAs, qualifies].map((id) => linkedTo(figures, id)),
  ]);
}

describe('a growth', () => {
  test('changes the level before it', () => {
    expect(linksIn('地区生产总值458.51亿元，按可比价计算增长2.8%。')).toEqual([
      ['458.51亿元', null, null, null],
      ['2.8%', '458.51亿元', null, null],
    ]);
  });

  test('of a level in two units changes the first', () => {
    expect(linksIn('供地266.67公顷（4000亩），比上年增加5%。')).toEqual([
      ['266.67公顷', null, null, null],
      ['4000亩', null, '266.67公顷', null],
      ['5%', '266.67公顷', null, null],
    ]);
  });

  test('beside another growth changes the same level', () => {
    expect(linksIn('税收收入30亿元，同比增长5%，环比增长2%。')[2]).toEqual(['2%', '30亿元', null, null]);
  });

  test('by percentage points changes the rate before it', () => {
    expect(linksIn('税收收入30亿元，增长5%，比上年同期提高2个百分点。')[2]).toEqual([
      '2个百分点',
      '5%',
      null,
      null,
    ]);
    expect(linksIn('覆盖率98.4%，提高2个百分点。')[1]).toEqual(['2个百分点', '98.4%', null, null]);
  });

  test('of another indicator changes nothing', () => {
    expect(linksIn('税收收入30亿元，固定资产投资增长5%。')[1]).toEqual(['5%', null, null, null]);
  });

  test('is of no other paragraph', () => {
    expect(linksIn('税收收入30亿元。\n\n    增长5%。')[1]).toEqual(['5%', null, null, null]);
  });
});

describe('rows of numbers', () => {
  test('of levels and of growths go together one by one', () => {
    expect(linksIn('固定资产投资、税收收入分别为5亿元、6亿元，增长3%、4%。')).toEqual([
      ['5亿元', null, null, null],
      ['6亿元', null, null, null],
      ['3%', '5亿元', null, null],
      ['4%', '6亿元', null, null],
    ]);
  });

  test('behind 分别 are of the numbers before them', () => {
    expect(linksIn('招引项目23个，总投资97.3亿元，分别增长35.3%和112.9%。')).toEqual([
      ['23个', null, null, null],
      ['97.3亿元', null, null, null],
      ['35.3%', '23个', null, null],
      ['112.9%', '97.3亿元', null, null],
    ]);
  });
});

describe('a threshold', () => {
  test('restricts the number behind it', () => {
    const [threshold, count] = figuresIn('20亿元以上项目不少于6个。');
    expect(threshold).toMatchObject({ kind: 'threshold', comparator: 'gte', qualifies: count?.id });
    expect(count).toMatchObject({ kind: 'count', comparator: 'gte', indicator: '项目', qualifies: null });
  });

  test.each([
    ['亩均税收超过18万元的企业达到90家。', ['threshold', 'count'], '90家'],
    ['60周岁以上老人8人。', ['threshold', 'count'], '8人'],
    ['60至64周岁老人8人。', ['threshold', 'count'], '8人'],
    ['建成10万吨级泊位2个。', ['threshold', 'count'], '2个'],
  ])('%s', (paragraph, kinds, restricted) => {
    const figures = figuresIn(paragraph);
    expect(figures.map(({ kind }) => kind)).toEqual(kinds);
    expect(linkedTo(figures, figures[0]?.qualifies ?? null)).toBe(restricted);
  });

  test('restricts nothing in another clause', () => {
    expect(figuresIn('实施10亿元以上项目，新增学位8个。')[0]).toMatchObject({
      kind: 'threshold',
      qualifies: null,
    });
  });

  test.each([
    ['增长8%以上。', 'change'],
    ['70家以上企业升规。', 'count'],
    ['覆盖率达到80%以上。', 'ratio'],
  ])('is none where the number itself is meant: %s', (paragraph, kind) => {
    expect(only(paragraph)).toMatchObject({ kind, qualifies: null });
  });
});

describe('a printed part', () => {
  test('of a count is named by it', () => {
    expect(
      figuresIn('建成项目30个，其中10亿元以上的5个。')
        .map(({ indicator }) => indicator)
        .filter((_, at) => at !== 1),
    ).toEqual(['项目', '项目']);
  });

  test('of a list belongs to its whole', () => {
    const { figures } = readingOf(
      '建议情况',
      '大会共收到建议38件。其中：',
      '1.聚焦农业农村的有6件；',
      '2.关于校园周边的3件；',
      '3.其他方面有29件。',
    );
    expect(figures.map(({ partOf }) => linkedTo(figures, partOf))).toEqual([null, '38件', '38件', '38件']);
  });
});

describe('the kind of a number', () => {
  test.each([
    ['占比达35%。', 'ratio'],
    ['每斤2.95元。', 'ratio'],
    ['亩产412公斤。', 'ratio'],
    ['每万人38.5件。', 'ratio'],
    ['均价9800元/平方米。', 'ratio'],
    ['得分92.5分。', 'ratio'],
    ['是上年的2.5倍。', 'ratio'],
    ['优良天数300天。', 'count'],
    ['接待20万人次。', 'count'],
    ['工期300天。', 'level'],
    ['投资30亿元。', 'level'],
    ['气温35℃。', 'level'],
    ['全长35公里。', 'length'],
    ['占地35亩。', 'area'],
    ['排全省第6位。', 'rank'],
  ])('%s', (paragraph, kind) => {
    expect(only(paragraph).kind).toBe(kind);
  });

  test('of a rank is named by what is ranked', () => {
    expect(only('税收收入增速居全省第2位。')).toMatchObject({ kind: 'rank', indicatorId: 'tax-revenue' });
  });
});
