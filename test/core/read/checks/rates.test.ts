import { describe, expect, test } from 'vitest';
import { passes, readingOf } from './checks-in.ts';

describe('a rate', () => {
  test.each([
    '水质综合合格率达103.5%。',
    '空气质量优良天数比例为108%。',
    '城镇登记失业率为112%。',
    '高技术制造业占比达到120%。',
    '税收收入占一般公共预算收入比重为170%。',
    '外来人员占全镇人口的130%。',
    '参保率达到208%。',
    '疫苗全程接种覆盖率超160%。',
    '酒店平均入住率为百分之一百二十。',
  ])('cannot be as high: %s', (line) => {
    expect(passes('rate-ceiling', line)).toEqual([false]);
  });

  test.each(['疫苗全人群接种覆盖率超106%。', '年度投资计划完成率达112.4%。', '学前教育毛入学率为103%。'])(
    'may exceed the registered or the planned: %s',
    (line) => {
      expect(passes('rate-ceiling', line)).toEqual([true]);
    },
  );

  test.each([
    '水质合格率达100%。',
    '水质合格率提高120%。',
    '完成投资30亿元，占年度计划的106%。',
    '新品销售额是去年的130%。',
    '负债率为130%。',
    '经济贡献率达118%。',
    '失业率不超过130%。',
    '合格率在130%以下。',
    '合格率达标的企业增长120%。',
  ])('is not in question: %s', (line) => {
    expect(passes('rate-ceiling', line)).toEqual([]);
  });

  test('is told in percent', () => {
    expect(readingOf('水质综合合格率达103.5%。').checks).toEqual([
      { code: 'rate-ceiling', figures: ['f1'], expected: '100', got: '103.5', pass: false },
    ]);
  });
});

describe('shares of one whole', () => {
  const SECTORS = '第一产业就业人员占22.9%；第二产业就业人员占29.1%；第三产业就业人员占48.0%。';

  test('are no more than the whole together', () => {
    expect(passes('shares-sum', SECTORS)).toEqual([true]);
    expect(passes('shares-sum', '甲类企业占33.4%，乙类企业占33.4%，丙类企业占33.3%。')).toEqual([true]);
    expect(passes('shares-sum', '甲类企业占20%，乙类企业占30%。')).toEqual([true]);
    expect(passes('shares-sum', '本地游客占60%，省内游客占30%，其他占20%。')).toEqual([false]);
    expect(passes('shares-sum', '三次产业分别占8.3%、46.8%和54.9%。')).toEqual([false]);
  });

  test.each([
    ['22.9', '32.9'],
    ['29.1', '39.1'],
    ['48.0', '84.0'],
  ])('fail with %s as %s', (number, planted) => {
    expect(passes('shares-sum', SECTORS.replace(number, planted))).toEqual([false]);
  });

  test.each([
    '参会者中女性占60%，党员占70%。',
    '女性教师占60%，青年教师占70%。',
    '工业企业占全市的60%，农业企业占全省的70%。',
    '制造业占60%。服务业占70%。',
    '工业投资占60%，民间投资占70%。',
    '外贸占GDP的60%，税收占收入的70%。',
  ])('%s overlap, or are of several', (line) => {
    expect(passes('shares-sum', line)).toEqual([]);
  });
});
