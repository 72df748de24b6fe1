import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { checkFigures } from './checks/check-figures.ts';
import type { Flaw, Reading } from './document.ts';
import { readFigures } from './figures/read-figures.ts';
import { readWordedTargets } from './figures/worded-targets.ts';
import { flaw } from './flaw.ts';
import { foldWidths } from './fold-widths.ts';
import { type ArticleParts, documentOf, settleParts } from './page/article-parts.ts';
import { recogniseReport } from './page/recognise-report.ts';
import { READER_VERSION } from './reader-version.ts';

/** What is known of an article besides its parts. */
export interface Known extends Pick<Reading, 'charset' | 'eraId'> {
  readonly date: IssueDate | null;
  readonly paper: Paper;
}

/** The document, the figures and what else an article's parts tell; `flaws` are those of finding the parts. */
export function readingOf(
  found: ArticleParts,
  { charset, eraId, date, paper }: Known,
  flaws: readonly Flaw[],
): Reading {
  const folded = foldWidths(found.text);
  const { parts, flaws: cuts } = settleParts(found, folded);
  const document = documentOf(parts, folded);
  const head = [...parts.introTitle, ...parts.title, ...parts.subtitle, ...parts.captions];
  const report = recogniseReport(document);
  const source = { document, folded, head, date, report: report?.kind ?? null, places: paper.places };
  const read = readFigures(source);
  const { figures, checks } = checkFigures(document, folded, read.figures);
  return {
    readerVersion: READER_VERSION,
    charset,
    eraId,
    document,
    figures,
    wordedTargets: readWordedTargets(source),
    report,
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
