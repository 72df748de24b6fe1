import type { Command } from 'commander';
import { holdingsOf } from '../../core/catalog/holdings.ts';
import { type AuditSummary, auditSummary } from '../../core/verify/audit.ts';
import { nextCheck } from '../../core/discover/due-checks.ts';
import type { IssueRecord } from '../../core/catalog/records.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { type Archive, withArchive } from '../archive.ts';
import { EXIT, printJson } from '../terminal.ts';
import { type VerbContext, verb } from './verb.ts';

interface StatusOptions {
  readonly data: string;
  readonly json?: true;
}

export function statusVerb({ terminal, end }: VerbContext): Command {
  return verb('status', 'say how the archive stands: last issue, gaps, next checks, size, failures').action(
    async (options: StatusOptions) => {
      await withArchive(options.data, 'read', async (archive) => {
        const papers = await Promise.all(
          (await archive.catalog.papers()).map(async (id) => paperStatus(archive, id)),
        );
        const store = await storeSize(archive);
        if (options.json) printJson(terminal, { papers, store });
        else {
          for (const paper of papers) {
            terminal.out(`${paper.paper}: ${paper.issues} issues, the last ${paper.lastIssue ?? 'none'}\n`);
            terminal.out(
              `  states: ${Object.entries(paper.states)
                .map(([state, count]) => `${count} ${state}`)
                .join(', ')}\n`,
            );
            terminal.out(`  gaps: ${paper.gaps} resources in ${paper.incomplete.length} issues\n`);
            for (const { date, state, evidence } of paper.incomplete)
              terminal.out(`    ${date} ${state}: ${evidence}\n`);
            terminal.out(`  next check: ${paper.nextCheck ?? 'none due'}\n`);
            terminal.out(`  audit: ${auditLine(paper.audit)}\n`);
          }
          if (papers.length === 0) terminal.out('the archive is empty\n');
          terminal.out(
            `store: ${store.objects} objects, ${store.bytes} bytes; newest release: ${store.release ?? 'none'}\n`,
          );
        }
        if (papers.some((paper) => paper.incomplete.length > 0)) end(EXIT.incomplete);
      });
    },
  );
}

interface PaperStatus {
  readonly paper: string;
  readonly issues: number;
  readonly lastIssue: string | null;
  readonly states: Readonly<Record<string, number>>;
  readonly gaps: number;
  readonly incomplete: readonly Pick<IssueRecord, 'date' | 'state' | 'evidence' | 'gaps'>[];
  readonly nextCheck: Instant | null;
  /** What `verify --audit` or the nightly audit came to; `null` before the first. */
  readonly audit: AuditSummary | null;
}

function auditLine(audit: AuditSummary | null): string {
  if (audit === null) return 'none yet';
  const { audited, damaged, oldest, newest } = audit;
  const found = damaged.length === 0 ? 'all as they were kept' : `damaged: ${damaged.join(', ')}`;
  return `${audited} issues, from ${oldest} to ${newest}: ${found}`;
}

async function paperStatus({ catalog }: Archive, paper: string): Promise<PaperStatus> {
  const { issues, newest, byState, gaps, incomplete } = await holdingsOf(
    catalog.issues(paper, undefined, undefined, true),
  );
  let next: Instant | null = null;
  for await (const issue of catalog.issues(paper)) {
    const due = nextCheck(issue);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return {
    ...{ paper, issues, gaps, states: byState, lastIssue: newest?.date ?? null, nextCheck: next },
    audit: await auditSummary(catalog, paper),
    incomplete: incomplete.toReversed().map((issue) => {
      const { date, state, evidence, gaps: missing } = issue;
      return { date, state, evidence, gaps: missing };
    }),
  };
}

async function storeSize({
  catalog,
  objects,
}: Archive): Promise<{ objects: number; bytes: number; release: string | null }> {
  let [count, bytes] = [0, 0];
  for await (const object of objects.list('')) {
    count += 1;
    bytes += object.bytes;
  }
  for await (const { version } of catalog.releases(true)) return { objects: count, bytes, release: version };
  return { objects: count, bytes, release: null };
}
