import { type IssueDate, isIssueDate } from '../../paper/issue-date.ts';
import { foldWidths } from '../fold-widths.ts';

/** A masthead's date line is short; a longer text that holds such words is something else. */
const MAX_LENGTH = 200;

/**
 * The date in `2023 年 2 月 25 日 星期 …`, however the numbers are spaced and padded. The word 星期 must follow,
 * the weekday after it may be missing: this site never prints it. `null` when there is no such date.
 */
export function readMastheadDate(text: string): IssueDate | null {
  const head = text.slice(0, 4 * MAX_LENGTH);
  // Most cells of a page are asked in vain.
  if (!head.includes('期')) return null;
  const dense = foldWidths(head).replace(/\s+/g, '');
  if (dense.length > MAX_LENGTH) return null;
  const found = /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日星期/.exec(dense);
  if (!found) return null;
  const date = `${found[1] ?? ''}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
  return isIssueDate(date) ? date : null;
}
