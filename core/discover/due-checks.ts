import type { Catalog } from '../catalog/catalog.ts';
import type { IssueRecord } from '../catalog/records.ts';
import { type Instant, instantOf } from '../paper/instant.ts';
import { addDays, dateAt } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long after an issue was first captured it is asked for again: silent edits come soon, or hardly ever. */
const CHECKS_AFTER_MS: readonly number[] = [
  HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  3 * DAY_MS,
  7 * DAY_MS,
  30 * DAY_MS,
];

/** When the issue is to be asked for again; `null` when it had its last check or has nothing to check. */
export function nextCheck({ state, firstAskedAt, checkedAt }: IssueRecord): Instant | null {
  if (state === 'no-edition') return null;
  const first = Date.parse(firstAskedAt);
  const due = CHECKS_AFTER_MS.map((after) => first + after).find((at) => at > Date.parse(checkedAt));
  return due === undefined ? null : instantOf(new Date(due));
}

/** The last check is due 30 days after the first; issues that are older need not be looked through. */
const WATCHED_DAYS = 45;

export function isCheckDue(issue: IssueRecord, at: Instant): boolean {
  const due = nextCheck(issue);
  return due !== null && due <= at;
}

/** The issues of the last weeks, among which are all those whose next check may be due. By date. */
export function watchedIssues(catalog: Catalog, paper: Paper, at: Instant): AsyncIterable<IssueRecord> {
  return catalog.issues(paper.id, addDays(dateAt(at, paper.timeZone), -WATCHED_DAYS));
}
