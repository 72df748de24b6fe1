import type { NamedPlace } from './named-place.ts';
import { JIANGMEN } from './places-of-jiangmen.ts';

/** The places that the papers report on and that are sure; a place that is not here has no code and no slug. */
export const NAMED_PLACES: readonly NamedPlace[] = JIANGMEN;

/** The codes of GB/T 2260, by full names. */
export const AREA_CODES: ReadonlyMap<string, string> = new Map(
  NAMED_PLACES.map(({ name, code }) => [name, code]),
);

const BY_NAME: ReadonlyMap<string, NamedPlace> = new Map(NAMED_PLACES.map((one) => [one.name, one]));
const BY_SLUG: ReadonlyMap<string, NamedPlace> = new Map(NAMED_PLACES.map((one) => [one.slug, one]));

/** `null` of no place, and of one whose code is not known. */
export function areaCodeOf(place: string | null): string | null {
  return place === null ? null : (AREA_CODES.get(place) ?? null);
}

/** `null` of a place that no paper of the registry reports on, whatever is printed of it. */
export function namedPlace(name: string): NamedPlace | null {
  return BY_NAME.get(name) ?? null;
}

/** `null` for a text that is no place's slug. */
export function placeOfSlug(slug: string): NamedPlace | null {
  return BY_SLUG.get(slug) ?? null;
}
