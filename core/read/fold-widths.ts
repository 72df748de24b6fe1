/**
 * The same text with one form for characters that the paper prints in two: full-width letters, digits and
 * punctuation become ASCII, every kind of blank becomes U+0020, minus signs become `-`.
 *
 * Each UTF-16 unit becomes exactly one, so an offset in the folded text is the same offset in the original. The
 * reader decides on folded text and quotes from the original.
 */
export function foldWidths(text: string): string {
  let folded = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Nearly all characters are of these, and most texts that are asked about are units of two of them.
    if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x20 && code <= 0x7e) || code === 0x0a) continue;
    const other = FOLDED.get(code);
    if (other === undefined) continue;
    folded += text.slice(done, at) + other;
    done = at + 1;
  }
  return done === 0 ? text : folded + text.slice(done);
}

// Line feeds stay: lines are what the outline is made of.
const BLANKS =
  '\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff';

const FOLDED: ReadonlyMap<number, string> = new Map([
  ...Array.from(BLANKS, (blank) => [blank.charCodeAt(0), ' '] as const),
  ...Array.from({ length: 0x5e }, (_, at) => [0xff01 + at, String.fromCharCode(0x21 + at)] as const),
  [0x2212, '-'],
]);

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
