import { describe, expect, test } from 'vitest';
import { partsIn, passes, readingOf } from './checks-in.ts';

describe('a topic', () => {
  test.each([
    [
      'by its sum, in a paragraph of its own',
      ['新收案件420件，旧存31件。', '新收案件里，民事纠纷300件，商事纠纷120件。'],
      { '300件': '420件', '120件': '420件' },
    ],
    [
      'by its name',
      ['全年引进高校毕业生560名，教师42名。高校毕业生当中，硕士180名、博士25名。'],
      { '180名': '560名', '25名': '560名' },
    ],
    [
      'by its verb',
      ['收到投诉95件，办结88件，不予受理3件。办结的投诉中，退款52件，换货21件。'],
      { '88件': '95件', '52件': '88件', '21件': '88件' },
    ],
  ])('is known %s', (_, lines, parts) => {
    expect(partsIn(readingOf(...lines))).toEqual(parts);
  });

  test.each([
    ['of another name', '绿色贷款余额500亿元。住户贷款中，经营性贷款80亿元。'],
    ['that is a place', '全镇有农户420户。村里，养鸡的120户。'],
    ['that cannot hold them', '新收案件42件。新收案件里，民事纠纷300件。'],
    ['of another measure', '新收案件420件。新收案件里，涉案人员300人。'],
  ])('has no parts when it is one %s', (_, line) => {
    expect(partsIn(readingOf(line))).toEqual({});
  });
});

describe('rows', () => {
  test('break down what stands before them, column by column', () => {
    const line =
      '报案1,250件，估损7.6亿元。车险800件，估损4.1亿元；农险310件，估损2.2亿元；其他140件，估损1.3亿元。';
    expect(partsIn(readingOf(line))).toEqual({
      '800件': '1,250件',
      '310件': '1,250件',
      '140件': '1,250件',
      '4.1亿元': '7.6亿元',
      '2.2亿元': '7.6亿元',
      '1.3亿元': '7.6亿元',
    });
    expect(partsIn(readingOf(line.replace('310件', '311件').replace('2.2', '2.9')))).toEqual({});
  });

  test('may be paragraphs', () => {
    const lines = [
      '实施重点项目126个，总投资860亿元，年度投资186亿元。',
      '产业项目68个，总投资520亿元，年度投资110亿元。',
      '基础设施项目58个，总投资340亿元，年度投资76亿元。',
    ];
    expect(partsIn(readingOf(...lines))).toEqual({
      '68个': '126个',
      '58个': '126个',
      '520亿元': '860亿元',
      '340亿元': '860亿元',
      '110亿元': '186亿元',
      '76亿元': '186亿元',
    });
  });

  test('of one sentence may be told together behind them', () => {
    const line = '甲县造林3.2万亩、乙县4.6万亩、丙县2.8万亩，三县共完成造林10.6万亩。';
    expect(partsIn(readingOf(line))).toEqual({
      '3.2万亩': '10.6万亩',
      '4.6万亩': '10.6万亩',
      '2.8万亩': '10.6万亩',
    });
    expect(partsIn(readingOf(line.replace('10.6', '12.6')))).toEqual({});
    expect(passes('parts-sum', line.replace('10.6', '12.6'))).toEqual([]);
  });

  test('of two need three digits', () => {
    expect(partsIn(readingOf('保费61.8亿元，增长8%。财险19.4亿元，增长5%；寿险42.4亿元，增长9%。'))).toEqual({
      '19.4亿元': '61.8亿元',
      '42.4亿元': '61.8亿元',
    });
    expect(partsIn(readingOf('保费62亿元，增长8%。财险19亿元，增长5%；寿险43亿元，增长9%。'))).toEqual({});
  });

  test('of a pair need none', () => {
    const line = '普通高中51所，招生3.1万人。城区高中27所，县域24所。';
    expect(partsIn(readingOf(line))).toEqual({ '27所': '51所', '24所': '51所' });
    expect(partsIn(readingOf(line.replace('24所', '25所')))).toEqual({});
  });

  test('of two names right behind their whole need two digits, or three between commas', () => {
    expect(partsIn(readingOf('新增抓拍点36处，主城22处、国道14处。'))).toEqual({
      '22处': '36处',
      '14处': '36处',
    });
    expect(partsIn(readingOf('参保256万人，职工68万人，居民188万人。'))).toEqual({
      '68万人': '256万人',
      '188万人': '256万人',
    });
    expect(partsIn(readingOf('建成公园36个，学校22个，市场14个。'))).toEqual({});
    expect(partsIn(readingOf('建成公园36个，新建停车场20个、充电站16个。'))).toEqual({});
  });
});

describe('classes', () => {
  const opening = ['进出口额312.7亿元，增长11%。', '水果货值71.5亿元，榴莲46.8亿元。'];

  test('add up to a total some paragraphs before', () => {
    expect(
      partsIn(
        readingOf(...opening, '按贸易方式分，一般贸易198.6亿元，占63.5%，边境贸易72.9亿元，其他41.2亿元。'),
      ),
    ).toEqual({ '198.6亿元': '312.7亿元', '72.9亿元': '312.7亿元', '41.2亿元': '312.7亿元' });
  });

  test('end where those of another kind begin', () => {
    const line =
      '常住人口386.2万人。从年龄看，0—14岁52.1万人，15—59岁249.2万人，60岁以上84.9万人，65岁以上61.4万人。';
    expect(partsIn(readingOf(line))).toEqual({
      '52.1万人': '386.2万人',
      '249.2万人': '386.2万人',
      '84.9万人': '386.2万人',
    });
  });
});

describe('a bracket', () => {
  test('names some parts, or all', () => {
    expect(partsIn(readingOf('全市有博物馆27个（国有16个、民间11个），图书馆8个。'))).toEqual({
      '16个': '27个',
      '11个': '27个',
    });
    expect(partsIn(readingOf('全市有博物馆27个（去年22个、前年20个）。'))).toEqual({});
  });

  test('in a row of parts ends none', () => {
    expect(
      partsIn(readingOf('查处违法2160起，其中酒驾312起（含醉驾48起）、超速580起、闯红灯410起。')),
    ).toEqual({
      '312起': '2160起',
      '48起': '312起',
      '580起': '2160起',
      '410起': '2160起',
    });
  });
});

describe('parts behind', () => {
  test.each([
    [
      '当中',
      '登记纳税人187户，比年初多14户，当中个体户112户、企业70户。',
      { '112户': '187户', '70户': '187户' },
    ],
    ['里头', '查处违法790起，里头未戴头盔的就有460起，逆行170起。', { '460起': '790起', '170起': '790起' }],
    ['含', '开放床位226张，含重症床位96张、康复床位12张。', { '96张': '226张', '12张': '226张' }],
    ['分别为', '建成车站46座，分别为地下站30座、高架站15座。', { '30座': '46座', '15座': '46座' }],
    ['nothing but the counter', '抽查公厕120座，18座不能正常使用。', { '18座': '120座' }],
    ['有, of money', '下达3.8亿元扶持资金，有1.15亿元滞留两年。', { '1.15亿元': '3.8亿元' }],
  ])('%s', (_, line, parts) => {
    expect(partsIn(readingOf(line))).toEqual(parts);
  });

  test.each([
    ['a counter with another noun', '投入民警120名，18名辅警。'],
    ['含税', '销售额380万元，含税280万元。'],
    ['another count behind a semicolon', '判赔百万元以上的7件；标的额不足1万元的有960件。'],
  ])('but not %s', (_, line) => {
    expect(partsIn(readingOf(line))).toEqual({});
    expect(passes('part-within', line)).toEqual([]);
  });

  test.each([
    ['vehicles', '拥有客车1260台，其中电动车1020辆。', { '1020辆': '1260台' }],
    ['cases', '查处案件126宗，其中刑事案件12起。', { '12起': '126宗' }],
    ['companies', '新增企业86家，其中工业52户、服务业34户。', { '52户': '86家', '34户': '86家' }],
    ['projects, by their name', '签约项目36宗，其中10亿元以上项目5个。', { '5个': '36宗' }],
  ])('其中 may have another counter: %s', (_, line, parts) => {
    expect(partsIn(readingOf(line))).toEqual(parts);
  });

  test('其中 with another counter of other things are no parts', () => {
    expect(partsIn(readingOf('惠及乡镇36个，其中培训课程12项。'))).toEqual({});
  });

  test.each([['仅柑橘就达32万吨'], ['柑橘就有32万吨']])('a total, as %s', (words) => {
    expect(partsIn(readingOf(`水果产量56万吨，${words}。`))).toEqual({ '32万吨': '56万吨' });
  });

  test('其中 are of no average', () => {
    expect(partsIn(readingOf('养老床位860张，每千名老人拥有床位36张，其中护理型占六成。'))).toEqual({
      六成: '860张',
    });
  });

  test('其中 have what their whole has, by its name', () => {
    expect(
      partsIn(readingOf('学校112所，在校生8.3万人，教师6100人。其中，民办学校31所，在校生1.4万人。')),
    ).toEqual({
      '31所': '112所',
      '1.4万人': '8.3万人',
    });
  });

  test('其中 are of the one of their name', () => {
    expect(partsIn(readingOf('全市设考点12个、考场386个，其中市区考点5个、考场168个。'))).toEqual({
      '5个': '12个',
      '168个': '386个',
    });
  });

  test('their own 其中 are of one measure, and so no rows', () => {
    expect(partsIn(readingOf('卫技人员2906人，其中医生1018人、护士1547人；博士132人，硕士690人。'))).toEqual({
      '1018人': '2906人',
      '1547人': '2906人',
    });
  });
});
