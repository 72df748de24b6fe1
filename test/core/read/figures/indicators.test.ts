import { describe, expect, test } from 'vitest';
import { figuresIn } from './figures-in.ts';
import { foldWidths } from '../../../../core/read/fold-widths.ts';
import { INDICATORS, OTHER_NAMES } from '../../../../core/read/figures/indicator-registry.ts';
import { inferredPriceBasisOf, lastIndicatorIn } from '../../../../core/read/figures/indicators.ts';

describe('the registry of indicators', () => {
  test('has slugs that are unique and kebab-case', () => {
    const slugs = INDICATORS.map(({ id }) => id);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(?:-[a-z]+)*\d*$/);
  });

  test('has no printed form that two indicators claim, or one claims twice', () => {
    const printed = [...INDICATORS.flatMap(({ zh, aliases }) => [zh, ...aliases]), ...OTHER_NAMES];
    expect(printed.filter((words, at) => printed.indexOf(words) !== at)).toEqual([]);
  });

  test('has printed forms as they stand in folded text, without a blank', () => {
    for (const { zh, en, aliases } of INDICATORS) {
      expect(en).toMatch(/^[A-Z]/);
      for (const words of [zh, ...aliases]) {
        expect(foldWidths(words)).toBe(words);
        expect(words).toMatch(/^\S{2,}$/);
      }
    }
  });

  test('finds every printed form as its own indicator', () => {
    for (const { id, zh, aliases } of INDICATORS) {
      for (const words of [zh, ...aliases])
        expect(lastIndicatorIn(words)).toEqual({ id, start: 0, end: words.length });
    }
  });
});

describe('the indicator of a clause', () => {
  test.each([
    ['地区生产总值', 'gdp', '地区生产总值'],
    ['全市GDP', 'gdp', 'GDP'],
    ['人均GDP', 'gdp-per-capita', '人均GDP'],
    ['人均地区生产总值', 'gdp-per-capita', '人均地区生产总值'],
    ['规上工业增加值', 'industrial-value-added', '规上工业增加值'],
    ['地方一般公共预算收入', 'general-public-budget-revenue', '地方一般公共预算收入'],
    ['城镇居民人均可支配收入', 'urban-disposable-income', '城镇居民人均可支配收入'],
    ['全体居民人均可支配收入', 'disposable-income-per-capita', '全体居民人均可支配收入'],
    ['工业技改投资', 'technical-upgrade-investment', '工业技改投资'],
    ['外贸进出口总额', 'foreign-trade', '外贸进出口总额'],
    ['城镇失业人员再就业', 'reemployment', '城镇失业人员再就业'],
    ['规模以上工业企业增加值', 'industrial-value-added', '规模以上工业企业增加值'],
    ['规上工业企业利润总额', 'industrial-profits', '规上工业企业利润总额'],
    ['社消零', 'retail-sales', '社消零'],
    ['货物进出口总额', 'foreign-trade', '货物进出口总额'],
    ['货物出口总额', 'exports', '货物出口总额'],
    ['城镇登记失业率', 'registered-unemployment-rate', '城镇登记失业率'],
    ['全国城镇调查失业率', 'surveyed-unemployment-rate', '城镇调查失业率'],
    ['常住人口城镇化率', 'urbanisation-rate', '常住人口城镇化率'],
    ['金融机构本外币各项存款余额', 'deposits', '本外币各项存款余额'],
    ['细颗粒物(PM2.5)年均浓度', 'pm25', '细颗粒物(PM2.5)年均浓度'],
  ])('%s is %s, by its longest form', (clause, id, words) => {
    const found = lastIndicatorIn(clause);
    expect([found?.id, clause.slice(found?.start, found?.end)]).toEqual([id, words]);
  });

  test('is the one that is printed last', () => {
    expect(lastIndicatorIn('地区生产总值中工业投资')?.id).toBe('industrial-investment');
  });

  test.each([
    '新建学校',
    '',
    '工业总产值',
    '工业增加值',
    '一般公共预算总收入',
    '地方财政收入',
    '户籍人口城镇化率',
    '人民币各项存款余额',
    '服务进出口总额',
    '工业生产总值',
    '工业用电量',
    '单位GDP能耗',
    '固定资产投资项目',
  ])('is none in %s', (clause) => {
    expect(lastIndicatorIn(clause)).toBeNull();
  });

  test.each([
    '民间固定资产投资',
    '限额以上社会消费品零售总额',
    '民营企业进出口总额',
    '城镇常住人口',
    '市本级一般公共预算收入',
  ])('is none in a part of one: %s, even behind another', (clause) => {
    expect(lastIndicatorIn(clause)).toBeNull();
    expect(lastIndicatorIn(`地区生产总值和${clause}`)).toBeNull();
  });

  test('is found in a long text as in a short one', () => {
    const clause = `${'产值总额增加'.repeat(20_000)}地区生产总值`;
    expect(lastIndicatorIn(`${clause}${'收入投资总额'.repeat(20_000)}`)).toEqual({
      id: 'gdp',
      start: clause.length - 6,
      end: clause.length,
    });
  });
});

describe('the price basis that is inferred', () => {
  test.each([
    ['gdp', 'change', null, '1', 'constant'],
    ['gdp', 'change', '同比', '1', 'constant'],
    ['industrial-value-added', 'change', '比上年', '1', 'constant'],
    ['retail-sales', 'change', null, '1', 'current'],
    ['gdp', 'change', '可比价', '1', null],
    ['gdp', 'change', '不变价格', '1', null],
    ['general-public-budget-revenue', 'change', '可比口径', '1', null],
    ['general-public-budget-revenue', 'change', '同口径', '1', null],
    ['consumer-prices', 'change', null, '1', null],
    ['gdp', 'level', null, 'CNY', null],
    ['gdp', 'change', null, 'CNY', null],
    ['gdp', 'change', null, 'pp', null],
    [null, 'change', null, '1', null],
    ['an-indicator-of-later', 'change', null, '1', null],
  ] as const)('%s, %s, %s, %s: %s', (id, kind, basis, baseUnit, inferred) => {
    expect(inferredPriceBasisOf(id, kind, basis, baseUnit)).toBe(inferred);
  });

  test('stands beside the printed basis, which it leaves as it is', () => {
    const [level, growth] = figuresIn('地区生产总值458.51亿元，增长2.8%。');
    expect([level?.basis, level?.inferredPriceBasis]).toEqual([null, null]);
    expect([growth?.basis, growth?.inferredPriceBasis]).toEqual([null, 'constant']);
  });
});
