import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-article.ts';
import { figuresIn, only } from './figures-in.ts';

describe('what a figure is about', () => {
  test('a level and its growth share the indicator, and the growth knows its level', () => {
    const [level, growth] = figuresIn('地区生产总值458.51亿元，按可比价计算增长2.8%。');
    expect(level).toMatchObject({ indicatorId: 'gdp', kind: 'level', basis: null });
    expect(growth).toMatchObject({
      indicatorId: 'gdp',
      kind: 'change',
      direction: 'increase',
      basis: '可比价',
    });
    expect(growth?.changeOf).toBe(level?.id);
  });

  test('a value without a rate borrows none, and lends none to the next paragraph', () => {
    const text = '2023 年 2 月 25 日 星期\n\n题\n\n    外贸进出口总额229.4亿元\n\n    增长3.4%。\n';
    const [trade, growth] = readArticleText(text, DEMO).figures;
    expect(trade).toMatchObject({ indicatorId: 'foreign-trade', direction: null });
    expect(growth).toMatchObject({ indicatorId: null, indicator: null, changeOf: null });
  });

  test('numbers that are dealt out to several indicators are given to none', () => {
    const figures = figuresIn('固定资产投资、税收收入分别增长5%、6%。');
    expect(figures.map(({ indicatorId, kind }) => [indicatorId, kind])).toEqual([
      [null, 'change'],
      [null, 'change'],
    ]);
  });

  test('a threshold only restricts what is counted', () => {
    const [threshold, count] = figuresIn('10亿元以上项目不少于8个。');
    expect(threshold).toMatchObject({ kind: 'threshold', comparator: 'gte', qualifies: count?.id });
    expect(count).toMatchObject({ kind: 'count', comparator: 'gte' });
    expect(figuresIn('亩均税收超过18万元的企业达到90家。').map(({ kind }) => kind)).toEqual([
      'threshold',
      'count',
    ]);
    expect(only('增长8%以上。').kind).toBe('change');
    expect(only('70家以上企业升规。').kind).toBe('count');
  });

  test('a place in an order is a rank', () => {
    expect(only('排全省第6位。')).toMatchObject({
      exact: '6位',
      kind: 'rank',
      baseUnit: 'rank',
      normValue: '6',
    });
  });

  test('a level that something grew to is a level', () => {
    const [from, to] = figuresIn('占比由30%提高到35%。');
    expect(from).toMatchObject({ kind: 'ratio', direction: null });
    expect(to).toMatchObject({ kind: 'ratio', direction: 'increase', changeOf: null });
  });

  test.each([
    ['下降1.2%', 'decrease'],
    ['同比增2.8%', 'increase'],
    ['负增长0.5%', 'decrease'],
    ['回落3个百分点', 'decrease'],
  ])('%s', (words, direction) => {
    expect(only(`税收收入${words}。`)).toMatchObject({ kind: 'change', direction });
  });

  test('what was done to things that are counted is no change of their number', () => {
    expect(only('完成风貌提升1300栋。')).toMatchObject({ kind: 'count', direction: null });
    expect(only('比上年增加1300栋。')).toMatchObject({ kind: 'change', direction: 'increase' });
  });

  test('a second unit in brackets shares the comparator of the first', () => {
    expect(figuresIn('面积突破2万公顷（30万亩）。').map(({ comparator }) => comparator)).toEqual([
      'gt',
      'gt',
    ]);
  });

  test('what was newly built is a count and no change', () => {
    expect(only('新增360个学位。')).toMatchObject({ kind: 'count', direction: null });
    expect(only('新增学位360个。')).toMatchObject({ kind: 'count', direction: null, indicator: '学位' });
  });
});

describe('what is counted outside the registry', () => {
  test.each([
    ['新增义务教育学位6600个。', '义务教育学位'],
    ['筹建209套保障性租赁住房。', '保障性租赁住房'],
    ['培育高技能人才不少于800人。', '高技能人才'],
    ['实施技术改造企业超70家。', '技术改造企业'],
    ['推动40个工业项目动工。', '工业项目'],
    ['推动11个“工改工”项目建设。', '“工改工”项目建设'],
    ['某镇新增学位615个。', '学位'],
    ['某镇13个项目集中动工。', '项目'],
    ['建设18公里燃气管道。', '燃气管道'],
    ['共收到与会代表提交的建议、批评和意见38件。', '与会代表提交的建议、批评和意见'],
    ['聚焦农业农村的有6件。', '农业农村'],
    ['完成60周岁以上老年人群疫苗接种任务。', '老年人群疫苗接种任务'],
    ['全程接种覆盖率超106%。', '全程接种覆盖率'],
    ['平均年龄46岁。', '平均年龄'],
  ])('%s is about %s', (paragraph, indicator) => {
    expect(only(paragraph)).toMatchObject({ indicator, indicatorId: null });
  });

  test.each([
    ['a pronoun', '我们8人走进会场。'],
    ['what only the speaker can point at', '我校学生8人。'],
    ['a sentence that ends in a noun', '4条线路可以到达市民广场。'],
    ['somebody and what he learns', '12名教师跟班学习新课程。'],
    ['a sentence that begins behind the unit', '选派的54名民兵精神抖擞、整装集结。'],
    ['somebody and what he does', '12名医生奔赴灾区。'],
    ['a share of something', '占计划的80%。'],
    ['the place', '某镇8个村出行更方便。'],
    ['half of a rate', '每千名老人拥有养老床位38张。'],
    ['what the money is for', '他们投入1339万元改造生产线。'],
    ['how long something takes', '中心市场改造3个月。'],
    ['what happens after a while', '企业诉求48小时以内回应。'],
  ])('%s names nothing', (_what, paragraph) => {
    expect(only(paragraph)).toMatchObject({ indicator: null, indicatorId: null });
  });

  test('words on both sides of the number leave open which of them it counts', () => {
    expect(only('文化广场3处停车位。').indicator).toBeNull();
  });
});

describe('words of change', () => {
  test.each(['增幅', '涨幅', '降幅', '跌幅', '缩减', '压减', '攀升'])(
    'with nothing but %s the clause goes on about the level before it',
    (word) => {
      const [level, change] = figuresIn(`税收收入30亿元，同比${word}2%。`);
      expect(change).toMatchObject({ kind: 'change', indicatorId: 'tax-revenue', changeOf: level?.id });
    },
  );

  test('a bound between change and number leaves it a change', () => {
    expect(only('税收收入增长至少8%。')).toMatchObject({ kind: 'change', comparator: 'gte' });
    expect(only('税收收入增长至80亿元。')).toMatchObject({ kind: 'level', comparator: 'eq' });
  });
});

describe('where', () => {
  const text = '2023 年 2 月 25 日 星期\n\n南山回顾\n\n    建成30个。\n\n    北海市建成40个。\n';
  const placesIn = (places: readonly string[]) =>
    readArticleText(text, { ...DEMO, places }).figures.map(({ place }) => place);

  test('a place is one that the paper reports on, printed or named in a heading', () => {
    expect(placesIn(['南山区', '北海市'])).toEqual([
      { value: '南山区', from: 'heading' },
      { value: '北海市', from: 'printed' },
    ]);
  });

  test('no masthead gives a place', () => {
    expect(placesIn(['鹤山市'])).toEqual([null, null]);
  });
});

describe('when and whether', () => {
  test.each([
    ['2022年建成30个。', '2022', 'printed'],
    ['去年建成30个。', '2022', 'masthead'],
    ['建成30个。', '2023', 'masthead'],
    ['2022年上半年建成30个。', '2022-H1', 'printed'],
    ['2022年前三季度建成30个。', '2022-Q1/2022-Q3', 'printed'],
    ['今年1-10月建成30个。', '2023-01/2023-10', 'masthead'],
    ['2022年比2020年增加30个。', '2022', 'printed'],
  ])('%s', (paragraph, value, from) => {
    expect(only(paragraph).period).toEqual({ value, from });
  });

  test.each([
    ['建成30个。', 'actual', null],
    ['力争建成30个。', 'target', 'strive'],
    ['预期目标是增长8%。', 'target', 'expected'],
    ['预计达到30个。', 'forecast', null],
    ['财政预算安排30万元。', 'budget', null],
    ['一般公共预算收入30亿元。', 'actual', null],
  ])('%s', (paragraph, modality, strength) => {
    expect(only(paragraph)).toMatchObject({ modality, strength });
  });
});
