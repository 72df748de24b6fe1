import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, Pool, buildConnector } from 'undici';
import { decodeBody } from '../../core/capture/content-coding.ts';
import { fromLatin1 } from '../../core/capture/latin1.ts';
import {
  type Exchange,
  type FailedTry,
  FetchFailed,
  type HeaderList,
  type PaperClient,
  type PaperRequest,
  headerOf,
} from '../../core/capture/paper-client.ts';
import { type RequestLog, requestRecord } from '../../core/capture/request-record.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { SOFTWARE } from '../../core/software.ts';
import { newId } from '../random-id.ts';
import {
  type AddressRule,
  AddressRefused,
  addressRuleFor,
  guardedLookup,
  literalAddress,
} from './addresses.ts';
import { asFailure, cannotAnswer, isTransient, isWorthAnotherTry, tooLarge } from './fetch-failure.ts';
import { type Manners, retryAfterMs } from './manners.ts';
import { type RequestPermit, RunOver } from './request-permit.ts';
import { RobotsRules } from './robots-rules.ts';
import { type Connections, SiteTurns } from './site-turns.ts';

export interface UndiciPaperOptions {
  /** The only origins, scheme with host and port, that are ever asked. */
  readonly origins: readonly string[];
  readonly manners: Manners;
  /** Where the site's people can reach the archive's; part of the User-Agent. */
  readonly contact: string;
  /** @default every request is permitted */
  readonly permit?: RequestPermit;
  /** Where requests for robots.txt are written down. @default nowhere */
  readonly log?: RequestLog;
  /** Which addresses may be connected to. @default public ones; of an origin on loopback only loopback */
  readonly mayConnect?: AddressRule;
}

/** Asks a paper's server over undici, with {@link Manners}. Close it when done. */
export class UndiciPaper implements PaperClient {
  readonly #options: UndiciPaperOptions;
  readonly #origins = new Map<string, Origin>();
  readonly #sites = new Map<string, SiteTurns>();

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
    const server = this.#origin(origin);
    if (this.#options.manners.robots && !(await server.allows(request.url))) {
      throw new FetchFailed(
        'disallowed-by-robots',
        request.url,
        `${origin}/robots.txt does not allow ${request.url}`,
      );
    }
    return server.ask(request);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#origins.values()].map(async (origin) => origin.disconnect()));
  }

  #origin(origin: string): Origin {
    const known = this.#origins.get(origin);
    if (known) return known;
    const made = new Origin(origin, this.#site(new URL(origin).hostname), this.#options);
    this.#origins.set(origin, made);
    return made;
  }

  #site(hostname: string): SiteTurns {
    const { manners, permit = () => Promise.resolve() } = this.#options;
    const turns = this.#sites.get(hostname) ?? new SiteTurns(hostname, manners, permit);
    this.#sites.set(hostname, turns);
    return turns;
  }
}

/** The User-Agent that every request carries. */
export function userAgentOf(contact: string): string {
  return `${SOFTWARE.name}/${SOFTWARE.version} (${contact})`;
}

/** One port of a host: its connections and its rules. */
class Origin implements Connections {
  readonly origin: string;
  readonly #turns: SiteTurns;
  readonly #manners: Manners;
  readonly #userAgent: string;
  readonly #connect: buildConnector.connector;
  #pool: Pool | null = null;
  #ip: string | null = null;
  readonly #robots: RobotsRules;

  constructor(origin: string, turns: SiteTurns, options: UndiciPaperOptions) {
    const { manners, contact } = options;
    const { hostname } = new URL(origin);
    this.origin = origin;
    this.#turns = turns;
    this.#manners = manners;
    this.#userAgent = userAgentOf(contact);
    this.#robots = new RobotsRules(
      origin,
      (request) => this.#askForRules(request, options.log),
      (seconds) => {
        turns.crawlDelay(origin, seconds);
      },
    );
    const mayConnect = options.mayConnect ?? addressRuleFor(hostname);
    const literal = literalAddress(hostname);
    const connect = buildConnector({
      timeout: manners.connectTimeoutMs,
      // For a name; an address that the origin spells out is not looked up.
      lookup: guardedLookup(mayConnect),
    });
    this.#connect = (connection, callback) => {
      if (literal !== null && !mayConnect(literal)) {
        callback(new AddressRefused(hostname, [literal]), null);
        return;
      }
      connect(connection, (error, socket) => {
        if (error) {
          callback(error, null);
          return;
        }
        this.#ip = socket.remoteAddress ?? null;
        // The last word is the socket's own, before a byte is sent.
        if (this.#ip !== null && !mayConnect(this.#ip)) {
          socket.destroy();
          callback(new AddressRefused(hostname, [this.#ip]), null);
          return;
        }
        callback(null, socket);
      });
    };
  }

  async disconnect(): Promise<void> {
    const pool = this.#pool;
    this.#pool = null;
    await pool?.close();
  }

  #connections(): Pool {
    const { connections, headersTimeoutMs } = this.#manners;
    this.#pool ??= new Pool(this.origin, {
      connections,
      pipelining: 1,
      // WARC keeps HTTP/1.1 messages; another protocol's would have to be rewritten.
      allowH2: false,
      headersTimeout: headersTimeoutMs,
      bodyTimeout: headersTimeoutMs,
      connect: this.#connect,
    });
    return this.#pool;
  }

  /** Whether robots.txt allows `url`. Fails with {@link FetchFailed} while the rules cannot be had. */
  async allows(url: string): Promise<boolean> {
    return this.#robots.allows(url);
  }

  /** Asks until there is an answer or the tries are used up; the last try's outcome is the outcome. */
  async ask(request: PaperRequest): Promise<Exchange> {
    const tries: FailedTry[] = [];
    let before: FetchFailed | Exchange | null = null;
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= this.#manners.tries;
      const outcome = await this.#turns
        .take(this, request.url, () => this.#askOnce(request))
        .catch((failure: unknown) => failure);
      // What was asked for once has its outcome, though there is no second try.
      const isOver: boolean = outcome instanceof RunOver && before !== null;
      const told: unknown = isOver ? before : outcome;
      // Not of a try that stands as the outcome, since there was none after it.
      const earlier = isOver ? tries.slice(0, -1) : tries;
      if (told instanceof FetchFailed) {
        told.tries = earlier;
        if (isOver || last || !isWorthAnotherTry(told)) throw told;
      } else if (isExchange(told)) {
        const isLast = isOver || last || !cannotAnswer(told.response.status);
        if (isLast || this.#turns.pace.closedMs(performance.now()) > 0)
          return earlier.length === 0 ? told : { ...told, tries: earlier };
      } else {
        throw told;
      }
      // A time that the site named itself is the next turn's to wait for, whoever has that turn.
      const asked = told instanceof FetchFailed ? null : askedMs(told);
      const backoffMs = Math.round(this.#backoffMs(attempt));
      const failed = failedTry(told, asked ?? backoffMs);
      if (failed !== null) tries.push(failed);
      if (asked === null) await wait(backoffMs);
      before = told;
    }
  }

  async #askForRules(request: PaperRequest, log: RequestLog | undefined): Promise<Exchange> {
    const asked = { id: newId(), kind: 'robots', url: request.url, at: instantOf(new Date()) } as const;
    const tell = async (outcome: Exchange | FetchFailed): Promise<void> => {
      const record = requestRecord(asked, outcome);
      if (record !== null) await log?.addSiteRequest(record);
    };
    try {
      const exchange = await this.ask(request);
      await tell(exchange);
      return exchange;
    } catch (failure) {
      if (failure instanceof FetchFailed) await tell(failure);
      throw failure;
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
      const answer = await this.#connections().request({
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
      const now = performance.now();
      this.#turns.pace.ended(now, now - started, cannotAnswer(answer.statusCode));
      const asked = askedMs(exchange);
      // The site's own word on when it wants to be asked again holds for everything that is asked of it.
      if (asked !== null) this.#turns.pace.askedToWait(now, asked);
      return exchange;
    } catch (cause) {
      const failure = asFailure(request.url, cause);
      const now = performance.now();
      failure.sent = { at: instantOf(startedAt), tookMs: Math.round(now - started) };
      this.#turns.pace.ended(now, now - started, isTransient(failure.reason));
      throw failure;
    }
  }
}

/** What is told of a try that another one follows; `null` for one that was never sent. */
function failedTry(told: Exchange | FetchFailed, waitMs: number): FailedTry | null {
  if (!(told instanceof FetchFailed)) {
    const { url, at, tookMs, response } = told;
    return { url, at, tookMs, status: response.status, reason: `status ${response.status}`, waitMs };
  }
  const { url, reason, sent } = told;
  return sent === null ? null : { url, ...sent, status: null, reason, waitMs };
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
