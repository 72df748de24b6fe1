import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { type ResourceKind, type ResourcePath, asResourcePath } from '../../core/paper/resource.ts';
import {
  articleIds,
  articlePath,
  nodePath,
  pageImagePath,
  pagePdfPath,
  picturePath,
} from '../../demo/addresses.ts';
import { articlePage } from '../../demo/article-page.ts';
import { type Edition, editionOf } from '../../demo/edition.ts';
import { ISSUE_DATES } from '../../demo/issues.ts';
import { nodePage } from '../../demo/node-page.ts';
import { landscape, pageScan } from '../../demo/page-scan.ts';
import { pagePdf } from '../../demo/pdf.ts';

/** One file of an issue, as the paper serves it. */
export interface IssueFile {
  readonly date: IssueDate;
  readonly path: ResourcePath;
  readonly kind: ResourceKind;
  readonly bytes: Buffer;
}

/** Every month has so many issues, one a day from the first on. */
export const ISSUES_A_MONTH = 28;
const YEAR = 2021;

/** The days of the first `issues` issues, of a year's at most. */
export function datesOf(issues: number): IssueDate[] {
  return Array.from({ length: issues }, (_, nth) => {
    const month = 1 + Math.floor(nth / ISSUES_A_MONTH);
    const day = 1 + (nth % ISSUES_A_MONTH);
    return asIssueDate(`${YEAR}-${twoDigits(month)}-${twoDigits(day)}`);
  });
}

/**
 * Every file of the issues of `dates`: those of the demonstration paper over and over, under these dates and with
 * article numbers of their own.
 */
export function filesOf(dates: readonly IssueDate[]): IssueFile[] {
  const drawn = new Map<string, Buffer>();
  // Scans take long to draw, and one weighs what another does: each is drawn for its first date only.
  const once = (seed: string, draw: () => Buffer): Buffer => {
    const known = drawn.get(seed) ?? draw();
    drawn.set(seed, known);
    return known;
  };
  return dates.flatMap((date, nth) => {
    const model = ISSUE_DATES[nth % ISSUE_DATES.length];
    if (model === undefined) throw new RangeError('the demonstration paper has no issues');
    const edition = redated(editionOf(model, 'first'), date);
    return edition.pages.flatMap((page): IssueFile[] => {
      const { slot, zones, articles } = page;
      const seed = `${model} ${slot}`;
      return [
        [nodePath(date, slot), 'node', Buffer.from(nodePage(edition, page))] as const,
        ...articles.map(
          (article) =>
            [
              articlePath(date, article.id),
              'article',
              Buffer.from(articlePage(edition, page, article)),
            ] as const,
        ),
        [pageImagePath(date, slot), 'image', once(`${seed} scan`, () => pageScan(seed, zones))] as const,
        [pagePdfPath(date, slot), 'pdf', once(`${seed} pdf`, () => pagePdf(seed, zones))] as const,
        ...articles
          .flatMap(({ pictures }) => pictures)
          .map((picture) => {
            const bytes = once(`${seed} ${picture}`, () => landscape(`${seed} ${picture}`));
            return [picturePath(date, slot, picture), 'picture', bytes] as const;
          }),
      ].map(([path, kind, bytes]) => ({ date, path: asResourcePath(path), kind, bytes }));
    });
  });
}

function redated(model: Edition, date: IssueDate): Edition {
  const ids = articleIds(date);
  return {
    date,
    previous: null,
    pages: model.pages.map((page) => ({
      ...page,
      articles: page.articles.map((article) => ({ ...article, id: ids.next().value })),
    })),
  };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
