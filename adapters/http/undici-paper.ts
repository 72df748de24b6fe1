import { setTimeout as wait } from 'node:timers/promises';
import robotsParser, { type Robot } from 'robots-parser';
import { type Dispatcher, Pool, buildConnector } from 'undici';
import { decodeBody } from '../../core/capture/content-coding.ts';
import { fromLatin1 } from '../../core/capture/latin1.ts';
import {
  type Exchange,
  FetchFailed,
  type HeaderList,
  type PaperClient,
  type PaperRequest,
  headerOf,
} from '../../core/capture/paper-client.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { SOFTWARE } from '../../core/software.ts';
import { asFailure, isTransient, tooLarge } from './fetch-failure.ts';
import { type Manners, hostDelayMs, retryAfterMs } from './manners.ts';

export interface UndiciPaperOptions {
  /** The only origins, scheme with host and port, that are ever asked. */
  readonly origins: readonly string[];
  readonly manners: Manners;
  /** Where the site's people can reach the archive's; part of the User-Agent. */
  readonly contact: string;
}

const MAX_ROBOTS_BYTES = 512 * 1024;
/** RFC 9309 section 2.4: a site's rules are not to be trusted for longer than a day. */
const ROBOTS_LIFE_MS = 24 * 60 * 60 * 1000;

/** Asks a paper's server over undici, with {@link Manners}. Close it when done. */
export class UndiciPaper implements PaperClient {
  readonly #options: UndiciPaperOptions;
  readonly #hosts = new Map<string, Host>();

  constructor(options: UndiciPaperOptions) {
    this.#options = options;
  }

  async fetch(request: PaperRequest): Promise<Exchange> {
    const { origin } = new URL(request.url);
    if (!this.#options.origins.includes(origin)) {
      throw new FetchFailed(
        'host-not-allowed',
        request.url,
        `${origin} is not one of the paper's own servers`,
      );
    }
    const host = this.#host(origin);
    if (this.#options.manners.robots && !(await host.allows(request.url))) {
      throw new FetchFailed(
        'disallowed-by-robots',
        request.url,
        `${origin}/robots.txt does not allow ${request.url}`,
      );
    }
    return host.ask(request);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map(async (host) => host.close()));
  }

  #host(origin: string): Host {
    const known = this.#hosts.get(origin);
    if (known) return known;
    const host = new Host(origin, this.#options);
    this.#hosts.set(origin, host);
    return host;
  }
}

/** The User-Agent that every request carries. */
export function userAgentOf(contact: string): string {
  return `${SOFTWARE.name}/${SOFTWARE.version} (${contact})`;
}

/** One server, its connections, its rules, and when it may be asked next. Times are `performance.now()`'s. */
class Host {
  readonly #origin: string;
  readonly #manners: Manners;
  readonly #userAgent: string;
  readonly #pool: Pool;
  #ip: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<void>>();
  #delayMs: number;
  #lastStart = -Infinity;
  /** Nothing starts before this time, because the site said so. */
  #pausedUntil = -Infinity;
  /** Nothing is even waited for before this time, because the site said so and it is too long. */
  #closedUntil = -Infinity;
  #robots: { readonly rules: Promise<Robot | null>; readonly until: number } | null = null;

  constructor(origin: string, { manners, contact }: UndiciPaperOptions) {
    this.#origin = origin;
    this.#manners = manners;
    this.#userAgent = userAgentOf(contact);
    this.#delayMs = manners.delayMs;
    const connect = buildConnector({ timeout: manners.connectTimeoutMs });
    this.#pool = new Pool(origin, {
      connections: manners.connections,
      pipelining: 1,
      // WARC keeps HTTP/1.1 messages; another protocol's would have to be rewritten.
      allowH2: false,
      headersTimeout: manners.headersTimeoutMs,
      bodyTimeout: manners.headersTimeoutMs,
      connect: (options, callback) => {
        connect(options, (error, socket) => {
          if (error) {
            callback(error, null);
            return;
          }
          this.#ip = socket.remoteAddress ?? null;
          callback(null, socket);
        });
      },
    });
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** Whether robots.txt allows `url`. Fails with {@link FetchFailed} while the rules cannot be had. */
  async allows(url: string): Promise<boolean> {
    const robots = await this.#rules(url);
    return robots?.isAllowed(url, SOFTWARE.name) ?? true;
  }

  /**
   * RFC 9309: no file (4xx) allows all. While the server cannot say (5xx, unreachable) nothing may be asked,
   * which is no refusal: the next page asks for the rules anew.
   */
  async #rules(url: string): Promise<Robot | null> {
    if (this.#robots === null || performance.now() >= this.#robots.until) {
      this.#robots = { rules: this.#askRobots(), until: performance.now() + ROBOTS_LIFE_MS };
    }
    const asked = this.#robots;
    try {
      return await asked.rules;
    } catch (cause) {
      if (this.#robots === asked) this.#robots = null;
      if (!(cause instanceof FetchFailed) || cause.reason === 'asked-to-wait') throw cause;
      // A server that is not there has no rules either; that is the plainer thing to say.
      const isGone = cause.reason === 'unreachable' && cause.cause !== undefined;
      if (isGone) throw new FetchFailed('unreachable', url, cause.message, { cause });
      const sentence = `nothing may be asked of ${this.#origin} while its robots.txt cannot be had; run the same command again later (${url})`;
      throw new FetchFailed('unreachable', url, sentence, { cause });
    }
  }

  async #askRobots(): Promise<Robot | null> {
    const url = `${this.#origin}/robots.txt`;
    const { response } = await this.ask({ url, etag: null, lastModified: null, maxBytes: MAX_ROBOTS_BYTES });
    if (cannotAnswer(response.status)) {
      throw new FetchFailed('unreachable', url, `${url} answers with status ${response.status}`);
    }
    const robots =
      response.status === 200 ? robotsParser(url, new TextDecoder().decode(response.payload)) : null;
    const crawlDelay = robots?.getCrawlDelay(SOFTWARE.name);
    this.#delayMs = hostDelayMs(this.#manners, new URL(url).hostname, crawlDelay);
    return robots;
  }

  /** Asks until there is an answer or the tries are used up; the last try's outcome is the outcome. */
  async ask(request: PaperRequest): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= this.#manners.tries;
      const outcome = await this.#inTurn(request.url, () => this.#askOnce(request)).catch(
        (failure: unknown) => failure,
      );
      if (outcome instanceof FetchFailed) {
        if (last || !isTransient(outcome.reason)) throw outcome;
        await wait(this.#backoffMs(attempt));
      } else if (isExchange(outcome)) {
        if (last || !cannotAnswer(outcome.response.status)) return outcome;
        if (performance.now() < this.#closedUntil) return outcome;
        // A time that the site named itself is the next turn's to wait for, whoever has that turn.
        if (askedMs(outcome) === null) await wait(this.#backoffMs(attempt));
      } else {
        throw outcome;
      }
    }
  }

  /** Doubles with each try; the random half keeps several archives from asking in step. */
  #backoffMs(attempt: number): number {
    const base = Math.max(this.#manners.delayMs, 200) * 2 ** (attempt - 1);
    return base / 2 + (Math.random() * base) / 2;
  }

  async #askOnce(request: PaperRequest): Promise<Exchange> {
    const { pathname, search, host } = new URL(request.url);
    const path = pathname + search;
    const headers: [string, string][] = [
      ['user-agent', this.#userAgent],
      ['accept', '*/*'],
      ['accept-encoding', 'gzip'],
      ...(request.etag === null ? [] : [['if-none-match', request.etag] as [string, string]]),
      ...(request.lastModified === null
        ? []
        : [['if-modified-since', request.lastModified] as [string, string]]),
    ];
    const startedAt = new Date();
    const started = performance.now();
    try {
      const answer = await this.#pool.request({
        path,
        method: 'GET',
        headers: headers.flat(),
        responseHeaders: 'raw',
        signal: AbortSignal.timeout(this.#manners.totalTimeoutMs),
      });
      const fields = pairsOf(answer.headers);
      const body = await readBody(answer.body, request);
      const exchange: Exchange = {
        url: request.url,
        at: instantOf(startedAt),
        tookMs: Math.round(performance.now() - started),
        ip: this.#ip,
        request: {
          line: `GET ${path} HTTP/1.1`,
          // The two that undici writes by itself, first and in this order.
          headers: [['host', host], ['connection', 'keep-alive'], ...headers],
        },
        response: {
          statusLine: statusLineOf(answer),
          status: answer.statusCode,
          headers: fields,
          body,
          payload: decodeBody(body, headerOf(fields, 'content-encoding'), request.maxBytes),
        },
      };
      this.#heed(exchange);
      return exchange;
    } catch (cause) {
      throw asFailure(request.url, cause);
    }
  }

  /** The site's own word on when it wants to be asked again holds for everything that is asked of it. */
  #heed(exchange: Exchange): void {
    const asked = askedMs(exchange);
    if (asked === null) return;
    const until = performance.now() + asked;
    if (asked > this.#manners.maxRetryAfterMs) this.#closedUntil = Math.max(this.#closedUntil, until);
    else this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /**
   * Lets requests start one after another, each when a connection is free and the host may be asked. Waiting for
   * the connection here and not in the pool keeps a request from leaving behind an answer that forbids it.
   */
  async #inTurn(url: string, work: () => Promise<Exchange>): Promise<Exchange> {
    const turn = this.#turn.then(async () => {
      while (this.#running.size >= this.#manners.connections) await Promise.race(this.#running);
      for (let left = this.#leftMs(url); left > 0; left = this.#leftMs(url)) await wait(left);
      this.#lastStart = performance.now();
      const answer = work();
      const ended = answer.then(
        () => void this.#running.delete(ended),
        () => void this.#running.delete(ended),
      );
      this.#running.add(ended);
      // In a box, so that the next turn does not wait for the answer.
      return { answer };
    });
    this.#turn = turn.catch(() => undefined);
    return (await turn).answer;
  }

  /** How long until the next request may start. Fails with {@link FetchFailed} when that is too long to wait. */
  #leftMs(url: string): number {
    const now = performance.now();
    if (now < this.#closedUntil) {
      const seconds = Math.ceil((this.#closedUntil - now) / 1000);
      throw new FetchFailed(
        'asked-to-wait',
        url,
        `${this.#origin} asks to be left alone for another ${seconds} seconds; run the same command again after that (${url})`,
      );
    }
    return Math.max(this.#lastStart + this.#delayMs, this.#pausedUntil) - now;
  }
}

function cannotAnswer(status: number): boolean {
  return status >= 500 || status === 429;
}

/** How long an answer asks to wait, if it does. */
function askedMs({ response }: Exchange): number | null {
  if (!cannotAnswer(response.status)) return null;
  return retryAfterMs(headerOf(response.headers, 'retry-after'), Date.now());
}

/**
 * Undici reads the reason phrase as UTF-8, unlike header fields, which it hands out a character a byte; its bytes
 * are had back by writing it so. Only of a phrase that is not UTF-8 are they lost: they come as U+FFFD's.
 */
function statusLineOf({
  statusCode,
  statusText,
}: Pick<Dispatcher.ResponseData, 'statusCode' | 'statusText'>): string {
  const phrase = fromLatin1(Buffer.from(statusText));
  return `HTTP/1.1 ${statusCode}${phrase === '' ? '' : ` ${phrase}`}`;
}

async function readBody(stream: Dispatcher.ResponseData['body'], request: PaperRequest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > request.maxBytes) {
      stream.destroy();
      throw tooLarge(request.url, request.maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** Undici gives raw header fields as one list of names and values in turn, though its types say a record. */
function pairsOf(raw: unknown): HeaderList {
  if (!Array.isArray(raw)) throw new TypeError('the HTTP client gave no raw header list');
  const texts = raw.map(String);
  return texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : []));
}

function isExchange(value: unknown): value is Exchange {
  return typeof value === 'object' && value !== null && 'response' in value;
}
