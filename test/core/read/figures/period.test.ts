import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { figuresIn, only, readingOf } from './figures-in.ts';

function periodsIn(paragraph: string): (string | undefined)[] {
  return figuresIn(paragraph).map(({ period }) => period?.value);
}

describe('a printed period', () => {
  test.each([
    ['2022年建成30个。', '2022'],
    ['2022年上半年建成30个。', '2022-H1'],
    ['2022年下半年建成30个。', '2022-H2'],
    ['2022年一季度建成30个。', '2022-Q1'],
    ['2022年四季度建成30个。', '2022-Q4'],
    ['2022年前三季度建成30个。', '2022-Q1/2022-Q3'],
    ['2022年前10个月建成30个。', '2022-01/2022-10'],
    ['2022年1至10月建成30个。', '2022-01/2022-10'],
    ['2022年1—10月份建成30个。', '2022-01/2022-10'],
    ['2022年10月建成30个。', '2022-10'],
    ['2022年10月5日建成30个。', '2022-10-05'],
    ['2022年9月29日至10月6日接待30人。', '2022-09-29/2022-10-06'],
    ['“十四五”期间建成30个。', '2021/2025'],
    ['“十三五”时期建成30个。', '2016/2020'],
    ['2018-2022年建成30个。', '2018/2022'],
    ['2018年至2022年建成30个。', '2018/2022'],
    ['截至2022年底，建成30个。', '2022'],
    ['截至2022年12月，建成30个。', '2022-12'],
    ['到2025年建成30个。', '2025'],
    ['2022年13月建成30个。', '2022'],
  ])('%s', (paragraph, value) => {
    expect(only(paragraph).period).toEqual({ value, from: 'printed' });
  });
});

describe('a period that the masthead helps to tell', () => {
  test.each([
    ['去年建成30个。', '2022'],
    ['前年建成30个。', '2021'],
    ['今年建成30个。', '2023'],
    ['明年建成30个。', '2024'],
    ['今年以来建成30个。', '2023'],
    ['今年1-10月建成30个。', '2023-01/2023-10'],
    ['10月5日建成30个。', '2023-10-05'],
    ['昨天建成30个。', '2023-02-24'],
    ['上半年建成30个。', '2023-H1'],
    // Congresses meet early in the year, when the year before is the last that is over.
    ['过去五年建成30个。', '2018/2022'],
    ['建成30个。', '2023'],
    ['13月建成30个。', '2023'],
  ])('%s', (paragraph, value) => {
    expect(only(paragraph).period).toEqual({ value, from: 'masthead' });
  });

  test('is unknown without one, unless it is printed', () => {
    const { figures } = readArticleText('题目\n\n    建成30个。去年建成40个。2021年建成50个。\n', DEMO);
    expect(figures.map(({ period }) => period)).toEqual([null, null, { value: '2021', from: 'printed' }]);
  });
});

describe('what a period is compared with is none', () => {
  test.each([
    ['2022年比2020年增加30个。', ['2022']],
    ['30亿元，是2015年的2.4倍。', ['2023', '2023']],
    ['2022年比去年同期增加30个。', ['2022']],
    ['由2016年的30%提高到2022年的40%。', ['2016', '2022']],
    ['由2016年的30%提高到40%。', ['2016', '2023']],
    ['从去年的30%提高到40%。', ['2022', '2023']],
    ['税收收入30亿元（2015年），增长5%。', ['2015', '2023']],
  ])('%s', (paragraph, values) => {
    expect(periodsIn(paragraph)).toEqual(values);
  });
});

describe('a period goes on', () => {
  test('to the numbers behind it in the paragraph, as what it was', () => {
    expect(figuresIn('2022年建成30个，新增学位40个。改造公园50个。').map(({ period }) => period)).toEqual(
      [1, 2, 3].map(() => ({ value: '2022', from: 'printed' })),
    );
  });

  test('until another one comes, which may be a part of it', () => {
    expect(periodsIn('2022年建成30个，上半年建成20个。2021年建成10个。')).toEqual([
      '2022',
      '2022-H1',
      '2021',
    ]);
  });

  test('not to the next paragraph', () => {
    expect(periodsIn('2022年建成30个。\n\n    新增学位40个。')).toEqual(['2022', '2023']);
  });

  test('to the next item of a list, but no further', () => {
    const { figures } = readingOf('题目', '1.2022年新增学位30个；', '2.新增公园20个。', '新增绿道10公里。');
    expect(figures.map(({ period }) => period?.value)).toEqual(['2022', '2022', '2023']);
  });
});

describe('a heading', () => {
  test('tells the year of what stands under it', () => {
    const { figures } = readingOf(
      '工作报告',
      '一、2021年工作回顾',
      '（一）经济',
      '建成30个。',
      '二、2024年工作安排',
      '建成40个。2022年建成50个。',
    );
    expect(figures.map(({ period }) => period)).toEqual([
      { value: '2021', from: 'heading' },
      { value: '2024', from: 'heading' },
      { value: '2022', from: 'printed' },
    ]);
  });

  test('tells no day: that is only of the headline', () => {
    const { figures } = readingOf('2月20日新增公园3个', '建成绿道30个。');
    expect(figures.map(({ period }) => period?.value)).toEqual(['2023-02-20', '2023']);
  });

  test('and so does the title', () => {
    expect(readingOf('关于2022年预算执行情况的报告', '收入30亿元。').figures).toMatchObject([
      { period: { value: '2022', from: 'heading' } },
    ]);
  });
});
