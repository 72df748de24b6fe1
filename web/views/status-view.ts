import type { StateRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { type AuditSummary, auditSummary } from '../../core/verify/audit.ts';
import { askerOf, isListed, openAccess } from '../rights/access.ts';
import { issueHref } from '../addresses.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { RecentIssues } from '../recent-issues.ts';
import { heldPapers } from './entries.ts';
import { type Holding, type ReleaseEntry, holdingOf, newestRelease } from './home-view.ts';

const ISSUES_LOOKED_INTO = 30;
const FAILURES_SHOWN = 100;

export interface FailureEntry {
  readonly date: IssueDate;
  readonly issueHref: string;
  readonly path: string;
  readonly kind: StateRecord['kind'];
  readonly state: StateRecord['state'];
  readonly reason: string | null;
  readonly checkedAt: Instant;
}

export interface PaperStatus extends Holding {
  readonly failures: readonly FailureEntry[];
  /** What the audits came to; `null` before the first. */
  readonly audit: AuditSummary | null;
}

export interface StatusView {
  readonly at: Instant;
  readonly papers: readonly PaperStatus[];
  readonly newestRelease: ReleaseEntry | null;
}

/** Failures are told of the newest issues that have gaps; each issue tells all of its own. */
export async function statusView(deps: ReadingRoomDeps, issues: RecentIssues): Promise<StatusView> {
  const { catalog, papers } = deps;
  const told: PaperStatus[] = [];
  for (const paper of await heldPapers(catalog, papers)) {
    const access = await openAccess(deps, askerOf(deps), paper);
    const holding = await holdingOf(issues, access, ISSUES_LOOKED_INTO);
    const failures: FailureEntry[] = [];
    for (const { date } of holding.issuesWithGaps) {
      for await (const one of catalog.states(paper.id, date)) {
        if (one.state !== 'failed' && one.state !== 'refused') continue;
        const { path, kind, state, reason, checkedAt } = one;
        if (!isListed(await access.to({ date, path }))) continue;
        failures.push({
          ...{ date, issueHref: issueHref(paper.id, date), path, kind, state, reason, checkedAt },
        });
      }
      if (failures.length >= FAILURES_SHOWN) break;
    }
    const audit = await auditSummary(catalog, paper.id);
    told.push({ ...holding, failures: failures.slice(0, FAILURES_SHOWN), audit });
  }
  return { at: deps.now(), papers: told, newestRelease: await newestRelease(catalog) };
}
