import type { Catalog } from '../catalog/catalog.ts';
import type { AuditRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { byCodeUnit } from '../text-order.ts';
import type { Finding } from './finding.ts';
import { type VerifyDeps, beginVerification } from './verification.ts';
import { verifyIssue } from './verify-issue.ts';

/** So much of what is wrong with an issue is kept; `verify` tells all. */
const FINDINGS_KEPT = 20;

/**
 * Verifies issues one after another, those first that no audit has looked at, then those that were looked at longest
 * ago, and keeps what it found of each in the catalog before it tells of it. Whoever runs it leaves it when that was
 * enough; the next one goes on there. Fails as its ports do.
 */
export async function* auditIssues(
  deps: VerifyDeps,
  papers: readonly string[],
  now: () => Instant,
): AsyncGenerator<AuditRecord> {
  const due: { paper: string; date: IssueDate; last: string }[] = [];
  for (const paper of papers) {
    const last = new Map<IssueDate, Instant>();
    for await (const { date, at } of deps.catalog.audits(paper)) last.set(date, at);
    for await (const { date } of deps.catalog.issues(paper))
      due.push({ paper, date, last: last.get(date) ?? '' });
  }
  due.sort((a, b) => byCodeUnit(a.last, b.last) || byCodeUnit(a.date, b.date));
  for (const { paper, date } of due) {
    const audit = await auditIssue(deps, paper, date, now);
    await deps.catalog.putAudit(audit);
    yield audit;
  }
}

async function auditIssue(
  deps: VerifyDeps,
  paper: string,
  date: IssueDate,
  now: () => Instant,
): Promise<AuditRecord> {
  const { verification, counts } = beginVerification(deps, () => undefined);
  const damaged: Finding[] = [];
  for await (const finding of verifyIssue(verification, paper, date))
    if (finding.severity === 'damage') damaged.push(finding);
  const { objects, bytes } = counts;
  const findings = damaged.slice(0, FINDINGS_KEPT).map(({ code, where, what }) => ({ code, where, what }));
  return { paper, date, at: now(), objects, bytes, damaged: damaged.length, findings };
}

/** What the audits of a paper have come to. */
export interface AuditSummary {
  /** Issues that an audit has looked at, and of them those where something was not as it was kept. */
  readonly audited: number;
  readonly damaged: readonly IssueDate[];
  /** When the issue was looked at that was looked at longest ago, and the one looked at last. */
  readonly oldest: Instant;
  readonly newest: Instant;
}

/** `null` before the first audit. */
export async function auditSummary(catalog: Catalog, paper: string): Promise<AuditSummary | null> {
  const audits = await Array.fromAsync(catalog.audits(paper), ({ date, at, damaged }) => ({
    date,
    at,
    damaged,
  }));
  const instants = audits.map(({ at }) => at).sort();
  const [oldest, newest] = [instants[0], instants.at(-1)];
  if (oldest === undefined || newest === undefined) return null;
  const damaged = audits.filter((audit) => audit.damaged > 0).map(({ date }) => date);
  return { audited: audits.length, damaged, oldest, newest };
}
