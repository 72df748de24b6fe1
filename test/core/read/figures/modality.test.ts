import { describe, expect, test } from 'vitest';
import { figuresIn, only, readingOf } from './figures-in.ts';

describe('what a sentence says of its own numbers', () => {
  test.each([
    ['建成30个。', 'actual', null],
    ['已建成30个。', 'actual', null],
    ['一般公共预算收入30亿元。', 'actual', null],
    ['完成预算的98.4%。', 'actual', null],
    ['力争建成30个。', 'target', 'strive'],
    ['争取建成30个。', 'target', 'strive'],
    ['力促建成30个。', 'target', 'strive'],
    ['预期目标是增长8%。', 'target', 'expected'],
    ['计划建成30个。', 'target', null],
    ['确保建成30个。', 'target', null],
    ['将建成30个。', 'target', null],
    ['到2025年建成30个。', 'target', null],
    ['2024年建成30个。', 'target', null],
    ['明年建成30个。', 'target', null],
    ['预计达到30个。', 'forecast', null],
    ['预计到2025年达到30个。', 'forecast', null],
    ['有望突破30个。', 'forecast', null],
    ['公司目标产值30亿元。', 'target', null],
    ['投放计划30个。', 'actual', null],
    ['财政预算安排30万元。', 'budget', null],
    ['今年，市里安排助学资金30万元。', 'budget', null],
    ['比预算少用30万元。', 'actual', null],
    ['年内建成30个。', 'target', null],
    ['较上年多争取30万元。', 'actual', null],
    ['比年初预期高30个。', 'actual', null],
    ['人均预期寿命30岁。', 'actual', null],
    ['比原计划晚了30天。', 'actual', null],
    ['三年行动计划支持了30家企业。', 'actual', null],
    ['要求各镇在30天内报告。', 'target', null],
    ['按要求报告了30次。', 'actual', null],
    ['按照安排，新增30家。', 'target', null],
    ['今年还要再修30公里。', 'target', null],
    ['超额完成增长30%的年度任务。', 'target', null],
    ['完成增长30%的预期目标。', 'target', 'expected'],
    ['30家影院将同步开放。', 'target', null],
    ['30个项目年底前开工。', 'target', null],
    ['30个项目今年年底前已开工。', 'actual', null],
    ['气象台预报，最高气温30℃。', 'forecast', null],
    ['今晚，沿海阵风强劲，浪高30米。', 'forecast', null],
    ['投产后每年可节水30万吨。', 'forecast', null],
    ['投产后每年节水30万吨。', 'actual', null],
    ['产值要增长30%。', 'target', null],
    ['体检需要提前30天预约。', 'actual', null],
    ['开采量严禁突破30万吨。', 'target', null],
    ['耕地必须稳定在30万亩。', 'target', null],
    ['产值增速定在30%。', 'target', null],
    ['如果管道年底通水，供水能力将提高30万吨。', 'forecast', null],
    ['只要增长30%，目标就能完成。', 'forecast', null],
    ['地铁确保2027年底前通车，届时进城预计只需30分钟。', 'forecast', null],
    ['今年再招引30家。', 'target', null],
    ['今年排了30个项目。', 'target', null],
    ['今年到期的债券30亿元。', 'actual', null],
    ['今年以来建成30个。', 'actual', null],
    ['今年春节卖了30万元。', 'actual', null],
    ['教育支出年初预算30亿元。', 'budget', null],
  ])('%s', (paragraph, modality, strength) => {
    expect(only(paragraph)).toMatchObject({ modality, strength });
  });

  test('is of what was planned where it is measured against that', () => {
    const modalities = (paragraph: string) => figuresIn(paragraph).map(({ modality }) => modality);
    expect(modalities('新增就业6832人，为年度任务6500人的105.1%。')).toEqual(['actual', 'target', 'actual']);
    expect(modalities('支出48.2亿元，为年初预算48.6亿元的99.2%。')).toEqual(['actual', 'budget', 'actual']);
    expect(modalities('去年初提出投资增长6%，实际只增长4.7%。')).toEqual(['target', 'actual']);
    expect(modalities('产值有望突破30亿元——前三季度已经完成22亿元。')).toEqual(['forecast', 'actual']);
  });

  test('in a budget is of what is budgeted, unless nobody can decide it', () => {
    const { figures } = readingOf(
      '题目',
      '2023年预算草案',
      '拟安排教育支出15亿元。',
      '力争债务率降到220%以下。',
    );
    expect(figures.map(({ modality }) => modality)).toEqual(['budget', 'target']);
  });

  test('under a heading of plans is not of the past for naming a quarter', () => {
    const { figures } = readingOf(
      '题目',
      '2023年工作打算',
      '一季度，办招聘会26场。',
      '上半年已办招聘会26场。',
    );
    expect(figures.map(({ modality }) => modality)).toEqual(['target', 'actual']);
  });

  test('does not go on to the next sentence', () => {
    expect(
      figuresIn('力争全年增长8%。去年增长5%。').map(({ modality, strength }) => [modality, strength]),
    ).toEqual([
      ['target', 'strive'],
      ['actual', null],
    ]);
  });

  test.each([
    ['the last word counts', '计划种树30万株，目前已种下10万株。', ['target', 'actual']],
    ['a forecast behind a plan', '计划种树30亩，届时可减排10吨。', ['target', 'forecast']],
    ['where it comes from', '将由30%提高到40%。', ['actual', 'target']],
    ['what a forecast is compared with', '预计达到30万吨，较去年增加4万吨。', ['forecast', 'forecast']],
    ['what a plan is compared with', '计划招生300人，较上年扩招40人。', ['target', 'target']],
  ])('%s: %s', (_what, paragraph, modalities) => {
    expect(figuresIn(paragraph).map(({ modality }) => modality)).toEqual(modalities);
  });

  test('is striven for in its own clause only, and expected to the end of the statement', () => {
    expect(
      figuresIn('预期目标是税收增长5%，力争6%；投资增长7%。力争到2025年，建成30个，改造40个。').map(
        ({ strength }) => strength,
      ),
    ).toEqual(['expected', 'strive', 'expected', 'strive', null]);
  });

  test('begins with its word', () => {
    expect(figuresIn('税收收入增长5%左右，力争实现6%。').map(({ modality }) => modality)).toEqual([
      'actual',
      'target',
    ]);
  });
});

describe('what the headings say where the sentence is silent', () => {
  test.each([
    ['2023年工作安排', 'target', null],
    ['主要预期目标', 'target', 'expected'],
    ['2023年预算安排', 'budget', null],
    ['2022年工作回顾', 'actual', null],
    ['市民为台山2023献策', 'actual', null],
    ['2022年预算执行情况', 'actual', null],
    ['新的一年要做什么', 'target', null],
    ['基本情况', 'actual', null],
  ])('%s', (heading, modality, strength) => {
    const { figures } = readingOf('工作报告', `一、${heading}`, '税收收入增长6%。');
    expect(figures).toMatchObject([{ modality, strength, sectionPath: [heading] }]);
  });

  test('what is planned with the money of a budget is no money', () => {
    const { figures } = readingOf(
      '2024年预算草案的报告',
      '一、2024年预算安排',
      '教育支出安排3亿元，较上年增加1亿元，新建学校4所。',
    );
    expect(figures.map(({ modality }) => modality)).toEqual(['budget', 'budget', 'target']);
  });

  test('the innermost that says anything counts', () => {
    const { figures } = readingOf(
      '2023年工作报告',
      '一、2022年工作回顾',
      '（一）基本情况',
      '新建公园30个。',
      '二、2023年工作安排',
      '新建公园40个。',
    );
    expect(figures.map(({ modality }) => modality)).toEqual(['actual', 'target']);
    const inner = readingOf(
      '工作报告',
      '一、工作安排',
      '（一）去年工作回顾',
      '新建公园30个。',
      '（二）今年目标',
      '新建公园40个。',
    );
    expect(inner.figures.map(({ modality }) => modality)).toEqual(['actual', 'target']);
  });

  test('has no strength where the sentence tells of what happened', () => {
    const { figures } = readingOf('工作报告', '一、主要预期目标', '去年税收收入增长6%。');
    expect(figures).toMatchObject([{ modality: 'actual', strength: null }]);
  });

  test('the title is the last that is asked', () => {
    expect(readingOf('今年十件民生实事', '新增学位30个。').figures.at(-1)?.modality).toBe('target');
    expect(readingOf('去年回顾', '新增学位30个。').figures.at(-1)?.modality).toBe('actual');
  });

  test('yields to the sentence', () => {
    expect(readingOf('报告', '一、2022年工作回顾', '力争增长6%。').figures).toMatchObject([
      { modality: 'target', strength: 'strive' },
    ]);
    expect(readingOf('报告', '一、2023年工作安排', '去年增长6%。').figures).toMatchObject([
      { modality: 'actual', strength: null },
    ]);
  });
});

describe('plans that are none, and none that are', () => {
  test.each([
    ['管网建成30公里，比年度计划多出3公里。', 'actual'],
    ['为稳预期，新增30家。', 'actual'],
    ['入职半年内的有30人。', 'actual'],
    ['今秋将启用30所学校。', 'target'],
    ['铁路建成后，两城30分钟可达。', 'forecast'],
  ])('%s is %s', (paragraph, modality) => {
    expect(figuresIn(paragraph)[0]).toMatchObject({ modality, strength: null });
  });

  test('money that was won is striven for no more', () => {
    expect(readingOf('题目', '2022年工作回顾', '争取上级资金30万元。').figures[0]).toMatchObject({
      modality: 'actual',
    });
  });

  test('under a budget to come what is set aside is budgeted without a word of aim', () => {
    const modalities = (paragraph: string) =>
      readingOf('解读鹤山市2030年预算报告', paragraph).figures.map(({ modality }) => modality);
    expect(modalities('今年安排教育支出30亿元，比上年增长6%。')).toEqual(['budget', 'budget']);
    expect(modalities('去年安排教育支出30亿元。')).toEqual(['actual']);
    expect(modalities('教育支出30亿元。')).toEqual(['actual']);
  });

  test('what a budget to come sets aside is budgeted, whatever it is compared with', () => {
    const { figures } = readingOf('题目', '2023年预算草案', '安排资金30万元，同比增长6%。');
    expect(figures.map(({ modality }) => modality)).toEqual(['budget', 'budget']);
  });
});
