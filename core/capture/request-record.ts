import type { RequestRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import { sha256Of } from '../paper/sha256.ts';
import { type Exchange, FetchFailed, type FetchFailure } from './paper-client.ts';

/** Where requests that are for no resource are written down. */
export interface RequestLog {
  /** When it returns, the record outlives this process. */
  addSiteRequest(request: RequestRecord): Promise<void>;
}

/** Nothing was sent, so that there is no request to tell of. */
const NOT_SENT: ReadonlySet<FetchFailure> = new Set([
  'asked-to-wait',
  'host-not-allowed',
  'disallowed-by-robots',
]);

/** What a request came to; `null` when none was sent. `at` is about when, where the outcome does not tell. */
export function requestRecord(
  asked: Pick<RequestRecord, 'id' | 'kind' | 'url'> & { readonly at: Instant },
  outcome: Exchange | FetchFailed,
): RequestRecord | null {
  const { id, kind, url } = asked;
  if (outcome instanceof FetchFailed) {
    if (NOT_SENT.has(outcome.reason) && outcome.tries.length === 0) return null;
    const { at, tookMs } = outcome.sent ?? { at: asked.at, tookMs: null };
    const nothing = { status: null, sha256: null, bytes: null };
    const tries = [...outcome.tries];
    return { id, kind, url, at, tookMs, state: 'failed', reason: outcome.reason, ...nothing, tries };
  }
  const { at, tookMs, response, tries = [] } = outcome;
  const { status, payload } = response;
  const isThere = status === 200;
  return {
    ...{ id, kind, url, at, tookMs, status, tries: [...tries] },
    state: isThere ? 'read' : status >= 500 || status === 429 ? 'failed' : 'absent',
    reason: isThere ? null : `status ${status}`,
    sha256: isThere ? sha256Of(payload) : null,
    bytes: isThere ? payload.length : null,
  };
}
