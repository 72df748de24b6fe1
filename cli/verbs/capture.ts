import type { Command } from 'commander';
import { type IssueDate, daysFrom } from '../../core/paper/issue-date.ts';
import { DEFAULT_PAPER, paperById } from '../../core/paper/registry.ts';
import { type Site, urlOf } from '../../core/paper/resource.ts';
import { RunOver } from '../../adapters/http/request-permit.ts';
import { withArchive } from '../archive.ts';
import { newId } from '../../adapters/random-id.ts';
import { withPageThread } from '../page-thread.ts';
import { accessTo } from '../site-client.ts';
import { type IssueRun, captureIssue, isOfStore, isSiteGone, noCounts } from '../capture-issue.ts';
import { deliverPending } from '../deliver-pending.ts';
import { completeSearch } from '../make-search.ts';
import { openIssue } from '../../core/discover/settle-issue.ts';
import { explain } from '../failures.ts';
import { issuesLeft } from '../issues-left.ts';
import { startProgress } from '../progress.ts';
import { RunLimits } from '../run-limits.ts';
import { EXIT, type ExitCode, type Terminal, printJson } from '../terminal.ts';
import { type VerbContext, type DateSpan, paperOption, parseSpan, verb, whole } from './verb.ts';

interface CaptureOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
  readonly baseUrl?: string;
  readonly concurrency: number;
  readonly delay?: number;
  readonly resume?: true;
  readonly maxRequests?: number;
  readonly maxMinutes?: number;
  readonly offPeak?: true;
}

export function captureVerb({ terminal, end }: VerbContext): Command {
  return verb('capture', 'capture the issues of some dates; what is held already is asked for conditionally')
    .argument(
      '<date...>',
      'a date such as 2023-02-25, or a span FROM..TO',
      (text: string, earlier: DateSpan[] | undefined) => [...(earlier ?? []), parseSpan(text)],
    )
    .addOption(paperOption())
    .option('--base-url <url>', 'another server with the same layout: a mirror, a test server')
    .option('--concurrency <n>', 'connections at a time; more than 1 for loopback only', whole(1, 32), 1)
    .option('--delay <ms>', 'least time between two requests; 0 for loopback only', whole(0, 600_000))
    .option('--resume', 'ask only for what is missing; issues that are complete are not asked for')
    .option('--max-requests <n>', 'end after so many requests, with code 3; implies --resume', whole(1, 1e8))
    .option('--max-minutes <n>', 'end after so many minutes, with code 3; implies --resume', whole(1, 1e6))
    .option(
      '--off-peak',
      'ask for issues before today’s only from 23:00 to 06:00 where the paper is, and wait meanwhile; implies --resume',
    )
    .action(async (spans: DateSpan[], options: CaptureOptions) => {
      const paper = options.paper === undefined ? DEFAULT_PAPER : paperById(options.paper);
      const { baseUrl, delay: delayMs, concurrency } = options;
      const { maxRequests = null, maxMinutes = null } = options;
      const offPeakIn = options.offPeak ? paper.timeZone : null;
      const limits = new RunLimits({ maxRequests, maxMinutes, offPeakIn }, terminal);
      const { permit } = limits;
      const { site, connect } = accessTo({ paper, baseUrl, delayMs, concurrency, permit });
      const dates = [...new Set(spans.flatMap(({ from, to }) => [...daysFrom(from, to)]))].sort();
      const runs = await withArchive(options.data, 'write', async (archive) => {
        const quiet = options.json === true;
        const ask = options.resume === true || limits.any ? 'gaps' : 'all';
        const client = connect(archive.catalog);
        try {
          const made = await withPageThread((within) =>
            captureDates({ ...archive, client, newId, within }, site, dates, {
              ...{ terminal, concurrency, quiet, limits, ask },
            }),
          );
          await deliverPending(archive, terminal, quiet);
          await completeSearch(archive, terminal);
          return made;
        } finally {
          await client.close();
        }
      });
      const { requests, over } = limits;
      if (options.json) printJson(terminal, { ...summaryOf(site, runs), requests, over });
      else if (runs.length > 1) terminal.out(`${totalLine(runs)}\n`);
      if (terminal.ending.aborted) end(EXIT.failed);
      else end(worse(exitCodeOf(runs), over === null ? EXIT.done : EXIT.incomplete));
    });
}

export interface CaptureDatesOptions {
  readonly terminal: Terminal;
  readonly concurrency: number;
  /** Whether nothing is said of each issue. */
  readonly quiet: boolean;
  /**
   * `all`: what is held is asked for again, conditionally. `gaps`: only what is missing, and nothing at all of issues
   * that are complete or did not appear. Default: `all`.
   */
  readonly ask?: 'all' | 'gaps';
  /** Those that the client keeps to. Default: none. */
  readonly limits?: RunLimits;
}

/**
 * Captures one issue after another. All of them are on record before the first is asked for. A site that cannot be
 * reached ends the run, since the rest would fail alike; one issue that fails does not.
 */
export async function captureDates(
  deps: Parameters<typeof captureIssue>[0],
  site: Site,
  dates: readonly IssueDate[],
  { terminal, concurrency, quiet, ask = 'all', limits }: CaptureDatesOptions,
): Promise<IssueRun[]> {
  for (const date of dates) await openIssue(deps.catalog, { site, date }, terminal.now());
  const due = ask === 'all' ? dates : await issuesLeft(deps.catalog, site, dates);
  if (due.length < dates.length && !quiet)
    terminal.out(`${dates.length - due.length} of ${dates.length} issues need nothing more\n`);
  const runs: IssueRun[] = [];
  const broken: unknown[] = [];
  const progress = await startProgress(terminal, due.length);
  /** `null` for an issue whose part of the archive is damaged: that is told at the end, and stops no other. */
  const captureOne = async (date: IssueDate): Promise<IssueRun | null> => {
    try {
      return await captureIssue(
        deps,
        { site, date, ask },
        {
          concurrency,
          now: terminal.now,
          ending: terminal.ending,
          onProgress: (done, known) => progress.within(date, done, known),
        },
      );
    } catch (failure) {
      if (isOfStore(failure) || failure instanceof RunOver) throw failure;
      broken.push(failure);
      return null;
    }
  };
  try {
    for (const date of due) {
      if (terminal.ending.aborted || (limits?.over ?? null) !== null) break;
      limits?.turnTo(date);
      const run = await captureOne(date).catch(unlessOver);
      if (run === 'over') break;
      if (run === null) continue;
      runs.push(run);
      progress.issueDone(limits?.waitedMs);
      if (!quiet) {
        progress.say((say) => {
          tell(say, site, run);
        });
      }
      const { discovery } = run;
      if ('trouble' in discovery && isSiteGone(discovery.trouble.reason)) break;
    }
  } finally {
    progress.end();
  }
  if (broken.length > 0) throw broken[0];
  tellLeft(terminal, due.length, runs, limits?.over ?? null);
  return runs;
}

/** A run that may ask nothing more has not failed. Throws whatever else is wrong. */
function unlessOver(failure: unknown): 'over' {
  if (failure instanceof RunOver) return 'over';
  throw failure;
}

/** How to go on with a run that ended before all was done. */
function tellLeft(terminal: Terminal, due: number, runs: readonly IssueRun[], over: string | null): void {
  const left = due - runs.length;
  if (over !== null) {
    const done = runs.filter(({ cut }) => !cut).length;
    terminal.err(`${over}: ${done} of ${due} issues done; run the same command again to go on\n`);
  } else if (left > 0) {
    terminal.err(`${left} more of the ${due} issues were not asked for; run the same command again\n`);
  }
}

/** What a run of one issue says of itself, in a line, and a line for each trouble. */
function tell(
  say: (line: string) => void,
  site: Site,
  { issue, discovery, counts, troubles, events, failures, cut }: IssueRun,
): void {
  switch (discovery.kind) {
    case 'found': {
      const numbers = Object.entries(counts).filter(([, count]) => count > 0);
      say(`${issue.date}  ${issue.state}  ${numbers.map(counted).join(', ')}`);
      break;
    }
    case 'no-edition':
      say(`${issue.date}  no issue that day: ${discovery.evidence}`);
      break;
    case 'late':
      say(`${issue.date}  not up yet: ${discovery.evidence}; run the same command again later`);
      break;
    case 'missing':
    case 'template-unknown':
      say(`${issue.date}  ${discovery.kind}: ${discovery.evidence}`);
      break;
    case 'unreachable':
    case 'failed':
      say(`${issue.date}  ${discovery.evidence}`);
      break;
  }
  for (const event of events)
    say(`  event: ${event.kind} ${event.page ?? ''} ${event.title?.replaceAll('\n', ' ') ?? ''}`);
  // What is wrong with the front page is the sentence above.
  for (const trouble of 'trouble' in discovery ? [] : troubles)
    say(`  ${trouble.state}: ${urlOf(site, trouble.path)} (${trouble.reason})`);
  for (const { path, failure } of failures)
    say(`  not read: ${site.baseUrl + path}: ${explain(failure).sentence}`);
  if (cut) say('  ended early; run the same command again to go on');
}

export function exitCodeOf(runs: readonly IssueRun[]): ExitCode {
  const codes = runs.map((run): ExitCode => {
    if (run.failures.some(({ failure }) => explain(failure).exitCode === EXIT.damaged)) return EXIT.damaged;
    if (run.failures.length > 0) return EXIT.incomplete;
    if ('trouble' in run.discovery && isSiteGone(run.discovery.trouble.reason)) return EXIT.failed;
    const { missing, refused, failed } = run.counts;
    if (missing + refused + failed > 0 || run.cut) return EXIT.incomplete;
    return run.issue.state === 'complete' || run.issue.state === 'no-edition' ? EXIT.done : EXIT.incomplete;
  });
  return codes.reduce(worse, EXIT.done);
}

const FROM_BEST: readonly ExitCode[] = [EXIT.done, EXIT.incomplete, EXIT.failed, EXIT.damaged];

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return FROM_BEST.indexOf(a) > FROM_BEST.indexOf(b) ? a : b;
}

function totalsOf(runs: readonly IssueRun[]): IssueRun['counts'] {
  const totals = noCounts();
  for (const { counts } of runs)
    for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += counts[name];
  return totals;
}

export function summaryOf(site: Site, runs: readonly IssueRun[]): object {
  return {
    paper: site.paper.id,
    site: site.baseUrl,
    issues: runs.map(({ issue, discovery, counts, troubles, events, failures, cut }) => ({
      date: issue.date,
      state: issue.state,
      evidence: 'evidence' in discovery ? discovery.evidence : issue.evidence,
      found: discovery.kind,
      ...counts,
      pages: issue.pages,
      articles: issue.articles,
      resources: issue.resources,
      gaps: issue.gaps,
      cut,
      troubles,
      failures: failures.map(({ path, failure }) => ({ path, what: explain(failure).sentence })),
      events: events.map(({ id, kind, path, title }) => ({ id, kind, path, title })),
    })),
    totals: totalsOf(runs),
  };
}

/** `1 figure`, `2 figures`; states such as `captured` have one form. */
function counted([name, count]: [string, number]): string {
  return `${count} ${count === 1 ? name.replace(/s$/, '') : name}`;
}

function totalLine(runs: readonly IssueRun[]): string {
  const totals = Object.entries(totalsOf(runs)).filter(([, count]) => count > 0);
  return `${runs.length} issues asked for: ${totals.map(counted).join(', ') || 'nothing found'}`;
}
