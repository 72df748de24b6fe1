import { foldText } from './fold-text.ts';
import type { SearchedField, SearchedLine } from './search-index.ts';

/** A stretch of a quotation: what is looked for, or what stands around it. */
export interface QuotePart {
  readonly text: string;
  readonly isHit: boolean;
}

export interface Quote {
  readonly line: SearchedLine;
  /** Of a paragraph: its number in the article, from 1 on. */
  readonly paragraph: number | null;
  readonly parts: readonly QuotePart[];
  /** Whether the line goes on before and behind. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/**
 * What may be quoted of an article. `around`: some characters on both sides of a hit. `opening`: titles and how the text begins, the
 * same characters whatever is asked; of other hits only the words themselves, which the asker knows. However many questions are
 * asked, answers to them never hold more of an article than that.
 */
export type QuoteRule = 'around' | 'opening';

export const MOST_QUOTES = 3;
const AROUND = 30;
export const OPENING = 120;

export interface QuotedArticle {
  /** The main title, whole, with what is found in it; empty without one. */
  readonly title: readonly QuotePart[];
  /** At most {@link MOST_QUOTES}, in the order of the article. */
  readonly quotes: readonly Quote[];
  /** How often any of the words stands in the article. */
  readonly hits: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Line extends SearchedField {
  readonly paragraph: number | null;
  readonly spans: readonly Span[];
  /** How many of its first characters may be quoted. */
  readonly open: number;
}

/** Marks `words`, which are folded, in the lines of an article, and quotes some of them. */
export function quoteHits(
  fields: readonly SearchedField[],
  words: readonly string[],
  rule: QuoteRule,
): QuotedArticle {
  let [paragraphs, opening] = [0, OPENING];
  const lines = fields.map(({ line, text }): Line => {
    const open = rule === 'around' || TITLES.has(line) ? Infinity : line === 'text' ? opening : 0;
    if (line === 'text') {
      paragraphs += 1;
      opening = Math.max(0, opening - text.length);
    }
    return { line, text, open, paragraph: line === 'text' ? paragraphs : null, spans: spansOf(text, words) };
  });
  const title = lines.find(({ line }) => line === 'title');
  return {
    title: title === undefined ? [] : partsOf(title.text, { start: 0, end: title.text.length }, title.spans),
    quotes: quotesOf(lines.filter(({ line }) => line !== 'title')),
    hits: lines.reduce((sum, { spans }) => sum + spans.length, 0),
  };
}

const TITLES: ReadonlySet<SearchedLine> = new Set<SearchedLine>(['intro-title', 'title', 'subtitle']);

/** Where any of the words stands, by place; of words that overlap, all of their characters together. */
function spansOf(text: string, words: readonly string[]): Span[] {
  const folded = foldText(text);
  const found: Span[] = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length))
      found.push({ start: folded.starts[at] ?? 0, end: folded.ends[at + word.length - 1] ?? 0 });
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  for (const span of found) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** Around the first hits that no quotation holds yet. */
function quotesOf(lines: readonly Line[]): Quote[] {
  const quotes: Quote[] = [];
  for (const { line, paragraph, text, spans, open } of lines) {
    let told = 0;
    for (const span of spans) {
      if (quotes.length === MOST_QUOTES) return quotes;
      if (span.start < told) continue;
      const window =
        span.end > open
          ? span
          : {
              start: whole(text, Math.max(told, span.start - AROUND)),
              end: whole(text, Math.min(text.length, open, span.end + AROUND)),
            };
      told = window.end;
      quotes.push({
        ...{ line, paragraph, parts: partsOf(text, window, spans) },
        cutBefore: window.start > 0,
        cutAfter: window.end < text.length,
      });
    }
  }
  return quotes;
}

function partsOf(text: string, window: Span, spans: readonly Span[]): QuotePart[] {
  const parts: QuotePart[] = [];
  let at = window.start;
  const put = (end: number, isHit: boolean): void => {
    if (end > at) parts.push({ text: text.slice(at, end), isHit });
    at = Math.max(at, end);
  };
  for (const { start, end } of spans) {
    if (end <= window.start || start >= window.end) continue;
    put(start, false);
    put(Math.min(end, window.end), true);
  }
  put(window.end, false);
  return parts;
}

/** The next place that cuts no character in two. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
