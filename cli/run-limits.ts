import { setTimeout as waitFor } from 'node:timers/promises';
import { type RequestPermit, RunOver } from '../adapters/http/request-permit.ts';
import type { Instant } from '../core/paper/instant.ts';
import { type IssueDate, dateAt } from '../core/paper/issue-date.ts';
import { inWords } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface LimitsChoice {
  /** Requests of a run at most, those for robots.txt and calendars and every retry included; `null` for any number. */
  readonly maxRequests: number | null;
  /** How long a run asks at most; what it is in the middle of then is finished. */
  readonly maxMinutes: number | null;
  /** The paper's time zone when issues of days gone by are asked for at night only; else `null`. */
  readonly offPeakIn: string | null;
}

/** Waits, and ends early, by rejecting, when the signal is given. */
type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const patiently: Wait = async (ms, signal) => {
  await waitFor(ms, undefined, { signal });
};

const OFF_PEAK_FROM_HOUR = 23;
const OFF_PEAK_TO_HOUR = 6;
const MINUTE_MS = 60_000;

/**
 * How much one run may ask, and when. Its {@link RunLimits.permit} is to be asked before every request; once it has
 * refused one it refuses all, and `over` says why.
 */
export class RunLimits {
  /** Why the run may ask nothing more, as the beginning of a sentence; `null` while it may. */
  over: string | null = null;
  requests = 0;
  /** How long the run has waited for the night. */
  waitedMs = 0;
  readonly #choice: LimitsChoice;
  readonly #terminal: Terminal;
  readonly #wait: Wait;
  readonly #startedMs: number;
  #date: IssueDate | null = null;

  constructor(choice: LimitsChoice, terminal: Terminal, wait: Wait = patiently) {
    this.#choice = choice;
    this.#terminal = terminal;
    this.#wait = wait;
    this.#startedMs = Date.parse(terminal.now());
  }

  /** Whether the run is one of many: it may end before all is done, and the next is to go on where it ended. */
  get any(): boolean {
    const { maxRequests, maxMinutes, offPeakIn } = this.#choice;
    return maxRequests !== null || maxMinutes !== null || offPeakIn !== null;
  }

  /** From now on requests are for this issue. */
  turnTo(date: IssueDate): void {
    this.#date = date;
  }

  readonly permit: RequestPermit = async () => {
    await this.#waitForTheNight();
    this.#judge();
    this.requests += 1;
  };

  /** Fails with {@link RunOver} when nothing more may be asked, `aheadMs` from now. */
  #judge(aheadMs = 0): void {
    const { maxRequests, maxMinutes } = this.#choice;
    const elapsedMs = Date.parse(this.#terminal.now()) - this.#startedMs;
    if (this.#terminal.ending.aborted) throw new RunOver('the run was asked to end');
    if (maxRequests !== null && this.requests >= maxRequests)
      this.over ??= `the budget of ${maxRequests} requests is spent`;
    if (maxMinutes !== null && elapsedMs + aheadMs >= maxMinutes * MINUTE_MS) {
      const night = aheadMs === 0 ? '' : `, and it is ${inWords(aheadMs)} to the night`;
      this.over ??= `the budget of ${maxMinutes} minutes is spent${night}`;
    }
    if (this.over !== null) throw new RunOver(this.over);
  }

  async #waitForTheNight(): Promise<void> {
    const { offPeakIn } = this.#choice;
    if (offPeakIn === null || this.#date === null) return;
    const now = this.#terminal.now();
    // Today's issue may change or go while it is waited for.
    const isGoneBy = this.#date < dateAt(now, offPeakIn);
    const leftMs = isGoneBy ? untilOffPeakMs(now, offPeakIn) : 0;
    if (leftMs === 0) return;
    this.#judge(leftMs);
    this.#terminal.err(`waiting ${inWords(leftMs)} for the night, 23:00 to 06:00 in ${offPeakIn}\n`);
    try {
      await this.#wait(leftMs, this.#terminal.ending);
    } catch (cause) {
      if (!this.#terminal.ending.aborted) throw cause;
      throw new RunOver('the run was asked to end', { cause });
    }
    this.waitedMs += leftMs;
    // A clock may run ahead of the timer.
    await this.#waitForTheNight();
  }
}

/** How long until the night begins, 23:00 to 06:00 on a wall clock in `timeZone`; 0 during it. */
export function untilOffPeakMs(at: Instant, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value);
  const hour = part('hour');
  if (hour >= OFF_PEAK_FROM_HOUR || hour < OFF_PEAK_TO_HOUR) return 0;
  const seconds = (OFF_PEAK_FROM_HOUR - hour) * 3600 - part('minute') * 60 - part('second');
  return seconds * 1000 - new Date(at).getUTCMilliseconds();
}
