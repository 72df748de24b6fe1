import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { namedPlace } from '../../core/paper/papers/area-codes.ts';
import type { Verdict } from '../../core/publish/observations/outcome.ts';
import { sentenceHref } from '../../core/publish/room-address.ts';
import { displayUnitOf, shownIn } from '../../core/publish/series/display-unit.ts';
import { type SeriesPeriod, type SeriesSection, seriesOf } from '../../core/publish/series/series.ts';
import { type SeriesPoints, type Trend, pointsOf, trendOf } from '../../core/publish/series/series-points.ts';
import type { ToldObservation, ToldYear } from '../../core/publish/series/told-rows.ts';
import type { Indicator } from '../../core/read/figures/indicator-registry.ts';
import { indicatorOfId } from '../../core/read/figures/indicators.ts';
import type { SeriesList, SeriesRows, SeriesSummary } from '../series/series-data.ts';
import { chartHref, placeHref, seriesFormHref, seriesHref } from '../series/series-addresses.ts';

export interface PlaceName {
  /** As printed. */
  readonly name: string;
  readonly en: string | null;
  /** GB/T 2260; `null` where it is not known. */
  readonly code: string | null;
  readonly href: string;
}

export interface IndicatorName {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/** A number with the year that it is of, in the unit that its indicator is usually shown in. */
export interface NewestNumber {
  readonly year: number;
  readonly value: string;
  readonly unit: string;
  readonly comparator: ToldYear['level_comparator'];
}

export interface SeriesEntry {
  readonly place: PlaceName;
  readonly indicator: IndicatorName;
  readonly href: string;
  readonly observations: number;
  readonly span: SeriesSummary['span'];
  readonly level: NewestNumber | null;
  readonly growth: NewestNumber | null;
}

export interface SeriesListView {
  /** `null` when nothing was released that series could be made of. */
  readonly release: string | null;
  readonly places: readonly PlaceName[];
  readonly series: readonly SeriesEntry[];
}

export function placeName(name: string): PlaceName {
  const named = namedPlace(name);
  return { name, en: named?.en ?? null, code: named?.code ?? null, href: placeHref(name) };
}

export function indicatorName(id: string): IndicatorName {
  const known = indicatorOfId(id);
  return { id, zh: known?.zh ?? id, en: known?.en ?? id };
}

/** All series, or those of one place; its name must be as it is printed. */
export function seriesListView(
  list: SeriesList | 'NoRelease' | 'NoTable',
  place: string | null = null,
): SeriesListView {
  if (typeof list === 'string') return { release: null, places: [], series: [] };
  const { release, series } = list;
  const told = place === null ? series : series.filter((one) => one.place === place);
  const names = [...new Set(told.map((one) => one.place))];
  return {
    release: release.version,
    places: names.map(placeName),
    series: told.map((one) => ({
      place: placeName(one.place),
      indicator: indicatorName(one.indicator),
      href: seriesHref(one.place, one.indicator),
      observations: one.observations,
      span: one.span,
      level: one.level && levelOf(one.level),
      growth: one.growth && growthOf(one.growth),
    })),
  };
}

/** `null` of a year without one. */
export function levelOf(year: ToldYear): NewestNumber | null {
  const { level_value, level_unit, level_comparator, indicator_id } = year;
  if (level_value === null || level_unit === null) return null;
  const unit = displayUnitOf(indicatorOfId(indicator_id), 'level', level_unit);
  return {
    ...{ year: year.year, unit: unit.text, comparator: level_comparator },
    value: shownIn(unit, level_value),
  };
}

/** `null` of a year without one. */
export function growthOf(year: ToldYear): NewestNumber | null {
  const { growth_value, growth_comparator, indicator_id } = year;
  if (growth_value === null) return null;
  const unit = displayUnitOf(indicatorOfId(indicator_id), 'growth', '1');
  return {
    ...{ year: year.year, unit: unit.text, comparator: growth_comparator },
    value: shownIn(unit, growth_value),
  };
}

/** An observation, its cells as in the table, and where its sentence is. */
export interface SeriesValue extends ToldObservation {
  /** In the article, at the very words; `null` for an article that no address can hold. */
  readonly href: string | null;
}

export interface PeriodView extends Omit<SeriesPeriod, 'came' | 'shown' | 'aimed' | 'replaced'> {
  readonly came: readonly SeriesValue[];
  /** The id of the one that stands for the period. */
  readonly shown: string | null;
  readonly aimed: readonly SeriesValue[];
  readonly replaced: readonly SeriesValue[];
  readonly outcome: Verdict | null;
}

export interface SectionView extends Omit<SeriesSection, 'unit' | 'periods'> {
  /** What its numbers are shown in side by side. */
  readonly unit: string | null;
  /** `null` where there is nothing to draw. */
  readonly chart: {
    readonly href: string;
    readonly narrowHref: string;
    readonly trend: Trend | null;
    readonly targets: { readonly met: number; readonly missed: number; readonly open: number };
  } | null;
  readonly periods: readonly PeriodView[];
}

export interface SeriesView {
  /** `null` when nothing was released that a series could be made of. */
  readonly release: string | null;
  readonly published: ReleaseRecord['at'] | null;
  readonly place: PlaceName;
  readonly indicator: IndicatorName & Pick<Indicator, 'unit' | 'codes'>;
  readonly href: string;
  readonly csvHref: string;
  readonly excelHref: string;
  readonly parquetHref: string;
  readonly yearsHref: string;
  /** Whether there are more observations than are told here. */
  readonly more: boolean;
  readonly observations: number;
  readonly sections: readonly SectionView[];
}

export function seriesView(place: string, indicator: Indicator, rows: SeriesRows | null): SeriesView {
  const { id, zh, en, unit, codes } = indicator;
  const years = new URLSearchParams({ place, indicator: id, format: 'csv', limit: '1000' });
  return {
    release: rows?.release.version ?? null,
    published: rows?.release.at ?? null,
    place: placeName(place),
    indicator: { id, zh, en, unit, codes },
    href: seriesHref(place, id),
    csvHref: seriesFormHref(place, id, 'csv'),
    excelHref: seriesFormHref(place, id, 'excel.csv'),
    parquetHref: seriesFormHref(place, id, 'parquet'),
    yearsHref: `/api/year-over-year?${years.toString()}`,
    more: rows?.more ?? false,
    observations: rows?.observations.length ?? 0,
    sections: seriesOf(rows?.observations ?? [], rows?.years ?? []).map((section) =>
      sectionView(place, id, section),
    ),
  };
}

function sectionView(place: string, indicator: string, section: SeriesSection): SectionView {
  const { unit, periods, ...rest } = section;
  const points = pointsOf(section);
  return {
    ...rest,
    unit: unit?.text ?? null,
    chart: points && {
      href: chartHref(place, indicator, section.id, false),
      narrowHref: chartHref(place, indicator, section.id, true),
      trend: trendOf(points),
      targets: targetsIn(points),
    },
    periods: periods.map(({ came, shown, aimed, replaced, ...period }) => ({
      ...period,
      came: came.map(valueView),
      shown: shown?.observation_id ?? null,
      aimed: aimed.map(valueView),
      replaced: replaced.map(valueView),
    })),
  };
}

function targetsIn({ marks }: SeriesPoints): { met: number; missed: number; open: number } {
  const count = (wanted: string): number => marks.filter(({ kind }) => kind === wanted).length;
  return { met: count('target-met'), missed: count('target-missed'), open: count('target-open') };
}

function valueView(row: ToldObservation): SeriesValue {
  return { ...row, href: row.room_path === null ? null : sentenceHref(row.room_path, row) };
}
