import { alternativesOf, atomEnd } from './pattern-pieces.ts';

/*
 * Which characters a match of a regular expression may begin or end with, told from its source. What cannot be told is any
 * character: the answer may be too wide, and is never too narrow.
 */

/** Character codes from the first to the second, both included. */
export type Range = readonly [from: number, to: number];

/** What a piece begins or ends with: `null` for any character; `empty` when it may match nothing, so that what stands beside it counts. */
interface Edge {
  readonly ranges: readonly Range[] | null;
  readonly empty: boolean;
}

/** The characters with which every match begins, where each alternative is bound to the beginning of the text by `^`. */
export function openingsOfBound(source: string): readonly Range[] | null {
  const pieces = alternativesOf(source);
  if (!pieces.every((piece) => piece.startsWith('^')))
    throw new TypeError(`'${source}' is not bound to the beginning of the text by ^ in all its alternatives`);
  return rangesOf(pieces, 'first');
}

/** The characters with which every match ends, where each alternative is bound to the end of the text by `$`. */
export function endingsOfBound(source: string): readonly Range[] | null {
  const pieces = alternativesOf(source);
  if (!pieces.every((piece) => [...atomsOf(piece)].at(-1)?.atom === '$'))
    throw new TypeError(`'${source}' is not bound to the end of the text by $ in all its alternatives`);
  return rangesOf(pieces, 'last');
}

/** The characters with which a match begins, wherever it stands. */
export function openingsOf(source: string): readonly Range[] | null {
  return rangesOf(alternativesOf(source), 'first');
}

function rangesOf(pieces: readonly string[], side: 'first' | 'last'): readonly Range[] | null {
  const { ranges, empty } = edgeOfAny(pieces, side);
  return empty ? null : ranges;
}

function edgeOfAny(pieces: readonly string[], side: 'first' | 'last'): Edge {
  const edges = pieces.map((piece) => edgeOfRow(piece, side));
  const ranges = edges.every((edge) => edge.ranges !== null)
    ? edges.flatMap((edge) => edge.ranges ?? [])
    : null;
  return { ranges, empty: edges.some(({ empty }) => empty) };
}

/** Of atoms in a row the first counts, and the next as well for as long as those before may match nothing. */
function edgeOfRow(piece: string, side: 'first' | 'last'): Edge {
  const ranges: Range[] = [];
  for (const { atom, optional } of side === 'first' ? atomsOf(piece) : [...atomsOf(piece)].reverse()) {
    // A class that must stand there holds all that may begin it, as one-of.ts writes it.
    const ahead =
      side === 'first' && ranges.length === 0 ? /^\(\?=(\[[^\]\\]+\])\)$/.exec(atom)?.[1] : undefined;
    const known = ahead === undefined ? null : rangesOfClass(ahead);
    if (known !== null) return { ranges: known, empty: false };
    // What must, or must not, stand there takes no character.
    if (/^(?:\(\?<?[=!]|[\^$]$|\\[bB]$)/.test(atom)) continue;
    const edge = edgeOfAtom(atom, side);
    if (edge.ranges === null) return { ranges: null, empty: false };
    ranges.push(...edge.ranges);
    if (!optional && !edge.empty) return { ranges, empty: false };
  }
  return { ranges, empty: true };
}

/** Characters, classes, groups and assertions of a piece, with whether what stands behind them lets them be left out. */
function* atomsOf(piece: string): Generator<{ readonly atom: string; readonly optional: boolean }> {
  for (let at = 0; at < piece.length;) {
    const unicode = /^\\u[0-9a-f]{4}/i.exec(piece.slice(at, at + 6))?.[0].length;
    const end = unicode === undefined ? atomEnd(piece, at) : at + unicode;
    const times = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(piece.slice(end, end + 12))?.[0] ?? '';
    yield { atom: piece.slice(at, end), optional: /^(?:[*?]|\{0)/.test(times) };
    at = end + times.length;
  }
}

function edgeOfAtom(atom: string, side: 'first' | 'last'): Edge {
  if (atom.startsWith('(')) {
    const inside = /^\((?:\?:)?(?!\?)(.*)\)$/s.exec(atom)?.[1];
    return inside === undefined ? ANY : edgeOfAny(alternativesOf(inside), side);
  }
  if (atom.startsWith('[')) return { ranges: rangesOfClass(atom), empty: false };
  return { ranges: atom === '.' ? null : rangesOfCharacter(atom), empty: false };
}

const ANY: Edge = { ranges: null, empty: false };

function rangesOfClass(atom: string): readonly Range[] | null {
  if (atom.startsWith('[^')) return null;
  const members = atom.slice(1, -1).match(/\\u[0-9a-f]{4}|\\.|[^\\]/gis) ?? [];
  const ranges: Range[] = [];
  for (let at = 0; at < members.length; at++) {
    const member = rangesOfCharacter(members[at] ?? '');
    if (member === null) return null;
    const to = members[at + 1] === '-' ? rangesOfCharacter(members[at + 2] ?? '') : [];
    const [from, last] = [member[0], to?.[0]];
    if (member.length > 1 || from === undefined || last === undefined) {
      ranges.push(...member);
      continue;
    }
    ranges.push([from[0], last[1]]);
    at += 2;
  }
  return ranges;
}

/** Of a character as it stands in a source; of `\d` the digits and of `\s` all blanks, empty without a character, `null` for other classes. */
function rangesOfCharacter(character: string): readonly Range[] | null {
  if (character === '') return [];
  if (character === String.raw`\d`) return DIGITS;
  if (character === String.raw`\s`) return BLANKS;
  if (character.startsWith(String.raw`\u`)) return one(Number.parseInt(character.slice(2), 16));
  // \n is a line feed, \. a stop; what other letters mean is not told here.
  if (character === String.raw`\n`) return one(0x0a);
  if (/^\\[a-z0-9]/i.test(character)) return null;
  return one(character.charCodeAt(character.length - 1));
}

function one(code: number): readonly Range[] {
  return [[code, code]];
}

const DIGITS: readonly Range[] = [[0x30, 0x39]];
const BLANKS: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
