import { describe, expect, test } from 'vitest';
import { figuresIn, only, readingOf } from './figures-in.ts';

describe('a headline indicator', () => {
  test.each([
    ['地区生产总值458.51亿元。', '地区生产总值', 'gdp'],
    ['地区生产总值（GDP）458.51亿元。', '地区生产总值', 'gdp'],
    ['规模以上工业增加值增长3.2%。', '规模以上工业增加值', 'industrial-value-added'],
    ['全市固定资产投资完成30亿元。', '固定资产投资', 'fixed-asset-investment'],
    ['PM2.5平均浓度22微克/立方米。', 'PM2.5平均浓度', 'pm25'],
    ['城镇新增就业8600人。', '城镇新增就业', 'urban-employment-added'],
    ['外贸进出口总额达229.4亿元。', '外贸进出口总额', 'foreign-trade'],
  ])('%s', (paragraph, indicator, indicatorId) => {
    expect(only(paragraph)).toMatchObject({ indicator, indicatorId });
  });

  test.each([
    '民间固定资产投资增长3.2%。',
    '限额以上社会消费品零售总额增长3.2%。',
    '户籍人口城镇化率为50%。',
  ])('is not meant where only a part or another thing is named: %s', (paragraph) => {
    expect(only(paragraph).indicatorId).toBeNull();
  });

  test('is not meant by a long clause that only begins with it', () => {
    expect(only('固定资产投资结构在各方共同努力下持续优化并且质量不断改善达30亿元。').indicatorId).toBeNull();
  });

  test('is what a share is of, and not what it is a share in', () => {
    expect(
      figuresIn('工业投资增长5%，占固定资产投资的比重达30%。').map(({ indicatorId }) => indicatorId),
    ).toEqual(['industrial-investment', 'industrial-investment']);
  });

  test('of a level goes on to its growth, and not to another paragraph', () => {
    expect(
      figuresIn('外贸进出口总额229.4亿元，增长3.4%。\n\n    增长3.4%。').map(
        ({ indicatorId }) => indicatorId,
      ),
    ).toEqual(['foreign-trade', 'foreign-trade', null]);
  });
});

describe('other names', () => {
  test.each([
    ['新增小学学位5200个。', '小学学位'],
    ['筹集320套人才公寓。', '人才公寓'],
    ['培养乡村工匠不少于500人。', '乡村工匠'],
    ['惠及民营企业超90家。', '民营企业'],
    ['推动25个水利项目开工。', '水利项目'],
    ['推动11个“工改工”项目建设。', '“工改工”项目'],
    ['某镇新增学位615个。', '学位'],
    ['某镇13个项目集中动工。', '项目'],
    ['建设18公里燃气管道。', '燃气管道'],
    ['落实70周岁以上老人体检费用。', '老人体检费用'],
    ['全程接种覆盖率超106%。', '全程接种覆盖率'],
    ['平均年龄46岁。', '平均年龄'],
    ['建成5G基站1200座。', '5G基站'],
    ['规上工业企业超500家。', '规上工业企业'],
    ['共收到居民递交的申请、投诉和线索46件。', '申请、投诉和线索'],
  ])('%s is about %s', (paragraph, indicator) => {
    expect(only(paragraph)).toMatchObject({ indicator, indicatorId: null });
  });

  test.each([
    ['12名医生奔赴灾区。', '医生'],
    ['12名教师跟班学习新课程。', '教师'],
    ['抽调的36名民兵连夜赶到、列队待命。', '民兵'],
    ['12家企业落户本地。', '企业'],
    ['4条线路可以到达市民广场。', '线路'],
    ['文化广场3处停车位。', '停车位'],
  ])('the noun behind a counter, without what goes on: %s', (paragraph, indicator) => {
    expect(only(paragraph)).toMatchObject({ indicator, indicatorId: null });
  });

  test.each([
    ['a pronoun', '我们8人走进会场。'],
    ['a share of something', '占计划的80%。'],
    ['what the money is for', '他们投入1339万元改造生产线。'],
    ['how long something takes', '中心市场改造3个月。'],
    ['nothing', '增长5%。'],
    ['the place', '蓬江区8个。'],
  ])('%s names nothing', (_what, paragraph) => {
    expect(only(paragraph)).toMatchObject({ indicator: null, indicatorId: null });
  });

  test('each number has its own', () => {
    expect(figuresIn('全年新增学位3000个，建成公园12个。').map(({ indicator }) => indicator)).toEqual([
      '学位',
      '公园',
    ]);
  });
});

describe('分别', () => {
  const named = (paragraph: string) =>
    figuresIn(paragraph).map(({ indicator, indicatorId }) => [indicator, indicatorId]);

  test('deals the numbers out to as many names', () => {
    expect(named('固定资产投资、税收收入分别增长5%、6%。')).toEqual([
      ['固定资产投资', 'fixed-asset-investment'],
      ['税收收入', 'tax-revenue'],
    ]);
    expect(named('固定资产投资、税收收入和粮食产量分别增长5%、6%和7%。').map(([, id]) => id)).toEqual([
      'fixed-asset-investment',
      'tax-revenue',
      'grain-output',
    ]);
  });

  test('completes names that share their end', () => {
    expect(named('城镇和农村居民人均可支配收入分别增长5%和6%。').map(([, id]) => id)).toEqual([
      'urban-disposable-income',
      'rural-disposable-income',
    ]);
  });

  test.each([
    '固定资产投资、税收收入分别增长5%、6%、7%。',
    '固定资产投资、税收收入和外贸进出口总额分别增长5%、6%。',
  ])('gives no names where there are more or fewer of them: %s', (paragraph) => {
    expect(
      named(paragraph)
        .flat()
        .filter((one) => one !== null),
    ).toEqual([]);
  });

  test('leaves numbers of one name their change and its direction', () => {
    expect(
      figuresIn('固定资产投资、税收收入分别增长5%、6%。').map(({ kind, direction, changeOf }) => [
        kind,
        direction,
        changeOf,
      ]),
    ).toEqual([
      ['change', 'increase', null],
      ['change', 'increase', null],
    ]);
  });
});

describe('a list that says of what matter each item is', () => {
  test('counts what the paragraph above it counts', () => {
    const { figures } = readingOf(
      '建议情况',
      '大会共收到建议38件。',
      '1.聚焦农业农村的有6件；',
      '2.关于校园周边的3件；',
      '3.其他方面有29件。',
    );
    expect(figures.map(({ exact, indicator }) => [exact, indicator])).toEqual([
      ['38件', '建议'],
      ['6件', '建议'],
      ['3件', '建议'],
      ['29件', '建议'],
    ]);
  });

  test('has no name alone', () => {
    expect(only('聚焦农业农村的有6件。')).toMatchObject({ indicator: null, indicatorId: null });
  });

  test('has nothing from a paragraph that counts other things', () => {
    const { figures } = readingOf(
      '建议情况',
      '大会有代表38人。',
      '1.聚焦农业农村的有6件；',
      '2.新建公园3个。',
    );
    expect(figures.map(({ indicator }) => indicator)).toEqual(['代表', null, '公园']);
  });
});
