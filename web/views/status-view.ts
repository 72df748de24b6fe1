import type { Catalog } from '../../core/catalog/catalog.ts';
import type { StateRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Instant } from '../../core/paper/instant.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { type AuditSummary, auditSummary } from '../../core/verify/audit.ts';
import { issueHref } from '../addresses.ts';
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
export async function statusView(
  catalog: Catalog,
  papers: readonly Paper[],
  at: Instant,
): Promise<StatusView> {
  const told: PaperStatus[] = [];
  for (const paper of await heldPapers(catalog, papers)) {
    const holding = await holdingOf(catalog, paper, ISSUES_LOOKED_INTO);
    const failures: FailureEntry[] = [];
    for (const { date } of holding.issuesWithGaps) {
      for await (const one of catalog.states(paper.id, date)) {
        if (one.state !== 'failed' && one.state !== 'refused') continue;
        const { path, kind, state, reason, checkedAt } = one;
        failures.push({
          ...{ date, issueHref: issueHref(paper.id, date), path, kind, state, reason, checkedAt },
        });
      }
      if (failures.length >= FAILURES_SHOWN) break;
    }
    const audit = await auditSummary(catalog, paper.id);
    told.push({ ...holding, failures: failures.slice(0, FAILURES_SHOWN), audit });
  }
  return { at, papers: told, newestRelease: await newestRelease(catalog) };
}
