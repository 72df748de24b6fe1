import { NAMED_PLACES } from '../../core/paper/papers/area-codes.ts';
import type { ToldYear } from '../../core/publish/series/told-rows.ts';
import type { RowRights } from '../api/shown-rows.ts';
import { seriesHref } from '../series/series-addresses.ts';
import type { SeriesData } from '../series/series-data.ts';
import {
  type IndicatorName,
  type NewestNumber,
  type PlaceName,
  growthOf,
  indicatorName,
  levelOf,
  placeName,
} from './series-view.ts';

/** What most people ask for first. */
const INDICATORS = [
  'gdp',
  'fixed-asset-investment',
  'retail-sales',
  'foreign-trade',
  'general-public-budget-revenue',
  'disposable-income-per-capita',
];

/** A line of years from left to right, in a box of {@link SPARK}; years apart from one another are lines of their own. */
export interface Spark {
  readonly lines: readonly (readonly { readonly x: number; readonly y: number }[])[];
}

export const SPARK = { width: 90, height: 28 } as const;
const MARGIN = 3;

export interface Headline {
  readonly href: string;
  readonly level: NewestNumber | null;
  readonly growth: NewestNumber | null;
  /** `null` where no two years follow one another. */
  readonly spark: Spark | null;
}

export interface HeadlinesView {
  readonly indicators: readonly IndicatorName[];
  /** One cell for each indicator; `null` where nothing is told. */
  readonly places: readonly { readonly place: PlaceName; readonly cells: readonly (Headline | null)[] }[];
}

/** The newest numbers of the headline indicators; empty where nothing was released or nothing can be asked at once. */
export async function headlinesView(data: SeriesData, rights: RowRights): Promise<HeadlinesView> {
  const places = NAMED_PLACES.map(({ name }) => name);
  const years = await data.headlines(places, INDICATORS, rights);
  const known = KNOWN.get(years);
  if (known !== undefined) return known;
  const view = viewOf(places, years);
  KNOWN.set(years, view);
  return view;
}

/** By the years that are told, which are the same ones for as long as their release answers. */
const KNOWN = new WeakMap<readonly ToldYear[], HeadlinesView>();

function viewOf(places: readonly string[], years: readonly ToldYear[]): HeadlinesView {
  const bySeries = Map.groupBy(years, ({ place, indicator_id }) => `${place} ${indicator_id}`);
  const cellOf = (place: string, indicator: string): Headline | null =>
    headlineOf(seriesHref(place, indicator), bySeries.get(`${place} ${indicator}`) ?? []);
  const indicators = INDICATORS.filter((one) => places.some((place) => cellOf(place, one) !== null));
  return {
    indicators: indicators.map(indicatorName),
    places: places
      .map((place) => ({ place: placeName(place), cells: indicators.map((one) => cellOf(place, one)) }))
      .filter(({ cells }) => cells.some((cell) => cell !== null)),
  };
}

function headlineOf(href: string, years: readonly ToldYear[]): Headline | null {
  const levels = years.flatMap((year) => levelOf(year) ?? []);
  const growths = years.flatMap((year) => growthOf(year) ?? []);
  const [level, growth] = [levels.at(-1) ?? null, growths.at(-1) ?? null];
  if (level === null && growth === null) return null;
  return { href, level, growth, spark: sparkOf(levels.length > 1 ? levels : growths) };
}

/** Only numbers of one unit make a line. */
function sparkOf(numbers: readonly NewestNumber[]): Spark | null {
  const last = numbers.at(-1);
  const alike = numbers.filter(({ unit }) => unit === last?.unit);
  const [first] = alike;
  if (first === undefined || last === undefined || alike.length < 2) return null;
  const values = alike.map(({ value }) => Number(value));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const at = (value: number, from: number, to: number, length: number): number =>
    to === from ? length / 2 : MARGIN + ((value - from) / (to - from)) * (length - 2 * MARGIN);
  const lines: { x: number; y: number }[][] = [];
  let before: number | null = null;
  for (const { year, value } of alike) {
    const x = at(year, first.year, last.year, SPARK.width);
    const y = SPARK.height - at(Number(value), least, most, SPARK.height);
    const point = { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    if (before === year - 1) lines.at(-1)?.push(point);
    else lines.push([point]);
    before = year;
  }
  return lines.some((line) => line.length > 1) ? { lines } : null;
}
