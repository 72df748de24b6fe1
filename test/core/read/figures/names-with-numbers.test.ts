import { describe, expect, test } from 'vitest';
import { exactsIn, only } from './figures-in.ts';

describe('a number in a name is no figure', () => {
  test.each([
    ['“数字政府”2.0建设。', 'a version'],
    ['“1+10+139”服务网络。', 'a formula'],
    ['“10个一”工程。', 'a slogan'],
    ['“三个一”活动，“五个一批”工程。', 'a slogan'],
    ['“两年”行动，实施5年行动计划，三年攻坚。', 'a programme'],
    ['十六届人大三次会议，“一把手”工程，百千万工程。', 'a session, a slogan'],
    ['第3届文化节，第12条，第B02版。', 'an ordinal'],
    ['4A级景区，G94高速，ISO9001。', 'a grade, a road, a standard'],
    ['30路公交车，3号线5号站，1号楼2单元。', 'a line, a building'],
    ['联系电话:86-0750-1234567，粤B2-20990001号。', 'telephone and licence numbers'],
    ['联系电话0750-1234567，车牌粤J12345辆，12345热线。', 'telephone and licence numbers'],
    ['K12公里处。', 'a milestone'],
  ])('%s (%s)', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('a time is no figure', () => {
  test.each([
    '2023年2月25日8时30分。',
    '2023-02-25，2023.2.25，2023/2/25。',
    '8:30人到齐。',
    '上午9点到10点，零点。',
    '98年出生。',
    '营业到25日。',
    '24小时值班，24小时热线。',
    '7×24小时。',
    '第一季度。',
  ])('%s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });

  test.each([
    ['连续15年增长。', '15年'],
    ['工期5年。', '5年'],
    ['使用24小时。', '24小时'],
    ['3日内办结。', '3日'],
    ['30分钟到达。', '30分钟'],
    ['不足60年。', '60年'],
  ])('how long something lasts is one: %s', (paragraph, exact) => {
    expect(exactsIn(paragraph)).toEqual([exact]);
  });
});

describe('a proportion without a unit is no figure', () => {
  test.each(['比例为8.3∶46.8∶44.9。', '比例为3∶5件。', '以3:2件。', '1/3人。'])('%s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('a number right behind Latin letters', () => {
  test('is a code', () => {
    expect(exactsIn('B2类，A4张，5G套。')).toEqual([]);
  });

  test('is a figure behind an indicator of three letters', () => {
    expect(exactsIn('GDP5000亿元。')).toEqual(['5000亿元']);
    expect(exactsIn('CPI2%。')).toEqual(['2%']);
    expect(only('PM2.5浓度22微克/立方米。')).toMatchObject({ value: '22', indicatorId: 'pm25' });
  });
});

describe('第 and 前', () => {
  test.each([
    ['排全省第6位。', '6位', '6'],
    ['进入前10名。', '10名', '10'],
    ['位列全国第二位。', '二位', '2'],
    ['名列全国第一位。', '一位', '1'],
  ])('%s gives a rank', (paragraph, exact, normValue) => {
    expect(only(paragraph)).toMatchObject({ exact, kind: 'rank', baseUnit: 'rank', normValue });
  });

  test('of several ranks each is one', () => {
    expect(exactsIn('前3名、前10位。')).toEqual(['3名', '10位']);
    expect(only('奖励第1-3名。')).toMatchObject({
      kind: 'rank',
      min: '1',
      max: '3',
      normMin: '1',
      normMax: '3',
    });
  });

  test.each(['放在第一位。', '第3家，第5个。', '前3季度。', '前十大行动。'])(
    '%s ranks nothing',
    (paragraph) => {
      expect(exactsIn(paragraph)).toEqual([]);
    },
  );

  test.each(['目前10名学生。', '之前10名学生。'])('%s counts', (paragraph) => {
    expect(only(paragraph)).toMatchObject({ kind: 'count', value: '10' });
  });
});

describe('a word that begins like a unit is none', () => {
  test.each([
    '2023成立，2家长，5项目，3个性。',
    '3家庭，5户籍，6人大代表，7天然气。',
    '8本届，9次年，3处理，4部门。',
    '3起来，5位于，6门诊，7点评。',
  ])('%s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('quotation marks', () => {
  test('around a number make it a name, around words they do not', () => {
    expect(exactsIn('“3个”工程，“3个”品牌，“三户人家”景区。')).toEqual([]);
    expect(exactsIn('他说：“我们今年新建了3个公园和两条绿道。”')).toEqual(['3个', '两条']);
    expect(exactsIn('“十四五”规划3项。')).toEqual(['3项']);
  });
});

describe('years that are spelled out', () => {
  test.each([
    ['经过八年建设，大坝完工。', '八年'],
    ['被判处有期徒刑三年。', '三年'],
    ['他守了十二年。', '十二年'],
    ['干了二十多年的老匠人。', '二十多年'],
    ['销量连降两年。', '两年'],
    ['有十五年教龄。', '十五年'],
    ['合同须满一年。', '一年'],
    ['设备运行六年后更换。', '六年'],
  ])('last where something goes on: %s', (paragraph, exact) => {
    expect(exactsIn(paragraph)).toEqual([exact]);
  });

  test.each(['过去一年。', '十年磨一剑。', '三年前他回乡。', '五年规划。', '三年级。'])(
    'else none: %s',
    (paragraph) => {
      expect(exactsIn(paragraph)).toEqual([]);
    },
  );
});

describe('Chinese numerals with a counter', () => {
  test.each([
    ['柜子里有三枚军功章。', '三枚'],
    ['救出四名租客。', '四名'],
    ['整修两处水源地。', '两处'],
    ['打通三条“断头路”。', '三条'],
    ['银行两次降准。', '两次'],
    ['来了五位代表。', '五位'],
    ['会员突破一万家。', '一万家'],
    ['层级控制在四级以内。', '四级'],
  ])('count bodies, people and times: %s', (paragraph, exact) => {
    expect(exactsIn(paragraph)).toEqual([exact]);
  });

  test.each([
    '办好十件民生实事。',
    '三次产业结构。',
    '三位一体。',
    '他四处打听。',
    '三台县的农户。',
    '车停在五棵树镇。',
    '三天两头下雨。',
  ])('count nothing in %s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('what is called after a number', () => {
  test.each([
    '建成10分钟便民圈。',
    '“20分钟阅读圈”开放。',
    '臭氧最大8小时平均浓度。',
    '5年期国债。',
    '能效等级2级的产品。',
    '女子1500米比赛。',
    '住在5栋302室。',
    '2022届毕业生。',
    '青山环绕四周。',
    '三级以上医院。',
  ])('is no figure: %s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });

  test('two figures with a stroke between them are', () => {
    expect(exactsIn('储能规模20万千瓦/40万千瓦时。')).toEqual(['20万千瓦', '40万千瓦时']);
  });

  test('what somebody said is more than a name', () => {
    expect(exactsIn('他说：“以前要两小时，如今快了。”')).toEqual(['两小时']);
  });
});
