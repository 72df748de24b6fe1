import { type Manners, hostDelayMs, slowSitePauseMs } from './manners.ts';

/** What is left of a slow answer's weight after each that is quicker. */
const MEMORY = 0.75;

/**
 * When one host may be asked next, by the manners, by its robots.txt, by its own word and by how slow it is. All
 * times are milliseconds of one steady clock, which is the caller's.
 */
export class Pace {
  readonly #manners: Manners;
  readonly #host: string;
  #delayMs: number;
  #lastStart = -Infinity;
  #lastEnd = -Infinity;
  /** How long the host takes lately: the slowest answer at once, forgotten little by little. */
  #recentMs = 0;
  /** Nothing starts before this time, because the site said so. */
  #pausedUntil = -Infinity;
  /** Nothing is even waited for before this time, because the site said so and it is too long. */
  #closedUntil = -Infinity;

  constructor(manners: Manners, host: string) {
    this.#manners = manners;
    this.#host = host;
    this.#delayMs = manners.delayMs;
  }

  /** `seconds` is the `Crawl-delay` of its robots.txt. */
  crawlDelay(seconds: number | undefined): void {
    this.#delayMs = hostDelayMs(this.#manners, this.#host, seconds);
  }

  started(now: number): void {
    this.#lastStart = now;
  }

  /** An answer came or failed to, after `tookMs`; `strained` when the server could not give it. */
  ended(now: number, tookMs: number, strained: boolean): void {
    this.#lastEnd = now;
    const faded = this.#recentMs * (strained ? 2 : MEMORY);
    const weight = strained ? Math.max(tookMs, this.#manners.delayMs) : tookMs;
    // No more than the longest pause needs: a bad minute is not to be felt for an hour.
    const { maxPauseMs, pausePerAnswer } = this.#manners;
    this.#recentMs = Math.min(Math.max(weight, faded), maxPauseMs / pausePerAnswer);
  }

  /** The site asks for `askedMs` of peace from `now` on. */
  askedToWait(now: number, askedMs: number): void {
    const until = now + askedMs;
    if (askedMs > this.#manners.maxRetryAfterMs) this.#closedUntil = Math.max(this.#closedUntil, until);
    else this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /** How long the host is still to be left alone because it said so, and for too long to wait; 0 when it is not. */
  closedMs(now: number): number {
    return Math.max(0, this.#closedUntil - now);
  }

  /** How long until the next request may start; 0 or less for at once. */
  leftMs(now: number): number {
    const pause = slowSitePauseMs(this.#manners, this.#host, this.#recentMs);
    return Math.max(this.#lastStart + this.#delayMs, this.#lastEnd + pause, this.#pausedUntil) - now;
  }
}
