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

/**
 * From here on a check believes no validators: a server may keep the ETag of a page that it has changed. The later
 * checks are few, and what has slipped past the earlier ones is found by them.
 */
const UNCONDITIONAL_AFTER_MS = 7 * DAY_MS;

/** The last check is due 30 days after the first; issues that are older need not be looked through. */
const WATCHED_DAYS = 45;

/** When the issue is to be asked for again; `null` when it had its last check or has nothing to check. */
export function nextCheck(issue: IssueRecord): Instant | null {
  if (issue.state === 'no-edition' || isBackfilled(issue)) return null;
  const due = checksOf(issue).find((at) => at > Date.parse(issue.checkedAt));
  return due === undefined ? null : instantOf(new Date(due));
}

/**
 * Whether to ask for the whole payload of everything at `at`, also of what is held: when a late check is due then, be
 * it that anybody waited for it or not.
 */
export function isUnconditional(issue: IssueRecord, at: Instant): boolean {
  const late = Date.parse(issue.firstAskedAt) + UNCONDITIONAL_AFTER_MS;
  return checksOf(issue).some(
    (due) => due >= late && due > Date.parse(issue.checkedAt) && due <= Date.parse(at),
  );
}

function checksOf({ firstAskedAt }: IssueRecord): number[] {
  return CHECKS_AFTER_MS.map((after) => Date.parse(firstAskedAt) + after);
}

/**
 * An issue that was captured long after it appeared: whoever edits silently has done so before, and checks of every
 * such issue would ask for the whole past again six times.
 */
function isBackfilled({ date, firstAskedAt }: IssueRecord): boolean {
  return Date.parse(firstAskedAt) > Date.parse(date) + (WATCHED_DAYS - 30) * DAY_MS;
}

export function isCheckDue(issue: IssueRecord, at: Instant): boolean {
  const due = nextCheck(issue);
  return due !== null && due <= at;
}

/** The issues of the last weeks, among which are all those whose next check may be due. By date. */
export function watchedIssues(catalog: Catalog, paper: Paper, at: Instant): AsyncIterable<IssueRecord> {
  return catalog.issues(paper.id, addDays(dateAt(at, paper.timeZone), -WATCHED_DAYS));
}
