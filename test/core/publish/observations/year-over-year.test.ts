import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../../core/publish/observations/coverage.ts';
import { EVIDENCE, type EvidenceRow } from '../../../../core/publish/observations/evidence.ts';
import { observations } from '../../../../core/publish/observations/observe.ts';
import { yearOverYear } from '../../../../core/publish/observations/year-over-year.ts';
import { OBSERVATIONS, type ObservationRow } from '../../../../core/publish/tables/observations.ts';
import {
  YEAR_OVER_YEAR_COLUMNS,
  type YearOverYearRow,
} from '../../../../core/publish/tables/year-over-year.ts';
import { all } from '../../../support/figure-archive.ts';
import { type Said, growth, inWords, said } from '../../../support/evidence-by-hand.ts';

const NOT_CAPTURED: Coverage = { of: () => 'not-captured' };

function inOrder<Row extends { readonly [column: string]: string | number | null }>(
  rows: readonly Row[],
  order: readonly string[],
): Row[] {
  const key = (row: Row): string => order.map((name) => String(row[name] ?? '').padStart(12)).join(' ');
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function tabled(
  evidence: readonly EvidenceRow[],
  coverage = NOT_CAPTURED,
): Promise<{
  years: YearOverYearRow[];
  idOf: (row: EvidenceRow) => string;
  conflictOf: (row: EvidenceRow) => string;
}> {
  const ids = new Map<string, string>();
  const rows: ObservationRow[] = [];
  for (const observed of await all(observations(inOrder(evidence, EVIDENCE.order)))) {
    rows.push(...observed.rows);
    for (const { figureId, observationId } of observed.belongings) ids.set(figureId, observationId);
  }
  const rowOf = (mention: EvidenceRow): ObservationRow => {
    const id = mention.figure_id === null ? null : (ids.get(mention.figure_id) ?? null);
    const found = rows.find((row) => (id === null ? row.words === mention.words : row.observation_id === id));
    if (found === undefined) throw new Error(`nothing says ${mention.exact}`);
    return found;
  };
  return {
    years: await all(yearOverYear(inOrder(rows, OBSERVATIONS.order), coverage)),
    idOf: (mention) => rowOf(mention).observation_id,
    conflictOf: (mention) => rowOf(mention).conflict ?? 'none',
  };
}

/** A row with these cells and no others. */
function rowWith(cells: Partial<YearOverYearRow>): Record<string, unknown> {
  return { ...Object.fromEntries(YEAR_OVER_YEAR_COLUMNS.map(({ name }) => [name, null])), ...cells };
}

test('five years of a product, cell by cell', async () => {
  const report = (year: number, fields: Said = {}): Said => ({
    ...{ date: `${year}-02-25`, article: 'report', period: String(year - 1), ...fields },
  });
  const aim = { modality: 'target', strength: 'expected' } as const;

  const estimate2019 = growth('6.1', report(2020, { modality: 'forecast' }));
  const target2020 = growth('5.5', report(2020, { ...aim, period: '2020', comparator: 'approx', start: 20 }));
  const level2020 = said({ number: '374.76', ...report(2021) });
  const growth2020 = growth('3.2', report(2021, { start: 20 }));
  // Nothing at all of 2021.
  const words2022 = inWords('保持在合理区间', report(2022, { ...aim, period: '2022' }));
  const level2022 = said({ number: '458.51', ...report(2023, { version: 2 }) });
  const misprint2022 = said({ number: '485.51', ...report(2023, { version: 1, status: 'superseded' }) });
  const growth2022 = growth('2.8', report(2023, { version: 2, start: 20 }));
  const other2022 = growth('3.3', { date: '2023-04-10', article: 'bulletin', period: '2022' });
  const target2023 = growth('8', report(2023, { ...aim, period: '2023', version: 2, start: 30 }));
  const strive2023 = growth(
    '8.5',
    report(2023, { ...aim, strength: 'strive', period: '2023', version: 2, start: 40 }),
  );
  const level2023 = said({ number: '502.87', ...report(2024) });
  const rounded2023 = said({
    number: '500',
    comparator: 'gt',
    date: '2024-02-26',
    article: 'headline',
    period: '2023',
  });
  const growth2023 = growth('6.2', report(2024, { start: 20, basis: '同比' }));

  const coverage: Coverage = {
    of: (place, year, season) => {
      expect(place).toBe('鹤山市');
      if (year === 2019) return season === 'targets' ? 'no-issue' : 'not-printed';
      return year === 2021 && season === 'actuals' ? 'not-printed' : 'not-captured';
    },
  };
  const { years, idOf, conflictOf } = await tabled(
    [
      ...[estimate2019, target2020, level2020, growth2020, words2022, level2022, misprint2022, growth2022],
      ...[other2022, target2023, strive2023, level2023, rounded2023, growth2023],
    ],
    coverage,
  );

  const of = (year: number): Partial<YearOverYearRow> => ({
    ...{ row_id: `鹤山市/gdp/${year}`, place: '鹤山市', place_code: '440784' },
    ...{ indicator_id: 'gdp', indicator: '地区生产总值', year },
    ...{ outcome: 'not-comparable', outcome_reason: 'no-target' },
    ...{ strive_outcome: 'not-comparable', strive_outcome_reason: 'no-target' },
  });
  const usual = 'constant';
  expect(years).toEqual([
    rowWith({
      ...{ ...of(2019), level_gap: 'not-printed', target_gap: 'no-issue' },
      ...{ growth_value: '0.061', growth_comparator: 'eq', growth_inferred_price_basis: usual },
      ...{ growth_modality: 'forecast', growth_observation_id: idOf(estimate2019) },
    }),
    rowWith({
      ...of(2020),
      ...{ level_value: '37476000000', level_unit: 'CNY', level_comparator: 'eq', level_modality: 'actual' },
      ...{ level_observation_id: idOf(level2020), growth_value: '0.032', growth_comparator: 'eq' },
      ...{
        growth_inferred_price_basis: usual,
        growth_modality: 'actual',
        growth_observation_id: idOf(growth2020),
      },
      ...{
        target_growth_value: '0.055',
        target_growth_comparator: 'approx',
        target_growth_strength: 'expected',
      },
      ...{ target_growth_inferred_price_basis: usual, target_growth_observation_id: idOf(target2020) },
      ...{ outcome: 'missed', outcome_reason: null },
    }),
    rowWith({ ...of(2021), level_gap: 'not-printed', growth_gap: 'not-printed', target_gap: 'not-captured' }),
    rowWith({
      ...of(2022),
      ...{ level_value: '45851000000', level_unit: 'CNY', level_comparator: 'eq', level_modality: 'actual' },
      ...{ level_observation_id: idOf(level2022), growth_gap: 'conflict', conflicts: conflictOf(growth2022) },
      ...{ target_words: '保持在合理区间', target_words_observation_id: idOf(words2022) },
      ...{ outcome_reason: 'target-in-words' },
    }),
    rowWith({
      ...of(2023),
      ...{ level_value: '50287000000', level_unit: 'CNY', level_comparator: 'eq', level_modality: 'actual' },
      ...{ level_observation_id: idOf(level2023), growth_value: '0.062', growth_comparator: 'eq' },
      ...{ growth_basis: '同比', growth_inferred_price_basis: usual, growth_modality: 'actual' },
      ...{
        growth_observation_id: idOf(growth2023),
        target_growth_value: '0.08',
        target_growth_comparator: 'eq',
      },
      ...{ target_growth_inferred_price_basis: usual, target_growth_strength: 'expected' },
      ...{ target_growth_observation_id: idOf(target2023), strive_growth_value: '0.085' },
      ...{ strive_growth_comparator: 'eq', strive_growth_observation_id: idOf(strive2023) },
      ...{ outcome: 'missed', outcome_reason: null, strive_outcome: 'missed', strive_outcome_reason: null },
      // 502.87 / 458.51 - 1 = 0.09674…; the printed growth is real.
      ...{ computed_nominal_change: '0.0967', computed_from_observation_id: idOf(level2022) },
    }),
  ]);
  expect(conflictOf(growth2022)).toBe(conflictOf(other2022));
  expect(idOf(rounded2023)).toBe(idOf(level2023));
  expect(idOf(misprint2022)).not.toBe(idOf(level2022));
});

/** The cells of the one row that the evidence makes. */
async function rowOf(...evidence: readonly EvidenceRow[]): Promise<YearOverYearRow> {
  const [row, ...others] = (await tabled(evidence)).years;
  if (row === undefined || others.length > 0) throw new Error(`expected a row, got ${others.length + 1}`);
  return row;
}

describe('what fills a cell', () => {
  test('is what stands rather than what was taken down, and that rather than nothing', async () => {
    const gone = said({ number: '400', status: 'withdrawn', date: '2023-02-20' });
    expect((await rowOf(gone)).level_value).toBe('40000000000');
    expect((await rowOf(gone, said({ article: 'b' }))).level_value).toBe('45851000000');
  });

  test('is no value that only a replaced version says', async () => {
    expect((await tabled([said({ status: 'superseded' })])).years).toEqual([]);
  });

  test('is the usual growth rather than one on another basis, and that rather than nothing', async () => {
    const likeForLike = growth('3.4', { basis: '可比口径', inferred_price_basis: null });
    expect(await rowOf(likeForLike)).toMatchObject({ growth_value: '0.034', growth_basis: '可比口径' });
    const usual = growth('-2.1', { start: 30, inferred_price_basis: 'current' });
    expect(await rowOf(likeForLike, usual)).toMatchObject({ growth_value: '-0.021', growth_basis: null });
  });

  test('is the growth at the usual prices rather than at others, whichever was printed first', async () => {
    const printed = { inferred_price_basis: null, date: '2023-01-10', article: 'b' } as const;
    const nominal = growth('6', { ...printed, basis: '名义' });
    expect(await rowOf(nominal)).toMatchObject({ growth_value: '0.06', growth_basis: '名义' });
    expect(await rowOf(nominal, growth('2.8'))).toMatchObject({ growth_value: '0.028', growth_basis: null });
    const comparable = growth('2.8', { ...printed, basis: '可比价', article: 'c', date: '2023-02-01' });
    expect(await rowOf(nominal, comparable)).toMatchObject({ growth_value: '0.028', growth_basis: '可比价' });
  });

  test.each(['比2019年', '较“十三五”末', '较五年前', '比疫情前', '周环比'])(
    'is no growth that is printed as %s',
    async (basis) => {
      expect((await tabled([growth('8', { basis, inferred_price_basis: null })])).years).toEqual([]);
    },
  );

  test.each(['比2021年', '较2021年同期', '自然口径'])(
    'is growth that is printed as %s where there is no other',
    async (basis) => {
      const other = growth('8', { basis, inferred_price_basis: null, date: '2023-01-10' });
      expect(await rowOf(other)).toMatchObject({ growth_value: '0.08', growth_basis: basis });
      expect(await rowOf(other, growth('2.8', { article: 'b' }))).toMatchObject({ growth_value: '0.028' });
    },
  );

  test('is the amount in the usual money', async () => {
    const dollars = said({ number: '60', unit: '亿美元', date: '2023-01-01', article: 'a' });
    expect(await rowOf(dollars)).toMatchObject({ level_value: '6000000000', level_unit: 'USD' });
    expect(await rowOf(dollars, said({ article: 'b' }))).toMatchObject({ level_unit: 'CNY' });
  });

  test('is an estimate only where the year was over, and nothing else is printed', async () => {
    const estimate = { modality: 'forecast', period: '2022' } as const;
    expect((await tabled([growth('6', { ...estimate, date: '2022-12-31' })])).years).toEqual([]);
    const after = growth('6', { ...estimate, date: '2023-01-10' });
    const row = await rowOf(after, growth('5', { modality: 'target', date: '2022-01-10' }));
    expect(row).toMatchObject({ growth_modality: 'forecast', outcome_reason: 'estimate-only' });
    expect(await rowOf(after, growth('5.8', { article: 'b' }))).toMatchObject({
      growth_value: '0.058',
      growth_modality: 'actual',
    });
  });

  test('is no average, budget, part of a year or change in points', async () => {
    const { years } = await tabled([
      growth('6', { basis: '年均' }),
      said({ modality: 'budget' }),
      said({ period: '2022-H1' }),
      said({ period: '2021/2022' }),
      growth('1', { unit: '个百分点', base_unit: 'pp', norm_value: '1' }),
      said({ place: null }),
      said({ indicator: '新建道路', indicator_id: null }),
      said({ basis: '可比价', kind: 'level' }),
    ]);
    expect(years).toEqual([]);
  });

  test('of a target is its range with both ends', async () => {
    expect(await rowOf(growth('5~6', { modality: 'target' }))).toMatchObject({
      ...{ target_growth_value: null, target_growth_min: '0.05', target_growth_max: '0.06' },
      ...{ target_growth_comparator: 'range', outcome_reason: 'no-actual' },
    });
  });
});

test('a target of the level is told of the level where no growth was aimed at', async () => {
  const jobs = {
    indicator: '城镇新增就业',
    indicator_id: 'urban-employment-added',
    unit: '人',
    kind: 'count',
  } as const;
  const row = await rowOf(
    said({ ...jobs, number: '5500', modality: 'target', comparator: 'gte', date: '2022-02-25' }),
    said({ ...jobs, number: '5609' }),
  );
  expect(row).toMatchObject({
    target_level_value: '5500',
    level_value: '5609',
    level_unit: 'person',
    outcome: 'met',
  });
});

test('a conflict that leaves the outcome the same does not hide it', async () => {
  const row = await rowOf(
    growth('8', { modality: 'target', date: '2022-02-25' }),
    growth('6', { article: 'a' }),
    growth('6.5', { article: 'b' }),
  );
  expect(row).toMatchObject({
    growth_value: null,
    growth_observation_id: null,
    growth_gap: 'conflict',
    outcome: 'missed',
  });
});

describe('the computed change', () => {
  const before = said({ number: '100', period: '2021' });
  const change = async (from: EvidenceRow, to: EvidenceRow): Promise<unknown> =>
    (await tabled([from, to])).years.at(-1)?.computed_nominal_change;

  test('is rounded to a hundredth of a percent, halves away from zero', async () => {
    expect(await change(before, said({ number: '112.345' }))).toBe('0.1235');
    expect(await change(before, said({ number: '87.655' }))).toBe('-0.1235');
    expect(await change(before, said({ number: '100' }))).toBe('0');
  });

  test.each([
    ['is a bound', said({ number: '120', comparator: 'gt' })],
    ['is about so much', said({ number: '120', comparator: 'approx' })],
    ['is in other money', said({ number: '20', unit: '亿美元' })],
    ['was taken down', said({ number: '120', status: 'withdrawn' })],
    ['is an estimate', said({ number: '120', modality: 'forecast' })],
    ['is of two years later', said({ number: '120', period: '2023', date: '2024-02-25' })],
  ])('is not there when the level %s', async (_, to) => {
    expect(await change(before, to)).toBeNull();
  });

  test('is not there of shares, or from zero', async () => {
    const rate = {
      indicator: '城镇化率',
      indicator_id: 'urbanisation-rate',
      kind: 'ratio',
      unit: '%',
    } as const;
    expect(
      await change(said({ ...rate, number: '60', period: '2021' }), said({ ...rate, number: '63' })),
    ).toBeNull();
    expect(await change(said({ number: '0', period: '2021' }), said({}))).toBeNull();
  });
});

test('each place and indicator has its own years', async () => {
  const { years } = await tabled([
    said({ period: '2020' }),
    said({ period: '2022' }),
    said({ period: '2021', place: '开平市' }),
    growth('5', { indicator: '固定资产投资', indicator_id: 'fixed-asset-investment', period: '2022' }),
  ]);
  expect(years.map(({ row_id }) => row_id).toSorted()).toEqual([
    '开平市/gdp/2021',
    '鹤山市/fixed-asset-investment/2022',
    '鹤山市/gdp/2020',
    '鹤山市/gdp/2021',
    '鹤山市/gdp/2022',
  ]);
});

test('years between two that something is said of have rows, as long as they are no more than five', async () => {
  const told = async (...periods: string[]): Promise<(readonly [number, string | null])[]> => {
    const { years } = await tabled(periods.map((period) => said({ period, article: period })));
    return years.map(({ year, level_gap }) => [year, level_gap]);
  };
  expect(await told('2016', '2022')).toEqual([
    [2016, null],
    ...[2017, 2018, 2019, 2020, 2021].map((year) => [year, 'not-captured']),
    [2022, null],
  ]);
  expect(await told('2016', '2023')).toEqual([
    [2016, null],
    [2023, null],
  ]);
  expect(await told('1907', '2021', '2023', '2035')).toEqual([
    [1907, null],
    [2021, null],
    [2022, 'not-captured'],
    [2023, null],
    [2035, null],
  ]);
});

test('a change is computed from the year before alone, also behind years that have no rows', async () => {
  const { years } = await tabled([
    said({ number: '100', period: '2010' }),
    said({ number: '110', period: '2020', article: 'b' }),
    said({ number: '121', period: '2021', article: 'c' }),
  ]);
  expect(years.map((row) => [row.year, row.computed_nominal_change])).toEqual([
    [2010, null],
    [2020, null],
    [2021, '0.1'],
  ]);
});
