import type { PriceBasis } from '../../read/figures/figure.ts';
import { indicatorOfId } from '../../read/figures/indicators.ts';
import { byCodeUnit } from '../../text-order.ts';
import { type Measure, basisClassOf, measureOf, ownUnitOf } from '../observations/measure.ts';
import type { Verdict } from '../observations/outcome.ts';
import type { Frequency } from '../observations/period-bounds.ts';
import type { Gap } from '../observations/year-of-series.ts';
import { type DisplayUnit, displayUnitOf } from './display-unit.ts';
import type { ToldObservation, ToldYear } from './told-rows.ts';

/** What is said of one period in one unit and on one basis. */
export interface SeriesPeriod {
  /** As in the table: `2022`, `2022-H1`. */
  readonly period: string;
  /** The last day of it. */
  readonly end: string;
  readonly freq: Frequency;
  /** What came, estimates of it among that; several where sources contradict one another. */
  readonly came: readonly ToldObservation[];
  /** The one that stands for the period: what stands and came before what went or was an estimate. `null` of contradictions. */
  readonly shown: ToldObservation | null;
  /** Targets, what was striven for, and budgets. */
  readonly aimed: readonly ToldObservation[];
  /** What only versions say that newer ones replaced. */
  readonly replaced: readonly ToldObservation[];
  /** Why nothing came, of a whole year. */
  readonly gap: Gap | null;
  /** What became of the target, where the release tells it of this one. */
  readonly outcome: Verdict | null;
  readonly striveOutcome: Verdict | null;
}

/** All that is said in one unit and on one basis, so that its numbers can be held against one another. */
export interface SeriesSection {
  /** Within its series: `level`, `growth`, `growth-2`. */
  readonly id: string;
  /** `null` for what is no measure of the indicator itself, such as a share of it. */
  readonly measure: Measure | null;
  /** `null` where nothing but words is said. */
  readonly unit: DisplayUnit | null;
  /** Words that tell the basis, as printed. */
  readonly printedBases: readonly string[];
  /** The prices that numbers without such words are usually at. */
  readonly inferredBasis: PriceBasis | null;
  /** Newest first. */
  readonly periods: readonly SeriesPeriod[];
}

/**
 * A place's indicator, by unit and basis: the level first, then growth, then what else there is. Years of the table of
 * years tell why a number is missing, and what became of targets.
 */
export function seriesOf(
  observations: readonly ToldObservation[],
  years: readonly ToldYear[],
): SeriesSection[] {
  const [first] = observations;
  if (first === undefined) return [];
  const groups = [...Map.groupBy(observations, groupName).values()].toSorted(byRank);
  const inWords = groups.find(([one]) => one?.words !== null);
  const numbers = groups.filter((group) => group !== inWords);
  // What is aimed at in words stands beside the growth that it is about, or else beside what there is.
  const host = numbers.find(isGrowth) ?? numbers[0];
  const merged = numbers.map((group) => (group === host ? [...group, ...(inWords ?? [])] : group));
  const drafts = merged.length > 0 ? merged : groups;
  const named = new Map<string, number>();
  const sections = drafts.map((rows) => {
    const measure = measureOf(numberIn(rows));
    const name = measure ?? 'other';
    const count = (named.get(name) ?? 0) + 1;
    named.set(name, count);
    return { id: count === 1 ? name : `${name}-${count}`, measure, rows, isFirst: count === 1 };
  });
  const judged = new Map(years.map((year) => [String(year.year), verdictPlaces(year, drafts)]));
  return sections.map(({ id, measure, rows, isFirst }) => {
    const one = numberIn(rows);
    const gaps = isFirst ? gapsOf(measure, years) : new Map<string, Gap>();
    return {
      ...{ id, measure },
      unit:
        one.base_unit === null
          ? null
          : displayUnitOf(indicatorOfId(first.indicator_id), measure, one.base_unit),
      printedBases: [...new Set(rows.flatMap(({ basis }) => basis ?? []))],
      inferredBasis:
        rows.find(({ inferred_price_basis }) => inferred_price_basis !== null)?.inferred_price_basis ?? null,
      periods: periodsOf(rows, gaps, (year) => {
        const [aimed, strived] = [judged.get(year)?.aimed, judged.get(year)?.strived];
        return {
          outcome: aimed?.rows === rows ? aimed.verdict : null,
          striveOutcome: strived?.rows === rows ? strived.verdict : null,
        };
      }),
    };
  });
}

type Rows = readonly ToldObservation[];

function groupName(row: ToldObservation): string {
  if (row.words !== null) return 'words';
  return JSON.stringify([
    measureOf(row),
    measureOf(row) === null ? row.kind : null,
    row.base_unit ?? row.unit,
    basisClassOf(row),
  ]);
}

/** A row with a number, where there is one: the group's unit and basis are those of any of them. */
function numberIn(rows: Rows): ToldObservation {
  const found = rows.find(({ words }) => words === null) ?? rows[0];
  if (found === undefined) throw new RangeError('a section has rows');
  return found;
}

const MEASURES: readonly (Measure | null)[] = ['level', 'growth', 'points', 'amount', null];

/** The level in the unit that is the indicator's own, growth as it is usually meant; of others what more is said of. */
function byRank(a: Rows, b: Rows): number {
  const rank = (rows: Rows): readonly number[] => {
    const one = numberIn(rows);
    const inferred = rows.some(({ inferred_price_basis }) => inferred_price_basis !== null);
    return [
      MEASURES.indexOf(measureOf(one)),
      Number(one.base_unit !== ownUnitOf(one.indicator_id)),
      Number(!inferred && basisClassOf(one) !== 'plain'),
      -rows.length,
    ];
  };
  const [ofA, ofB] = [rank(a), rank(b)];
  const differs = ofA.findIndex((one, at) => one !== ofB[at]);
  if (differs >= 0) return (ofA[differs] ?? 0) - (ofB[differs] ?? 0);
  return byCodeUnit(groupName(numberIn(a)), groupName(numberIn(b)));
}

function isGrowth(rows: Rows): boolean {
  return measureOf(numberIn(rows)) === 'growth';
}

function isOfYear({ freq, period_start }: ToldObservation, year: number): boolean {
  return freq === 'A' && period_start.startsWith(String(year));
}

function isTarget({ modality, status }: ToldObservation): boolean {
  return modality === 'target' && status !== 'superseded';
}

interface VerdictPlace {
  readonly rows: Rows;
  readonly verdict: Verdict;
}

/**
 * Beside which rows the verdicts of a year stand. The release tells one a year: of the growth where that can be told,
 * else of the level; only numbers in one unit and on one basis can be.
 */
function verdictPlaces(
  year: ToldYear,
  groups: readonly Rows[],
): { readonly aimed: VerdictPlace | null; readonly strived: VerdictPlace | null } {
  const place = (isMeant: (row: ToldObservation) => boolean, verdict: Verdict): VerdictPlace | null => {
    const aiming = groups
      .filter((rows) => rows.some((row) => isOfYear(row, year.year) && isTarget(row) && isMeant(row)))
      .toSorted((a, b) => Number(isGrowth(b)) - Number(isGrowth(a)));
    const told = aiming.find((rows) => rows.some((row) => isOfYear(row, year.year) && isCame(row)));
    const rows = told ?? aiming[0];
    return rows === undefined ? null : { rows, verdict };
  };
  return {
    aimed: place(({ strength }) => strength !== 'strive', {
      outcome: year.outcome,
      reason: year.outcome_reason,
    }),
    strived: place(({ strength }) => strength === 'strive', {
      outcome: year.strive_outcome,
      reason: year.strive_outcome_reason,
    }),
  };
}

function gapsOf(measure: Measure | null, years: readonly ToldYear[]): Map<string, Gap> {
  const gaps = new Map<string, Gap>();
  for (const { year, level_gap, growth_gap } of years) {
    const gap = measure === 'level' ? level_gap : measure === 'growth' ? growth_gap : null;
    if (gap !== null) gaps.set(String(year), gap);
  }
  return gaps;
}

function isCame({ modality, status }: ToldObservation): boolean {
  return (modality === 'actual' || modality === 'forecast') && status !== 'superseded';
}

function periodsOf(
  rows: Rows,
  gaps: ReadonlyMap<string, Gap>,
  verdictsOf: (year: string) => Pick<SeriesPeriod, 'outcome' | 'striveOutcome'>,
): SeriesPeriod[] {
  const told = Map.groupBy(rows, ({ period_start, period_end }) => `${period_start}/${period_end}`);
  for (const year of gaps.keys()) {
    const days = `${year}-01-01/${year}-12-31`;
    if (!told.has(days)) told.set(days, []);
  }
  const periods = Array.from(told, ([days, of]): readonly [start: string, period: SeriesPeriod] => {
    const [start = '', end = ''] = days.split('/');
    const [year, freq] = [start.slice(0, 4), of[0]?.freq ?? 'A'];
    const came = of.filter(isCame).toSorted(byStanding);
    const period = {
      ...{ end, freq, came },
      period: of[0]?.period ?? year,
      shown: shownOf(came),
      aimed: of.filter((row) => !isCame(row) && row.status !== 'superseded').toSorted(byIssue),
      replaced: of.filter(({ status }) => status === 'superseded').toSorted(byIssue),
      // An estimate of a year that is not over does not fill it.
      gap: freq === 'A' && shownOf(came) === null ? (gaps.get(year) ?? null) : null,
      ...(freq === 'A' ? verdictsOf(year) : { outcome: null, striveOutcome: null }),
    };
    return [start, period];
  });
  return periods
    .toSorted(([startA, a], [startB, b]) => byCodeUnit(b.end, a.end) || byCodeUnit(startA, startB))
    .map(([, period]) => period);
}

function shownOf(came: Rows): ToldObservation | null {
  const [best] = came.filter(
    ({ modality, issue_date, period_end }) => modality === 'actual' || issue_date > period_end,
  );
  return best === undefined || best.conflict !== null ? null : best;
}

function byStanding(a: ToldObservation, b: ToldObservation): number {
  const rank = ({ status, modality }: ToldObservation): number =>
    2 * Number(status !== 'current') + Number(modality !== 'actual');
  return rank(a) - rank(b) || byIssue(a, b);
}

function byIssue(a: ToldObservation, b: ToldObservation): number {
  return byCodeUnit(a.issue_date, b.issue_date) || byCodeUnit(a.observation_id, b.observation_id);
}
