/** How a site is asked: one place for everything that politeness means. */
export interface Manners {
  /** At least this long between the starts of two requests to one host. */
  readonly delayMs: number;
  /** Connections to one host at a time. */
  readonly connections: number;
  /** How often one resource is asked for at most, the first time included, when the site cannot answer. */
  readonly tries: number;
  /** The longest `Retry-After` that is waited for within one run; while a longer one lasts, nothing is asked. */
  readonly maxRetryAfterMs: number;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** From the first byte asked to the last received, however steadily it drips. */
  readonly totalTimeoutMs: number;
  /**
   * How many times as long as a site takes to answer it is then left alone: a slow site is a busy one. Of the slow
   * answers before, less and less counts.
   */
  readonly pausePerAnswer: number;
  /** The longest such pause. */
  readonly maxPauseMs: number;
  /** Whether robots.txt is asked for and obeyed. */
  readonly robots: boolean;
}

/** For a newspaper's own server: slowly, one at a time. */
export const POLITE: Manners = {
  delayMs: 1500,
  connections: 1,
  tries: 3,
  maxRetryAfterMs: 120_000,
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  totalTimeoutMs: 180_000,
  pausePerAnswer: 2,
  maxPauseMs: 60_000,
  robots: true,
};

/** The longest `Crawl-delay` that is obeyed. */
const MAX_CRAWL_DELAY_MS = 60_000;

/** Whether `host` can only be this machine: only such a host is ever asked less politely than {@link POLITE}. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * The time between the starts of two requests to `host`: what the manners say, or the `Crawl-delay` of its
 * robots.txt, in seconds, if that is longer. This machine's own servers disturb nobody when they are asked
 * quickly, so that theirs is ignored: demonstrations and tests stay quick with the very rules of a real site.
 */
export function hostDelayMs({ delayMs }: Manners, host: string, crawlDelay: number | undefined): number {
  if (crawlDelay === undefined || isLoopback(host)) return delayMs;
  return Math.max(delayMs, Math.min(crawlDelay * 1000, MAX_CRAWL_DELAY_MS));
}

/**
 * How long `host` is left alone after an answer when it took `recentMs` lately. Never for this machine's own servers,
 * as with the `Crawl-delay`.
 */
export function slowSitePauseMs(
  { pausePerAnswer, maxPauseMs }: Manners,
  host: string,
  recentMs: number,
): number {
  return isLoopback(host) ? 0 : Math.min(recentMs * pausePerAnswer, maxPauseMs);
}

/**
 * How long `Retry-After` asks to wait from `now` on, in milliseconds; `null` for none or one that cannot be read.
 * RFC 9110 section 10.2.3: seconds, or a date.
 */
export function retryAfterMs(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
