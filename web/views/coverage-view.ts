import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { type IssueDate, asIssueDate, dateAt, daysFrom, isIssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import type { Access } from '../rights/access.ts';
import { type DayEntry, neighbour } from './calendar-view.ts';
import { type IssueEntry, issueEntry } from './home-view.ts';

/**
 * How a day stands; a day that the archive never asked for says so, one still to come is none. Of an issue of which nothing
 * may be shown it is `embargoed`, whatever is held of it.
 */
export type DayState = IssueEntry['state'] | 'not-captured' | 'embargoed';

/** A day of a year for a machine that wants to know whether a gap is one. */
export interface CoverageDay {
  readonly date: IssueDate;
  readonly state: DayState;
  /** Why it stands so, in a sentence of the archive's record; `null` for a day without one. */
  readonly reason: string | null;
  readonly pages: number;
  readonly articles: number;
  readonly resources: number;
  /** Resources that are listed and not held. */
  readonly gaps: number;
  /** Resources that are held and that the site no longer has. */
  readonly withdrawn: number;
  readonly checkedAt: Instant | null;
  /** Why it is embargoed; `null` for any other day. */
  readonly withheld: IssueEntry['withheld'];
  readonly href: string | null;
}

export interface CoverageView {
  readonly paper: { readonly id: string; readonly name: Paper['name'] };
  readonly year: string;
  readonly asOf: Instant;
  /** Days by how they stand; only states that occur. */
  readonly byState: Readonly<Partial<Record<DayState, number>>>;
  /** Every day of the year that has come, by date. */
  readonly days: readonly CoverageDay[];
}

/** `null` when the archive holds no issue of that year. */
export async function coverageView(
  catalog: Catalog,
  access: Access,
  year: string,
  asOf: Instant,
): Promise<CoverageView | null> {
  const { paper } = access.book;
  const [from, last] = [asIssueDate(`${year}-01-01`), asIssueDate(`${year}-12-31`)];
  const issues = new Map<IssueDate, IssueEntry>();
  for await (const issue of catalog.issues(paper.id, from, last))
    if (access.issue(issue.date).listed) issues.set(issue.date, issueEntry(issue, access));
  if (issues.size === 0) return null;
  const to = lastDay(access, asOf, [...issues.keys()].at(-1) ?? from);
  const days = [...daysFrom(from, to < last ? to : last)].map((date) => coverageDay(date, issues.get(date)));
  const byState: Partial<Record<DayState, number>> = {};
  for (const { state } of days) byState[state] = (byState[state] ?? 0) + 1;
  return { paper: { id: paper.id, name: paper.name }, year, asOf, byState, days };
}

function coverageDay(date: IssueDate, issue: IssueEntry | undefined): CoverageDay {
  if (issue === undefined) {
    const none = { pages: 0, articles: 0, resources: 0, gaps: 0, withdrawn: 0 };
    return {
      date,
      state: 'not-captured',
      reason: null,
      ...none,
      checkedAt: null,
      withheld: null,
      href: null,
    };
  }
  const { state, evidence, pages, articles, resources, gaps, withdrawn, checkedAt, withheld, href } = issue;
  const counts = { pages, articles, resources, gaps, withdrawn };
  const stands = withheld === null ? state : 'embargoed';
  return { date, state: stands, reason: evidence, ...counts, checkedAt, withheld, href };
}

/**
 * The last day that has come, or that of the newest issue: papers are on the web before their day has begun elsewhere,
 * and a later issue than today's is on record all the same.
 */
function lastDay({ book }: Access, asOf: Instant, newest: IssueDate): IssueDate {
  const today = dateAt(asOf, book.paper.timeZone);
  return today > newest ? today : newest;
}

/** One day of the year in every year. */
export interface SameDateView {
  readonly paper: { readonly id: string; readonly name: Paper['name'] };
  /** `02-25`. */
  readonly monthDay: string;
  /**
   * Newest first, of the years from the first issue's to the newest one's. A day that the archive never asked for has no
   * issue, one still to come is none.
   */
  readonly days: readonly DayEntry[];
}

/** `null` for a paper without an issue, and for what is no day of any year. */
export async function sameDateView(
  catalog: Catalog,
  access: Access,
  monthDay: string,
  asOf: Instant,
): Promise<SameDateView | null> {
  const { paper } = access.book;
  const isListed = (date: IssueDate): boolean => access.issue(date).listed;
  if (!isIssueDate(`2000-${monthDay}`)) return null;
  const [first, last] = await Promise.all([
    neighbour(catalog, paper.id, asIssueDate('1900-01-01'), 'after', isListed),
    neighbour(catalog, paper.id, asIssueDate('9999-12-30'), 'before', isListed),
  ]);
  if (first === null || last === null) return null;
  const newest = lastDay(access, asOf, last);
  const days: DayEntry[] = [];
  for (let year = Number(last.slice(0, 4)); year >= Number(first.slice(0, 4)); year--) {
    const date = `${year}-${monthDay}`;
    if (!isIssueDate(date) || date > newest) continue;
    const issue = isListed(date) ? await catalog.issue(paper.id, date) : null;
    days.push({ date, issue: issue && issueEntry(issue, access) });
  }
  return { paper: { id: paper.id, name: paper.name }, monthDay, days };
}

/** `02-25`, a day of every year. */
export function monthDayOf(date: IssueDate): string {
  return date.slice(5);
}
