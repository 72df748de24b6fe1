import type { Instant } from '../paper/instant.ts';

/** Header fields in the order, letter case and number in which they went over the wire. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface PaperRequest {
  readonly url: string;
  /** The validators of the version that the archive holds, for a conditional request. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** What the body may measure at most, on the wire and decoded. */
  readonly maxBytes: number;
}

/** A try that the server could not answer, or whose answer did not come whole, so that it was asked again. */
export interface FailedTry {
  readonly url: string;
  readonly at: Instant;
  readonly tookMs: number;
  /** `null` when no answer came whole. */
  readonly status: number | null;
  /** `status 503`, or the class of the failure. */
  readonly reason: string;
  /** How long was waited at least before the next try, by the class of the failure or by the server's own word. */
  readonly waitMs: number;
}

/** One request and its answer, complete and as they were. */
export interface Exchange {
  readonly url: string;
  /** When the request was sent. */
  readonly at: Instant;
  readonly tookMs: number;
  /** The server's address; `null` when the transport does not tell. */
  readonly ip: string | null;
  readonly request: { readonly line: string; readonly headers: HeaderList };
  readonly response: {
    /** Status and reason as sent; the version always as `HTTP/1.1`, since the client does not tell the server's. */
    readonly statusLine: string;
    readonly status: number;
    readonly headers: HeaderList;
    /** The body as sent, without its chunking. */
    readonly body: Uint8Array;
    /** The body without its content coding. */
    readonly payload: Uint8Array;
  };
  /** The tries before this one. @default none */
  readonly tries?: readonly FailedTry[];
}

/** Asks the paper's server. Any status is an answer; an answer that did not arrive whole is a failure. */
export interface PaperClient {
  /** Fails with {@link FetchFailed} after the tries that its manners allow. Never follows a redirect. */
  fetch(request: PaperRequest): Promise<Exchange>;
}

export type FetchFailure =
  | 'unreachable'
  | 'timeout'
  | 'broken-off'
  | 'too-large'
  | 'bad-encoding'
  | 'not-http'
  | 'disallowed-by-robots'
  /** The site has asked to be left alone for longer than is waited for, and the time is not over. */
  | 'asked-to-wait'
  | 'host-not-allowed'
  /** The host's name leads to an address that is not on the public internet. */
  | 'address-not-allowed';

export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  readonly reason: FetchFailure;
  readonly url: string;
  /** When it was asked for last, and how long that took; `null` when nothing was sent. Told by the client. */
  sent: Pick<FailedTry, 'at' | 'tookMs'> | null = null;
  /** The tries before the last one. Told by the client. */
  tries: readonly FailedTry[] = [];

  constructor(reason: FetchFailure, url: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.url = url;
  }
}

/** The first field of that name, in any letter case. */
export function headerOf(headers: HeaderList, name: string): string | null {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}
