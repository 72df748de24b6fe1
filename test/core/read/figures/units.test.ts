import { describe, expect, test } from 'vitest';
import { decimalOf, decimalText, times } from '../../../../core/read/figures/decimal.ts';
import { type Unit, printedUnitAt, sameDimension } from '../../../../core/read/figures/units.ts';
import { exactsIn, figuresIn, only } from './figures-in.ts';

function unitAt(text: string): Unit | null {
  return printedUnitAt(text)?.unit ?? null;
}

/** One of the unit, in its base unit. */
function oneOf(printed: string): readonly [string, string | null, string] {
  const unit = unitAt(printed);
  if (unit === null) throw new Error(`${printed} is no unit`);
  expect(unit.text).toBe(printed);
  return [decimalText(times(decimalOf('1'), unit.factor, 6)), unit.baseUnit, unit.kind];
}

describe('one of a unit in its base unit', () => {
  test.each([
    ['元', '1', 'CNY', 'level'],
    ['万元', '10000', 'CNY', 'level'],
    ['亿元', '100000000', 'CNY', 'level'],
    ['百亿元', '10000000000', 'CNY', 'level'],
    ['千亿元', '100000000000', 'CNY', 'level'],
    ['万亿元', '1000000000000', 'CNY', 'level'],
    ['万美元', '10000', 'USD', 'level'],
    ['亿美元', '100000000', 'USD', 'level'],
    ['%', '0.01', '1', 'ratio'],
    ['‰', '0.001', '1', 'ratio'],
    ['成', '0.1', '1', 'ratio'],
    ['倍', '1', '1', 'ratio'],
    ['折', '0.1', '1', 'ratio'],
    ['毛钱', '0.1', 'CNY', 'level'],
    ['分钱', '0.01', 'CNY', 'level'],
    ['/十万', '0.00001', '1', 'ratio'],
    ['/100万', '0.000001', '1', 'ratio'],
    ['个百分点', '1', 'pp', 'change'],
    ['百分点', '1', 'pp', 'change'],
    ['公里', '1000', 'm', 'length'],
    ['千米', '1000', 'm', 'length'],
    ['米', '1', 'm', 'length'],
    ['厘米', '0.01', 'm', 'length'],
    ['毫米', '0.001', 'm', 'length'],
    ['海里', '1852', 'm', 'length'],
    ['平方公里', '1000000', 'm2', 'area'],
    ['公顷', '10000', 'm2', 'area'],
    ['万公顷', '100000000', 'm2', 'area'],
    ['平方米', '1', 'm2', 'area'],
    ['万平方米', '10000', 'm2', 'area'],
    ['亩', '666.666667', 'm2', 'area'],
    ['万亩', '6666666.666667', 'm2', 'area'],
    ['立方米', '1', 'm3', 'level'],
    ['亿立方米', '100000000', 'm3', 'level'],
    ['升', '0.001', 'm3', 'level'],
    ['吨', '1000', 'kg', 'level'],
    ['万吨', '10000000', 'kg', 'level'],
    ['公斤', '1', 'kg', 'level'],
    ['千克', '1', 'kg', 'level'],
    ['斤', '0.5', 'kg', 'level'],
    ['克', '0.001', 'kg', 'level'],
    ['毫克', '0.000001', 'kg', 'level'],
    ['微克', '0.000000001', 'kg', 'level'],
    ['吨标准煤', '1000', 'kgce', 'level'],
    ['万吨标煤', '10000000', 'kgce', 'level'],
    ['千瓦时', '1', 'kWh', 'level'],
    ['亿千瓦时', '100000000', 'kWh', 'level'],
    ['兆瓦时', '1000', 'kWh', 'level'],
    ['千瓦', '1', 'kW', 'level'],
    ['万千瓦', '10000', 'kW', 'level'],
    ['兆瓦', '1000', 'kW', 'level'],
    ['万标箱', '10000', 'TEU', 'level'],
    ['岁', '1', 'a', 'level'],
    ['周岁', '1', 'a', 'level'],
    ['天', '1', 'd', 'level'],
    ['个工作日', '1', 'd', 'level'],
    ['万剂次', '10000', 'dose', 'count'],
    ['人次', '1', 'person-time', 'count'],
    ['亿人次', '100000000', 'person-time', 'count'],
    ['人', '1', 'person', 'count'],
    ['名', '1', 'person', 'count'],
    ['万户', '10000', 'household', 'count'],
    ['家', '1', 'item', 'count'],
    ['千个', '1000', 'item', 'count'],
    ['百台', '100', 'item', 'count'],
    ['微克/立方米', '1', 'ug/m3', 'ratio'],
    ['毫克/立方米', '1', 'mg/m3', 'ratio'],
    ['毫克/升', '1', 'mg/L', 'ratio'],
    ['元/平方米', '1', 'CNY/m2', 'ratio'],
    ['万元/人', '10000', 'CNY/person', 'ratio'],
  ])('1%s is %s %s, a %s', (printed, value, base, kind) => {
    expect(oneOf(printed)).toEqual([value, base, kind]);
  });

  test.each(['港元', '欧元', '个月', '小时', '分钟', '℃', '次', '场次', '班次', '吨/亩'])(
    '%s has no base that the reader knows',
    (printed) => {
      expect(unitAt(printed)).toMatchObject({ text: printed, baseUnit: null });
    },
  );
});

describe('where a unit ends', () => {
  test.each([
    ['个百分点以上', '个百分点'],
    ['个工作日', '个工作日'],
    ['个月内', '个月'],
    ['个项目', '个'],
    ['平方公里的', '平方公里'],
    ['人次左右', '人次'],
    ['吨标准煤。', '吨标准煤'],
    ['千瓦时电', '千瓦时'],
    ['千米跑', '千米'],
    ['剂次疫苗', '剂次'],
    ['美元债', '美元'],
    ['元人民币', '元'],
    ['万亿元', '万亿元'],
    ['微克/立方米，', '微克/立方米'],
    ['元/斗', '元'],
  ])('%s begins with %s, the longest that fits', (text, unit) => {
    expect(unitAt(text)?.text).toBe(unit);
  });

  test.each([
    '元旦',
    '成立',
    '家庭',
    '项目',
    '人大代表',
    '天然气',
    '户籍',
    '个性',
    '套餐',
    '月',
    '级别',
    '年代',
    '日报',
    '百',
    '千',
    '里',
    'kmh',
    'GB2',
    '',
  ])('%s begins with no unit', (text) => {
    expect(unitAt(text)).toBeNull();
  });
});

test('units of one dimension restate each other, units without a base never do', () => {
  const same = (a: string, b: string) => {
    const [one, other] = [unitAt(a), unitAt(b)];
    return one !== null && other !== null && sameDimension(one, other);
  };
  expect(same('公顷', '万亩')).toBe(true);
  expect(same('吨', '公斤')).toBe(true);
  expect(same('公里', '平方公里')).toBe(false);
  expect(same('吨', '吨标准煤')).toBe(false);
  expect(same('个月', '个月')).toBe(false);
});

describe('what is a unit of its own', () => {
  test.each([
    ['年', 'a', 'level'],
    ['岁', 'a', 'level'],
    ['天', 'd', 'level'],
    ['日', 'd', 'level'],
    ['级', null, 'level'],
    ['分', null, 'ratio'],
    ['番', '1', 'change'],
    ['个基点', 'pp', 'change'],
    ['元/公斤', 'CNY/kg', 'ratio'],
    ['元/千瓦时', 'CNY/kWh', 'ratio'],
    ['微克每立方米', 'ug/m3', 'ratio'],
    ['人/平方公里', 'person/km2', 'ratio'],
    ['万元/亩', null, 'ratio'],
    ['元/平方米·月', null, 'ratio'],
    ['万亿', null, 'count'],
    ['亿', null, 'count'],
    ['万', null, 'count'],
  ])('%s', (printed, baseUnit, kind) => {
    expect(unitAt(printed)).toMatchObject({ text: printed, baseUnit, kind });
  });

  test.each(['的', '，', '和', '以上', '大关', ''])('万 alone counts before %s', (behind) => {
    expect(unitAt(`万${behind}`)?.text).toBe('万');
  });

  test.each(['里长征', '众一心', '年', '户侯', '水千山'])('万 alone does not count before %s', (behind) => {
    expect(unitAt(`万${behind}`)?.text).not.toBe('万');
  });
});

test.each([
  ['多万元', '万元', 3, '多'],
  ['万多元', '万元', 3, '多'],
  ['余家', '家', 2, '余'],
  ['万余亩', '万亩', 3, '余'],
  ['几万元', '万元', 3, '几'],
  ['来人', '人', 2, '来'],
  ['年多', '年', 1, '多'],
  ['年有余', '年', 1, '余'],
  ['万元', '万元', 2, null],
  ['个多', '个', 1, null],
])('%s is printed of %s', (text, unit, length, more) => {
  expect(printedUnitAt(text)).toMatchObject({ unit: { text: unit }, length, more });
});

describe('a number in a unit', () => {
  test.each([
    ['工期5年。', '5年', 'a'],
    ['15日内办结。', '15日', 'd'],
    ['历时12天。', '12天', 'd'],
    ['年龄92岁。', '92岁', 'a'],
    ['用时30分钟。', '30分钟', null],
    ['得分92.5分。', '92.5分', null],
    ['气温35℃。', '35℃', null],
    ['风力8级。', '8级', null],
    ['用户突破3000万。', '3000万', null],
    ['成交额达2亿。', '2亿', null],
    ['资金100元人民币。', '100元', 'CNY'],
    ['收购价6元/公斤。', '6元/公斤', 'CNY/kg'],
    ['吸引1.5万户次。', '1.5万户次', 'item'],
  ])('%s', (paragraph, exact, baseUnit) => {
    expect(only(paragraph)).toMatchObject({ exact, baseUnit });
  });

  test('keeps what multiplies the unit out of the value', () => {
    expect(only('投资1.2万亿元。')).toMatchObject({
      value: '1.2',
      unit: '万亿元',
      normValue: '1200000000000',
    });
    expect(only('用了3万多亩。')).toMatchObject({ exact: '3万多亩', value: '3', unit: '万亩' });
  });

  // A word begins with the unit, and yet it is a longer one that is counted.
  test.each([
    ['将20家乡镇卫生院纳入', '20家'],
    ['有12家电商企业', '12家'],
    ['建成8个体育场馆', '8个'],
    ['表彰26名校长', '26名'],
    ['组建26支队伍', '26支'],
    ['组建26支队', '26支队'],
    ['走访8位居民', '8位'],
    ['发现3种植物', '3种'],
    ['开展10次日常检查', '10次'],
    ['安装12台风力发电机', '12台'],
    ['完成6项目标', '6项'],
    ['近八成都是新车', '八成'],
    ['3人均无大碍', '3人'],
    ['新增5条约12公里的绿道', '5条'],
  ])('%s', (text, exact) => {
    expect(exactsIn(`${text}。`)[0]).toBe(exact);
  });
  test.each([
    '打印3MBA。',
    '走完2.5万里长征。',
    '红十字会在十字路口宣传。',
    '新建3基地。',
    '3成立，3家庭，4个性，5项目。',
    '5番茄。',
  ])('is none in %s', (paragraph) => {
    expect(exactsIn(paragraph)).toEqual([]);
  });
});

describe('块', () => {
  test.each([
    ['工钱每天150块。', '150块', '150', 'CNY', 'level'],
    ['一个月多花了600块左右。', '600块', '600', 'CNY', 'level'],
    ['两本书卖15块8。', '15块8', '15.8', 'CNY', 'level'],
  ])('is money where money is spoken of: %s', (paragraph, exact, value, baseUnit, kind) => {
    expect(figuresIn(paragraph).find((figure) => figure.exact === exact)).toMatchObject({
      value,
      baseUnit,
      kind,
    });
  });

  test.each(['更换地砖1200块。', '付费安装太阳能板40块板子。'])(
    'counts pieces elsewhere: %s',
    (paragraph) => {
      expect(only(paragraph)).toMatchObject({ unit: '块', baseUnit: 'item', kind: 'count' });
    },
  );
});

test.each([
  ['有30万城镇失业人员再就业。', '30万'],
  ['受益的有二十多万群众。', '二十多万'],
])('万 alone counts before people of some kind: %s', (paragraph, exact) => {
  expect(only(paragraph)).toMatchObject({ exact, unit: '万' });
});
