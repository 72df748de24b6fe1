import { describe, expect, test } from 'vitest';
import { figuresIn, only, readingOf } from './figures-in.ts';

describe('what a sentence says of its own numbers', () => {
  test.each([
    ['建成30个。', 'actual', null],
    ['已建成30个。', 'actual', null],
    ['一般公共预算收入30亿元。', 'actual', null],
    ['完成预算的98.4%。', 'actual', null],
    ['力争建成30个。', 'target', 'strive'],
    ['争取建成30个。', 'target', 'strive'],
    ['力促建成30个。', 'target', 'strive'],
    ['预期目标是增长8%。', 'target', 'expected'],
    ['计划建成30个。', 'target', null],
    ['确保建成30个。', 'target', null],
    ['将建成30个。', 'target', null],
    ['到2025年建成30个。', 'target', null],
    ['2024年建成30个。', 'target', null],
    ['明年建成30个。', 'target', null],
    ['预计达到30个。', 'forecast', null],
    ['有望突破30个。', 'forecast', null],
    ['财政预算安排30万元。', 'budget', null],
  ])('%s', (paragraph, modality, strength) => {
    expect(only(paragraph)).toMatchObject({ modality, strength });
  });

  test('does not go on to the next sentence', () => {
    expect(
      figuresIn('力争全年增长8%。去年增长5%。').map(({ modality, strength }) => [modality, strength]),
    ).toEqual([
      ['target', 'strive'],
      ['actual', null],
    ]);
  });

  test('begins with its word', () => {
    expect(figuresIn('税收收入增长5%左右，力争实现6%。').map(({ modality }) => modality)).toEqual([
      'actual',
      'target',
    ]);
  });
});

describe('what the headings say where the sentence is silent', () => {
  test.each([
    ['2023年工作安排', 'target', null],
    ['主要预期目标', 'target', 'expected'],
    ['2023年预算安排', 'budget', null],
    ['2022年工作回顾', 'actual', null],
    ['2022年预算执行情况', 'actual', null],
    ['基本情况', 'actual', null],
  ])('%s', (heading, modality, strength) => {
    const { figures } = readingOf('工作报告', `一、${heading}`, '税收收入增长6%。');
    expect(figures).toMatchObject([{ modality, strength, sectionPath: [heading] }]);
  });

  test('the innermost that says anything counts', () => {
    const { figures } = readingOf(
      '2023年工作报告',
      '一、2022年工作回顾',
      '（一）基本情况',
      '新建公园30个。',
      '二、2023年工作安排',
      '新建公园40个。',
    );
    expect(figures.map(({ modality }) => modality)).toEqual(['actual', 'target']);
    const inner = readingOf(
      '工作报告',
      '一、工作安排',
      '（一）去年工作回顾',
      '新建公园30个。',
      '（二）今年目标',
      '新建公园40个。',
    );
    expect(inner.figures.map(({ modality }) => modality)).toEqual(['actual', 'target']);
  });

  test('has no strength where the sentence tells of what happened', () => {
    const { figures } = readingOf('工作报告', '一、主要预期目标', '去年税收收入增长6%。');
    expect(figures).toMatchObject([{ modality: 'actual', strength: null }]);
  });

  test('the title is the last that is asked', () => {
    expect(readingOf('今年十件民生实事', '新增学位30个。').figures.at(-1)?.modality).toBe('target');
    expect(readingOf('去年回顾', '新增学位30个。').figures.at(-1)?.modality).toBe('actual');
  });

  test('yields to the sentence', () => {
    expect(readingOf('报告', '一、2022年工作回顾', '力争增长6%。').figures).toMatchObject([
      { modality: 'target', strength: 'strive' },
    ]);
    expect(readingOf('报告', '一、2023年工作安排', '去年增长6%。').figures).toMatchObject([
      { modality: 'actual', strength: null },
    ]);
  });
});
