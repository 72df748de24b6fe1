import { type Span, linesOf, trimSpan } from '../fold-widths.ts';

/** A line of a page's text, without the blanks at its ends. */
export interface TextLine extends Span {
  /** Folded, see fold-widths.ts. */
  readonly text: string;
  /** As given. */
  readonly printed: string;
  readonly blank: boolean;
  /** Whether it begins with blanks, as every paragraph of the body does and nothing else. */
  readonly indented: boolean;
  /** How many blanks those are. */
  readonly indent: number;
}

export function textLinesOf(text: string, folded: string): TextLine[] {
  return linesOf(text).map((line) => {
    const { start, end } = trimSpan(folded, line);
    return {
      start,
      end,
      text: folded.slice(start, end),
      printed: text.slice(start, end),
      blank: start === end,
      indented: start - line.start >= 2,
      indent: start - line.start,
    };
  });
}
