import { type Decimal, decimalOf, decimalText, difference, quotient } from '../../read/figures/decimal.ts';
import type { PriceBasis } from '../../read/figures/figure.ts';
import { indicatorOfId } from '../../read/figures/indicators.ts';
import { foldWidths } from '../../read/fold-widths.ts';
import { byCodeUnit } from '../../text-order.ts';
import { rowFrom } from '../tables/column.ts';
import type { ObservationRow } from '../tables/observations.ts';
import { YEAR_OVER_YEAR_COLUMNS, type YearOverYearRow } from '../tables/year-over-year.ts';
import type { Coverage, Season } from './coverage.ts';
import { basisClassOf, measureOf, ownUnitOf } from './measure.ts';
import { type Verdict, incomparable, verdictOf } from './outcome.ts';
import type { Cell, Change, Gap, YearOfSeries } from './year-of-series.ts';

/**
 * The table of years, from observations that come sorted by place and indicator, see OBSERVATIONS: a row a year for each
 * place and registered indicator, for the years that anything is said of and for at most {@link LONGEST_GAP} between two
 * of them. Holds one place and indicator in memory. What has no place, no registered indicator or no whole year is in no
 * series.
 */
export async function* yearOverYear(
  observations: AsyncIterable<ObservationRow> | Iterable<ObservationRow>,
  coverage: Coverage,
): AsyncGenerator<YearOverYearRow> {
  let group: ObservationRow[] = [];
  for await (const row of observations) {
    if (row.place === null || row.indicator_id === null) continue;
    const [first] = group;
    if (first !== undefined && (first.place !== row.place || first.indicator_id !== row.indicator_id)) {
      yield* yearsOf(group, coverage);
      group = [];
    }
    group.push(row);
  }
  yield* yearsOf(group, coverage);
}

/**
 * As many years as a plan has. A longer stretch of nothing is no gap in a series but the way to a number that stands
 * alone, such as what is aimed at by 2035, or a year that was misread.
 */
const LONGEST_GAP = 5;

/** The years of one place and indicator, whose observations come in any order. */
export function yearsOf(group: readonly ObservationRow[], coverage: Coverage): YearOverYearRow[] {
  const byYear = new Map<number, ObservationRow[]>();
  for (const row of group) {
    if (row.status === 'superseded' || row.freq !== 'A' || placeIn(row) === null) continue;
    const year = Number(row.period_start.slice(0, 4));
    const rows = byYear.get(year);
    if (rows === undefined) byYear.set(year, [row]);
    else rows.push(row);
  }
  const [place, indicator] = [group[0]?.place ?? null, group[0]?.indicator_id ?? null];
  if (byYear.size === 0 || place === null || indicator === null) return [];
  const rows: YearOverYearRow[] = [];
  let before: YearOfSeries | null = null;
  for (const year of withGaps([...byYear.keys()].toSorted((a, b) => a - b))) {
    const last: YearOfSeries | null = before?.year === year - 1 ? before : null;
    before = yearOf({ place, indicator, year }, byYear.get(year) ?? [], last, coverage);
    rows.push(rowFrom(YEAR_OVER_YEAR_COLUMNS, before));
  }
  return rows;
}

/** The ascending years with those between two of them, where these are few enough. */
function* withGaps(years: readonly number[]): Generator<number> {
  let next: number | null = null;
  for (const year of years) {
    if (next !== null && year - next <= LONGEST_GAP) for (; next < year; next++) yield next;
    yield year;
    next = year + 1;
  }
}

/** What a cell of a year is filled from. */
type Place = `${'came' | 'aimed' | 'strived'}-${'level' | 'growth'}` | 'aimed-words';

/** `null` of what fills no cell: budgets, changes in yuan or points, levels at constant prices, estimates of a year that was not over. */
function placeIn(row: ObservationRow): Place | null {
  const { modality } = row;
  if (row.words !== null) return modality === 'target' && row.strength !== 'strive' ? 'aimed-words' : null;
  const measure = measureOf(row);
  if (measure !== 'level' && measure !== 'growth') return null;
  if (measure === 'level' ? basisClassOf(row) !== 'plain' : unusualnessOf(row) === null) return null;
  if (modality === 'target') return row.strength === 'strive' ? `strived-${measure}` : `aimed-${measure}`;
  if (modality === 'actual') return `came-${measure}`;
  return modality === 'forecast' && row.issue_date > row.period_end ? `came-${measure}` : null;
}

/**
 * How far the basis of a growth is from the usual one of its series, from 0 to {@link LEAST_USUAL}; `null` for what is no
 * growth over the year before, such as 比2019年增长8% of 2021.
 */
function unusualnessOf(row: ObservationRow): number | null {
  const basis = basisClassOf(row);
  switch (basis) {
    case 'plain':
      return 0;
    case 'constant':
    case 'current':
      return basis === (row.inferred_price_basis ?? usualPricesOf(row)) ? 0 : LEAST_USUAL;
    case 'like-for-like':
      return 1;
    case 'since-year-end':
      return 2;
    case 'average':
    case 'chain':
      return null;
    default:
      return isOfTheYearBefore(row) ? LEAST_USUAL : null;
  }
}
const LEAST_USUAL = 3;

function usualPricesOf({ indicator_id }: ObservationRow): PriceBasis | null {
  return indicatorOfId(indicator_id ?? '')?.priceBasis ?? null;
}

/** Words that no class is known for say either what is counted (自然口径), or another time that it is held against. */
function isOfTheYearBefore({ basis, period_start }: ObservationRow): boolean {
  const words = foldWidths(basis ?? '');
  const [, year] = /^[比较与](\d{4})年(?:同期|相比)?$/.exec(words) ?? [];
  return year === undefined ? words.includes('口径') : Number(year) === Number(period_start.slice(0, 4)) - 1;
}

function yearOf(
  of: { readonly place: string; readonly indicator: string; readonly year: number },
  rows: readonly ObservationRow[],
  before: YearOfSeries | null,
  coverage: Coverage,
): YearOfSeries {
  const cell = (place: Place): Cell => cellOf(rows.filter((row) => placeIn(row) === place));
  const level = cell('came-level');
  const growth = cell('came-growth');
  const target = { growth: cell('aimed-growth'), level: cell('aimed-level'), words: cell('aimed-words') };
  const strive = { growth: cell('strived-growth'), level: cell('strived-level') };
  const absent = (season: Season): Gap => coverage.of(of.place, of.year, season);
  const gap = (cells: readonly Cell[], season: Season): Gap | null => {
    if (cells.some(({ row }) => row !== null)) return null;
    return cells.some(({ conflict }) => conflict !== null) ? 'conflict' : absent(season);
  };
  const cells = [level, growth, ...Object.values(target), ...Object.values(strive)];
  return {
    ...of,
    ...{ level, growth, target, strive },
    gaps: {
      level: gap([level], 'actuals'),
      growth: gap([growth], 'actuals'),
      target: gap(Object.values(target), 'targets'),
    },
    outcome: outcomeOf(target, { level, growth }),
    striveOutcome: outcomeOf(strive, { level, growth }),
    computed: nominalChange(before?.level ?? null, level),
    conflicts: [...new Set(cells.flatMap(({ conflict }) => conflict ?? []))],
  };
}

/**
 * What fills a cell: what stands rather than what was taken down, what came rather than an estimate of it, the usual basis
 * and unit rather than another. Values that contradict one another fill nothing.
 */
function cellOf(candidates: readonly ObservationRow[]): Cell {
  const best = candidates.toSorted((a, b) => rankOf(a) - rankOf(b) || byLead(a, b))[0];
  if (best === undefined) return { row: null, all: [], conflict: null };
  if (best.conflict === null) return { row: best, all: [best], conflict: null };
  return {
    row: null,
    all: candidates.filter(({ conflict }) => conflict === best.conflict),
    conflict: best.conflict,
  };
}

function rankOf(row: ObservationRow): number {
  const flags = [
    row.status !== 'current',
    row.modality === 'forecast',
    row.base_unit !== ownUnitOf(row.indicator_id) && row.base_unit !== '1',
  ];
  const unusualness = measureOf(row) === 'growth' ? (unusualnessOf(row) ?? LEAST_USUAL) : 0;
  return flags.reduce((rank, flag) => 2 * rank + Number(flag), 0) * (LEAST_USUAL + 1) + unusualness;
}

function byLead(a: ObservationRow, b: ObservationRow): number {
  return byCodeUnit(a.issue_date, b.issue_date) || byCodeUnit(a.observation_id, b.observation_id);
}

type Cells = Readonly<Record<'growth' | 'level', Cell>> & { readonly words?: Cell };

/** Told of the growth where a growth was aimed at and can be told, else of the level. */
function outcomeOf(target: Cells, came: Cells): Verdict {
  const growth = verdictOf(target.growth.all, came.growth.all);
  const level = verdictOf(target.level.all, came.level.all);
  if (growth.reason === null) return growth;
  if (level.reason === null) return level;
  if (target.growth.all.length > 0) return growth;
  if (target.level.all.length > 0) return level;
  return incomparable((target.words?.all.length ?? 0) > 0 ? 'target-in-words' : 'no-target');
}

/** A hundredth of a percent; printed growth has tenths. */
const PLACES = 4;

/** Only of two amounts that stand and are exact as printed, in one unit. Shares have no growth. */
function nominalChange(before: Cell | null, now: Cell): Change | null {
  const [from, to] = [before?.row ?? null, now.row];
  if (from === null || to === null || from.base_unit !== to.base_unit || from.base_unit === '1') return null;
  if (![from, to].every(isExact) || basisClassOf(from) !== basisClassOf(to)) return null;
  const [old, recent] = [decimalOf(from.norm_value ?? '0'), decimalOf(to.norm_value ?? '0')];
  if (!isPositive(old) || !isPositive(recent)) return null;
  return {
    value: decimalText(quotient(difference(recent, old), old, PLACES)),
    from: from.observation_id,
  };
}

function isExact(row: ObservationRow): boolean {
  return (
    row.comparator === 'eq' &&
    row.status === 'current' &&
    row.modality === 'actual' &&
    row.norm_value !== null
  );
}

function isPositive({ digits }: Decimal): boolean {
  return digits > 0n;
}
