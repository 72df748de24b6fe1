/**
 * The same text with one form for characters that the paper prints in two: full-width letters, digits and
 * punctuation become ASCII, every kind of blank becomes U+0020, minus signs become `-`.
 *
 * Each UTF-16 unit becomes exactly one, so an offset in the folded text is the same offset in the original. The
 * reader decides on folded text and quotes from the original.
 */
export function foldWidths(text: string): string {
  return text.replace(FOLDED, foldedOf);
}

function foldedOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0xa0 || code === 0x3000) return ' ';
  if (code >= 0xff01 && code <= 0xff5e) return HALF_WIDTHS[code - 0xff01] ?? ' ';
  return code === 0x2212 ? '-' : ' ';
}

const HALF_WIDTHS: readonly string[] = Array.from({ length: 0x5e }, (_, at) =>
  String.fromCharCode(0x21 + at),
);

// Line feeds stay: lines are what the outline is made of.
const FOLDED = /[\uff01-\uff5e\u2212\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff\t\v\f]/g;

/** A stretch of a text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `span` without the blanks at its ends, in folded text. */
export function trimSpan(folded: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isBlank(folded.charCodeAt(start))) start++;
  while (end > start && isBlank(folded.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d;
}

/** The lines of a text, without their ends; a line may end in LF, CR LF or CR. */
export function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x0a && code !== 0x0d) continue;
    lines.push({ start, end: at });
    if (code === 0x0d && text.charCodeAt(at + 1) === 0x0a) at++;
    start = at + 1;
  }
  lines.push({ start, end: text.length });
  return lines;
}
