import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type ArticlePlace, type ArticleSource, partsOfHtml } from './page/article-html.ts';
import { type ArticleParts, documentOf, settleParts } from './page/article-parts.ts';
import { partsOfText, readableLength } from './page/article-text.ts';
import { checkFigures } from './checks/check-figures.ts';
import { decodeHtml } from './page/decode-html.ts';
import type { Flaw, Reading } from './document.ts';
import { flaw } from './flaw.ts';
import { foldWidths } from './fold-widths.ts';
import { readFigures } from './figures/read-figures.ts';
import { readWordedTargets } from './figures/worded-targets.ts';
import { READER_VERSION } from './reader-version.ts';
import { recogniseReport } from './page/recognise-report.ts';

/**
 * Reads an article page from its bytes; `contentType` is the header's, `null` when there was none. The flaws of the
 * decoding come first among the reading's.
 */
export function readArticleBytes(
  bytes: Uint8Array,
  contentType: string | null,
  place: ArticlePlace,
): Reading {
  const { text: html, charset, flaws } = decodeHtml(bytes, contentType);
  const reading = readArticleHtml({ ...place, html, charset });
  return { ...reading, flaws: [...flaws, ...reading.flaws] };
}

/**
 * Reads an article page. Whatever the page holds gives a reading; what was not found is among its flaws. Each figure
 * knows its place in `source.html`.
 */
export function readArticleHtml(source: ArticleSource): Reading {
  const { parts, sourceMap, eraId, flaws } = partsOfHtml(source);
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

/** What is known of an article besides its parts. */
interface Known extends Pick<Reading, 'charset' | 'eraId'> {
  readonly date: IssueDate | null;
  readonly paper: Paper;
}

function readingOf(
  found: ArticleParts,
  { charset, eraId, date, paper }: Known,
  flaws: readonly Flaw[],
): Reading {
  const { parts, flaws: cuts } = settleParts(found);
  const document = documentOf(parts);
  const head = [...parts.introTitle, ...parts.title, ...parts.subtitle, ...parts.captions];
  const source = { document, folded: foldWidths(document.text), head, date, places: paper.places };
  const read = readFigures(source);
  const { figures, checks } = checkFigures(document, read.figures);
  return {
    readerVersion: READER_VERSION,
    charset,
    eraId,
    document,
    figures,
    wordedTargets: readWordedTargets(source),
    report: recogniseReport(document),
    flaws: [...flaws, ...cuts, ...flawsOf(parts), ...read.flaws],
    checks,
  };
}

function flawsOf(parts: ArticleParts): Flaw[] {
  const flaws: Flaw[] = [];
  if (parts.pageLabel === null) flaws.push(flaw('no-page-label'));
  if (parts.date === null) flaws.push(flaw('no-masthead-date'));
  if (parts.title.length === 0) flaws.push(flaw('no-title'));
  if (parts.body.length === 0) {
    // A text has no pictures, but what has captions and no body was one.
    const pictured = parts.pictures.length > 0 || parts.captions.length > 0;
    flaws.push(flaw(pictured ? 'picture-only' : 'no-body', parts.pictures[0] ?? ''));
  }
  return flaws;
}
