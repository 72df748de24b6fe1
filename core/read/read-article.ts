import type { ArticlePlace, ArticleSource } from './page/article-html.ts';
import { decodeHtml } from './page/decode-html.ts';
import type { Reading } from './document.ts';
import { flaw } from './flaw.ts';
import { readingOf } from './reading-of.ts';
import { TAKE_APART, type TakesApart } from './recent-pages.ts';

/**
 * Reads an article page from its bytes; `contentType` is the header's, `null` when there was none. The flaws of the
 * decoding come first among the reading's.
 */
export function readArticleBytes(
  bytes: Uint8Array,
  contentType: string | null,
  place: ArticlePlace,
  apart: TakesApart = TAKE_APART,
): Reading {
  const { text: html, charset, flaws } = decodeHtml(bytes, contentType);
  const reading = readArticleHtml({ ...place, html, charset }, apart);
  return { ...reading, flaws: [...flaws, ...reading.flaws] };
}

/**
 * Reads an article page. Whatever the page holds gives a reading; what was not found is among its flaws. Each figure
 * knows its place in `source.html`.
 */
export function readArticleHtml(source: ArticleSource, apart: TakesApart = TAKE_APART): Reading {
  const { parts, sourceMap, eraId, flaws } = apart.article(source.html, source);
  const differs = parts.date !== null && parts.date !== source.date;
  const known = {
    charset: source.charset,
    eraId,
    date: parts.date ?? source.date,
    paper: source.site.paper,
  };
  const reading = readingOf(parts, known, [
    ...flaws,
    ...(differs ? [flaw('masthead-date-differs', parts.date)] : []),
  ]);
  const figures = reading.figures.map((figure) => ({ ...figure, source: sourceMap.spansOf(figure) }));
  return { ...reading, figures };
}
