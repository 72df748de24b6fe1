import type { DisplayUnit } from './display-unit.ts';
import { shownIn } from './display-unit.ts';
import type { SeriesPeriod, SeriesSection } from './series.ts';
import type { ToldObservation } from './told-rows.ts';

/** What a mark in a chart stands for. `range` marks an end of a range. */
export const MARKS = [
  'actual',
  'forecast',
  'range',
  'conflict',
  'target-met',
  'target-missed',
  'target-open',
  'strive',
] as const;
export type MarkKind = (typeof MARKS)[number];

export interface Mark {
  readonly kind: MarkKind;
  /** Which of the chart's years it stands at, from 0. */
  readonly at: number;
  /** In the unit that is shown, exact. */
  readonly value: string;
}

/** The whole years of a section, as a chart shows them. */
export interface SeriesPoints {
  readonly unit: DisplayUnit;
  /** Ascending. A year that nothing is said of stands there all the same; `…` stands for a longer stretch of such. */
  readonly years: readonly string[];
  /** What came, one for each of the years; `null` breaks the line. */
  readonly line: readonly (string | null)[];
  /** The values of the line are among them. */
  readonly marks: readonly Mark[];
}

/** As far as the table of years goes without a word. */
const LONGEST_GAP = 5;

/** `null` for a section that no number of a whole year is in. */
export function pointsOf({ unit, periods }: SeriesSection): SeriesPoints | null {
  const ofYears = periods.filter(({ freq }) => freq === 'A').toReversed();
  if (unit === null || ofYears.every((one) => marksOf(one, 0, unit).length === 0)) return null;
  const years: string[] = [];
  const line: (string | null)[] = [];
  const marks: Mark[] = [];
  for (const period of ofYears) {
    const year = Number(period.end.slice(0, 4));
    for (const skipped of between(years.at(-1), year)) {
      years.push(skipped);
      line.push(null);
    }
    const found = marksOf(period, years.length, unit);
    years.push(String(year));
    line.push(found.find(({ kind }) => kind === 'actual' || kind === 'forecast')?.value ?? null);
    marks.push(...found);
  }
  return { unit, years, line, marks };
}

function between(before: string | undefined, year: number): string[] {
  if (before === undefined) return [];
  const missing = year - Number(before) - 1;
  if (missing > LONGEST_GAP) return ['…'];
  return Array.from({ length: missing }, (_, at) => String(Number(before) + 1 + at));
}

function marksOf({ came, shown, aimed, outcome }: SeriesPeriod, at: number, unit: DisplayUnit): Mark[] {
  const marksFor = (row: ToldObservation, kind: MarkKind): Mark[] =>
    numbersOf(row).map((value) => ({ kind, at, value: shownIn(unit, value) }));
  const ofShown = (row: ToldObservation): MarkKind =>
    row.norm_value === null ? 'range' : row.modality === 'forecast' ? 'forecast' : 'actual';
  return [
    ...(shown === null ? [] : marksFor(shown, ofShown(shown))),
    ...(shown === null ? came.filter(({ conflict }) => conflict !== null) : []).flatMap((row) =>
      marksFor(row, 'conflict'),
    ),
    ...aimed
      .filter(({ modality }) => modality === 'target')
      .flatMap((row) => {
        if (row.strength === 'strive') return marksFor(row, 'strive');
        return marksFor(
          row,
          outcome?.reason === null ? `target-${metOrMissed(outcome.outcome)}` : 'target-open',
        );
      }),
  ];
}

function metOrMissed(outcome: string): 'met' | 'missed' | 'open' {
  return outcome === 'met' || outcome === 'missed' ? outcome : 'open';
}

/** A value, or what is told of the ends of a range. */
function numbersOf({ norm_value, norm_min, norm_max }: ToldObservation): string[] {
  return norm_value === null ? [norm_min, norm_max].filter((end) => end !== null) : [norm_value];
}

/** What a line of years comes to, for whoever does not see it. */
export interface Trend {
  readonly first: { readonly year: string; readonly value: string };
  readonly last: { readonly year: string; readonly value: string };
  readonly direction: 'up' | 'down' | 'level';
  readonly highest: { readonly year: string; readonly value: string };
  readonly lowest: { readonly year: string; readonly value: string };
  readonly count: number;
}

/** `null` of a line without a value. */
export function trendOf({ years, line }: SeriesPoints): Trend | null {
  const told = line.flatMap((value, at) => (value === null ? [] : [{ year: years[at] ?? '', value }]));
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return null;
  const byValue = told.toSorted((a, b) => Number(a.value) - Number(b.value));
  const rise = Number(last.value) - Number(first.value);
  return {
    ...{ first, last, count: told.length },
    direction: rise > 0 ? 'up' : rise < 0 ? 'down' : 'level',
    highest: byValue.at(-1) ?? last,
    lowest: byValue[0] ?? first,
  };
}
