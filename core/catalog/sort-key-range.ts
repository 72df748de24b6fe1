import type { Query } from './catalog-table.ts';

/**
 * The sort keys from `from` to `to`, both included, in UTF-8 byte order; `to` is `null` when nothing bounds them.
 * It holds every key that a query asks for and may hold one more, the first key after the prefix: a table
 * skips what does not begin with the prefix.
 */
export interface SortKeyRange {
  readonly from: string;
  readonly to: string | null;
}

/** `null` when no key can be asked for. */
export function sortKeyRange({ prefix, from, to }: Query): SortKeyRange | null {
  if (from === undefined && to === undefined) return { from: prefix, to: firstAfter(prefix) };
  const least = from !== undefined && isBefore(prefix, from) ? from : prefix;
  const after = firstAfter(prefix);
  const most = to !== undefined && (after === null || isBefore(to, after)) ? to : after;
  return most !== null && isBefore(most, least) ? null : { from: least, to: most };
}

/** JavaScript compares UTF-16 code units, which is another order for what lies outside the first plane. */
function isBefore(a: string, b: string): boolean {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  const at = left.findIndex((byte, place) => byte !== right[place]);
  return at < 0 ? left.length < right.length : (left[at] ?? 0) < (right[at] ?? -1);
}

/** The least text that is greater than every text with this beginning; UTF-8 sorts as its code points do. */
function firstAfter(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    // Surrogates are no characters, and after the very last character comes none: the one before it counts up.
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  }
  return null;
}
