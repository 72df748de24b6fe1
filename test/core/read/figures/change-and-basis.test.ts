import { describe, expect, test } from 'vitest';
import { figuresIn, linkedTo, only } from './figures-in.ts';

describe('a change', () => {
  test.each([
    ['税收收入下降1.2%。', 'decrease'],
    ['税收收入同比增2.8%。', 'increase'],
    ['税收收入负增长0.5%。', 'decrease'],
    ['税收收入正增长0.5%。', 'increase'],
    ['税收收入回落3个百分点。', 'decrease'],
    ['占比提高0.9个百分点。', 'increase'],
    ['利率下调25个基点。', 'decrease'],
    ['企业增加12家。', 'increase'],
    ['企业减少12家。', 'decrease'],
    ['支出减少3.2亿元。', 'decrease'],
    ['减少二氧化碳排放5160万吨。', 'decrease'],
    ['企业比上年多12家。', 'increase'],
    ['企业比上年少12家。', 'decrease'],
    ['税收收入增长5倍。', 'increase'],
    ['产值翻一番。', 'increase'],
    ['税收收入增速达到5%。', 'increase'],
    ['税收收入增速为5%。', 'increase'],
    ['税收收入增幅5%。', 'increase'],
    ['税收收入实现8%的增长。', 'increase'],
    ['税收收入实现8%的降幅。', 'decrease'],
  ])('%s', (paragraph, direction) => {
    expect(only(paragraph)).toMatchObject({ kind: 'change', direction });
  });

  test('leaves its bound to the comparator', () => {
    expect(only('税收收入增长至少8%。')).toMatchObject({ kind: 'change', comparator: 'gte' });
    expect(only('税收收入增长8%以上。')).toMatchObject({ kind: 'change', comparator: 'gte' });
  });

  test('of a list has the direction of its own word', () => {
    expect(figuresIn('价格上涨1.2%和下降3.5%。').map(({ direction }) => direction)).toEqual([
      'increase',
      'decrease',
    ]);
  });
});

describe('what something grew or fell to is a level', () => {
  test.each([
    ['税收收入增长至80亿元。', 'level'],
    ['税收收入增加到80亿元。', 'level'],
    ['失业率降至2.3%。', 'ratio'],
    ['失业率下降到2.3%。', 'ratio'],
    ['企业增加到80家。', 'count'],
    ['覆盖率提高到35%。', 'ratio'],
  ])('%s', (paragraph, kind) => {
    expect(only(paragraph)).toMatchObject({ kind, direction: null, changeOf: null });
  });

  test('and so is what it grew from', () => {
    expect(figuresIn('占比由30%提高到35%。').map(({ kind, direction }) => [kind, direction])).toEqual([
      ['ratio', null],
      ['ratio', null],
    ]);
  });
});

describe('a word that only holds a word of change', () => {
  test.each([
    ['新增360个学位。', 'count'],
    ['新增学位360个。', 'count'],
    ['工业增加值30亿元。', 'level'],
    ['完成风貌提升1300栋。', 'count'],
    ['升级30家。', 'count'],
    ['免税收入30亿元。', 'level'],
    ['减排30吨。', 'level'],
    ['税收收入是上年的2.5倍。', 'ratio'],
    ['增速比全省快1.2个百分点。', 'ratio'],
  ])('%s is none', (paragraph, kind) => {
    expect(only(paragraph)).toMatchObject({ kind, direction: null });
  });

  test('things that were done and things that became more are told apart', () => {
    expect(only('比上年增加1300栋。')).toMatchObject({ kind: 'change', direction: 'increase' });
  });
});

describe('a change with nothing but words of change before it', () => {
  test.each([
    ['增幅', 'increase'],
    ['涨幅', 'increase'],
    ['攀升', 'increase'],
    ['降幅', 'decrease'],
    ['跌幅', 'decrease'],
    ['缩减', 'decrease'],
    ['压减', 'decrease'],
  ])('%s changes the level before it', (word, direction) => {
    const [level, change] = figuresIn(`税收收入30亿元，同比${word}2%。`);
    expect(level).toMatchObject({ kind: 'level', direction: null, changeOf: null });
    expect(change).toMatchObject({
      kind: 'change',
      direction,
      indicatorId: 'tax-revenue',
      changeOf: level?.id,
    });
  });

  test('in the next sentence does so too', () => {
    const [level, change] = figuresIn('税收收入30亿元。同比增长5%。');
    expect(change).toMatchObject({ indicatorId: 'tax-revenue', changeOf: level?.id });
  });

  test('in the next paragraph does not', () => {
    const figures = figuresIn('税收收入30亿元\n\n    增长3.4%。');
    expect(figures.map(({ indicatorId, changeOf }) => [indicatorId, changeOf])).toEqual([
      ['tax-revenue', null],
      [null, null],
    ]);
  });

  test('before its level belongs to that', () => {
    const figures = figuresIn('税收收入增长5%，达30亿元。');
    expect(linkedTo(figures, figures[0]?.changeOf ?? null)).toBe('30亿元');
    expect(figures[1]).toMatchObject({ kind: 'level', indicatorId: 'tax-revenue', changeOf: null });
  });

  test('of a growth is of the same indicator and has a basis of its own', () => {
    const [, points] = figuresIn('税收收入增长5%，比上年同期提高2个百分点。');
    expect(points).toMatchObject({
      kind: 'change',
      direction: 'increase',
      basis: '比上年同期',
      indicatorId: 'tax-revenue',
    });
  });
});

describe('the basis is what is printed', () => {
  test.each([
    ['同比增长3%。', '同比'],
    ['环比增长3%。', '环比'],
    ['按可比口径增长3%。', '可比口径'],
    ['可比口径增长3%。', '可比口径'],
    ['按同口径计算增长3%。', '同口径'],
    ['按可比价计算增长3%。', '可比价'],
    ['按可比价格计算增长3%。', '可比价格'],
    ['按不变价计算增长3%。', '不变价'],
    ['年均增长3%。', '年均'],
    ['比上年末增长3%。', '比上年末'],
    ['比上年增长3%。', '比上年'],
    ['较上年增长3%。', '较上年'],
    ['比上年同期增长3%。', '比上年同期'],
    ['与上年同期相比增长3%。', '与上年同期相比'],
    ['比前一日增长3%。', '比前一日'],
    ['比上年全年提高2个百分点。', '比上年全年'],
    ['较去年最高值增长3%。', '较去年最高值'],
    ['增长3%。', null],
    ['年均浓度下降3%。', null],
  ])('税收收入%s', (words, basis) => {
    expect(only(`税收收入${words}`)).toMatchObject({ kind: 'change', basis });
  });

  test('a level has the basis of nothing', () => {
    expect(only('税收收入30亿元。').basis).toBeNull();
  });

  test('of the last number only what stands behind the number before', () => {
    expect(figuresIn('税收收入同比增长3%，固定资产投资增长5%。').map(({ basis }) => basis)).toEqual([
      '同比',
      null,
    ]);
  });
});

describe('a change without a word of change', () => {
  test.each([
    ['客流量多了三成。', 'increase'],
    ['事故少了12%。', 'decrease'],
    ['车位多出800个。', 'increase'],
    ['每年可节省电费40万元。', 'decrease'],
    ['全年就省下90万元。', 'decrease'],
    ['下调医保缴费标准20元。', 'decrease'],
    ['占比高于上年2.1个百分点。', 'increase'],
    ['增速低于去年同期0.6个百分点。', 'decrease'],
    ['电价比去年贵了5分钱。', 'increase'],
    ['较上年多审结90件。', 'increase'],
    ['比“十二五”末高出4.2个百分点。', 'increase'],
    ['同比快1.1个百分点。', 'increase'],
    ['增幅依次是5%。', 'increase'],
    ['利率有10个基点的下调空间。', 'decrease'],
    ['户均少交300元。', 'decrease'],
    ['印刷成本为此节约9万元。', 'decrease'],
    ['雨量较多年同期平均偏少两成。', 'decrease'],
    ['比重提高1.1个百分点。', 'increase'],
  ])('%s', (paragraph, direction) => {
    expect(only(paragraph)).toMatchObject({ kind: 'change', direction });
  });

  test.each([
    ['省级3家。', 'count'],
    ['比邻市多了3家。', 'count'],
    ['车程压缩到不到2小时。', 'level'],
    ['改造提升农田30亩。', 'area'],
    ['较年初预期高0.4个百分点。', 'ratio'],
    ['涨幅高于近五年平均水平。', 'level'],
    ['给予2个百分点的贴息。', 'ratio'],
    ['合格率比邻区低2个百分点。', 'ratio'],
  ])('is none: %s', (paragraph, kind) => {
    expect(only(paragraph)).toMatchObject({ kind, direction: null });
  });
});

test.each([
  ['覆盖率比“十二五”末高出4.2个百分点。', '比“十二五”末'],
  ['收入名义增长5%。', '名义'],
  ['收入较上一年增长5%。', '较上一年'],
  ['增速比上年三季度加快1个百分点。', '比上年三季度'],
  ['雨量较多年同期平均偏少两成。', '较多年同期平均'],
  ['价格比改造前贵15元。', '比改造前'],
  ['年均输沙量为16亿吨。', null],
  ['收入比年初预想多5%。', null],
])('the basis of %s', (paragraph, basis) => {
  expect(only(paragraph).basis).toBe(basis);
});

describe('growth whose word is left out', () => {
  test.each([
    ['火电增长6.3%、水电5.4%。', ['increase', 'increase']],
    ['蔬菜价格下降6%，水果3%。', ['decrease', 'decrease']],
    ['税收收入同比5.2%。', ['increase']],
    ['出口↑5.2%，进口↓3%。', ['increase', 'decrease']],
    ['各镇增速分别为：河口镇7.2%、山前镇6.1%。', ['increase', 'increase']],
    ['涨幅居前的是鲜菜，达12.3%。', ['increase']],
    ['固定资产投资6%左右。', ['increase']],
  ])('%s', (paragraph, directions) => {
    const figures = figuresIn(paragraph);
    expect(figures.map(({ kind }) => kind)).toEqual(directions.map(() => 'change'));
    expect(figures.map(({ direction }) => direction)).toEqual(directions);
  });

  test.each([
    '出口增长6.3%，民营企业占30%。',
    '用电量增长6.3%，入住率68%。',
    '固定资产投资占30%。',
    '一般公共预算收入完成预算的98%。',
  ])('is none in %s', (paragraph) => {
    expect(figuresIn(paragraph).at(-1)).toMatchObject({ kind: 'ratio', direction: null });
  });

  test.each([
    ['教育支出112亿元，比年初预算多支3亿元。', '比年初预算'],
    ['教育支出比上年执行数再减3亿元。', '比上年执行数'],
    ['教育支出较上年年初预算增长3%。', '较上年年初预算'],
    ['完成投资10亿元，比年度计划多3亿元。', '比年度计划'],
    ['“三公”经费10亿元，比预算数节约3亿元。', '比预算数'],
    ['通行时间35分钟，比现在少10分钟。', '比现在'],
  ])('%s', (paragraph, basis) => {
    expect(figuresIn(paragraph).at(-1)).toMatchObject({ kind: 'change', basis });
  });

  test('what was saved is less', () => {
    const [used, saved] = figuresIn('用水260吨，比年度计划节约30吨。');
    expect(saved).toMatchObject({
      ...{ kind: 'change', direction: 'decrease' },
      ...{ indicator: '用水', changeOf: used?.id },
    });
  });

  test('a basis goes to the word of change', () => {
    expect(only('税收收入比上年执行数增长2%。').basis).toBe('比上年执行数');
    expect(only('税收收入比上年大幅增长2%。').basis).toBe('比上年');
  });
});
