import type { Span } from '../fold-widths.ts';

/**
 * Characters of a text beside the stretch of the source that they were made from. Equally long ones match character
 * by character; of others (an entity, white space that became one blank) neither side can be cut.
 */
export interface SourcePiece {
  readonly text: Span;
  readonly source: Span;
}

/** A line of text with what its characters were made from, in the order of the text. */
export interface SourceLine {
  readonly text: string;
  readonly pieces: readonly SourcePiece[];
}

/** Where the characters of a text stand in the source that the text was made from. */
export class SourceMap {
  readonly #text: string;
  /** Both ends of the texts never decrease: two pieces hold the same character when both became one blank. */
  readonly #pieces: readonly SourcePiece[];

  constructor(text: string, pieces: readonly SourcePiece[]) {
    this.#text = text;
    this.#pieces = pieces;
  }

  /**
   * The stretches of the source that the characters of `span` were made from, ascending, apart from each other. The
   * line feeds that join lines were made from nothing. `null` when any other character has no place, or when an end
   * of `span` lies inside of what one entity stands for.
   */
  spansOf(span: Span): readonly Span[] | null {
    const spans: Span[] = [];
    let next = span.start;
    for (let at = this.#firstBehind(span.start); ; at++) {
      const piece = this.#pieces[at];
      if (piece === undefined || piece.text.start >= span.end) break;
      const stretch = cut(piece, span);
      if (stretch === null || !this.#isJoint(next, piece.text.start)) return null;
      const last = spans.at(-1);
      if (last !== undefined && stretch.start < last.end) return null;
      if (last?.end === stretch.start) spans.pop();
      spans.push(last?.end === stretch.start ? { start: last.start, end: stretch.end } : stretch);
      next = piece.text.end;
    }
    return spans.length > 0 && this.#isJoint(next, span.end) ? spans : null;
  }

  /** Whether nothing but the end of a line can stand from `start` to `end`. */
  #isJoint(start: number, end: number): boolean {
    return start >= end || this.#text.slice(start, end) === '\n';
  }

  /** The index of the first piece that ends behind `offset`. */
  #firstBehind(offset: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#pieces[middle]?.text.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The source of what a piece has in `span`, or `null` when the piece would have to be cut and cannot be. */
function cut({ text, source }: SourcePiece, span: Span): Span | null {
  const start = Math.max(text.start, span.start) - text.start;
  const end = Math.min(text.end, span.end) - text.start;
  if (start === 0 && end === lengthOf(text)) return source;
  return lengthOf(text) === lengthOf(source)
    ? { start: source.start + start, end: source.start + end }
    : null;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** White space of HTML; no-break spaces are none. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}

/** Makes one line from stretches of text as they come: white space is one blank, none at the ends. */
export class SourceLineMaker {
  #words: string[] = [];
  #pieces: SourcePiece[] = [];
  #length = 0;
  #endsBlank = false;

  /** Adds `text`, made from `source`, or from nothing known when that is `null`. */
  add(text: string, source: Span | null): void {
    const whole = source === null || lengthOf(source) !== text.length;
    for (let at = 0; at < text.length;) {
      const blank = isBlank(text.charCodeAt(at));
      let end = at + 1;
      while (end < text.length && isBlank(text.charCodeAt(end)) === blank) end++;
      const own = whole ? source : { start: source.start + at, end: source.start + end };
      if (blank) this.#addBlank(own);
      else this.#addWord(text.slice(at, end), own);
      at = end;
    }
  }

  /** The line so far, or `null` when it is empty; what is added next begins another. */
  end(): SourceLine | null {
    const full = this.#words.join('');
    const text = full.trim();
    const start = full.length - full.trimStart().length;
    const pieces = this.#pieces;
    this.#words = [];
    this.#pieces = [];
    this.#length = 0;
    this.#endsBlank = false;
    return text === '' ? null : { text, pieces: trimmed(pieces, { start, end: start + text.length }) };
  }

  #addWord(word: string, source: Span | null): void {
    this.#words.push(word);
    this.#length += word.length;
    this.#endsBlank = false;
    if (source !== null) this.#place({ start: this.#length - word.length, end: this.#length }, source);
  }

  #addBlank(source: Span | null): void {
    if (!this.#endsBlank) this.#words.push(' ');
    this.#length += this.#endsBlank ? 0 : 1;
    this.#endsBlank = true;
    if (source !== null) this.#place({ start: this.#length - 1, end: this.#length }, source);
  }

  /** Pieces that match character by character and follow each other on both sides are one. */
  #place(text: Span, source: Span): void {
    const last = this.#pieces.at(-1);
    const goesOn =
      last?.text.end === text.start &&
      last.source.end === source.start &&
      lengthOf(last.text) === lengthOf(last.source) &&
      lengthOf(text) === lengthOf(source);
    if (goesOn) this.#pieces.pop();
    this.#pieces.push(
      goesOn
        ? {
            text: { start: last.text.start, end: text.end },
            source: { start: last.source.start, end: source.end },
          }
        : { text, source },
    );
  }
}

/** The pieces of what `kept` keeps of a line, counted from there. */
function trimmed(pieces: readonly SourcePiece[], kept: Span): SourcePiece[] {
  return pieces.flatMap((piece) => {
    const start = Math.max(piece.text.start, kept.start);
    const end = Math.min(piece.text.end, kept.end);
    const source = start < end ? cut(piece, kept) : null;
    return source === null ? [] : [{ text: { start: start - kept.start, end: end - kept.start }, source }];
  });
}
