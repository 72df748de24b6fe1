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
    ['2021—2022学年有30个班。', '2021/2022'],
    ['从2022年9月29日到10月6日接待30人。', '2022-09-29/2022-10-06'],
    ['2022年10月2日至5日接待30人。', '2022-10-02/2022-10-05'],
    ['2022年12月30日至1月2日接待30人。', '2022-12-30/2023-01-02'],
    ['2022年12月底前建成30个。', '2022-12'],
    ['2022年前三个月建成30个。', '2022-01/2022-03'],
    ['自2018年开馆以来接待30人。', '2018/2023'],
    ['自2022年8月开馆以来接待30人。', '2022-08/2023-02'],
    ['2020年以来建成30个。', '2020/2023'],
    ['自2023年1月1日起补助30元。', '2023-01-01'],
    ['“十三五”累计建成30个。', '2016/2020'],
    ['“十三五”以来建成30个。', '2016/2022'],
    ['2022年前5月建成30个。', '2022-01/2022-05'],
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
    ['2月5日建成30个。', '2023-02-05'],
    ['5日建成30个。', '2023-02-05'],
    ['昨天建成30个。', '2023-02-24'],
    ['前天建成30个。', '2023-02-23'],
    ['昨夜建成30个。', '2023-02-24'],
    ['本月建成30个。', '2023-02'],
    ['上月建成30个。', '2023-01'],
    ['上月28日建成30个。', '2023-01-28'],
    ['年内将建成30个。', '2023'],
    ['力争上半年建成30个。', '2023-H1'],
    // Congresses meet early in the year, when the year before is the last that is over.
    ['过去五年建成30个。', '2018/2022'],
    ['这两年，全市建成30个。', '2021/2022'],
    ['十年来建成30个。', '2013/2022'],
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

describe('a time of something else is none', () => {
  test.each([
    // Of the news, and not of what it tells.
    ['昨日发布的数据显示，全市有学校30所。', '2023'],
    ['记者2月20日从市教育局获悉，全市有学校30所。', '2023'],
    ['新华社北京2月3日电 全国有学校30所。', '2023'],
    ['2021年印发的规划提出建设学校30所。', '2023'],
    ['2月20日，市教育局介绍，去年新建学校30所。', '2022'],
    // Of the beginning of what is spoken of as it is now.
    ['成立于2003年的协会有会员30人。', '2023'],
    ['2019年建成的水厂日供水30吨。', '2023'],
    // As far back as nothing compares, or as far ahead as something reaches.
    ['订单已排到明年3月，出口30辆。', '2023'],
    ['政策延长至2025年，惠及30户。', '2023'],
    ['水位达30米，为2011年以来最高，流量30立方米每秒。', '2023'],
    // Causes and goals.
    ['受去年12月寒潮影响，产量30吨。', '2023'],
    ['去年上半年收入30亿元，完成全年目标的58%。', '2022-H1'],
    ['比“十三五”末多30家。', '2023'],
    ['比2020年底多30家。', '2023'],
  ])('%s', (paragraph, value) => {
    expect(periodsIn(paragraph).at(-1)).toBe(value);
  });
});

describe('a time that is of one number alone', () => {
  test.each([
    ['2022年6月，价格由上月下降0.2%转为上涨0.3%。', ['2022-05', '2022-06']],
    ['今年1月产量30吨，去年同期为20吨，增长5%。', ['2023-01', '2022-01', '2023-01']],
    ['2022年盈利30万元，上年为20万元。新建房屋5间。', ['2022', '2021', '2022']],
    ['参保率95%（2020年为93%），参保30万人。', ['2023', '2020', '2023']],
    ['覆盖率由93%（前年）升至95%。', ['2021', '2023']],
    ['在2021年30家的基础上增加5家。', ['2021', '2023']],
    ['较2020年底的30家增加5家。', ['2020', '2023']],
    ['目前，水耗已由2020年的30吨降至20吨。', ['2020', '2023']],
    [
      '今年1月接待300人，最多的一天出现在1月22日，接待30人。每天增开班车5趟。',
      ['2023-01', '2023-01-22', '2023-01'],
    ],
    ['2022年增长8%，两年平均增长5%。', ['2022', '2021/2022']],
    ['由2016年的30亿元增加到2020年的40亿元，年均增长7%。', ['2016', '2020', '2016/2020']],
  ])('%s', (paragraph, values) => {
    expect(periodsIn(paragraph)).toEqual(values);
  });

  test('is dealt out with the numbers', () => {
    expect(periodsIn('2022年一季度、二季度、三季度分别增长5.1%、6.2%和7.3%。')).toEqual([
      '2022-Q1',
      '2022-Q2',
      '2022-Q3',
    ]);
    // Of another count than the numbers, nothing is dealt.
    expect(periodsIn('2022年一季度、二季度男女分别增加30人、40人和50人。').at(-1)).toBe('2022-Q2');
  });

  test('may stand behind it', () => {
    expect(periodsIn('430名选手昨日起跑。')).toEqual(['2023-02-24']);
    expect(periodsIn('学生30人，昨日到校。')).toEqual(['2023']);
  });
});

describe('early in a year', () => {
  test.each([
    ['全年建成30个。', '2022'],
    ['10月5日建成30个。', '2022-10-05'],
    ['四季度建成30个。', '2022-Q4'],
    ['上半年建成30个。', '2022-H1'],
    ['12月30日至1月2日接待30人。', '2022-12-30/2023-01-02'],
    ['28日建成30个。', '2023-02-28'],
  ])('what is over was in the year before: %s', (paragraph, value) => {
    expect(only(paragraph).period).toEqual({ value, from: 'masthead' });
  });

  test.each([
    ['预计全年建成30个。', '2023'],
    ['力争四季度建成30个。', '2023-Q4'],
    ['3月1日起收费30元。', '2023-03-01'],
  ])('what is to come is of this year: %s', (paragraph, value) => {
    expect(only(paragraph).period).toEqual({ value, from: 'masthead' });
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

  test('over 其中 between an item and its parts, and not over another heading', () => {
    const items = ['●小学新增30个', '●中学新增20个'];
    const first = '●2022年新增学位50个';
    const times = (heading: string): (string | undefined)[] =>
      readingOf('题目', '教育', first, heading, ...items).figures.map(({ period }) => period?.value);
    expect(times('其中：')).toEqual(['2022', '2022', '2022']);
    expect(times('分布：')).toEqual(['2022', '2023', '2023']);
  });
});

test('a day alone is of the month that was named before it', () => {
  expect(periodsIn('2022年10月5日接待30人，6日接待40人。')).toEqual(['2022-10-05', '2022-10-06']);
});

test('同期 is the time that the paragraph before told', () => {
  expect(periodsIn('2022年上半年出口30亿元。\n\n    同期，进口20亿元。')).toEqual(['2022-H1', '2022-H1']);
});

test('where a reporter goes, it is today', () => {
  const { figures } = readingOf('2022年全市建成30个', '走进村口的果园，8名工人在剪枝。', '建成30个。');
  expect(figures.map(({ period }) => period?.value)).toEqual(['2022', '2023', '2022']);
});

describe('a heading', () => {
  test('that aims at the whole year tells of the year to come, also in February', () => {
    const { figures } = readingOf('工作报告', '一、2023年部署', '（一）全年主要预期目标', '税收收入增长6%。');
    expect(figures).toMatchObject([{ period: { value: '2023', from: 'heading' } }]);
  });

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

describe('the day and the year of whom is spoken', () => {
  const firstOf = (text: string) => readArticleText(text, DEMO).figures[0]?.period?.value;

  test('今天 is the day of a dispatch', () => {
    const text = (byline: string) =>
      `2023 年 2 月 25 日 星期\n\n题目\n\n    ${byline}今天上午，大桥合龙，用钢30吨。\n`;
    expect(firstOf(text('本报鹤城2月23日电（记者 甲乙）'))).toBe('2023-02-23');
    expect(firstOf(text(''))).toBe('2023-02-25');
  });

  test('early in a year what has happened did so before the year of a title', () => {
    const { figures } = readingOf('2023年政府工作报告', '全市建成学校30所。', '今年将建成学校36所。');
    expect(figures.map(({ period }) => period?.value)).toEqual(['2022', '2023']);
  });

  test('news that a reporter heard at a place', () => {
    expect(periodsIn('2月23日，记者从施工现场获悉，隧道掘进300米。')).toEqual(['2023']);
  });

  test('since a month goes on to the issue', () => {
    expect(periodsIn('今年1月以来，建成30个。')).toEqual(['2023-01/2023-02']);
  });

  test('what is aimed at is of no time that is over', () => {
    expect(periodsIn('1月，建成30个。下一步，将建成36个。')).toEqual(['2023-01', '2023']);
  });

  test('what was left over from a year is of no such time', () => {
    expect(periodsIn('2022年，上年结转等收入30亿元。')).toEqual(['2022']);
  });
});
