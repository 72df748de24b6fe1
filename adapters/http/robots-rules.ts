import robotsParser, { type Robot } from 'robots-parser';
import { type Exchange, FetchFailed, type PaperRequest, headerOf } from '../../core/capture/paper-client.ts';
import { SOFTWARE } from '../../core/software.ts';
import { cannotAnswer } from './fetch-failure.ts';

const MAX_ROBOTS_BYTES = 512 * 1024;
/** RFC 9309 section 2.4: a site's rules are not to be trusted for longer than a day. */
const LIFE_MS = 24 * 60 * 60 * 1000;
/** How long rules that are too old are kept to once more when newer ones cannot be had. */
const EXTENSION_MS = 60 * 60 * 1000;
/** RFC 9309 section 2.3.1.2: at least five are followed. */
const MAX_REDIRECTS = 5;

interface Asked {
  readonly rules: Promise<Robot | null>;
  readonly until: number;
}

/**
 * The robots.txt of one origin, scheme with host and port (RFC 9309). No file (4xx, or a redirect to another origin)
 * allows all. While the server cannot say (5xx, 429, unreachable) nothing may be asked, unless the rules of the day
 * before are at hand: those are kept to then. Times are those of a steady clock, `now`.
 */
export class RobotsRules {
  readonly #origin: string;
  readonly #ask: (request: PaperRequest) => Promise<Exchange>;
  readonly #onCrawlDelay: (seconds: number | undefined) => void;
  #asked: Asked | null = null;
  #old: Robot | null | undefined;

  constructor(
    origin: string,
    ask: (request: PaperRequest) => Promise<Exchange>,
    onCrawlDelay: (seconds: number | undefined) => void,
  ) {
    this.#origin = origin;
    this.#ask = ask;
    this.#onCrawlDelay = onCrawlDelay;
  }

  /** Whether `url` may be asked for. Fails with {@link FetchFailed} while nobody can say; the next to ask tries anew. */
  async allows(url: string): Promise<boolean> {
    const robots = await this.#rules(url);
    return robots?.isAllowed(url, SOFTWARE.name) ?? true;
  }

  async #rules(url: string): Promise<Robot | null> {
    if (this.#asked === null || performance.now() >= this.#asked.until) {
      this.#asked = { rules: this.#fetch(), until: performance.now() + LIFE_MS };
    }
    const asked = this.#asked;
    try {
      const rules = await asked.rules;
      this.#old = rules;
      return rules;
    } catch (cause) {
      if (this.#asked === asked) this.#asked = null;
      if (!(cause instanceof FetchFailed) || cause.reason === 'asked-to-wait') throw cause;
      if (this.#old !== undefined) {
        const rules = this.#old;
        this.#asked ??= { rules: Promise.resolve(rules), until: performance.now() + EXTENSION_MS };
        return rules;
      }
      throw this.#unknown(url, cause);
    }
  }

  #unknown(url: string, cause: FetchFailed): FetchFailed {
    if (cause.reason === 'address-not-allowed') {
      return new FetchFailed(cause.reason, url, cause.message, { cause });
    }
    // A server that is not there has no rules either; that is the plainer thing to say.
    const isGone = cause.reason === 'unreachable' && cause.cause !== undefined;
    if (isGone) return new FetchFailed('unreachable', url, cause.message, { cause });
    const sentence = `nothing may be asked of ${this.#origin} while its robots.txt cannot be had; run the same command again later (${url})`;
    return new FetchFailed('unreachable', url, sentence, { cause });
  }

  async #fetch(): Promise<Robot | null> {
    const first = `${this.#origin}/robots.txt`;
    for (let [url, redirects] = [first, 0]; ; redirects += 1) {
      const request = { url, etag: null, lastModified: null, maxBytes: MAX_ROBOTS_BYTES };
      const { response } = await this.#ask(request);
      if (cannotAnswer(response.status)) {
        throw new FetchFailed('unreachable', url, `${url} answers with status ${response.status}`);
      }
      const next = redirectOf(url, response);
      if (next !== null && redirects < MAX_REDIRECTS && new URL(next).origin === this.#origin) {
        url = next;
        continue;
      }
      // The rules are for this origin wherever on it their file lies.
      const robots =
        response.status === 200 ? robotsParser(first, new TextDecoder().decode(response.payload)) : null;
      this.#onCrawlDelay(robots?.getCrawlDelay(SOFTWARE.name));
      return robots;
    }
  }
}

/** Where an answer leads; `null` for one that is no redirect, or to nowhere. */
function redirectOf(url: string, { status, headers }: Exchange['response']): string | null {
  const location = headerOf(headers, 'location');
  if (status < 301 || status > 308 || location === null || !URL.canParse(location, url)) return null;
  return new URL(location, url).href;
}
