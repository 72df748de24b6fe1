import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceRow } from '../../../../core/publish/observations/evidence.ts';
import { observations, observe } from '../../../../core/publish/observations/observe.ts';
import type { ObservationRow } from '../../../../core/publish/tables/observations.ts';
import { all } from '../../../support/figure-archive.ts';
import { type Said, growth, inWords, said } from '../../../support/evidence-by-hand.ts';

/** One observation a line: how it stands, what it says, who leads, how many mention it. */
function told(rows: readonly ObservationRow[]): string[] {
  return rows
    .map(({ status, norm_value, issue_date, mentions, articles, conflict }) =>
      [status, norm_value ?? '-', issue_date, mentions, articles, conflict === null ? '' : 'conflict']
        .join(' ')
        .trim(),
    )
    .toSorted();
}

function only(rows: readonly ObservationRow[]): ObservationRow {
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`expected one observation, got ${rows.length}`);
  return row;
}

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

describe('a corrected article', () => {
  const old = said({ number: '485.51', version: 1, status: 'superseded' });
  const corrected = said({ number: '458.51', version: 2 });

  test('supersedes: its old value is a row of its own, and no conflict', () => {
    const { rows } = observe([old, corrected]);
    expect(told(rows)).toEqual([
      'current 45851000000 2023-02-25 1 1',
      'superseded 48551000000 2023-02-25 1 1',
    ]);
    const [current, superseded] = ['current', 'superseded'].map((status) =>
      rows.find((row) => row.status === status),
    );
    expect(superseded?.superseded_by).toBe(current?.observation_id);
    expect(current?.superseded_by).toBeNull();
  });

  test('changes the value and not the id', () => {
    const before = only(observe([{ ...old, status: 'current' }]).rows).observation_id;
    const row = observe([old, corrected]).rows.find(({ status }) => status === 'current');
    expect(row?.observation_id).toBe(before);
  });

  test('whose old number still stands elsewhere leaves it there, with both its mentions', () => {
    const { rows } = observe([old, corrected, said({ number: '485.51', article: 'b', date: '2023-03-01' })]);
    expect(told(rows)).toEqual([
      'current 45851000000 2023-02-25 1 1 conflict',
      'current 48551000000 2023-03-01 2 2 conflict',
    ]);
  });

  test('that does not say it any more keeps the id, and is superseded by nothing', () => {
    const row = only(observe([old]).rows);
    expect(row).toMatchObject({ status: 'superseded', superseded_by: null, conflict: null });
    expect(row.observation_id).toBe(only(observe([corrected]).rows).observation_id);
  });

  test('that says two things instead is not said to be replaced by one of them', () => {
    const { rows } = observe([old, corrected, said({ number: '400', version: 2, start: 30 })]);
    expect(rows.find(({ status }) => status === 'superseded')).toMatchObject({ superseded_by: null });
  });

  test('in words that prove nothing is found by its article', () => {
    const roads = { indicator: '改造道路', indicator_id: null, unit: '家', kind: 'count' } as const;
    const { rows } = observe([
      said({ ...roads, number: '3', version: 1, status: 'superseded' }),
      said({ ...roads, number: '4', version: 2 }),
      said({ ...roads, number: '9', article: 'b' }),
    ]);
    const four = rows.find(({ norm_value }) => norm_value === '4');
    expect(rows.find(({ norm_value }) => norm_value === '3')?.superseded_by).toBe(four?.observation_id);
    expect(rows.every(({ conflict }) => conflict === null)).toBe(true);
  });
});

describe('an article that was taken down', () => {
  test('keeps its value, and contradicts nothing that stands', () => {
    const { rows } = observe([said({ status: 'withdrawn' }), said({ number: '473.18', article: 'b' })]);
    expect(told(rows)).toEqual([
      'current 47318000000 2023-02-25 1 1',
      'withdrawn 45851000000 2023-02-25 1 1',
    ]);
  });

  test('leads nothing that a standing one says, however exact it is', () => {
    const { rows } = observe([said({ status: 'withdrawn' }), said({ number: '458.5', article: 'b' })]);
    expect(told(rows)).toEqual(['current 45850000000 2023-02-25 2 2']);
  });

  test('contradicts another where nothing stands', () => {
    const gone = { status: 'withdrawn' } as const;
    const { rows } = observe([said(gone), said({ ...gone, number: '473.18', article: 'b' })]);
    expect(rows.every(({ conflict }) => conflict !== null)).toBe(true);
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

describe('any mentions of a quantity', () => {
  const number = fc.oneof(
    fc.integer({ min: 440, max: 470 }).map(String),
    fc.integer({ min: 4580, max: 4590 }).map((tenths) => (tenths / 10).toFixed(1)),
    fc.integer({ min: 45840, max: 45860 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  );
  const mention = fc.record({
    number,
    comparator: fc.constantFrom('eq', 'eq', 'eq', 'gt', 'gte', 'lt', 'lte', 'approx'),
    article: fc.constantFrom('a', 'b', 'c'),
    day: fc.integer({ min: 10, max: 12 }),
    version: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom('current', 'superseded', 'withdrawn'),
  });
  const groups = fc
    .tuple(fc.array(mention, { minLength: 1, maxLength: 20 }), fc.constantFrom('actual', 'target'))
    .map(([mentions, modality]) =>
      mentions.map(({ day, ...fields }, start): EvidenceRow =>
        said({ ...fields, modality, date: `2023-02-${day}`, start }),
      ),
    );

  test('make the same observations in any order', () => {
    fc.assert(
      fc.property(
        groups.chain((group) =>
          fc.tuple(fc.constant(group), fc.shuffledSubarray(group, { minLength: group.length })),
        ),
        ([group, shuffled]) => {
          const [one, other] = [observe(group), observe(shuffled)];
          expect(other.rows).toEqual(one.rows);
          expect(new Map(other.belongings.map((b) => [b.figureId, b.observationId]))).toEqual(
            new Map(one.belongings.map((b) => [b.figureId, b.observationId])),
          );
        },
      ),
    );
  });

  test('are each in one observation, are never averaged, and are told by one of their own', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const { rows, belongings } = observe(group);
        expect(belongings.map(({ figureId }) => figureId).toSorted()).toEqual(
          group.map(({ figure_id }) => figure_id ?? '').toSorted(),
        );
        expect(new Set(rows.map(({ observation_id }) => observation_id)).size).toBe(rows.length);
        expect(rows.reduce((count, { mentions }) => count + mentions, 0)).toBe(group.length);
        const ids = new Map(belongings.map((b) => [b.figureId, b.observationId]));
        for (const row of rows) {
          const lead = group.find(({ figure_id }) => figure_id === row.figure_id);
          expect(lead?.norm_value).toBe(row.norm_value);
          expect(lead?.status).toBe(row.status);
          expect(ids.get(row.figure_id ?? '')).toBe(row.observation_id);
        }
        for (const { superseded_by } of rows)
          if (superseded_by !== null)
            expect(rows.map(({ observation_id }) => observation_id)).toContain(superseded_by);
      }),
    );
  });

  test('stay what they are when one of them is said once more', () => {
    fc.assert(
      fc.property(groups, fc.nat(), (group, at) => {
        const again = group[at % group.length];
        if (again === undefined) return;
        const repeated = { ...again, figure_id: 'again', kin: 'again', start: 1000 };
        const before = observe(group).rows;
        const after = observe([...group, repeated]).rows;
        const values = (rows: readonly ObservationRow[]) =>
          rows.map(({ observation_id, norm_value, status, conflict }) => [
            observation_id,
            norm_value,
            status,
            conflict,
          ]);
        expect(values(after)).toEqual(values(before));
      }),
    );
  });
});
