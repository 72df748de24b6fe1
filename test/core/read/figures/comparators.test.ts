import { describe, expect, test } from 'vitest';
import { figuresIn, only } from './figures-in.ts';

describe('a bound before the number', () => {
  test.each([
    ['不少于8个。', 'gte'],
    ['增长不低于8%。', 'gte'],
    ['不得少于8个。', 'gte'],
    ['至少8家。', 'gte'],
    ['≥8个。', 'gte'],
    ['突破340家。', 'gt'],
    ['超70家。', 'gt'],
    ['超过70家。', 'gt'],
    ['逾70家。', 'gt'],
    ['高于5%。', 'gt'],
    ['>8个。', 'gt'],
    ['＞8个。', 'gt'],
    ['不超过3%。', 'lte'],
    ['不高于3%。', 'lte'],
    ['不得超过8个。', 'lte'],
    ['严禁突破8个。', 'lte'],
    ['最多8个。', 'lte'],
    ['≤8个。', 'lte'],
    ['近200人。', 'lt'],
    ['接近200人。', 'lt'],
    ['不足5件。', 'lt'],
    ['不到5件。', 'lt'],
    ['低于5%。', 'lt'],
    ['<8个。', 'lt'],
    ['约40个。', 'approx'],
    ['大约40个。', 'approx'],
    ['建成40个。', 'eq'],
  ])('%s is %s', (paragraph, comparator) => {
    expect(only(paragraph).comparator).toBe(comparator);
  });

  test('may have a verb behind it', () => {
    expect(only('不少于完成8个。').comparator).toBe('gte');
    expect(only('超过了8个。').comparator).toBe('gt');
    expect(only('至少要达到8个。').comparator).toBe('gte');
  });
});

describe('a bound behind the unit', () => {
  test.each([
    ['增长8%以上。', 'gte'],
    ['达8亿元以上。', 'gte'],
    ['控制在3%以内。', 'lte'],
    ['3%以下。', 'lte'],
    ['48小时内办结。', 'lte'],
    ['15日内办结。', 'lte'],
    ['企业诉求48小时之内回应。', 'lte'],
    ['100人不止。', 'gt'],
    ['增长8%左右。', 'approx'],
    ['40人上下。', 'approx'],
  ])('%s is %s', (paragraph, comparator) => {
    expect(only(paragraph).comparator).toBe(comparator);
  });

  test('holds for both units when the second stands in brackets', () => {
    expect(figuresIn('面积1公顷（15亩）以下。').map(({ comparator }) => comparator)).toEqual(['lte', 'lte']);
    expect(figuresIn('面积突破2万公顷（30万亩）。').map(({ comparator }) => comparator)).toEqual([
      'gt',
      'gt',
    ]);
  });
});

describe('a word that only holds a bound', () => {
  test.each([
    '节约300万元。',
    '签约300万元。',
    '预约300人。',
    '合约300份。',
    '最近3天。',
    '附近3家。',
    '打破3项。',
    '反超70家。',
    '超额完成70家。',
    '8个内容。',
    '室内8个。',
    '8亿元许可。',
  ])('%s is plain', (paragraph) => {
    expect(only(paragraph).comparator).toBe('eq');
  });
});

describe('a bound and 余 or 多', () => {
  test.each([
    ['300余家。', 'gt'],
    ['约100余人。', 'approx'],
    ['近100多人。', 'lt'],
    ['超过100多人。', 'gt'],
  ])('%s is %s', (paragraph, comparator) => {
    expect(only(paragraph).comparator).toBe(comparator);
  });
});

test('a range has no other comparator', () => {
  expect(only('增长约5%—6%。').comparator).toBe('range');
});

describe('a bound of a share stands before its whole', () => {
  test.each([
    ['资助不超过设备投资的三成。', 'lte'],
    ['标准不低于最低工资的1.2倍。', 'gte'],
    ['人均面积不到全国平均水平的八成。', 'lt'],
    ['强度不及全省水平的一半以上，仅为60%。', 'eq'],
    ['约占总人口的12%。', 'approx'],
    ['远低于条例允许的8%上限。', 'eq'],
  ])('%s', (paragraph, comparator) => {
    expect(only(paragraph).comparator).toBe(comparator);
  });
});

describe('a bound', () => {
  test.each([
    ['价格不高于每斤15元。', 'lte'],
    ['给予最高30万元的补贴。', 'lte'],
    ['最高奖励10万元。', 'lte'],
    ['最高30米。', 'eq'],
    ['最长3.2米。', 'eq'],
    ['最长30天。', 'lte'],
    ['灌满2吨水。', 'eq'],
    ['约合30万亩。', 'approx'],
    ['贷款额度最高20万元。', 'lte'],
    ['一天300碗打底。', 'gte'],
  ])('%s is %s', (paragraph, comparator) => {
    expect(only(paragraph).comparator).toBe(comparator);
  });

  test('behind the second of two numbers holds for both', () => {
    expect(figuresIn('两率稳定在81%和79%左右。').map(({ comparator }) => comparator)).toEqual([
      'approx',
      'approx',
    ]);
  });
});
