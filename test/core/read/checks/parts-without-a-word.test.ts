import { describe, expect, test } from 'vitest';
import { partsIn, passes, readingOf } from './checks-in.ts';

describe('classes of a figure', () => {
  test.each([
    [['全年受理投诉900件。按渠道分，电话投诉500件，网络投诉300件。'], { '500件': '900件', '300件': '900件' }],
    [
      ['全市粮食总产量80万吨，增长2%。分品种看，稻谷55万吨、玉米15万吨。'],
      { '55万吨': '80万吨', '15万吨': '80万吨' },
    ],
    [
      [
        '发放贷款60亿元，惠及企业300家。',
        '从用途看，设备更新25亿元，厂房建设20亿元；分期限看，短期贷款40亿元。',
      ],
      { '25亿元': '60亿元', '20亿元': '60亿元', '40亿元': '60亿元' },
    ],
    [
      ['化解纠纷400起。按类型划分，邻里纠纷250起，其中噪音纠纷80起；劳资纠纷100起。'],
      { '250起': '400起', '80起': '250起', '100起': '400起' },
    ],
  ])('%j', (lines, parts) => {
    expect(partsIn(readingOf(...lines))).toEqual(parts);
  });

  test('that end with the rest must add up', () => {
    const line = '全年发生火灾86起。按原因分，电气火灾40起，用火不慎30起，其他原因16起。';
    expect(passes('parts-sum', line)).toEqual([true]);
    expect(passes('parts-sum', line.replace('30起', '31起'))).toEqual([false]);
  });

  test.each([
    ['a rate', '销售额增长5%。分行业看，批发业增长6%，零售业增长3%。'],
    ['an average', '人均可支配收入5万元。分城乡看，城镇居民6万元。'],
    ['another measure', '受理投诉900件。按渠道分，参与人员500人。'],
    ['more than the whole', '受理投诉900件。按渠道分，电话投诉1500件。'],
  ])('are no parts: %s', (_, line) => {
    expect(partsIn(readingOf(line))).toEqual({});
  });
});

describe('figures that add up', () => {
  test('to the one before them are its parts', () => {
    expect(partsIn(readingOf('接警152起，火灾扑救60起；抢险救援52起，社会救助40起。'))).toEqual({
      '60起': '152起',
      '52起': '152起',
      '40起': '152起',
    });
  });

  test('behind other things, with the rest', () => {
    expect(
      partsIn(readingOf('改造小区32个，涉及楼栋278幢。已完工11个，在建17个，余下4个明年开工。')),
    ).toEqual({
      '11个': '32个',
      '17个': '32个',
      '4个': '32个',
    });
  });

  test.each([
    ['one is what is left', '出口300.5亿元，进口200.2亿元，顺差100.3亿元。'],
    ['they are two of few digits', '建成公园12个，新建学校5个，改造市场7个。'],
    ['they are a row of their own', '三家分别拿出35元、30元和5元。'],
    ['they do not add up', '接警152起，火灾扑救60起；抢险救援52起，社会救助41起。'],
  ])('but no parts when %s', (_, line) => {
    expect(partsIn(readingOf(line))).toEqual({});
  });
});

describe('a share', () => {
  test('makes the number before it no part, which is for 其中 and lists to say', () => {
    expect(
      partsIn(readingOf('全年营业收入820.5亿元，净利润61.2亿元。数字业务收入208.4亿元，占营业收入的25.4%。')),
    ).toEqual({});
  });

  test('keeps classes from being those of the number that has it', () => {
    expect(
      partsIn(
        readingOf(
          '进出口820.5亿元，增长3%。民营企业进出口208.4亿元，占25.4%。从市场看，对东盟120.3亿元，对欧盟60.2亿元。',
        ),
      ),
    ).toEqual({ '120.3亿元': '820.5亿元', '60.2亿元': '820.5亿元' });
  });

  test('that fits nothing says nothing', () => {
    expect(partsIn(readingOf('全年营业收入820.5亿元。数字业务收入208.4亿元，占全省的31.4%。'))).toEqual({});
  });

  test('of a plan is none', () => {
    expect(partsIn(readingOf('概算投资112.7亿元，完成投资57.9亿元，占概算的51.4%。'))).toEqual({});
  });

  test('behind 其中 is a part itself', () => {
    expect(partsIn(readingOf('日均车流量4.2万辆次，其中货车占三成。'))).toEqual({ 三成: '4.2万辆次' });
    expect(partsIn(readingOf('完成投资42亿元，其中工业占比提高。民间投资占三成。'))).toEqual({});
  });
});

describe('parts by definition', () => {
  test('are told behind their whole', () => {
    expect(
      partsIn(readingOf('一般公共预算支出118亿元，增长2%。教育支出34亿元，增长3%；卫生健康支出9.8亿元。')),
    ).toEqual({
      '34亿元': '118亿元',
      '9.8亿元': '118亿元',
    });
  });

  test('of another year are none', () => {
    expect(partsIn(readingOf('2022年一般公共预算支出118亿元。2023年教育支出安排34亿元。'))).toEqual({});
  });
});

describe('some of what was counted', () => {
  test.each([
    ['一期11座车站已有9座封顶。', { '9座': '11座' }],
    ['村里286户人，如今有231户种菇。', { '231户': '286户' }],
    ['查出排污口186个，整治完的有120个，剩下六十多个正在施工。', { '120个': '186个', 六十多个: '186个' }],
    ['应用已进入97个行业中的74个。', { '74个': '97个' }],
    ['全市63家博物馆（含民办博物馆21家）向公众开放。', { '21家': '63家' }],
    ['建成淤地坝580座（中型以上160座）。', { '160座': '580座' }],
    [
      '税务部门入库税费36.84亿元。其中，税收20.07亿元，占比54.5%；社保费16.77亿元。',
      { '20.07亿元': '36.84亿元', '16.77亿元': '36.84亿元' },
    ],
    ['争取资金17.5亿元，比上年多1.9亿元，其中专项资金3.3亿元。', { '3.3亿元': '17.5亿元' }],
    ['其中有车站5座。', {}],
    ['到会代表300人，有的坐了12小时火车。', {}],
  ])('%s', (line, parts) => {
    expect(partsIn(readingOf(line))).toEqual(parts);
  });
});

test('the items of a list behind 其中 are parts, whether they are all or not', () => {
  const lines = ['安排资金12亿元，其中：', '•教育3亿元，增长5%', '•卫生2亿元，增长4%'];
  expect(partsIn(readingOf(...lines))).toEqual({ '3亿元': '12亿元', '2亿元': '12亿元' });
});

test('spending of a budget has its parts in lines of their own', () => {
  const lines = ['市本级一般公共预算支出90亿元，主要用于以下方面。', '教育支出15亿元。', '农林水支出6亿元。'];
  expect(partsIn(readingOf(...lines))).toEqual({ '15亿元': '90亿元', '6亿元': '90亿元' });
});
