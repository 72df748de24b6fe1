import { BadContentCoding } from '../../core/capture/content-coding.ts';
import { FetchFailed, type FetchFailure } from '../../core/capture/paper-client.ts';
import { AddressRefused } from './addresses.ts';

const REASONS: Readonly<Record<string, FetchFailure>> = {
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

/** What `cause`, thrown while `url` was asked, means. Throws `cause` itself when it is a mistake of the program. */
export function asFailure(url: string, cause: unknown): FetchFailed {
  if (cause instanceof FetchFailed) return cause;
  if (cause instanceof BadContentCoding) {
    return cause.tooLarge
      ? new FetchFailed('too-large', url, `${url} swells past its limit when it is unpacked`, { cause })
      : failure('bad-encoding', url, cause);
  }
  if (cause instanceof AddressRefused) {
    const sentence = `${cause.message}, which is not on the public internet, and nothing else is asked but a site named as one on loopback (${url})`;
    return new FetchFailed('address-not-allowed', url, sentence, { cause });
  }
  return failure(reasonOf(cause), url, cause);
}

export function tooLarge(url: string, maxBytes: number, options?: ErrorOptions): FetchFailed {
  return new FetchFailed('too-large', url, `${url} sends more than ${maxBytes} bytes`, options);
}

function failure(reason: FetchFailure, url: string, cause: unknown): FetchFailed {
  const where = [url, codeOf(cause) ?? []].flat().join(', ');
  const sentence = `${new URL(url).origin} ${SENTENCES[reason] ?? reason} (${where})`;
  return new FetchFailed(reason, url, sentence, { cause });
}

function reasonOf(cause: unknown): FetchFailure {
  if (!(cause instanceof Error)) throw cause;
  if (isTotalTimeout(cause)) return 'timeout';
  if (cause.name === 'HTTPParserError') return 'not-http';
  // Several addresses of one name were tried, each with its own failure.
  if (cause instanceof AggregateError && !('code' in cause)) return reasonOf(cause.errors[0]);
  const code = codeOf(cause);
  if (cause instanceof TypeError || code === null || code === 'UND_ERR_INVALID_ARG') throw cause;
  // There are hundreds of codes, of certificates above all; whatever is not listed kept us from the server.
  return REASONS[code] ?? 'unreachable';
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
}

/** Whether the server, or the way to it, had a bad moment. */
export function isTransient(reason: FetchFailure): boolean {
  return reason === 'unreachable' || reason === 'timeout' || reason === 'broken-off';
}

/**
 * Whether another try within the run is worth it. An answer that used up the whole of its time was not lost on the
 * way: it was too slow, would be again, and would keep its connection from everything else for as long.
 */
export function isWorthAnotherTry({ reason, cause }: FetchFailed): boolean {
  return isTransient(reason) && !isTotalTimeout(cause);
}

/** What `AbortSignal.timeout` throws; the client's own deadlines have codes. */
function isTotalTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}

/** Whether a status is a server's word that it cannot answer now. */
export function cannotAnswer(status: number): boolean {
  return status >= 500 || status === 429;
}
