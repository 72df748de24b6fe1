import { namedPlace, placeOfSlug } from '../paper/papers/area-codes.ts';

/**
 * What has a meaning in a path, or what a URL does not leave there as it is. Somebody on the way who decodes a path once, as
 * an HTTP API of AWS does, makes another path of it.
 */
const UNSAFE = /[\p{Cc} "#%/<>?[\\\]^`{|}]/u;

/** Begins a name that is spelled out: no address ever had it, as no name that got a tilde begins so. */
const SPELLED = '~_';

/**
 * What stands for a place in an address, decoded: its slug, or else its name as printed. Nothing that is printed is ever
 * taken for a slug or for a step up: a name that could be gets a tilde, and so does one that begins with a tilde. A name
 * that a path could not carry is spelled out, percent-encoded with an underscore for the percent sign: `~_100_25_2F50`.
 */
export function placeSegment(name: string): string {
  const named = namedPlace(name);
  if (named !== null) return named.slug;
  if (UNSAFE.test(name)) return SPELLED + spelled(name);
  return /^(?:~|[a-z0-9-]*$|\.{1,2}$)/.test(name) ? `~${name}` : name;
}

/** The place that a decoded part of an address stands for; `null` for a slug that no place has. */
export function placeInSegment(segment: string): string | null {
  if (segment.startsWith(SPELLED)) return nameOf(segment.slice(SPELLED.length));
  if (segment.startsWith('~')) return segment.slice(1);
  if (/^[a-z0-9-]*$/.test(segment)) return placeOfSlug(segment)?.name ?? null;
  return segment;
}

function spelled(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll('_', '%5F').replaceAll('%', '_');
}

function nameOf(spelling: string): string | null {
  try {
    return decodeURIComponent(spelling.replaceAll('_', '%'));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
