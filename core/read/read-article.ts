import type { IssueDate } from '../paper/issue-date.ts';
import type { ResourcePath, Site } from '../paper/resource.ts';
import { partsOfHtml } from './article-html.ts';
import { type ArticleParts, documentOf } from './article-parts.ts';
import { partsOfText } from './article-text.ts';
import { checkFigures } from './check-figures.ts';
import type { Flaw, Reading } from './document.ts';
import { flaw } from './flaw.ts';
import { readFigures } from './read-figures.ts';
import { READER_VERSION } from './reader-version.ts';
import { recogniseReport } from './recognise-report.ts';

export interface ArticleSource {
  /** Decoded; see decode-html.ts. */
  readonly html: string;
  readonly charset: Reading['charset'];
  readonly site: Site;
  readonly path: ResourcePath;
  /** The issue that the article belongs to: chooses the template and stands in for a missing masthead. */
  readonly date: IssueDate;
}

/** Reads an article page. Whatever the page holds gives a reading; what was not found is among its flaws. */
export function readArticleHtml(source: ArticleSource): Reading {
  const { parts, eraId, flaws } = partsOfHtml(source);
  const differs = parts.date !== null && parts.date !== source.date;
  return readingOf(parts, { charset: source.charset, eraId, date: parts.date ?? source.date }, [
    ...flaws,
    ...(differs ? [flaw('masthead-date-differs', parts.date)] : []),
  ]);
}

/**
 * Reads the whole text of an article page, as a browser's "select all" gives it: label, pager, title list, date,
 * titles, captions, body, footer. Offsets count in `text` exactly as given.
 */
export function readArticleText(text: string): Reading {
  const parts = partsOfText(text);
  return readingOf(parts, { charset: null, eraId: null, date: parts.date }, []);
}

function readingOf(
  parts: ArticleParts,
  { charset, eraId, date }: Pick<Reading, 'charset' | 'eraId'> & { readonly date: IssueDate | null },
  flaws: readonly Flaw[],
): Reading {
  const document = documentOf(parts);
  const head = [...parts.introTitle, ...parts.title, ...parts.subtitle, ...parts.captions];
  const { figures, checks } = checkFigures(document, readFigures(document, head, date));
  return {
    readerVersion: READER_VERSION,
    charset,
    eraId,
    document,
    figures,
    report: recogniseReport(document),
    flaws: [...flaws, ...flawsOf(parts)],
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
