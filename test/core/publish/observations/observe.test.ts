import { describe, expect, test } from 'vitest';
import type { EvidenceRow } from '../../../../core/publish/observations/evidence.ts';
import { observations, observe } from '../../../../core/publish/observations/observe.ts';
import { all } from '../../../support/figure-archive.ts';
import { type Said, growth, inWords, said } from '../../../support/evidence-by-hand.ts';
import { only, told } from '../../../support/told-observations.ts';

describe('mentions that agree', () => {
  test('are one observation, told by the most precise, the earliest of equals', () => {
    const group = [
      said({ number: '450', comparator: 'gt', date: '2023-02-20', article: 'headline' }),
      said({ number: '458.5', date: '2023-02-21', article: 'brief' }),
      said({ number: '458.51', date: '2023-02-25', article: 'report' }),
      said({ number: '458.51', date: '2023-03-01', article: 'bulletin' }),
    ];
    const { rows, belongings } = observe(group);
    expect(told(rows)).toEqual(['current 45851000000 2023-02-25 4 4']);
    expect(only(rows)).toMatchObject({
      value: '458.51',
      unit: '亿元',
      figure_id: group[2]?.figure_id,
      freq: 'A',
    });
    expect(new Set(belongings.map(({ observationId }) => observationId)).size).toBe(1);
    expect(belongings.map(({ figureId }) => figureId).toSorted()).toEqual(
      group.map(({ figure_id }) => figure_id).toSorted(),
    );
  });

  test('in two units are one, though no fixed factor leads from one to the other', () => {
    const income = said({
      number: '92519',
      unit: '元',
      indicator_id: 'gdp-per-capita',
      base_unit: 'CNY',
      norm_value: '92519',
    });
    const dollars = said({
      number: '13130',
      unit: '美元',
      base_unit: 'USD',
      norm_value: '13130',
      start: 30,
      again: income,
    });
    expect(told(observe([dollars, income]).rows)).toEqual(['current 92519 2023-02-25 2 1']);
  });

  test('of one article that says it again are led by what is most exact', () => {
    const about = said({
      number: '270',
      unit: '公顷',
      indicator: '工业用地',
      indicator_id: null,
      comparator: 'approx',
    });
    const exact = said({ number: '266.7', unit: '公顷', start: 30, again: about });
    const row = only(observe([about, exact]).rows);
    expect([row.norm_value, row.figure_id, row.mentions]).toEqual(['2667000', exact.figure_id, 2]);
  });

  test('of several values join the one that they are nearest to', () => {
    const group = [
      growth('4.6', { article: 'a' }),
      growth('5.4', { article: 'd' }),
      growth('5', { article: 'c', date: '2023-03-01' }),
    ];
    const { rows } = observe([...group, growth('5.2', { article: 'b' })]);
    expect(told(rows)).toEqual([
      'current 0.046 2023-02-25 1 1 conflict',
      'current 0.052 2023-02-25 2 2 conflict',
      'current 0.054 2023-02-25 1 1 conflict',
    ]);
  });
});

describe('values that contradict', () => {
  const [first, second] = [said(), said({ number: '473.18', article: 'b', date: '2023-03-16' })];

  test('stay side by side with one conflict', () => {
    const { rows } = observe([first, second]);
    expect(told(rows)).toEqual([
      'current 45851000000 2023-02-25 1 1 conflict',
      'current 47318000000 2023-03-16 1 1 conflict',
    ]);
    expect(new Set(rows.map(({ conflict }) => conflict)).size).toBe(1);
    expect(new Set(rows.map(({ observation_id }) => observation_id)).size).toBe(2);
  });

  test('leave the id of what was published first as it was', () => {
    const before = only(observe([first]).rows).observation_id;
    const row = observe([second, first]).rows.find(({ norm_value }) => norm_value === '45851000000');
    expect(row?.observation_id).toBe(before);
  });

  test('within one article have ids of their own', () => {
    const numbers = ['1', '2', '3'];
    const { rows } = observe(numbers.map((number, at) => said({ number, start: 10 * at })));
    expect(new Set(rows.map(({ observation_id }) => observation_id)).size).toBe(3);
  });

  test('are of different signs: a fall by 14.5 % and a growth of 14.5 %', () => {
    const { rows } = observe([growth('14.5'), growth('14.5', { direction: 'decrease', article: 'b' })]);
    expect(rows.map(({ norm_value, conflict }) => [norm_value, conflict !== null]).toSorted()).toEqual([
      ['-0.145', true],
      ['0.145', true],
    ]);
  });
});

test('words that prove nothing merge only with the very same number, and never contradict', () => {
  const roads = { indicator: '新建道路', indicator_id: null, unit: '家', kind: 'count' } as const;
  const { rows } = observe([
    said({ ...roads, number: '3' }),
    said({ ...roads, number: '3', article: 'b' }),
    said({ ...roads, number: '3', comparator: 'gt', article: 'c' }),
    said({ ...roads, number: '12', article: 'c', start: 30 }),
  ]);
  expect(told(rows)).toEqual([
    'current 12 2023-02-25 1 1',
    'current 3 2023-02-25 1 1',
    'current 3 2023-02-25 2 2',
  ]);
});

test('what one article says in two units is the same number in either to another', () => {
  const field = { indicator: '播种面积', indicator_id: null, kind: 'area', base_unit: 'm2' } as const;
  const acres = { ...field, number: '4000', unit: '亩', norm_value: '2666666.666667' } as const;
  const both = said({ ...field, number: '266.67', unit: '公顷' });
  const again = said({ ...acres, start: 30, again: both });
  const other = said({ ...acres, article: 'b' });
  expect(told(observe([both, again, other]).rows)).toEqual(['current 2666700 2023-02-25 3 2']);
  const wrong = said({ ...acres, number: '4900', norm_value: '3266666.666667', start: 30, again: both });
  const another = said({ ...acres, number: '4900', norm_value: '3266666.666667', article: 'b' });
  expect(told(observe([both, wrong, another]).rows)).toEqual([
    'current 2666700 2023-02-25 2 1',
    'current 3266666.666667 2023-02-25 1 1',
  ]);
});

test('a rise and a fall by the same number are two, also in a unit that has no base', () => {
  const rise: Said = {
    ...{ number: '5', unit: '批次', kind: 'change', direction: 'increase' },
    ...{ indicator: '来访', indicator_id: null, comparator: 'gte' },
  };
  const { rows } = observe([said(rise), said({ ...rise, direction: 'decrease', article: 'b' })]);
  expect(rows.map(({ value, direction, comparator }) => [value, direction, comparator]).sort()).toEqual([
    ['5', 'decrease', 'gte'],
    ['5', 'increase', 'gte'],
  ]);
});

test('a target says how it is bounded, though a headline leaves that out', () => {
  const target = { modality: 'target', period: '2023' } as const;
  const { rows } = observe([
    growth('6', { ...target, date: '2023-02-20', article: 'headline' }),
    growth('6', { ...target, comparator: 'gte' }),
  ]);
  expect(only(rows)).toMatchObject({
    comparator: 'gte',
    issue_date: '2023-02-25',
    mentions: 2,
    conflict: null,
  });
});

test('two targets contradict one another, though the higher would keep the lower', () => {
  const target = { modality: 'target', period: '2023' } as const;
  const { rows } = observe([
    growth('6', { ...target, comparator: 'gte' }),
    growth('8', { ...target, article: 'b' }),
  ]);
  expect(rows.map(({ norm_value, conflict }) => [norm_value, conflict !== null]).toSorted()).toEqual([
    ['0.06', true],
    ['0.08', true],
  ]);
});

test('targets in words are told by their words', () => {
  const income = {
    indicator: '居民人均可支配收入',
    indicator_id: 'disposable-income-per-capita',
    period: '2023',
  };
  const group = [
    inWords('与经济增长基本同步', income),
    inWords('与经济增长基本同步', { ...income, article: 'b' }),
    inWords('高于经济增长', { ...income, article: 'c' }),
  ];
  const { rows, belongings } = observe(group);
  expect(rows.map(({ words, mentions, conflict }) => [words, mentions, conflict]).toSorted()).toEqual([
    ['与经济增长基本同步', 2, null],
    ['高于经济增长', 1, null],
  ]);
  expect(
    rows.every(
      ({ figure_id, kind, norm_value }) => figure_id === null && kind === null && norm_value === null,
    ),
  ).toBe(true);
  expect(belongings).toEqual([]);
});

test('a place has its code where it is sure', () => {
  const codes = ['鹤山市', '江门市', '佛山市'].map(
    (place) => only(observe([said({ place })]).rows).place_code,
  );
  expect(codes).toEqual(['440784', '440700', null]);
});

test('beyond 64 values of a quantity only the very same number is taken for the same', () => {
  const values = Array.from({ length: 70 }, (_, at) => said({ number: `${at * 10}.25`, start: at }));
  const rounded = (number: string): EvidenceRow => said({ number, article: 'b' });
  expect(observe([...values, rounded('10')]).rows).toHaveLength(70);
  expect(observe([...values, rounded('690')]).rows).toHaveLength(71);
  expect(observe([...values, rounded('690.25')]).rows).toHaveLength(70);
});

test('rows without a key or of several are refused', () => {
  expect(() => observe([])).toThrow(RangeError);
  expect(() => observe([said({ period: null })])).toThrow(RangeError);
  expect(() => observe([said(), said({ period: '2021' })])).toThrow(RangeError);
});

test('sorted evidence comes out a key at a time, without what has none', async () => {
  const evidence = [
    said({ period: null }),
    said({ period: '2021' }),
    said({ period: '2022' }),
    said({ period: '2022', article: 'b' }),
  ];
  const found = await all(observations(evidence));
  expect(found.map(({ rows }) => rows.map(({ period, mentions }) => `${period} ${mentions}`))).toEqual([
    ['2021 1'],
    ['2022 2'],
  ]);
});
