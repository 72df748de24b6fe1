import { describe, expect, test } from 'vitest';
import { isTopicOfList, nameBeforeWords } from '../../../../core/read/figures/figure-indicator.ts';
import { figuresIn, only } from './figures-in.ts';

const named = (paragraph: string) =>
  figuresIn(paragraph).map(({ indicator, indicatorId }) => [indicator, indicatorId]);
const names = (paragraph: string) => figuresIn(paragraph).map(({ indicator }) => indicator);

describe('what a change is measured against is no part of the name', () => {
  test.each([
    ['利润比计划增加86万元。', '利润'],
    ['蔬菜价格较前一周上涨8%。', '蔬菜价格'],
    ['产值较“十二五”末翻一番。', '产值'],
    ['游客比疫情前的2019年增长12%。', '游客'],
  ])('%s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });
});

test.each(['公司累计投入86万元。', '省级再投入8.6亿元。', '三年累计投入1.5亿元。', '安吉计划投入860万元。'])(
  'who spends, and for how long, is not what it is spent on: %s',
  (paragraph) => {
    expect(only(paragraph).indicator).toBeNull();
  },
);

describe('the parts of a sentence before the number', () => {
  test.each([
    ['学校食堂，目前达到36家。', '学校食堂', 'the part before when nothing stands behind the comma'],
    ['数据显示，学校食堂达到36家。', '学校食堂', 'the part nearest to the number'],
    ['撂荒耕地，截至目前，共有860亩。', '撂荒耕地', 'the one before that'],
    ['学校食堂，记者获悉，达到36家。', '学校食堂', 'beyond one that names nobody’s number'],
    ['空气质量指数（AQI）优良率达96.2%。', '空气质量指数（AQI）优良率', 'with its bracket'],
    ['医保基金（含个人账户）12亿元。', '医保基金', 'without the bracket behind it'],
  ])('%s is about %s: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test.each([
    ['招商方面，达到36家。', 'an aside'],
    ['学校食堂，随着城市人口的不断增长他们到36家。', 'what the nearer part says itself'],
    ['学校食堂，截至目前，一共，达到36家。', 'what stands beyond three parts'],
  ])('names nothing in %s: %s', (paragraph) => {
    expect(only(paragraph).indicator).toBeNull();
  });

  test('that directly follows the figure before is about that one', () => {
    expect(names('新建教室86间图书室，共投入36万元。')[1]).toBeNull();
    expect(names('设计年产86万吨接种率，达到98%。')[1]).toBe('接种率');
  });
});

describe('a headline indicator in the clause', () => {
  test.each([
    ['固定资产投资在年内达到86亿元。', 'fixed-asset-investment'],
    ['固定资产投资项目达到86个。', null],
    ['第二产业对地区生产总值增长的贡献率为12.6％。', null],
    ['空气质量指数（AQI）优良率达96.2%。', 'air-quality-rate'],
    ['固定资产投资在全市各级各部门的共同努力之下完成86亿元。', null],
  ])('names the number when nothing but a few words stand between: %s', (paragraph, id) => {
    expect(only(paragraph).indicatorId).toBe(id);
  });

  test.each([
    ['外贸稳步回升，出口62.3亿元，进口18.6亿元。', ['exports', 'imports']],
    ['外贸进口下降，出口增长4.1%。', ['exports']],
    ['外贸回暖，进出口86.3亿元。', ['foreign-trade']],
    ['茶叶畅销，出口62.3亿元。', [null]],
    ['外贸回暖，出口26万吨。', [null]],
    ['外贸回暖，机电产品出口62.3亿元。', [null]],
    ['外贸回暖，以加工贸易方式进出口86亿元。', [null]],
  ])('is trade where money is, in a statement about trade: %s', (paragraph, ids) => {
    expect(figuresIn(paragraph).map(({ indicatorId }) => indicatorId)).toEqual(ids);
  });
});

describe('a headline indicator behind the number', () => {
  test.each([
    ['在同比增长4.6%的粮食产量中，早稻居多。', '粮食产量', 'grain-output'],
    ['同比增长4.6%的固定资产投资项目库。', null, null],
    ['在同比增长4.6%的茶叶收成中，春茶居多。', null, null],
  ])('names it when it ends the phrase: %s', (paragraph, indicator, indicatorId) => {
    expect(only(paragraph)).toMatchObject({ indicator, indicatorId });
  });
});

describe('a share', () => {
  test.each([
    ['外送电量187.3亿千瓦时，超过四成是“绿电”。', '外送电量'],
    ['参展企业326家，占七成。', '参展企业'],
    ['图书86万册，其中约三成可外借。', '图书'],
    ['茶园覆盖率86.2%，去年这一比例只有39.4%。', '茶园覆盖率'],
  ])('is of what was spoken of: %s', (paragraph, indicator) => {
    expect(names(paragraph)).toEqual([indicator, indicator]);
  });

  test.each([
    ['图书86万册，近两成读者常来。', ['图书', '读者']],
    ['超过四成是“绿电”。', [null]],
  ])('is of what stands behind it, or of nothing: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });
});

describe('what a number is compared with is not its name', () => {
  test.each([
    ['大豆单产比玉米高出126公斤。', ['大豆单产']],
    ['工业投资较上年多争取26亿元。', ['工业投资']],
    ['办理案件286件，比去年多26件。', ['案件', '案件']],
    ['旅客吞吐量8.6万人次，同比多1.2万人次。', ['旅客吞吐量', '旅客吞吐量']],
    ['小麦价格每斤1.28元，比玉米贵0.2元。', ['小麦价格', '小麦价格']],
    ['新增贷款占存款的62%。', ['贷款']],
    ['工业投资占固定资产投资的比重达32%。', ['工业投资']],
    ['文旅收入为预算的96.2%。', ['文旅收入']],
    ['夜间客流是平日的3倍。', ['夜间客流']],
    ['客运量恢复到往年的96%。', ['客运量']],
    ['失业率高于全国0.3个百分点。', ['失业率']],
    ['去化率比全省平均水平高2.1个百分点。', ['去化率']],
    ['公路投资86亿元，完成年度计划的96%。', ['公路投资', '公路投资']],
    ['完成年度计划的96%。', [null]],
    ['茶叶产值86亿元，比上年增长5.6%，快于全省0.3个百分点。', ['茶叶产值', '茶叶产值', '茶叶产值']],
  ])('%s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });
});

describe('words that say which of them, but not of what', () => {
  test.each([
    ['用电量86亿千瓦时，峰值6.2亿千瓦时。', ['用电量', '用电量'], 'the highest'],
    ['景区接待游客26万人次，单日最高3.6万人次。', ['游客', '游客'], 'of one day'],
    ['参观者达86万人次，日均3.6万人次。', ['参观者', '参观者'], 'of each day'],
    ['办理案件286件，审结262件。', ['案件', '案件'], 'those dealt with'],
    ['开行班列1.2万列，西宁以3218列居首。', ['班列', '班列'], 'who has most'],
    ['发送旅客26万人次，广州以8.3万人次位居第一。', ['旅客', '旅客'], 'who has most'],
    ['粮价上涨2.6%，城镇上涨1.8%，乡村下降0.6%。', ['粮价', '粮价', '粮价'], 'a part of them'],
    ['快递业务量6.5亿件，同城下降2.1%。', ['快递业务量', '快递业务量'], 'a part of them'],
    ['接待游客26万人次，首日3.6万人次。', ['游客', '游客'], 'of the first day'],
    ['快递业务量6.5亿件，同城增长1.2%。', ['快递业务量', '快递业务量'], 'a part of them'],
  ])('carry the name on: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test.each<[string, (string | null)[], string]>([
    ['引进企业26家，投资86亿元。', ['企业', '投资'], 'a measure is a name as well'],
    ['培训学员86人，平均年龄46岁。', ['学员', '平均年龄'], 'an age is one'],
    ['招引项目36个，其余12家商铺停业。', ['项目', '商铺'], 'what is counted stands behind'],
    ['剪报总数26万份。', ['剪报总数'], 'they have a name of their own'],
    ['西宁以3218列居首。', [null], 'nothing was said before'],
    ['收治患者126名，女性68名。', ['患者', '女性'], 'a part that is counted has its own name'],
  ])('carry nothing on in %s: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('a part is no change of the whole, and no headline indicator', () => {
    expect(figuresIn('进出口总额229亿元，增长3.1%，境外下降2.1%。')[2]).toMatchObject({
      indicator: '进出口总额',
      indicatorId: null,
      changeOf: null,
    });
  });
});

describe('how long something went on', () => {
  test.each([
    ['粮食总产量连续9年增长。'],
    ['连续12年无重大事故。'],
    ['客运量连续6年增长。'],
    ['过去5年住房成交活跃。'],
  ])('is not what was counted: %s', (paragraph) => {
    expect(only(paragraph).indicator).toBeNull();
  });
});

describe('a speed', () => {
  test('is what the length before a line measures', () => {
    expect(only('时速160公里线路开通。').indicator).toBe('时速');
  });
});

describe('a rank', () => {
  test.each([
    ['工业投资增速居全市第2位。', [['工业投资', 'industrial-investment']]],
    ['全县粮食产量位列全省第4位。', [['粮食产量', 'grain-output']]],
    ['空气质量排名第6位。', [['空气质量', null]]],
    ['电子信息产值规模居全省第2位。', [['电子信息产值', null]]],
    ['水产养殖，茶叶产量稳居全省第3位。', [['茶叶产量', null]]],
    ['增速居全省第3位。', [[null, null]]],
    ['茶叶走俏第3位。', [[null, null]]],
    [
      '地区生产总值312亿元，稳居全市第2位。',
      [
        ['地区生产总值', 'gdp'],
        ['地区生产总值', 'gdp'],
      ],
    ],
  ])('is of what stands before the words of ranking: %s', (paragraph, indicators) => {
    expect(named(paragraph)).toEqual(indicators);
  });
});

describe('an item of a list', () => {
  test.each([
    ['聚焦农业农村的有', true],
    ['关于校园周边的', true],
    ['涉及老旧小区改造的共', true],
    ['反映邻里纠纷的有', true],
    ['、其他方面有', true],
    ['其余', true],
    ['其余学校有', false],
    ['聚焦农业农村,有', false],
    ['建成的有', false],
    ['关于学校', false],
  ])('%s says of what matter, not what is counted: %s', (clause, is) => {
    expect(isTopicOfList(clause)).toBe(is);
  });
});

describe('a target without a number', () => {
  const of = (clause: string) => nameBeforeWords(`目标:${clause}平稳`, clause, 3 + clause.length);

  test.each([
    ['粮食产量保持', { words: '粮食产量', id: 'grain-output' }],
    ['水库库容保持', { words: '水库库容', id: null }],
    ['他们的', null],
    ['固定资产投资项目', { words: '固定资产投资项目', id: null }],
  ])('%s', (clause, name) => {
    expect(of(clause)).toEqual(name);
  });
});

describe('who or what stands behind, before or above', () => {
  test.each([
    ['为1.3万名60岁以上老年人体检。', '老年人', 'behind their age'],
    ['今年，完成率96%。', '完成率', 'a rate that begins as a verb does'],
    ['改造棚户区260套。', '棚户区', 'what ends as a place does'],
    ['全年培训3000人次。', '培训', 'the deed, of people'],
    ['以加工贸易方式进出口36亿元。', '加工贸易', 'the way in which it was traded'],
    ['发放1000元至3000元不等的补贴。', '补贴', 'behind a range that varies'],
  ])('%s is about %s: %s', (paragraph, indicator) => {
    expect(figuresIn(paragraph).at(-1)?.indicator ?? figuresIn(paragraph)[0]?.indicator).toBe(indicator);
  });

  test('where most of it was is no name', () => {
    expect(names('平均降雨量62毫米，最大为河口镇186毫米。')).toEqual(['平均降雨量', '平均降雨量']);
  });

  test('what is most is what a share is of', () => {
    expect(names('受理投诉900件，夜间投诉最多，占36%。')).toEqual(['投诉', '夜间投诉']);
  });

  test('a verb with its end is no name', () => {
    expect(names('今年，卖到海外86辆。')).toEqual([null]);
  });

  test('a number before the mark keeps its name', () => {
    expect(names('9个乡镇、6300人受益。')[1]).not.toBe('乡镇、');
  });
});
