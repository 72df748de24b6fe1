import { describe, expect, test } from 'vitest';
import type { WordedTarget } from '../../../../core/read/figures/worded-targets.ts';
import { articleOf, readingOf } from './figures-in.ts';

function targetsIn(paragraph: string): readonly WordedTarget[] {
  return readingOf('题目', paragraph).wordedTargets;
}

describe('a target that is set in words', () => {
  test.each([
    [
      '力争居民人均可支配收入增长与经济增长基本同步。',
      '与经济增长基本同步',
      'disposable-income-per-capita',
      'strive',
    ],
    ['力争固定资产投资增速高于全省平均水平。', '高于全省平均水平', 'fixed-asset-investment', 'strive'],
    ['力争税收收入稳步增长。', '稳步增长', 'tax-revenue', 'strive'],
    ['粮食产量力争只增不减。', '只增不减', 'grain-output', 'strive'],
    ['2024年，粮食产量只增不减。', '只增不减', 'grain-output', null],
    ['2024年，粮食产量实现正增长。', '实现正增长', 'grain-output', null],
    [
      '力争城镇登记失业率控制在省下达目标以内。',
      '控制在省下达目标以内',
      'registered-unemployment-rate',
      'strive',
    ],
    [
      '预期目标是居民人均可支配收入与经济增长同步。',
      '与经济增长同步',
      'disposable-income-per-capita',
      'expected',
    ],
    ['力争工业投资保持全省前列。', '保持全省前列', 'industrial-investment', 'strive'],
    ['力争固定资产投资增速快于全国。', '快于全国', 'fixed-asset-investment', 'strive'],
    ['力争居民人均可支配收入跑赢经济增速。', '跑赢经济增速', 'disposable-income-per-capita', 'strive'],
    ['2024年，城镇登记失业率只降不升。', '只降不升', 'registered-unemployment-rate', null],
    ['2024年，税收收入保持较快增长。', '保持较快增长', 'tax-revenue', null],
    ['2024年，工业投资由负转正。', '由负转正', 'industrial-investment', null],
    ['预期目标是居民消费价格总体稳定。', '总体稳定', 'consumer-prices', 'expected'],
  ])('%s', (paragraph, exact, indicatorId, strength) => {
    expect(targetsIn(paragraph)).toMatchObject([{ exact, indicatorId, modality: 'target', strength }]);
  });

  test.each([
    ['力争单位GDP能耗完成省下达任务。', '完成省下达任务', '单位GDP能耗'],
    ['力争公交实现镇村全覆盖。', '实现镇村全覆盖', '公交'],
    ['力争单位GDP能耗完成省定任务。', '完成省定任务', '单位GDP能耗'],
    ['力争黑臭水体全部消除。', '全部消除', '黑臭水体'],
    ['2024年，确保耕地面积只增不减。', '只增不减', '耕地面积'],
  ])('may be of what has no slug: %s', (paragraph, exact, indicator) => {
    expect(targetsIn(paragraph)).toMatchObject([{ exact, indicator, indicatorId: null }]);
  });

  test.each([
    ['what has happened', '去年税收收入稳步增长。'],
    ['what is foreseen', '预计税收收入稳步增长。'],
    ['what was kept', '税收收入保持正增长，高于全省平均水平。'],
    ['what only describes', '力争让持续增长的税收收入惠及民生。'],
    ['what happens', '税收收入稳步增长。'],
    ['a budget without a name', '财政预算安排稳步增长。'],
    ['nothing that is named', '力争高于全省平均水平。'],
    ['a number', '力争税收收入增长高于全省2.3个百分点。'],
    ['words before a number', '力争税收收入稳步增长5%。'],
  ])('is not %s: %s', (_what, paragraph) => {
    expect(targetsIn(paragraph)).toEqual([]);
  });

  test('that has happened is news, and the target beside it a target', () => {
    expect(
      targetsIn('力争税收收入增长与经济同步。去年固定资产投资稳步增长。').map(
        ({ indicatorId }) => indicatorId,
      ),
    ).toEqual(['tax-revenue']);
  });

  test('is of what the clause before is of when its own names nothing', () => {
    expect(
      targetsIn('力争工业投资增长8%，高于全省平均水平。').map(({ exact, indicatorId }) => [
        exact,
        indicatorId,
      ]),
    ).toEqual([['高于全省平均水平', 'industrial-investment']]);
  });

  test('ends where the next of its clause begins', () => {
    expect(
      targetsIn('力争税收收入与经济增长同步、粮食产量稳中有升。').map(({ exact, indicatorId }) => [
        exact,
        indicatorId,
      ]),
    ).toEqual([
      ['与经济增长同步', 'tax-revenue'],
      ['稳中有升', 'grain-output'],
    ]);
  });

  test('stands beside the figures of its sentence', () => {
    const { figures, wordedTargets } = readingOf('题目', '力争增长3%，居民收入与经济增长同步。');
    expect(figures.map(({ exact }) => exact)).toEqual(['3%']);
    expect(wordedTargets.map(({ exact, indicator }) => [exact, indicator])).toEqual([
      ['与经济增长同步', '居民收入'],
    ]);
  });
});

describe('where targets are told', () => {
  const lines = [
    '一、2022年工作回顾',
    '税收收入稳步增长。',
    '二、2024年主要预期目标',
    '1.地区生产总值增长5%；',
    '2.税收收入稳步增长；',
    '3.粮食产量只增不减。',
  ] as const;
  const text = articleOf('工作报告', ...lines);
  const { wordedTargets } = readingOf('工作报告', ...lines);

  test('the headings make them so, and tell where and when', () => {
    expect(wordedTargets).toMatchObject(
      [
        ['稳步增长', '2.'],
        ['只增不减', '3.'],
      ].map(([exact, listMark]) => ({
        exact,
        listMark,
        strength: 'expected',
        sectionPath: ['2024年主要预期目标'],
        period: { value: '2024', from: 'heading' },
      })),
    );
  });

  test('they are cut from the text exactly, in order, each with an id of its own', () => {
    expect(wordedTargets.map(({ start, end }) => text.slice(start, end))).toEqual(['稳步增长', '只增不减']);
    expect(wordedTargets.map(({ id }) => id)).toEqual(['w1', 'w2']);
  });
});

test('no more than 500 are kept', () => {
  expect(targetsIn('力争税收收入稳步增长。'.repeat(600)).length).toBe(500);
});
