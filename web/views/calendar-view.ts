import type { Catalog } from '../../core/catalog/catalog.ts';
import { isIncomplete } from '../../core/catalog/holdings.ts';
import {
  type IssueDate,
  addDays,
  asIssueDate,
  daysFrom,
  endOfMonth,
  isIssueDate,
  weekdayOf,
} from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import type { Access } from '../rights/access.ts';
import { yearHref } from '../addresses.ts';
import type { RecentIssues } from '../recent-issues.ts';
import { type IssueEntry, issueEntry } from './home-view.ts';

export interface YearEntry {
  readonly year: string;
  readonly href: string;
  readonly issues: number;
  readonly complete: number;
  readonly articles: number;
  readonly issuesWithGaps: number;
}

export interface PaperView {
  readonly paper: { readonly id: string; readonly name: Paper['name'] };
  /** Newest first. */
  readonly years: readonly YearEntry[];
}

/** `null` when the archive holds no issue of the paper that lists may have. */
export async function paperView(issues: RecentIssues, access: Access): Promise<PaperView | null> {
  const { paper } = access.book;
  const years = new Map<string, YearEntry>();
  for (const issue of (await issues.of(paper.id)).toReversed()) {
    if (!access.issue(issue.date).listed) continue;
    const year = issue.date.slice(0, 4);
    const href = yearHref(paper.id, year);
    const so = years.get(year) ?? { year, href, issues: 0, complete: 0, articles: 0, issuesWithGaps: 0 };
    years.set(year, {
      ...so,
      issues: so.issues + 1,
      complete: so.complete + (issue.state === 'complete' ? 1 : 0),
      articles: so.articles + issue.articles,
      issuesWithGaps: so.issuesWithGaps + (isIncomplete(issue) ? 1 : 0),
    });
  }
  if (years.size === 0) return null;
  return { paper: { id: paper.id, name: paper.name }, years: [...years.values()].reverse() };
}

/** A day of a month; `issue` is `null` for a day that the archive never asked for. */
export interface DayEntry {
  readonly date: IssueDate;
  readonly issue: IssueEntry | null;
}

export interface MonthEntry {
  /** From 1. */
  readonly month: number;
  /** How many days of its first week belong to the month before; weeks begin on Sunday. */
  readonly offset: number;
  readonly days: readonly DayEntry[];
}

export interface YearView {
  readonly paper: { readonly id: string; readonly name: Paper['name'] };
  readonly year: string;
  readonly months: readonly MonthEntry[];
  /** Neighbouring years that hold an issue. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** `null` when the archive holds no issue of that year that lists may have. Months run from the first that has an issue to the last. */
export async function yearView(catalog: Catalog, access: Access, year: string): Promise<YearView | null> {
  const { paper } = access.book;
  const isListed = (date: IssueDate): boolean => access.issue(date).listed;
  const [from, to] = [asIssueDate(`${year}-01-01`), asIssueDate(`${year}-12-31`)];
  const issues = new Map<string, IssueEntry>();
  for await (const issue of catalog.issues(paper.id, from, to))
    if (isListed(issue.date)) issues.set(issue.date, issueEntry(issue, access));
  const dates = [...issues.keys()];
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return null;

  const months: MonthEntry[] = [];
  for (let month = Number(first.slice(5, 7)); month <= Number(last.slice(5, 7)); month++) {
    const begin = asIssueDate(`${year}-${String(month).padStart(2, '0')}-01`);
    const days = [...daysFrom(begin, endOfMonth(begin))];
    months.push({
      month,
      offset: weekdayOf(begin),
      days: days.map((date) => ({ date, issue: issues.get(date) ?? null })),
    });
  }
  return {
    paper: { id: paper.id, name: paper.name },
    year,
    months,
    previous: (await neighbour(catalog, paper.id, from, 'before', isListed))?.slice(0, 4) ?? null,
    next: (await neighbour(catalog, paper.id, to, 'after', isListed))?.slice(0, 4) ?? null,
  };
}

/** The closest date on that side that has a record of its own and that lists may have. */
export async function neighbour(
  catalog: Catalog,
  paper: string,
  date: IssueDate,
  side: 'before' | 'after',
  isListed: (date: IssueDate) => boolean,
): Promise<IssueDate | null> {
  const day = addDays(date, side === 'before' ? -1 : 1);
  if (!isIssueDate(day)) return null;
  const issues = side === 'before' ? catalog.issues(paper, undefined, day, true) : catalog.issues(paper, day);
  for await (const issue of issues) if (isListed(issue.date)) return issue.date;
  return null;
}
