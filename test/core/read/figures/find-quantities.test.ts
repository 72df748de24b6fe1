import { describe, expect, test } from 'vitest';
import { exactsIn, figuresIn, only, readingOf } from './figures-in.ts';

describe('a range', () => {
  test('has both ends and no single value', () => {
    expect(only('增长5%—6%。')).toMatchObject({
      exact: '5%—6%',
      value: null,
      normValue: null,
      min: '5',
      max: '6',
      normMin: '0.05',
      normMax: '0.06',
      unit: '%',
      comparator: 'range',
    });
  });

  test.each(['5%-6%', '5-6%', '5%~6%', '5%～6%', '5%至6%', '5%到6%', '5%——6%', '5%–6%', '5—6%'])(
    'is %s',
    (exact) => {
      expect(only(`增长${exact}。`)).toMatchObject({ exact, min: '5', max: '6', comparator: 'range' });
    },
  );

  test.each([
    ['新建3至5家。', '3至5家', '3', '5', '家'],
    ['水深1-3米。', '1-3米', '1', '3', '米'],
    ['投资3000万至1亿元。', '3000万至1亿元', '0.3', '1', '亿元'],
    ['投资30万—50万元。', '30万—50万元', '30', '50', '万元'],
    ['投资8000万元至1亿元。', '8000万元至1亿元', '0.8', '1', '亿元'],
    ['重5公斤至2吨。', '5公斤至2吨', '0.005', '2', '吨'],
    ['增长百分之五至百分之六。', '百分之五至百分之六', '5', '6', '百分之'],
    ['增长百分之五到六。', '百分之五到六', '5', '6', '百分之'],
  ])('%s is in the unit of its second end', (paragraph, exact, min, max, unit) => {
    expect(only(paragraph)).toMatchObject({ exact, min, max, unit, comparator: 'range' });
  });

  test.each([
    ['占比从30%到35%。', ['30%', '35%']],
    ['占比由30%提高到35%。', ['30%', '35%']],
    ['由3家到5家。', ['3家', '5家']],
  ])('is not the way from one level to another: %s', (paragraph, exacts) => {
    expect(exactsIn(paragraph)).toEqual(exacts);
  });

  test.each([
    ['减少6%-5%。', ['6%', '5%']],
    ['长5公里至300亩。', ['5公里', '300亩']],
  ])('has ends of one dimension, the smaller first: %s', (paragraph, exacts) => {
    expect(exactsIn(paragraph)).toEqual(exacts);
  });

  test.each(['2021-2023年。', '1-10月。', '14:30—16:30。'])('is none of times: %s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('a sign', () => {
  test.each([
    ['同比-2.5%。', '-2.5%', '-2.5', '-0.025'],
    ['同比−2.5%。', '−2.5%', '-2.5', '-0.025'],
    ['同比－2.5％。', '－2.5％', '-2.5', '-0.025'],
    ['占比+2.5%。', '+2.5%', '2.5', '0.025'],
    ['下降-0.5个百分点。', '-0.5个百分点', '-0.5', '-0.5'],
    ['气温-3℃。', '-3℃', '-3', null],
    ['净利润:-5亿元。', '-5亿元', '-5', '-500000000'],
  ])('counts where something can be negative: %s', (paragraph, exact, value, normValue) => {
    expect(only(paragraph)).toMatchObject({ exact, value, normValue });
  });

  test('joins where nothing can be', () => {
    expect(only('深圳-300公里。')).toMatchObject({ exact: '300公里', value: '300' });
  });
});

describe('a second unit in brackets', () => {
  test.each([
    ['供地266.67公顷（4000亩）。', ['266.67公顷', '4000亩']],
    ['供地266.67公顷(4000亩)。', ['266.67公顷', '4000亩']],
    ['供地4000亩（折合266.67公顷）。', ['4000亩', '266.67公顷']],
    ['供地266.67公顷（约4000亩）。', ['266.67公顷', '4000亩']],
  ])('%s restates the first', (paragraph, exacts) => {
    const [first, second] = figuresIn(paragraph);
    expect([first?.exact, second?.exact]).toEqual(exacts);
    expect(second?.sameAs).toBe(first?.id);
  });

  test('behind a misplaced bracket belongs to its number', () => {
    const [first, second] = figuresIn('培育333.33公顷(5000)亩、其他。');
    expect([first?.exact, second?.exact, second?.unit]).toEqual(['333.33公顷', '5000)亩', '亩']);
    expect(second?.sameAs).toBe(first?.id);
  });

  test('of another dimension restates nothing', () => {
    expect(figuresIn('修路5公里（30人）。').map(({ sameAs }) => sameAs)).toEqual([null, null]);
  });
});

describe('more than the number', () => {
  test.each([
    ['引进300余家。', '300余家', '300', '家'],
    ['投入10多万元。', '10多万元', '10', '万元'],
    ['种植3万多亩。', '3万多亩', '3', '万亩'],
    ['种植3万余亩。', '3万余亩', '3', '万亩'],
    ['住了5年多。', '5年', '5', '年'],
    ['投资100+亿元。', '100+亿元', '100', '亿元'],
    ['投资100亿+。', '100亿', '100', '亿'],
  ])('%s', (paragraph, exact, value, unit) => {
    expect(only(paragraph)).toMatchObject({ exact, value, unit, comparator: 'gt' });
  });

  test('来 is about', () => {
    expect(only('来了80来人。')).toMatchObject({ exact: '80来人', value: '80', comparator: 'approx' });
  });

  test('余 in 结余 is another word', () => {
    expect(only('结余10.56亿元。')).toMatchObject({ value: '10.56', comparator: 'eq' });
  });
});

describe('the mark of a list item', () => {
  test('is never a part of its number', () => {
    const { figures } = readingOf('题目', '1.40个项目动工。', '2.35亿元投向教育。', '3.2023年完成。');
    expect(figures.map(({ exact, listMark }) => [exact, listMark])).toEqual([
      ['40个', '1.'],
      ['35亿元', '2.'],
    ]);
  });

  test('is none where nothing is listed', () => {
    expect(exactsIn('2.5亿元投向教育。')).toEqual(['2.5亿元']);
  });
});

test('every number of a list with one unit each is a figure', () => {
  expect(exactsIn('分别增长5.1%、9.3%和2.3%。')).toEqual(['5.1%', '9.3%', '2.3%']);
});

describe('digits behind the unit', () => {
  test.each([
    ['老年组占两成三。', '两成三', '2.3', '成'],
    ['居民里有四成六用上了天然气。', '四成六', '4.6', '成'],
    ['她以12秒85夺冠。', '12秒85', '12.85', '秒'],
    ['跳出了7米02。', '7米02', '7.02', '米'],
  ])('are its tenths and hundredths: %s', (paragraph, exact, value, unit) => {
    expect(only(paragraph)).toMatchObject({ exact, value, unit });
  });

  test.each([
    ['近两成二手车。', ['两成']],
    ['有六成五星级酒店。', ['六成']],
    ['长3米20厘米。', ['3米', '20厘米']],
  ])('that begin another word or number are none of it: %s', (paragraph, exacts) => {
    expect(exactsIn(paragraph)).toEqual(exacts);
  });
});

describe('below zero', () => {
  test.each([
    ['夜里降到零下七摄氏度。', '零下七摄氏度', '-7', null, null],
    ['气温零下12℃。', '零下12℃', '-12', null, null],
    ['气温零下4至8℃。', '零下4至8℃', null, '-8', '-4'],
    ['每股收益-0.12元。', '-0.12元', '-0.12', null, null],
  ])('%s', (paragraph, exact, value, min, max) => {
    expect(only(paragraph)).toMatchObject({ exact, value, min, max });
  });
});

describe('a price in tenths', () => {
  test.each([
    ['全场打七五折。', '七五折', '7.5'],
    ['票价打八折。', '八折', '8'],
  ])('%s', (paragraph, exact, value) => {
    expect(only(paragraph)).toMatchObject({ exact, value, unit: '折', kind: 'ratio' });
  });

  test.each(['谈判一波三折。', '百折不挠。', '推出三折叠手机。'])('is none in %s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

test('cases among so many people are a share', () => {
  expect(only('孕产妇死亡率7.2/10万。')).toMatchObject({
    exact: '7.2/10万',
    unit: '/10万',
    normValue: '0.000072',
  });
});

test('把 at a round number is about', () => {
  expect(only('来了百把人。')).toMatchObject({ exact: '百把人', value: '100', comparator: 'approx' });
});
