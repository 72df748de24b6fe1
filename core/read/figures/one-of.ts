/**
 * The source of a regular expression for one of the pieces, tried in their order. Pieces that begin with the same character are
 * tried together, and only where one of those characters stands: with hundreds of words an engine that tries one after the other
 * at every place is ten times as slow. Where two pieces fit at one place, the one that stands first in the list wins.
 */
export function oneOf(pieces: readonly string[]): string {
  const groups = new Map<string, string[]>();
  const others: string[] = [];
  for (const piece of pieces.flatMap(piecesOf)) {
    const first = firstCharacter(piece);
    if (first === null) others.push(piece);
    else groups.set(first, [...(groups.get(first) ?? []), piece]);
  }
  if (groups.size < LEAST_GROUPS) return `(?:${pieces.join('|')})`;
  const grouped = dispatched([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const otherOpenings = others.map(openingsOf);
  if (otherOpenings.every((openings) => openings !== null)) {
    const all = new Set([...groups.keys(), ...otherOpenings.flat()]);
    return `(?:(?=[${[...all].join('')}])(?:${[grouped, ...others].join('|')}))`;
  }
  return `(?:(?=[${[...groups.keys()].join('')}])(?:${grouped})|${others.join('|')})`;
}

const LEAST_GROUPS = 4;

/** Few enough to be tried one by one. */
const FEW = 8;

/** The groups, which are sorted by their first characters, so that few of them are tried: those of a range are passed over at once. */
function dispatched(groups: readonly (readonly [first: string, pieces: readonly string[]])[]): string {
  if (groups.length <= FEW) return groups.map(([first, group]) => groupSource(first, group)).join('|');
  const size = Math.ceil(groups.length / FEW);
  const ranges: string[] = [];
  for (let at = 0; at < groups.length; at += size) {
    const range = groups.slice(at, at + size);
    ranges.push(`(?=[${range[0]?.[0] ?? ''}-${range.at(-1)?.[0] ?? ''}])(?:${dispatched(range)})`);
  }
  return ranges.join('|');
}

/** The pieces of `a|b(?:c|d)`: what its outermost bars divide. */
export function piecesOf(source: string): string[] {
  return alternativesOf(source).filter((piece) => piece !== '');
}

function alternativesOf(source: string): string[] {
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
function atomEnd(source: string, at: number): number {
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

/** The character that a piece begins with, behind what must not stand before it; `null` when it may be one of several. */
function firstCharacter(piece: string): string | null {
  const bare = piece.replace(/^(?:\(\?<!(?:[^()]|\([^()]*\))*\))+/, '');
  const found = /^([\u4e00-\u9fff])(?![?*{+])/.exec(bare);
  return found?.[1] ?? null;
}

/** What a piece may begin with, as it stands in a class: of 新?申 two characters, of \\d\\d the digits; `null` when that cannot be told. */
function openingsOf(piece: string): readonly string[] | null {
  if (piece === '') return null;
  const end = atomEnd(piece, 0);
  const atom = piece.slice(0, end);
  const rest = piece.slice(end);
  // What must, or must not, stand there takes no character.
  if (/^\(\?<?[=!]/.test(atom)) return openingsOf(rest);
  const openings = openingsOfAtom(atom);
  if (openings === null || /^(?:\*|\{)/.test(rest)) return null;
  if (!rest.startsWith('?')) return openings;
  const behind = openingsOf(rest.slice(1));
  return behind && [...openings, ...behind];
}

function openingsOfAtom(atom: string): readonly string[] | null {
  const listed =
    /^(?:([\u4e00-\u9fff“≥⩾≤⩽<>、_,]|\\[ds])|\[((?:[\u4e00-\u9fff“”、_,:() ]|\d(?:-\d)?|\\[ds])+)\])$/.exec(
      atom,
    );
  if (listed !== null) return [listed[1] ?? listed[2] ?? ''];
  const inside = /^\(\?:(.*)\)$/s.exec(atom)?.[1];
  const each = inside === undefined ? [null] : alternativesOf(inside).map(openingsOf);
  return each.every((openings) => openings !== null) ? each.flat() : null;
}

/** 新(?:增|建): what pieces that begin plainly with the character go on with, in the order of the list. */
function groupSource(first: string, group: readonly string[]): string {
  const sources: string[] = [];
  let rests: string[] = [];
  const close = () => {
    if (rests.length > 0)
      sources.push(rests.length === 1 ? `${first}${rests[0] ?? ''}` : `${first}(?:${rests.join('|')})`);
    rests = [];
  };
  for (const piece of group) {
    if (piece.startsWith(first)) {
      rests.push(piece.slice(first.length));
      continue;
    }
    close();
    sources.push(piece);
  }
  close();
  return sources.join('|');
}

/**
 * Tells whether a text ends in one of the pieces, and in how many characters of it: the longest that fits, 0 without one. Pieces are
 * looked for by the last character of the text, so that most texts are told at once.
 */
export function endingIn(pieces: readonly string[]): (text: string) => number {
  const groups = new Map<string, string[]>();
  const others: string[] = [];
  for (const piece of pieces.flatMap(piecesOf)) {
    const last = LAST.exec(piece)?.[1];
    if (last === undefined) others.push(piece);
    else groups.set(last, [...(groups.get(last) ?? []), piece]);
  }
  const ofAll = others.length === 0 ? null : new RegExp(`(?:${others.join('|')})$`);
  const byLast = new Map(
    [...groups].map(([last, group]) => [last.charCodeAt(0), new RegExp(`(?:${group.join('|')})$`)] as const),
  );
  return (text) => {
    const known = byLast.get(text.charCodeAt(text.length - 1))?.exec(text)?.[0].length ?? 0;
    return ofAll === null ? known : Math.max(known, ofAll.exec(text)?.[0].length ?? 0);
  };
}

/** The character that a piece ends with, whatever must not stand behind it: at the end of a text nothing does. */
const LAST = /([\u4e00-\u9fff])(?:\(\?!(?:[^()]|\([^()]*\))*\))?$/;
