import { describe, expect, test } from 'vitest';
import { figuresIn, only } from './figures-in.ts';

describe('what money is spent on', () => {
  test.each([
    ['安排3600万元用于农村公路养护。', '农村公路养护'],
    ['安排3600万元，重点用于支持中小学扩建等。', '中小学扩建'],
    ['技能补贴方面，全市已发放3600万元。', '技能补贴'],
    ['养老金支出3600万元，用于发放补贴。', '养老金支出'],
  ])('%s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });
});

describe('what stands behind a counter', () => {
  test.each([
    ['关停3家的养猪场。', '养猪场', 'behind 的'],
    ['26台新型收割机作业。', '新型收割机', 'which begins as a verb does'],
    ['新增2座养殖舱。', '养殖舱', 'which begins as a verb does, in no list'],
    ['11户不符合条件的贫困户搬迁。', '贫困户', 'without its 的-clause'],
    ['发出3个录用通知。', '录用通知', 'which begins with a verb, but is short'],
    ['新增5项国际标准。', '国际标准', 'before the sentence ends'],
    ['70余家企业参展。', '企业', 'behind 余'],
    ['扶持12家龙头企业带动农户增收。', '龙头企业', 'without what it does'],
    ['给予12户企业贴息。', '企业', 'without what it gets'],
    ['举办26场招聘会。', '招聘会', 'of times'],
    ['开展26次送医下乡。', '送医下乡', 'of times that something is done'],
    ['26个“共享菜园”项目开园。', '“共享菜园”项目', 'with its quotation'],
    ['落实12个“放心早餐”门店。', '“放心早餐”门店', 'with its quotation'],
    ['来自12个省（区、市）的选手。', '省（区、市）', 'with the bracket that belongs to it'],
    ['增加26台公交车。', '公交车', 'of what was added'],
    ['卫生院26次送医下乡。', '送医下乡', 'and not who did it'],
    ['茶农用2.6吨菜籽饼肥。', '菜籽饼肥', 'in no list, as what stands before it'],
    ['茶叶企业26家抱团参展。', '茶叶企业', 'unless what stands before it is in the list'],
  ])('%s counts %s: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test('keeps the characters of the text', () => {
    expect(only('建成６家ＡＡＡ级景区。').indicator).toBe('ＡＡＡ级景区');
  });

  test.each([
    ['新建3家和5家。', [null, null]],
    ['床位由50个增加到80个。', ['床位', '床位']],
    ['停办的省份由9个减至2个。', ['省份', '省份']],
    ['26户改扩建了厂房和围墙。', [null]],
    ['（其中26个）学校开学。', [null]],
  ])('is no name when it goes on otherwise: %s', (paragraph, indicators) => {
    expect(figuresIn(paragraph).map(({ indicator }) => indicator)).toEqual(indicators);
  });
});

describe('what stands behind another unit', () => {
  test.each([
    ['铺设18公里燃气管道。', '燃气管道'],
    ['改造3.6万平方米厂房。', '厂房'],
    ['其中15.2%的影院亏损。', '影院'],
    ['近两成受访者表示满意。', '受访者'],
  ])('is what it measures or is a share of: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test.each([
    ['建成日处理3万吨的污水处理厂。', 'how much it deals with'],
    ['近两成仍未回应。', 'what is said of them'],
    ['近两成投资来自境外。', 'no people and no things'],
    ['其中15.2%企业亏损。', 'a share needs 的'],
    ['投入86万元购置设备。', 'what the money was spent for'],
    ['拿出86万元的企业。', 'who has the money'],
    ['全程3小时航班。', 'what lasts'],
    ['最热35℃地区。', 'what is warm'],
  ])('is not its name in %s: %s', (paragraph) => {
    expect(only(paragraph).indicator).toBeNull();
  });

  test.each([
    ['发放1.2亿元“乐购”消费券。', '“乐购”消费券'],
    ['争取2.6亿元专项债券。', '专项债券'],
    ['下达86万元困难救助资金给各地。', '困难救助资金'],
  ])('is money itself: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });
});

describe('a measure that says not of what', () => {
  test.each([
    ['总规模15亿元的项目落地。', '项目'],
    ['全长18公里左右的绿道建成。', '绿道'],
    ['投用全长2.6公里的水利工程。', '水利工程'],
    ['总面积86亩的茶园验收。', '茶园'],
  ])('leaves its name to what it modifies: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test('needs 的 for that', () => {
    expect(only('项目总投资2.6亿元。').indicator).toBe('项目总投资');
    expect(only('完成总投资2.6亿元的水利工程。').indicator).toBe('总投资');
    expect(only('总规模15亿元项目落地。').indicator).not.toBe('项目');
  });
});

describe('a threshold', () => {
  test.each([
    ['纳税1.2亿元以上企业36家。', ['企业', '企业']],
    ['在建1亿元以上的项目36个。', ['项目', '项目']],
    ['60周岁以上的老人免票。', ['老人']],
    ['60周岁老人免票。', ['老人']],
    ['内河3000吨级船舶可直达港口。', ['船舶']],
  ])('is about what it restricts, which stands behind it: %s', (paragraph, indicators) => {
    expect(figuresIn(paragraph).map(({ indicator }) => indicator)).toEqual(indicators);
  });

  test.each([
    ['产值1.2亿元以上企业36家。', ['产值', '企业']],
    ['工业投资1亿元以上的项目36个。', ['工业投资', '项目']],
    ['月销售额10万元以下的商户免税。', ['月销售额']],
  ])('is about what it bounds, where that stands before it: %s', (paragraph, indicators) => {
    expect(figuresIn(paragraph).map(({ indicator }) => indicator)).toEqual(indicators);
  });

  test('is no headline indicator', () => {
    expect(figuresIn('工业投资1亿元以上的项目36个。')[0]?.indicatorId).toBeNull();
    expect(figuresIn('固定资产投资超8亿元的有3个。')[0]?.indicatorId).toBeNull();
  });
});

describe('behind a counter', () => {
  test.each([
    ['带动3个县增收。', '县'],
    ['覆盖36个省（区、市）。', '省（区、市）'],
    ['5处集中式水源地纳入保护。', '集中式水源地'],
    ['14台燃煤锅炉拆除。', '燃煤锅炉'],
    ['打通三条“断头路”。', '断头路'],
    ['81种主要产品提价。', '主要产品'],
  ])('%s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test('村卫生室 is no village', () => {
    expect(only('改造12个村卫生室。').indicator).toBe('村卫生室');
  });
});

describe('behind an amount of money', () => {
  test.each([
    ['挽回3.6万元现金。', ['现金']],
    ['每月给予1500元、2500元的生活补贴。', ['生活补贴', '生活补贴']],
  ])('%s', (paragraph, indicators) => {
    expect(figuresIn(paragraph).map(({ indicator }) => indicator)).toEqual(indicators);
  });
});

describe('what is counted', () => {
  test.each([
    ['养了360只羊。', '羊'],
    ['拥有860名员工的行业龙头。', '员工'],
    ['起吊一片重268吨的钢梁。', '钢梁'],
  ])('%s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test('a stretch of years before 前的 parts no sentence', () => {
    expect(
      figuresIn('村集体收入由5年前的3万元增至126万元。')
        .map(({ indicator }) => indicator)
        .slice(1),
    ).toEqual(['村集体收入', '村集体收入']);
  });
});
