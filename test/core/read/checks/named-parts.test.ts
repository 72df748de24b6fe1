import { describe, expect, test } from 'vitest';
import { partsIn, passes, readingOf } from './checks-in.ts';

describe('其中', () => {
  test.each([
    ['接待游客500万人次，其中过夜游客100万人次。', [true]],
    ['接待游客500万人次，其中过夜游客600万人次。', [false]],
    ['接待游客500万人次，增长6%。其中，过夜游客600万人次。', [false]],
    ['实施项目100个，其中10亿元以上项目30个。', [true]],
    ['实施项目100个，其中10亿元以上项目130个。', [false]],
    ['播种面积440万亩，其中水稻250万亩，玉米180万亩。', [true, true]],
    ['播种面积440万亩，其中水稻250万亩，玉米480万亩。', [true, false]],
    ['完成投资6.8亿元，其中工业投资6800万元。', [true]],
    ['完成投资6.8亿元，其中工业投资68000万元。', [true]],
    ['完成投资6.8亿元，其中工业投资68400万元。', [true]],
    ['完成投资6.8亿元，其中工业投资68600万元。', [false]],
    ['主桥的48根吊杆中有17根需要更换。', [true]],
    ['主桥的48根吊杆中有57根需要更换。', [false]],
  ])('%s', (line, expected) => {
    expect(passes('part-within', line)).toEqual(expected);
  });

  test.each([
    ['the part is measured in something else', '接待游客500万人次，其中门票收入800亿元。'],
    ['the total is only a bound', '接待游客超500万人次，其中过夜游客600万人次。'],
    ['the part is only bounded from above', '接待游客500万人次，其中过夜游客不足600万人次。'],
    ['it is an average', '居民人均可支配收入3.5万元，其中城镇居民4.2万元，农村居民2.6万元。'],
    ['it is an average behind a total', '存款余额5亿元，人均工资3.5万元，其中城镇4.2万元。'],
    ['a density follows', '公路通车里程100公里，其中高速公路8公里，公路密度138公里。'],
    ['another sentence stands in between', '新增就业200人。走访了困难家庭，其中毕业生300人。'],
    ['it may be a part of another total', '新增就业5500人，帮扶困难人员200人，其中毕业生3000人。'],
    ['what follows is another headline', '税收收入20亿元，其中增值税8亿元，固定资产投资300亿元。'],
  ])('is not checked when %s', (_, line) => {
    expect(passes('part-within', line)).not.toContain(false);
  });

  test('links rows of several columns to the total of each', () => {
    const totals = '全市有学校86所，学生9万人，教师8000人。';
    expect(partsIn(readingOf(`${totals}其中，小学60所，学生4万人；初中20所，学生3万人。`))).toEqual({
      '60所': '86所',
      '4万人': '9万人',
      '20所': '86所',
      '3万人': '9万人',
    });
    // The second row is of another shape, and the third too many.
    expect(
      partsIn(readingOf(`${totals}其中，小学60所，学生4万人；食堂20家，学生3万人。`)),
    ).not.toHaveProperty('3万人');
    expect(partsIn(readingOf('全市有学校86所。其中，小学60所；初中20所；高中30所。'))).toEqual({
      '60所': '86所',
      '20所': '86所',
    });
  });

  test('is understood where something is settled', () => {
    expect(partsIn(readingOf('受理投诉43件，办结41件。'))).toEqual({ '41件': '43件' });
    expect(partsIn(readingOf('受理投诉43件，办结51件。'))).toEqual({});
    expect(partsIn(readingOf('受理投诉43件，答复提案41件。'))).toEqual({});
  });

  test('links no part of an average to a total before it', () => {
    expect(partsIn(readingOf('存款余额5亿元，人均工资3.5万元，其中城镇4.2万元。'))).toEqual({});
  });

  test('links every part to the total of its own measure', () => {
    expect(
      partsIn(readingOf('实施项目286个，计划投资388亿元；其中在建项目174个、计划投资301亿元。')),
    ).toEqual({
      '174个': '286个',
      '301亿元': '388亿元',
    });
  });

  test('that ends with the rest leaves nothing out', () => {
    const line = '全市有公交线路50条，其中城区线路20条、镇村线路24条，其余6条。';
    expect(passes('parts-sum', line)).toEqual([true]);
    for (const [number, planted] of [
      ['50条', '51条'],
      ['20条', '21条'],
      ['24条', '34条'],
      ['6条', '9条'],
    ] as const)
      expect(passes('parts-sum', line.replace(number, planted))).toEqual([false]);
  });
});

describe('what is done already', () => {
  test.each([
    ['公路塌方63处，已抢通51处。', { '51处': '63处' }],
    ['签约项目17个，总投资93亿元，已开工9个。', { '9个': '17个' }],
    ['有医疗机构280个，其中医院8家、卫生院16家。', { '8家': '280个', '16家': '280个' }],
    ['公路塌方63处，已抢通71处。', {}],
  ])('%s', (line, parts) => {
    expect(partsIn(readingOf(line))).toEqual(parts);
  });
});
