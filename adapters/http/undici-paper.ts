import { setTimeout as wait } from 'node:timers/promises';
import robotsParser, { type Robot } from 'robots-parser';
import { type Dispatcher, Pool, buildConnector } from 'undici';
import { BadContentCoding, decodeBody } from '../../core/capture/content-coding.ts';
import {
  type Exchange,
  FetchFailed,
  type FetchFailure,
  type HeaderList,
  type PaperClient,
  type PaperRequest,
  headerOf,
} from '../../core/capture/paper-client.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { SOFTWARE } from '../../core/software.ts';
import { type Manners, retryAfterMs } from './manners.ts';

export interface UndiciPaperOptions {
  /** The only origins, scheme with host and port, that are ever asked. */
  readonly origins: readonly string[];
  readonly manners: Manners;
  /** Where the site's people can reach the archive's; part of the User-Agent. */
  readonly contact: string;
}

const MAX_ROBOTS_BYTES = 512 * 1024;

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

/** One server, its connections, its rules, and when it was asked last. */
class Host {
  readonly #origin: string;
  readonly #manners: Manners;
  readonly #userAgent: string;
  readonly #pool: Pool;
  #ip: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #nextStart = 0;
  #robots: Promise<Robot | null> | null = null;

  constructor(origin: string, { manners, contact }: UndiciPaperOptions) {
    this.#origin = origin;
    this.#manners = manners;
    this.#userAgent = userAgentOf(contact);
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

  /** RFC 9309: no file (4xx) allows all, a server that cannot say (5xx, unreachable) allows nothing. */
  async allows(url: string): Promise<boolean> {
    this.#robots ??= this.#askRobots();
    const robots = await this.#robots;
    return robots?.isAllowed(url, SOFTWARE.name) ?? true;
  }

  async #askRobots(): Promise<Robot | null> {
    const url = `${this.#origin}/robots.txt`;
    const request = { url, etag: null, lastModified: null, maxBytes: MAX_ROBOTS_BYTES };
    const { response } = await this.ask(request);
    if (response.status >= 500 || response.status === 429) {
      return robotsParser(url, 'User-agent: *\nDisallow: /');
    }
    return response.status === 200 ? robotsParser(url, new TextDecoder().decode(response.payload)) : null;
  }

  /** Asks until there is an answer or the tries are used up; the last try's outcome is the outcome. */
  async ask(request: PaperRequest): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= this.#manners.tries;
      const outcome = await this.#askOnce(request).catch((failure: unknown) => failure);
      if (outcome instanceof FetchFailed) {
        if (last || !isTransient(outcome.reason)) throw outcome;
        await wait(this.#backoffMs(attempt));
      } else if (isExchange(outcome)) {
        const { status, headers } = outcome.response;
        if (last || (status < 500 && status !== 429)) return outcome;
        const asked = retryAfterMs(headerOf(headers, 'retry-after'), Date.now());
        if (asked !== null && asked > this.#manners.maxRetryAfterMs) return outcome;
        await wait(asked ?? this.#backoffMs(attempt));
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
    await this.#waitTurn();
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
      return {
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
          statusLine: `HTTP/1.1 ${answer.statusCode} ${answer.statusText}`.trimEnd(),
          status: answer.statusCode,
          headers: fields,
          body,
          payload: decodeBody(body, headerOf(fields, 'content-encoding'), request.maxBytes),
        },
      };
    } catch (cause) {
      throw asFailure(request.url, cause);
    }
  }

  /** Lets requests start one after another, `delayMs` apart. */
  async #waitTurn(): Promise<void> {
    const mine = this.#turn.then(async () => {
      const now = Date.now();
      if (this.#nextStart > now) await wait(this.#nextStart - now);
      this.#nextStart = Date.now() + this.#manners.delayMs;
    });
    this.#turn = mine;
    await mine;
  }
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

function tooLarge(url: string, maxBytes: number, options?: ErrorOptions): FetchFailed {
  return new FetchFailed('too-large', url, `${url} sends more than ${maxBytes} bytes`, options);
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

const REASONS: Readonly<Record<string, FetchFailure>> = {
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EACCES: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'broken-off',
  EPIPE: 'broken-off',
  UND_ERR_SOCKET: 'broken-off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broken-off',
  UND_ERR_HEADERS_OVERFLOW: 'not-http',
};

const SENTENCES: Partial<Record<FetchFailure, string>> = {
  unreachable: 'cannot be reached; check the network and the address, then run the same command again',
  timeout: 'did not answer in time; run the same command again later',
  'broken-off': 'broke off in the middle of its answer; run the same command again',
  'bad-encoding': 'sent a body that cannot be unpacked',
  'not-http': 'sent something that is not HTTP',
};

function asFailure(url: string, cause: unknown): FetchFailed {
  if (cause instanceof FetchFailed) return cause;
  if (cause instanceof BadContentCoding) {
    return cause.tooLarge
      ? new FetchFailed('too-large', url, `${url} swells past its limit when it is unpacked`, { cause })
      : failure('bad-encoding', url, cause);
  }
  return failure(reasonOf(cause), url, cause);
}

function failure(reason: FetchFailure, url: string, cause: unknown): FetchFailed {
  return new FetchFailed(reason, url, `${new URL(url).origin} ${SENTENCES[reason] ?? reason} (${url})`, {
    cause,
  });
}

function reasonOf(cause: unknown): FetchFailure {
  if (!(cause instanceof Error)) throw cause;
  if (cause.name === 'TimeoutError') return 'timeout';
  if (cause.name === 'HTTPParserError') return 'not-http';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const reason = REASONS[code];
  if (reason !== undefined) return reason;
  // Several addresses of one name were tried, each with its own failure.
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  throw cause;
}

function isTransient(reason: FetchFailure): boolean {
  return reason === 'unreachable' || reason === 'timeout' || reason === 'broken-off';
}
