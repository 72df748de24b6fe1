import { type Range, endingsOfBound, openingsOf, openingsOfBound } from './pattern-edges.ts';

/*
 * Regular expressions that are asked of every figure and nearly always say no. One character tells most of these answers: what is
 * bound to an end of the text needs one of a few characters there, and what may stand anywhere begins with one of a few. The engine
 * is asked only where such a character stands.
 */

/** What is bound to the beginning or the end of a text. */
export interface Pattern {
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
  /** The text without the match. */
  without(text: string): string;
}

/** Asks `words`, which begin with `^` in each of their alternatives, of texts that begin with one of their first characters. */
export function atStart(words: RegExp, learnsAfter = MANY): Pattern {
  return new Bound(words, 'start', learnsAfter);
}

/** Asks `words`, which end with `$` in each of their alternatives, of texts that end with one of their last characters. */
export function atEnd(words: RegExp, learnsAfter = MANY): Pattern {
  return new Bound(words, 'end', learnsAfter);
}

/** So often is an expression asked as it is, so that a process that reads one page takes apart none. */
const MANY = 250;

class Bound implements Pattern {
  readonly #words: RegExp;
  readonly #isEnd: boolean;
  #units: Units | null | undefined = undefined;

  #untilLearnt: number;

  constructor(words: RegExp, side: 'start' | 'end', learnsAfter: number) {
    // A flag changes what a source means, and a sticky or global expression remembers where it was.
    if (words.flags !== '') throw new TypeError(`'${words.source}' has the flags ${words.flags}`);
    this.#words = words;
    this.#isEnd = side === 'end';
    this.#untilLearnt = learnsAfter;
  }

  test(text: string): boolean {
    return this.#mayFit(text) && this.#words.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return this.#mayFit(text) ? this.#words.exec(text) : null;
  }

  without(text: string): string {
    return cutFrom(text, this.exec(text));
  }

  #mayFit(text: string): boolean {
    if (this.#untilLearnt > 0) {
      this.#untilLearnt--;
      return true;
    }
    const units = this.#units === undefined ? this.#learn() : this.#units;
    if (units === null) return true;
    const { length } = text;
    return length > 0 && holds(units, text.charCodeAt(this.#isEnd ? length - 1 : 0));
  }

  #learn(): Units | null {
    const { source } = this.#words;
    const ranges = this.#isEnd ? endingsOfBound(source) : openingsOfBound(source);
    this.#units = ranges && unitsOf(ranges);
    return this.#units;
  }
}

/** Finds `words` wherever they stand in a text; they match no empty text. */
export function anywhere(words: RegExp): Words {
  return new Words(words);
}

/** What {@link anywhere} makes. */
export class Words {
  readonly source: string;
  readonly #sticky: RegExp;
  #units: Units | null | undefined = undefined;

  constructor({ source, flags }: RegExp) {
    if (flags !== '') throw new TypeError(`'${source}' has the flags ${flags}`);
    this.source = source;
    this.#sticky = new RegExp(source, 'y');
  }

  test(text: string): boolean {
    return this.#next(text, 0) !== null;
  }

  /** The first match. */
  exec(text: string): RegExpExecArray | null {
    return this.#next(text, 0);
  }

  /** The text without the first match. */
  without(text: string): string {
    return cutFrom(text, this.exec(text));
  }

  /** All matches in their order; none overlap. */
  all(text: string): RegExpExecArray[] {
    const found: RegExpExecArray[] = [];
    let match = this.#next(text, 0);
    while (match !== null) {
      found.push(match);
      match = this.#next(text, match.index + match[0].length);
    }
    return found;
  }

  /** The last of {@link all}. */
  last(text: string): RegExpExecArray | null {
    let last: RegExpExecArray | null = null;
    let match = this.#next(text, 0);
    while (match !== null) {
      last = match;
      match = this.#next(text, match.index + match[0].length);
    }
    return last;
  }

  /** Whether a text is nothing but such words, one behind the other; an empty one is. */
  fill(text: string): boolean {
    const units = this.#units === undefined ? this.#learn() : this.#units;
    const words = this.#sticky;
    words.lastIndex = 0;
    while (words.lastIndex < text.length) {
      if (units !== null && !holds(units, text.charCodeAt(words.lastIndex))) return false;
      if (!words.test(text)) return false;
    }
    return true;
  }

  #next(text: string, from: number): RegExpExecArray | null {
    const units = this.#units === undefined ? this.#learn() : this.#units;
    const words = this.#sticky;
    for (let at = from; at < text.length; at++) {
      if (units !== null && !holds(units, text.charCodeAt(at))) continue;
      words.lastIndex = at;
      const match = words.exec(text);
      if (match !== null) return match;
    }
    return null;
  }

  #learn(): Units | null {
    const ranges = openingsOf(this.source);
    this.#units = ranges && unitsOf(ranges);
    return this.#units;
  }
}

function cutFrom(text: string, match: RegExpExecArray | null): string {
  return match === null ? text : text.slice(0, match.index) + text.slice(match.index + match[0].length);
}

/** A set of UTF-16 units, a bit for each. */
type Units = Uint32Array;

const ALL_BITS = 0xffffffff;

function unitsOf(ranges: readonly Range[]): Units {
  const units = new Uint32Array(0x10000 / 32);
  for (const [from, to] of ranges) {
    for (let unit = from; unit <= to; unit++) {
      const isWhole = unit % 32 === 0 && unit + 31 <= to;
      units[unit >> 5] = isWhole ? ALL_BITS : (units[unit >> 5] ?? 0) | (1 << (unit & 31));
      if (isWhole) unit += 31;
    }
  }
  return units;
}

function holds(units: Units, unit: number): boolean {
  return ((units[unit >> 5] ?? 0) & (1 << (unit & 31))) !== 0;
}
