import { namedPlace, placeOfSlug } from '../paper/papers/area-codes.ts';

/**
 * What stands for a place in an address, decoded: its slug, or else its name as printed. Nothing that is printed is ever
 * taken for a slug or for a step up: a name that could be gets a tilde, and so does one that begins with a tilde.
 */
export function placeSegment(name: string): string {
  const named = namedPlace(name);
  if (named !== null) return named.slug;
  return /^(?:~|[a-z0-9-]*$|\.{1,2}$)/.test(name) ? `~${name}` : name;
}

/** The place that a decoded part of an address stands for; `null` for a slug that no place has. */
export function placeInSegment(segment: string): string | null {
  if (segment.startsWith('~')) return segment.slice(1);
  if (/^[a-z0-9-]*$/.test(segment)) return placeOfSlug(segment)?.name ?? null;
  return segment;
}
