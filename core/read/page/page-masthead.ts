import type { IssueDate } from '../../paper/issue-date.ts';
import type { Markup } from '../../paper/paper.ts';
import { readMastheadDate } from './masthead-date.ts';
import { type PageLabel, readPageLabel } from './page-label.ts';
import type { PageElement, ParsedPage } from './parse-html.ts';
import { hasWithin, textOf } from './select.ts';

/** What a page prints of itself. */
export interface Masthead {
  /** From the first of the cells that is a date with a weekday. */
  readonly date: IssueDate | null;
  /** The page slot and section. */
  readonly label: PageLabel | null;
  /** The cell of the label. */
  readonly labelCell: PageElement | null;
}

export function mastheadOf(page: ParsedPage, { mastheadDate, pageLabel }: Markup): Masthead {
  const texts = new Map<PageElement, string>();
  const textOfCell = (cell: PageElement): string => {
    const text = texts.get(cell) ?? textOf(cell);
    texts.set(cell, text);
    return text;
  };
  return {
    date: firstOf(page.all(mastheadDate), (cell) => readMastheadDate(textOfCell(cell))),
    ...(firstOf(page.all(pageLabel), (cell) => {
      const label = readPageLabel(textOfCell(cell));
      // In the page list the same words are a link.
      return label === null || hasWithin(cell, 'a') ? null : { label, labelCell: cell };
    }) ?? { label: null, labelCell: null }),
  };
}

function firstOf<T>(cells: readonly PageElement[], read: (cell: PageElement) => T | null): T | null {
  for (const cell of cells) {
    const found = read(cell);
    if (found !== null) return found;
  }
  return null;
}
