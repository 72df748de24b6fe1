/**
 * The codes of GB/T 2260 for the places that the papers report on, by their full names. Only those that are sure; a
 * place that is not here has none.
 */
export const AREA_CODES: ReadonlyMap<string, string> = new Map([
  ['广东省', '440000'],
  ['江门市', '440700'],
  ['蓬江区', '440703'],
  ['江海区', '440704'],
  ['新会区', '440705'],
  ['台山市', '440781'],
  ['开平市', '440783'],
  ['鹤山市', '440784'],
  ['恩平市', '440785'],
]);

/** `null` of no place, and of one whose code is not known. */
export function areaCodeOf(place: string | null): string | null {
  return place === null ? null : (AREA_CODES.get(place) ?? null);
}
