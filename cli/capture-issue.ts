import { RunOver } from '../adapters/http/request-permit.ts';
import type { FetchFailure } from '../core/capture/paper-client.ts';
import { StoreFull } from '../core/capture/object-store.ts';
import {
  type Discovery,
  type FrontTrouble,
  type IssueDue,
  discoverIssue,
} from '../core/discover/discover-issue.ts';
import { settleIssue } from '../core/discover/settle-issue.ts';
import type { EventRecord, IssueRecord } from '../core/catalog/records.ts';
import type { CaptureDue, Message, SnapshotKept } from '../core/messages.ts';
import type { Instant } from '../core/paper/instant.ts';
import type { ResourcePath } from '../core/paper/resource.ts';
import { type PipelineDeps, type Progress, advance } from '../core/pipeline.ts';
import { InFlight } from './in-flight.ts';
import { unreadSnapshots } from './issues-left.ts';

/** What capturing one issue came to. */
export interface IssueRun {
  readonly issue: IssueRecord;
  readonly discovery: Discovery;
  readonly counts: RunCounts;
  /** URLs' paths that were missing, refused or failed, with the reason. */
  readonly troubles: readonly {
    readonly path: ResourcePath;
    readonly state: string;
    readonly reason: string;
  }[];
  readonly events: readonly EventRecord[];
  /** What went wrong with single pages here, and not at the site; the rest of the issue was worked on all the same. */
  readonly failures: readonly { readonly path: string; readonly failure: unknown }[];
  /** Whether the run was ended before all was done. */
  readonly cut: boolean;
}

export interface RunCounts {
  captured: number;
  unchanged: number;
  missing: number;
  withdrawn: number;
  refused: number;
  failed: number;
  readings: number;
  figures: number;
  flaws: number;
}

export interface RunOptions {
  /** Connections to the site; what has come on them is kept and read while the next is asked for. */
  readonly concurrency: number;
  readonly now: () => Instant;
  readonly ending: AbortSignal;
  /** After each resource: how many are done of those known so far. */
  readonly onProgress: (done: number, known: number) => void;
}

/** So many in a row that cannot be reached mean that the site is gone, and asking on would only be a nuisance. */
const UNREACHABLE_IN_A_ROW = 3;
/** The whole site does not answer, asks to be left alone, or is nowhere that may be asked. */
const SITE_IS_GONE: ReadonlySet<string> = new Set<FetchFailure>([
  'unreachable',
  'asked-to-wait',
  'address-not-allowed',
]);

/**
 * Takes one issue all the way on a desk: the stages of core/pipeline.ts, with queues in memory between them. Fails
 * with {@link RunOver} when the run may not even ask for its front page.
 */
export async function captureIssue(
  deps: PipelineDeps,
  due: IssueDue,
  options: RunOptions,
): Promise<IssueRun> {
  const { now } = options;
  const discovery = await discoverIssue(deps, due, now());
  const run = new Run(options);
  if (discovery.kind === 'found') {
    run.countFront(discovery.front);
    // What is not asked for again says nothing of itself, though it may have been kept and never read.
    const unread = due.ask === 'gaps' ? await unreadSnapshots(deps.catalog, due.site, due.date) : [];
    await run.work(deps, [...discovery.next, ...unread]);
  } else if ('trouble' in discovery) {
    run.countTrouble(discovery.trouble);
  }
  const { counts, troubles, events, failures, cut } = run;
  const asked = cut ? 'gaps' : due.ask;
  const issue = await settleIssue(deps.catalog, { ...due, ask: asked }, discovery, now());
  return { issue, discovery, counts, troubles, events, failures, cut };
}

/** Counts to add to. */
export function noCounts(): RunCounts {
  return {
    captured: 0,
    unchanged: 0,
    missing: 0,
    withdrawn: 0,
    refused: 0,
    failed: 0,
    readings: 0,
    figures: 0,
    flaws: 0,
  };
}

class Run {
  readonly counts: RunCounts = noCounts();
  readonly troubles: { path: ResourcePath; state: string; reason: string }[] = [];
  readonly events: EventRecord[] = [];
  readonly failures: { path: string; failure: unknown }[] = [];
  cut = false;

  readonly #options: RunOptions;
  readonly #toAsk: CaptureDue[] = [];
  readonly #toRead: SnapshotKept[] = [];
  readonly #seen = new Set<string>();
  #done = 1;
  #known = 1;
  #unreachable = 0;
  #isOver = false;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  countFront(outcome: 'captured' | 'unchanged'): void {
    this.counts[outcome] += 1;
  }

  countTrouble(trouble: FrontTrouble): void {
    this.counts[trouble.state] += 1;
    this.troubles.push(trouble);
  }

  /**
   * When the run is to end, what is kept by then is still read: a page that is not may list more than anybody knows
   * of, and the issue would look complete.
   */
  async work(deps: PipelineDeps, first: readonly Message[]): Promise<void> {
    this.#add(first);
    const flight = new InFlight(deps.client, this.#options.concurrency);
    try {
      while (this.#toAsk.length > 0 || this.#toRead.length > 0 || !flight.isIdle) {
        const message = this.#next(flight);
        if (message === null) {
          await flight.change();
          continue;
        }
        const asks = message.type === 'capture-due';
        if (asks && this.#stopped()) {
          this.cut = true;
          continue;
        }
        flight.start({ asks }, (client) => this.#take({ ...deps, client }, message));
      }
    } finally {
      // Nothing may still be at work when the archive is closed, whatever happened.
      await flight.idle();
    }
  }

  /** The site is to be kept busy first; what has come is read whenever it is asked by as many as may ask. */
  #next(flight: InFlight): Message | null {
    const due = flight.hasRoom({ asks: true }) ? this.#toAsk.shift() : undefined;
    return due ?? (flight.hasRoom({ asks: false }) ? this.#toRead.shift() : undefined) ?? null;
  }

  async #take(deps: PipelineDeps, message: Message): Promise<void> {
    let progress: Progress;
    try {
      progress = await advance(deps, message, this.#options.now());
    } catch (failure) {
      if (isOfStore(failure)) throw failure;
      if (failure instanceof RunOver) {
        this.cut = true;
        this.#isOver = true;
        return;
      }
      this.failures.push({ path: message.path, failure });
      return;
    }
    this.#count(message, progress);
    this.#add(progress.next);
    if (progress.stage === 'capture') this.#options.onProgress((this.#done += 1), this.#known);
  }

  /** The same resource may be named by several pages; once a run is enough. */
  #add(messages: readonly Message[]): void {
    for (const message of messages) {
      const version = message.type === 'snapshot-kept' ? message.version : '';
      const name = `${message.type} ${message.path} ${version}`;
      if (this.#seen.has(name)) continue;
      this.#seen.add(name);
      if (message.type === 'snapshot-kept') {
        this.#toRead.push(message);
      } else {
        this.#toAsk.push(message);
        this.#known += 1;
      }
    }
  }

  #count(message: Message, progress: Progress): void {
    if (progress.stage === 'read') {
      this.counts.readings += 1;
      this.counts.figures += progress.made.figures;
      this.counts.flaws += progress.made.flaws;
      if (progress.made.event) this.events.push(progress.made.event);
      return;
    }
    const { outcome } = progress;
    this.counts[outcome.kind] += 1;
    const isGone = outcome.kind === 'failed' && isSiteGone(outcome.reason);
    this.#unreachable = isGone ? this.#unreachable + 1 : 0;
    if ('reason' in outcome) {
      this.troubles.push({ path: message.path, state: outcome.kind, reason: outcome.reason });
    }
  }

  #stopped(): boolean {
    return this.#options.ending.aborted || this.#isOver || this.#unreachable >= UNREACHABLE_IN_A_ROW;
  }
}

/** Whether a capture's reason tells of the whole site, so that asking for more of it is no use now. */
export function isSiteGone(reason: string): boolean {
  return SITE_IS_GONE.has(reason);
}

/** Whether the store itself failed, so that nothing further can be kept. */
export function isOfStore(failure: unknown): boolean {
  return failure instanceof StoreFull || (failure instanceof Error && 'syscall' in failure);
}
