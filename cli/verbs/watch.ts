import type { Command } from 'commander';
import { isCheckDue, watchedIssues } from '../../core/discover/due-checks.ts';
import type { IssueRecord } from '../../core/catalog/records.ts';
import type { IssueRun } from '../capture-issue.ts';
import { choosePaper, withArchive } from '../archive.ts';
import { newId } from '../../adapters/random-id.ts';
import { withPageThread } from '../page-thread.ts';
import { accessTo } from '../site-client.ts';
import { deliverPending } from '../deliver-pending.ts';
import { completeSearch } from '../make-search.ts';
import { EXIT, printJson } from '../terminal.ts';
import { captureDates, exitCodeOf, summaryOf } from './capture.ts';
import { type VerbContext, paperOption, verb, whole } from './verb.ts';

interface WatchOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
  readonly baseUrl?: string;
  readonly delay?: number;
  readonly all?: true;
}

export function watchVerb({ terminal, end }: VerbContext): Command {
  return verb('watch', 'ask again for the issues whose next check for silent edits is due, and end')
    .addOption(paperOption())
    .option('--base-url <url>', 'ask this server instead of the one that the issue was captured from')
    .option('--delay <ms>', 'least time between two requests; 0 for loopback only', whole(0, 600_000))
    .option('--all', 'ask for every issue that the archive knows of, due or not')
    .action(async (options: WatchOptions) => {
      await withArchive(options.data, 'update', async (archive) => {
        const paper = await choosePaper(archive.catalog, options.paper);
        const at = terminal.now();
        const watched = options.all
          ? archive.catalog.issues(paper.id)
          : watchedIssues(archive.catalog, paper, at);
        const issues = await Array.fromAsync(watched);
        const due = issues.filter((issue) => options.all === true || isCheckDue(issue, at));
        const runs: IssueRun[] = [];
        const summaries: object[] = [];
        for (const [baseUrl, ofSite] of groupBySite(due, options.baseUrl)) {
          const { site, connect } = accessTo({ paper, baseUrl, delayMs: options.delay, concurrency: 1 });
          const client = connect(archive.catalog);
          try {
            const dates = ofSite.map((issue) => issue.date);
            const quiet = options.json === true;
            const ofThis = await withPageThread((within) =>
              captureDates({ ...archive, client, newId, within }, site, dates, {
                ...{ terminal, concurrency: 1, quiet },
              }),
            );
            runs.push(...ofThis);
            summaries.push(summaryOf(site, ofThis));
          } finally {
            await client.close();
          }
        }
        await deliverPending(archive, terminal, options.json === true);
        await completeSearch(archive, terminal);
        if (options.json) printJson(terminal, { paper: paper.id, due: due.length, sites: summaries });
        else if (due.length === 0) terminal.out('no check is due\n');
        end(runs.length === 0 ? EXIT.done : exitCodeOf(runs));
      });
    });
}

function groupBySite(
  issues: readonly IssueRecord[],
  baseUrl: string | undefined,
): Map<string, IssueRecord[]> {
  const groups = new Map<string, IssueRecord[]>();
  for (const issue of issues) {
    const site = baseUrl ?? issue.site;
    groups.set(site, [...(groups.get(site) ?? []), issue]);
  }
  return groups;
}
