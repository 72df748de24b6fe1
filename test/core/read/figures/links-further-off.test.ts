import { describe, expect, test } from 'vitest';
import { figuresIn, linked } from './figures-in.ts';

describe('a growth', () => {
  test.each([
    [
      'behind a bracket is of what stands before it',
      '招生3200人（艺术类360人、体育类240人），比上年增加120人。',
      '120人',
      '3200人',
    ],
    [
      'in points is of the rate, not of how far that is from another',
      '失业率4.8%，低于全国0.4个百分点，较上月回落0.2个百分点。',
      '0.2个百分点',
      '4.8%',
    ],
    [
      'by an amount is of an amount',
      '存款余额5218.4亿元，增长9.6%，比年初增加438.7亿元。',
      '438.7亿元',
      '5218.4亿元',
    ],
    [
      'by some things is of no place in a row',
      '企业达287家，居全国第8位，较去年底净增96家。',
      '96家',
      '287家',
    ],
    [
      'told twice is of one level',
      '贷款余额1023.6亿元，比年初新增96.2亿元，增速10.4%。',
      '10.4%',
      '1023.6亿元',
    ],
    [
      'that grew more is of the growth',
      '存款1200亿元，比年初增加86亿元，增长7.7%，同比多增12亿元。',
      '12亿元',
      '86亿元',
    ],
    ['is not of what it is compared with', '接警量较去年同期的1350起下降12%，为1188起。', '12%', '1188起'],
    [
      'is not of the level of the year before',
      '利润83.6亿元，去年同期为61.2亿元，增长36.6%。',
      '36.6%',
      '83.6亿元',
    ],
    ['is not of the peak before', '鸡蛋每公斤10.2元，较10月高点11.5元累计下跌11%。', '11%', '10.2元'],
    [
      'before 的 is of the level behind',
      '同比增长8.6%的工业用电量，达到32.5亿千瓦时。',
      '8.6%',
      '32.5亿千瓦时',
    ],
    ['may be told since a census', '平均每户2.58人，比“六普”时少0.41人。', '0.41人', '2.58人'],
    [
      'of several kinds goes by its row',
      '引进项目23个，投资97.3亿元，利用外资1.05亿美元，分别增长35.3%、12.9%和2.1倍。',
      '35.3%',
      '23个',
    ],
  ])('%s', (_, paragraph, change, level) => {
    expect(linked('changeOf', paragraph)).toMatchObject({ [change]: level });
  });

  test.each([
    ['列全国第29位，较上年前进7位。', 'increase'],
    ['列全国第29位，较上年后移7位。', 'decrease'],
  ])('of a rank: %s', (paragraph, direction) => {
    const [rank, moved] = figuresIn(paragraph);
    expect(moved).toMatchObject({ kind: 'change', direction, changeOf: rank?.id });
  });
});

describe('a bound', () => {
  test.each([
    ['的占', '月收入5000元至8000元的占41%。', { '5000元至8000元': '41%' }],
    [
      'with its noun left out',
      '年产值50亿元以上企业2家、10亿元以上14家。',
      { '50亿元': '2家', '10亿元': '14家' },
    ],
    ['before a noun of one character', '人口不足20万的县2个。', { '20万': '2个' }],
    ['in a clause before', '收入超过20万元的果农，镇上有130户。', { '20万元': '130户' }],
    ['of what fell in number', '生均拨款不到1.2万元的省份，已由9个减至2个。', { '1.2万元': '9个' }],
    ['of a stretch', '埋深超过1000米的洞段就有11.8公里。', { '1000米': '11.8公里' }],
    ['of a voltage', '建成220千伏变电站14座、110千伏变电站55座。', { '220千伏': '14座', '110千伏': '55座' }],
    ['of each of those before', '全市36个乡镇降雨量超过100毫米。', { '100毫米': '36个' }],
    [
      'before another',
      '投资1000万元以上、就业50人以上的项目有12个。',
      { '1000万元': '12个', '50人': '12个' },
    ],
    ['of a class', '初中46人以上班级减少72个。', { '46人': '72个' }],
  ])('%s', (_, paragraph, expected) => {
    expect(linked('qualifies', paragraph)).toEqual(expected);
  });

  test.each([
    ['20家企业总产值超过10亿元。'],
    ['企业产值超过10亿元，税收超过2亿元。'],
    ['变电站投资1200万元，线路36公里。'],
  ])('but not: %s', (paragraph) => {
    expect(linked('qualifies', paragraph)).toEqual({});
  });
});

describe('a bracket of the same dimension', () => {
  test('restates what stands before it', () => {
    expect(linked('sameAs', '种苹果23.6万亩（1.57万公顷）。')).toEqual({ '1.57万公顷': '23.6万亩' });
    expect(linked('sameAs', '种苹果23.6万亩（约1.57万公顷左右）。')).toEqual({ '1.57万公顷': '23.6万亩' });
  });

  test('says something of its own when it goes on', () => {
    expect(linked('sameAs', '销售额9.8亿元（980万元来自出口）。')).toEqual({});
  });
});
