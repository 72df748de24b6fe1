import type { IssueDate } from '../../paper/issue-date.ts';
import { readMastheadDate } from './masthead-date.ts';
import { type PageLabel, readPageLabel } from './page-label.ts';
import { type PageElement, type ParsedPage, isElement } from './parse-html.ts';

/** The date that the page prints of itself, from the first of the `cells` that is a date with a weekday. */
export function mastheadDateOf({ $ }: ParsedPage, cells: string): IssueDate | null {
  for (const cell of $(cells).toArray()) {
    const date = readMastheadDate($(cell).text());
    if (date !== null) return date;
  }
  return null;
}

/** The page slot and section that the page prints of itself. */
export function labelOf(page: ParsedPage, cells: string): PageLabel | null {
  const cell = labelCell(page, cells);
  return cell === null ? null : readPageLabel(page.$(cell).text());
}

/** The first of the `cells` that reads as a label. In the page list the same words are a link. */
export function labelCell({ $ }: ParsedPage, cells: string): PageElement | null {
  for (const cell of $(cells).toArray()) {
    if (isElement(cell) && readPageLabel($(cell).text()) !== null && $(cell).find('a').length === 0)
      return cell;
  }
  return null;
}
