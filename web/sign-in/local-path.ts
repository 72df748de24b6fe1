import { SIGN_IN, SIGN_IN_CALLBACK, SIGN_OUT } from '../addresses.ts';

/** It has to fit into a cookie. */
const MOST_CHARACTERS = 1000;

/** No host of the world has this name. */
const HERE = 'https://room.invalid';

/** Leading back to one of these would lead round in circles, or out again. */
const DOORS: readonly string[] = [SIGN_IN, SIGN_IN_CALLBACK, SIGN_OUT];

/**
 * An address of this room that may be led back to, with its query and fragment, as a URL writes it; `/` for whatever is
 * none: another host's in any disguise (`//`, `/\`, `/.//`), a control character, the doors themselves.
 */
export function localPath(text: string | undefined): string {
  if (text === undefined || text.length > MOST_CHARACTERS) return '/';
  // A URL would drop tabs and line ends, and read a backslash as a slash.
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(text) || !URL.canParse(text, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(text, HERE);
  // What its dots lead to may begin with two slashes again.
  if (origin !== HERE || pathname.startsWith('//') || DOORS.includes(pathname)) return '/';
  const path = pathname + search + hash;
  return path.length > MOST_CHARACTERS ? '/' : path;
}
