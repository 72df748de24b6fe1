import { describe, expect, test } from 'vitest';
import { figuresIn } from './figures-in.ts';

const names = (paragraph: string) => figuresIn(paragraph).map(({ indicator }) => indicator);
const named = (paragraph: string) =>
  figuresIn(paragraph).map(({ indicator, indicatorId }) => [indicator, indicatorId]);

describe('a row of figures', () => {
  test.each([
    ['家电、汽车、家具分别增长6.1%、8.3%和2.6%。', ['家电', '汽车', '家具']],
    ['家电、汽车、家具依次增长6.1%、8.3%和2.6%。', ['家电', '汽车', '家具']],
    ['小麦、玉米各增5.1%、3.6%。', ['小麦', '玉米']],
    ['蔬菜、水果价格分别上涨1.2%和下降3.5%。', ['蔬菜价格', '水果价格']],
    ['货物、集装箱吞吐量分别为8317万吨和126.6万标箱。', ['货物吞吐量', '集装箱吞吐量']],
    ['以家电、汽车分别增长5.1%、3.6%。', ['家电', '汽车']],
    ['煤炭开采和洗选业、石油和天然气开采业分别增长3.1%、2.6%。', ['煤炭开采和洗选业', '石油和天然气开采业']],
    ['城乡低保标准分别提高到860元、720元。', ['城乡低保标准', '城乡低保标准']],
    ['茶叶、蚕茧产值约为36亿元、18亿元。', ['茶叶产值', '蚕茧产值']],
  ])('is dealt out to as many names: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('of two headline indicators is dealt out to them', () => {
    expect(named('税收收入和外贸进出口总额分别增长3.1%、2.6%。')).toEqual([
      ['税收收入', 'tax-revenue'],
      ['外贸进出口总额', 'foreign-trade'],
    ]);
  });

  test.each([
    ['家电、汽车、家具分别增长6.1%、8.3%。', 'more names'],
    ['家电、汽车分别增长6.1%、8.3%和2.6%。', 'fewer names'],
    ['不锈钢制品、灯具、家具由增转降，跌幅分别为4.1%、0.8%。', 'more names, in the clause before'],
    ['分别增长6.1%、8.3%。', 'none at all'],
  ])('has none in %s: %s', (paragraph) => {
    expect(names(paragraph).every((name) => name === null)).toBe(true);
  });

  test('is not dealt out without that word, but for as many names', () => {
    expect(names('茶叶、蚕茧产值36亿元、18亿元。')).toEqual(['茶叶、蚕茧产值', '茶叶、蚕茧产值']);
    expect(names('东、中、西部地区业务量占比为72.8%、18.7%和8.5%。')).toEqual([
      '东部地区业务量占比',
      '中部地区业务量占比',
      '西部地区业务量占比',
    ]);
    expect(new Set(names('家电、汽车、家具零售额达到72亿元、18亿元。')).size).toBe(1);
  });

  test('is of its names, and not of what they did, unless they are places', () => {
    expect(names('乡镇财政、医保基金、个人分别承担36元、28元和6元。')).toEqual([
      '乡镇财政',
      '医保基金',
      '个人',
    ]);
  });

  test('of one figure is none', () => {
    expect(names('家电、汽车分别增长6.1%。')).not.toEqual(['家电']);
    expect(names('家电、汽车分别增长6.1%，粮食增长8.3%。')[1]).toBe('粮食');
  });

  test('of several units needs 分别, and goes on with a joint only', () => {
    expect(names('货物、集装箱吞吐量为8317万吨和126.6万标箱。')[1]).not.toBe('集装箱吞吐量');
    expect(names('货物、集装箱吞吐量分别为8317万吨和铁路126.6万标箱。')[1]).not.toBe('集装箱吞吐量');
  });

  test('has no change of what it was before', () => {
    expect(
      figuresIn('茶叶产值36亿元，家电、汽车分别增长5.1%、3.6%。').map(({ changeOf }) => changeOf),
    ).toEqual([null, null, null]);
  });
});

describe('names that stand in the clause before', () => {
  test.each([
    ['不锈钢制品、灯具由增转降，跌幅分别为4.1%、0.8%。', ['不锈钢制品', '灯具']],
    ['家电、汽车则双双走高，增幅分别为4.1%、0.8%。', ['家电', '汽车']],
    ['家电和汽车都回暖，增幅分别为4.1%、0.8%。', ['家电', '汽车']],
  ])('are dealt out when they are as many: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });
});

describe('what several names share', () => {
  test.each([
    ['家电、汽车、家具零售额分别增长6.1%、8.3%和2.6%。', ['家电零售额', '汽车零售额', '家具零售额']],
    ['家电零售额、汽车零售额分别增长6.1%、8.3%。', ['家电零售额', '汽车零售额']],
    ['家电产量、汽车零售额分别增长6.1%、8.3%。', ['家电产量', '汽车零售额']],
    ['金属制品（含五金）、电子信息增加值分别增长6.1%、8.3%。', ['金属制品增加值', '电子信息增加值']],
    ['西、中、东通道分别开行186列、126列和86列。', ['西通道', '中通道', '东通道']],
    ['小麦、玉米、产量分别增长6.1%、8.3%和2.6%。', ['小麦', '玉米', '产量']],
    ['东部、西部投资分别增长5.1%、3.6%。', ['投资', '投资']],
  ])('stands once, at the end: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('may make headline indicators of them', () => {
    expect(named('城镇和农村居民人均可支配收入分别为4.2万元、2.6万元。')).toEqual([
      ['城镇居民人均可支配收入', 'urban-disposable-income'],
      ['农村居民人均可支配收入', 'rural-disposable-income'],
    ]);
  });
});

describe('places and times before 分别', () => {
  test.each([
    ['对东盟、欧盟分别进出口86.3亿元、62.6亿元。', ['进出口', '进出口']],
    ['一季度、二季度分别完成投资26亿元、38亿元。', ['投资', '投资']],
    ['江苏、浙江分别新建学校26所、38所。', ['学校', '学校']],
    ['柑业商会对东盟、欧盟分别出口86.3亿元、62.6亿元。', ['出口', '出口']],
    ['粮食产量86万吨，南安村、北安村分别为26万吨、18万吨。', ['粮食产量', '粮食产量', '粮食产量']],
    ['发件量6.5亿件，产值86亿元，江苏、浙江分别为1.2亿件和2.3亿件。', ['发件量', '产值', '发件量', '发件量']],
    ['快递业务量6.5亿件，江苏、浙江分别为1.2亿件和2.3亿件。', ['快递业务量', '快递业务量', '快递业务量']],
    ['开行班列86列，西安、成都、义乌分别发出26列、18列、9列。', ['班列', '班列', '班列', '班列']],
    ['台山市、开平市分别为26万吨、18万吨。', [null, null]],
    ['粮价上涨3.1%，江苏、浙江分别为26万吨和38万吨。', ['粮价', null, null]],
    ['快递业务量6.5亿件，江苏、浙江分别增加1.2亿件和2.3亿件。', ['快递业务量', '快递业务量', '快递业务量']],
    ['业务量增长6.5%，其他、东部分别增长1.2%和2.3%。', ['业务量', '业务量', '业务量']],
  ])('are no names of what is counted: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('carry a headline indicator on', () => {
    expect(named('粮食产量86万吨，江苏、浙江分别为26万吨和38万吨。')[2]).toEqual([
      '粮食产量',
      'grain-output',
    ]);
  });
});

describe('the row before', () => {
  const about = (paragraph: string) =>
    figuresIn(paragraph).map(({ indicator, changeOf }) => [indicator, changeOf]);

  test.each([
    [
      '招引项目26个，总投资86.3亿元，分别增长25.3%和82.9%。',
      [
        ['项目', 'f1'],
        ['总投资', 'f2'],
      ],
    ],
    [
      '招引项目26个、签约企业38家，同比分别增长25.3%和82.9%。',
      [
        ['项目', 'f1'],
        ['企业', 'f2'],
      ],
    ],
    [
      '家电、家具零售额分别为6.1亿元、8.3亿元，分别增长25.3%和82.9%。',
      [
        ['家电零售额', 'f1'],
        ['家具零售额', 'f2'],
      ],
    ],
    [
      '家电、家具零售额分别为6.1亿元、8.3亿元，增长25.3%、82.9%。',
      [
        ['家电零售额', 'f1'],
        ['家具零售额', 'f2'],
      ],
    ],
    [
      '货运量86万吨、客运量26万人次，前者增8.3%，后者减2.4%。',
      [
        ['货运量', 'f1'],
        ['客运量', 'f2'],
      ],
    ],
  ])('is what a row of changes goes with: %s', (paragraph, expected) => {
    expect(about(paragraph).slice(2)).toEqual(expected);
  });

  test('is what a row of shares is about, which are no changes of it', () => {
    expect(
      about('西、中、东通道分别开行186列、126列和86列，占比依次为46.7%、31.7%、21.6%。').slice(3),
    ).toEqual([
      ['西通道', null],
      ['中通道', null],
      ['东通道', null],
    ]);
  });

  test('is what a second row of changes goes back to', () => {
    expect(
      about('接待游客26万人次，旅游收入8亿元，同比分别增长8.2%、9.1%，比2019年分别增长24.8%、18.1%。').slice(
        2,
      ),
    ).toEqual([
      ['游客', 'f1'],
      ['旅游收入', 'f2'],
      ['游客', 'f1'],
      ['旅游收入', 'f2'],
    ]);
  });

  test('is longer than the row of 前两者', () => {
    expect(
      about('家电、汽车、家具零售额分别为6.1亿元、8.3亿元和2.6亿元，前两者各增12.3%、4.9%。').slice(3),
    ).toEqual([
      ['家电零售额', 'f1'],
      ['汽车零售额', 'f2'],
    ]);
  });

  test('is not longer otherwise', () => {
    expect(about('家电、汽车、家具零售额分别为6.1亿元、8.3亿元和2.6亿元，增长12.3%、4.9%。')[3]).not.toEqual([
      '家电零售额',
      'f1',
    ]);
  });

  test('has changes that are no amounts', () => {
    expect(
      about('货运量增长3.1%、客运量26万人次、码头吞吐量6万吨，前者增8.3%，后者减2.4%。').slice(3),
    ).toEqual([
      ['客运量', 'f2'],
      ['码头吞吐量', 'f3'],
    ]);
  });

  test('is one of changes that a second row goes on about', () => {
    expect(
      about('家电、家具产值分别增长6.1%、8.3%，增速分别提高0.3个和0.9个百分点。')
        .slice(2)
        .map(([name]) => name),
    ).toEqual(['家电产值', '家具产值']);
  });
});

describe('words that point back', () => {
  test.each([
    ['发生火灾60起，直接损失80万元，两项指标同比分别下降6%、8%。', ['火灾', '直接损失', '火灾', '直接损失']],
    ['存款36亿元，贷款28亿元，二者分别增长6%、8%。', ['存款', '贷款', '存款', '贷款']],
  ])('deal out what was told before: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('two times that one thing is measured against', () => {
    const [first, second] = figuresIn(
      '建成学校9所，空置率为6.1%，同比、环比分别下降0.3个百分点、0.2个百分点。',
    ).slice(2);
    expect(first).toMatchObject({ indicator: '空置率', basis: '同比' });
    expect(second).toMatchObject({ indicator: '空置率', basis: '环比' });
  });

  test('rates in either unit are one row', () => {
    expect(names('家电、汽车、家具分别增长36%、48%和1.2倍。')).toEqual(['家电', '汽车', '家具']);
  });
});
