/**
 * What two texts begin and end with alike, so that only what lies between need be marked. Never cuts a character
 * or a number in two: 458.5 and 458.51 share nothing.
 */
export function sharedEnds(a: string, b: string): { readonly head: string; readonly tail: string } {
  const [ofA, ofB] = [piecesOf(a), piecesOf(b)];
  const most = Math.min(ofA.length, ofB.length);
  let head = 0;
  while (head < most && ofA[head] === ofB[head]) head += 1;
  let tail = 0;
  while (tail < most - head && ofA.at(-1 - tail) === ofB.at(-1 - tail)) tail += 1;
  return { head: ofA.slice(0, head).join(''), tail: ofA.slice(ofA.length - tail).join('') };
}

/** Numbers whole, everything else by character. */
function piecesOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*|./gsu) ?? [];
}
