import type { Paper } from '../paper/paper.ts';
import type { Reading } from './document.ts';
import { flaw } from './flaw.ts';
import { partsOfText, readableLength } from './page/article-text.ts';
import { readingOf } from './reading-of.ts';

/**
 * Reads the whole text of an article page, as a browser's "select all" gives it: label, pager, title list, date,
 * titles, captions, body, footer. Offsets count in `text` exactly as given; of the paper only its places are asked.
 */
export function readArticleText(text: string, paper: Paper): Reading {
  const parts = partsOfText(text);
  const isCut = readableLength(text) < text.length;
  const flaws = isCut ? [flaw('too-long', `${text.length} characters`)] : [];
  return readingOf(parts, { charset: null, eraId: null, date: parts.date, paper }, flaws);
}
