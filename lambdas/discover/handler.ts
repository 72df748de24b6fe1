import * as z from 'zod';
import type { CaptureDeps } from '../../core/capture/capture-resource.ts';
import { discoverIssue } from '../../core/discover/discover-issue.ts';
import { settleIssue } from '../../core/discover/settle-issue.ts';
import { isCheckDue, watchedIssues } from '../../core/discover/due-checks.ts';
import type { Outbox } from '../../core/messages.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { type IssueDate, dateAt } from '../../core/paper/issue-date.ts';
import type { Site } from '../../core/paper/resource.ts';
import type { Report } from '../report.ts';

/** What the schedules send. */
const DiscoverEvent = z.object({ task: z.enum(['discover', 'watch']) });

export interface DiscoverDeps extends CaptureDeps {
  readonly outbox: Outbox;
  readonly sites: readonly Site[];
  readonly now: () => Instant;
  readonly report: Report;
}

/**
 * `discover` asks for today's issue of each paper until it is complete; `watch` asks again for the issues whose
 * check for silent edits is due, and decides anew how those stand that were not complete.
 */
export function createHandler(deps: DiscoverDeps) {
  return async (event: unknown): Promise<void> => {
    const { task } = DiscoverEvent.parse(event);
    for (const site of deps.sites) {
      if (task === 'discover') await discoverToday(deps, site);
      else await watchRecent(deps, site);
    }
  };
}

async function discoverToday(deps: DiscoverDeps, site: Site): Promise<void> {
  const date = dateAt(deps.now(), site.paper.timeZone);
  const known = await deps.catalog.issue(site.paper.id, date);
  if (known && known.state !== 'complete') await settleIssue(deps.catalog, { site, date }, null, deps.now());
  const settled = await deps.catalog.issue(site.paper.id, date);
  if (settled?.state !== 'complete') await ask(deps, site, date, 'gaps');
}

async function watchRecent(deps: DiscoverDeps, site: Site): Promise<void> {
  const issues = await Array.fromAsync(watchedIssues(deps.catalog, site.paper, deps.now()));
  for (const issue of issues) {
    if (isCheckDue(issue, deps.now())) await ask(deps, site, issue.date, 'all');
    else if (issue.state === 'open' || issue.state === 'partial') {
      await settleIssue(deps.catalog, { site, date: issue.date }, null, deps.now());
    }
  }
}

async function ask(deps: DiscoverDeps, site: Site, date: IssueDate, what: 'all' | 'gaps'): Promise<void> {
  const discovery = await discoverIssue(deps, { site, date, ask: what }, deps.now());
  if (discovery.kind === 'found') await deps.outbox.send(discovery.next);
  const issue = await settleIssue(deps.catalog, { site, date, ask: what }, discovery, deps.now());
  deps.report('issue-discovered', { paper: site.paper.id, date, found: discovery.kind, state: issue.state });
}
