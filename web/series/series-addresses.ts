import { placeInSegment, placeSegment } from '../../core/publish/place-segment.ts';

/*
 * The addresses of series and of their feeds. A place is named by its slug or, percent-encoded, by what is printed of it;
 * see core/publish/place-segment.ts.
 */

export const SERIES_HREF = '/series/';

function encoded(name: string): string {
  return encodeURIComponent(placeSegment(name).toWellFormed());
}

export function placeHref(place: string): string {
  return `/series/${encoded(place)}/`;
}

export function seriesHref(place: string, indicator: string): string {
  return `/series/${encoded(place)}/${indicator}`;
}

/** What a series can be taken away as, by the ending of its address. */
export const SERIES_FORMS = ['csv', 'excel.csv', 'parquet'] as const;
export type SeriesForm = (typeof SERIES_FORMS)[number];

export function seriesFormHref(place: string, indicator: string, form: SeriesForm): string {
  return `${seriesHref(place, indicator)}.${form}`;
}

/** The picture of a section of a series; a narrow one for phones. */
export function chartHref(place: string, indicator: string, section: string, narrow: boolean): string {
  return `${seriesHref(place, indicator)}.${section}.svg${narrow ? '?form=narrow' : ''}`;
}

/** What can follow an indicator in the last part of an address, its point before it. */
const ENDING = /\.(?:json|csv|excel\.csv|parquet|[a-z]+(?:-[1-9]\d{0,2})?\.svg)$/;

/** An indicator with what is asked for of it: `gdp` and `level.svg`. Names of indicators may have points of their own. */
export function parseSeriesName(name: string): { readonly indicator: string; readonly ending: string } {
  const ending = ENDING.exec(name)?.[0] ?? '';
  return { indicator: name.slice(0, name.length - ending.length), ending: ending.slice(1) };
}

/** The section that `level.svg` is of; `null` of another ending. */
export function parseChart(ending: string): string | null {
  return ending.endsWith('.svg') ? ending.slice(0, -'.svg'.length) : null;
}

export function parseSeriesForm(ending: string): SeriesForm | null {
  return SERIES_FORMS.find((form) => form === ending) ?? null;
}

/** The place that a decoded part of an address names; `null` for a slug that no place has. */
export function parsePlace(segment: string): string | null {
  return placeInSegment(segment);
}

export type FeedForm = 'atom' | 'json';

export function placeFeedHref(place: string, form: FeedForm = 'atom'): string {
  return `/feeds/place/${encoded(place)}.${form}`;
}

export function indicatorFeedHref(indicator: string, form: FeedForm = 'atom'): string {
  return `/feeds/indicator/${indicator}.${form}`;
}
