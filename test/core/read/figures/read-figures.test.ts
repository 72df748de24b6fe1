import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { articleOf, exactsIn, figuresIn, linkedTo, readingOf } from './figures-in.ts';

describe('a whole figure', () => {
  const [level, growth, ...others] = readingOf(
    '鹤山市2023年政府工作报告',
    '一、2022年工作回顾',
    '（一）经济稳中有进',
    '1.地区生产总值达４５８．５１亿元，按可比价计算增长２．８％。',
  ).figures;

  test('holds all that the page tells of it', () => {
    expect(others).toEqual([]);
    expect(level).toMatchObject({
      id: 'f1',
      exact: '４５８．５１亿元',
      source: null,
      value: '458.51',
      min: null,
      max: null,
      unit: '亿元',
      normValue: '45851000000',
      normMin: null,
      normMax: null,
      baseUnit: 'CNY',
      comparator: 'eq',
      kind: 'level',
      modality: 'actual',
      strength: null,
      direction: null,
      indicator: '地区生产总值',
      indicatorId: 'gdp',
      basis: null,
      inferredPriceBasis: null,
      place: { value: '鹤山市', from: 'heading' },
      period: { value: '2022', from: 'heading' },
      sectionPath: ['2022年工作回顾', '经济稳中有进'],
      listMark: '1.',
      changeOf: null,
      sameAs: null,
      partOf: null,
      qualifies: null,
    });
  });

  test('and so does its growth', () => {
    expect(growth).toMatchObject({
      id: 'f2',
      exact: '２．８％',
      value: '2.8',
      unit: '％',
      normValue: '0.028',
      baseUnit: '1',
      kind: 'change',
      direction: 'increase',
      indicator: '地区生产总值',
      indicatorId: 'gdp',
      basis: '可比价',
      inferredPriceBasis: null,
      changeOf: 'f1',
    });
  });
});

describe('where figures stand', () => {
  test('in the title as well, which is a passage of its own', () => {
    const { figures } = readingOf('税收收入30亿元', '同比增长5%。');
    expect(figures.map(({ exact, indicator, changeOf }) => [exact, indicator, changeOf])).toEqual([
      ['30亿元', '税收收入', null],
      ['5%', null, null],
    ]);
  });

  test('in headings', () => {
    expect(
      readingOf('题目', '一、新增学位30个', '新增公园40个。').figures.map(({ exact, sectionPath }) => [
        exact,
        sectionPath,
      ]),
    ).toEqual([
      ['30个', []],
      ['40个', ['新增学位30个']],
    ]);
  });

  test('nowhere in the masthead', () => {
    expect(exactsIn('无。')).toEqual([]);
  });
});

test('a budget report is read with its parts', () => {
  const { figures } = readingOf(
    '关于2022年预算执行情况和2023年预算草案的报告',
    '一、2022年预算执行情况',
    '一般公共预算收入30亿元，完成预算的98.4%，可比口径增长2.1%，其中税收收入20亿元，占66.7%。',
    '二、2023年预算安排',
    '一般公共预算收入32亿元，增长6.7%左右。',
  );
  expect(
    figures.map(({ exact, indicatorId, kind, modality, period, basis, comparator }) => [
      exact,
      indicatorId,
      kind,
      modality,
      period?.value,
      basis,
      comparator,
    ]),
  ).toEqual([
    ['30亿元', 'general-public-budget-revenue', 'level', 'actual', '2022', null, 'eq'],
    ['98.4%', 'general-public-budget-revenue', 'ratio', 'actual', '2022', null, 'eq'],
    ['2.1%', 'general-public-budget-revenue', 'change', 'actual', '2022', '可比口径', 'eq'],
    ['20亿元', 'tax-revenue', 'level', 'actual', '2022', null, 'eq'],
    ['66.7%', 'tax-revenue', 'ratio', 'actual', '2022', null, 'eq'],
    ['32亿元', 'general-public-budget-revenue', 'level', 'budget', '2023', null, 'eq'],
    ['6.7%', 'general-public-budget-revenue', 'change', 'budget', '2023', null, 'approx'],
  ]);
  expect(linkedTo(figures, figures[6]?.changeOf ?? null)).toBe('32亿元');
});

describe('too much', () => {
  test('more than 5,000 figures give the first 5,000 and a flaw', () => {
    const page = (count: number) =>
      readingOf('题目', ...Array.from({ length: count / 2 }, () => '投资1亿元，增长2%。'));
    const { figures, flaws } = page(5002);
    expect([figures.length, figures.at(-1)?.id]).toEqual([5000, 'f5000']);
    expect(flaws).toContainEqual({ code: 'too-many-figures', near: '5002 figures' });
    expect(page(5000).flaws.map(({ code }) => code)).not.toContain('too-many-figures');
  });

  test('a paragraph of many figures is read to the same bound', () => {
    const figures = figuresIn('增长1%，'.repeat(100_000));
    expect([figures.length, figures.at(-1)?.exact]).toEqual([5000, '1%']);
  });

  test('a text above 600,000 characters is cut and says so, and no number is cut in two', () => {
    const head = articleOf('题目', '');
    const unit = '增长1.25%，';
    const text = head + unit.repeat(90_000);
    const { document, flaws, figures } = readArticleText(text, DEMO);
    expect(flaws).toContainEqual({ code: 'too-long', near: `${text.length} characters` });
    expect(document.text).toBe(text);
    expect(new Set(figures.map(({ exact }) => exact))).toEqual(new Set(['1.25%']));
    expect(readArticleText('字'.repeat(600_000), DEMO).flaws.map(({ code }) => code)).not.toContain(
      'too-long',
    );
    expect(readArticleText('字'.repeat(600_001), DEMO).flaws.map(({ code }) => code)).toContain('too-long');
  });
});
