import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { AuditRecord } from '../../core/catalog/records.ts';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { auditIssues } from '../../core/verify/audit.ts';
import type { Report } from '../report.ts';

export interface AuditHandlerDeps {
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  readonly papers: readonly Paper[];
  readonly now: () => Instant;
  readonly report: Report;
}

/** Something is not as it was kept. What it is stands in the catalog and in the log; this makes the alarm go off. */
export class DamageFound extends Error {
  override readonly name = 'DamageFound';
  readonly issues: readonly string[];

  constructor(issues: readonly string[]) {
    super(`${issues.join(', ')}: not all is as it was kept; see 'audit-errors' in docs/runbook.md`);
    this.issues = issues;
  }
}

/** The function has 15 minutes; an issue that is begun at the end of these takes far less than the rest. */
const WORKING_MS = 10 * 60_000;
/** No more than that is read in one night, so that its cost is known. */
const MAX_ISSUES = 60;

/** Verifies the issues that were looked at longest ago. Fails with {@link DamageFound} after it has kept its results. */
export function createHandler({ objects, catalog, papers, now, report }: AuditHandlerDeps) {
  return async (): Promise<void> => {
    const until = instantOf(new Date(Date.parse(now()) + WORKING_MS));
    const ids = papers.map(({ id }) => id);
    const audits: AuditRecord[] = [];
    for await (const audit of auditIssues({ objects, catalog }, ids, now)) {
      audits.push(audit);
      if (audits.length >= MAX_ISSUES || now() > until) break;
    }
    for (const { paper, date, findings } of audits)
      for (const finding of findings) report('damage-found', { paper, date, ...finding });
    const sum = (name: 'objects' | 'bytes' | 'damaged'): number =>
      audits.reduce((total, audit) => total + audit[name], 0);
    const counts = { objects: sum('objects'), bytes: sum('bytes'), damaged: sum('damaged') };
    report('audit-made', { issues: audits.length, ...counts });
    const damaged = audits.filter((audit) => audit.damaged > 0).map(({ paper, date }) => `${paper} ${date}`);
    if (damaged.length > 0) throw new DamageFound(damaged);
  };
}
