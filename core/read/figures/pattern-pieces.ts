/*
 * The source of a regular expression, taken apart.
 */

/** The pieces of `a|b(?:c|d)`: what its outermost bars divide. */
export function piecesOf(source: string): string[] {
  return alternativesOf(source).filter((piece) => piece !== '');
}

export function alternativesOf(source: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < source.length; at = atomEnd(source, at)) {
    if (source[at] !== '|') continue;
    pieces.push(source.slice(start, at));
    start = at + 1;
  }
  pieces.push(source.slice(start));
  return pieces;
}

/** Where the character, the class or the group ends that begins at `at`. */
export function atomEnd(source: string, at: number): number {
  let depth = 0;
  let inClass = false;
  for (let end = at; end < source.length; end++) {
    const character = source[end];
    if (character === '\\') end++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (!inClass && character === '(') depth++;
    else if (!inClass && character === ')') depth--;
    if (depth === 0 && !inClass) return end + 1;
  }
  return source.length;
}
