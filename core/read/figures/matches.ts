/*
 * Where a global regular expression matches. `String.matchAll` copies the expression at each call, and to copy one of some
 * hundred words takes longer than to look for them in a sentence.
 */

/** All matches of `words`, which is global and matches no empty text, in their order. */
export function matchesOf(words: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  words.lastIndex = 0;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) found.push(match);
  return found;
}

/** The last of them. */
export function lastMatchOf(words: RegExp, text: string): RegExpExecArray | null {
  let last: RegExpExecArray | null = null;
  words.lastIndex = 0;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) last = match;
  return last;
}
