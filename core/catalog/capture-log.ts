import type { IssueDate } from '../paper/issue-date.ts';
import { byCodeUnit } from '../text-order.ts';
import type { Catalog } from './catalog.ts';
import type { CaptureRecord, RequestRecord } from './records.ts';

/** One request that was made for an issue, as anybody may read it: a line of the crawl log. */
export type CaptureLine = Pick<
  CaptureRecord,
  'at' | 'paper' | 'date' | 'url' | 'status' | 'reason' | 'sha256' | 'bytes' | 'version' | 'id'
> & {
  /** `null` of a robots.txt and a calendar, which are no resources of the issue. */
  readonly path: CaptureRecord['path'] | null;
  readonly kind: CaptureRecord['kind'] | RequestRecord['kind'];
  /** Of a robots.txt or a calendar whether it was `read`, is `absent`, or could not be had: `failed`. */
  readonly state: CaptureRecord['state'] | RequestRecord['state'];
  /** `null` when no answer came whole, so that nobody knows. */
  readonly tookMs: number | null;
  /** Which try it was of those that were made for one outcome, from 1. The last one's line tells the outcome. */
  readonly attempt: number;
  /** How long was waited at least before the next try; `null` of the last. */
  readonly waitMs: number | null;
};

/** So many requests for one site's robots.txt a day are told, the newest; it is asked for once a run. */
const MAX_SITE_REQUESTS = 100;

/**
 * Every request that was made for an issue, oldest first: for what it lists, with each try; for the calendar that it was
 * looked up in; and for the robots.txt of the sites that were asked, on the days (by UTC) on which they were. Nothing is
 * ever taken out of it.
 */
export async function captureLog(catalog: Catalog, paper: string, date: IssueDate): Promise<CaptureLine[]> {
  const lines: CaptureLine[] = [];
  for await (const { path } of catalog.expected(paper, date)) {
    for await (const capture of catalog.captures(paper, path))
      lines.push(...linesOf(captureLine(capture), capture));
  }
  const issue = { paper, date };
  for await (const request of catalog.issueRequests(paper, date))
    lines.push(...linesOf(requestLine(issue, request), request));
  const days = new Set(lines.map(({ url, at }) => `${new URL(url).origin} ${at.slice(0, 10)}`));
  for (const [origin = '', day = ''] of [...days].map((one) => one.split(' '))) {
    for await (const request of catalog.siteRequests(origin, day, MAX_SITE_REQUESTS))
      lines.push(...linesOf(requestLine(issue, request), request));
  }
  return lines.sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.id, b.id) || a.attempt - b.attempt);
}

/** Attempts as NDJSON: one JSON object a line. */
export function ndjsonOf(lines: readonly CaptureLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The tries that came to nothing, and the one that tells the outcome. */
function linesOf(last: CaptureLine, { tries }: Pick<CaptureRecord, 'tries'>): CaptureLine[] {
  const before = tries.map(({ url, at, tookMs, status, reason, waitMs }, nth): CaptureLine => {
    const outcome = { state: 'failed', status, reason, sha256: null, bytes: null, version: null } as const;
    return {
      ...last,
      url,
      at,
      ...outcome,
      tookMs: status === null ? null : tookMs,
      attempt: nth + 1,
      waitMs,
    };
  });
  return [...before, { ...last, attempt: tries.length + 1 }];
}

function captureLine(capture: CaptureRecord): CaptureLine {
  const { at, paper, date, url, path, kind, state, status, reason, sha256, bytes, version, id } = capture;
  const tookMs = status === null ? null : capture.tookMs;
  const line = {
    at,
    paper,
    date,
    url,
    path,
    kind,
    state,
    status,
    reason,
    tookMs,
    sha256,
    bytes,
    version,
    id,
  };
  return { ...line, attempt: 1, waitMs: null };
}

function requestLine(
  { paper, date }: Pick<CaptureRecord, 'paper' | 'date'>,
  request: RequestRecord,
): CaptureLine {
  const { at, url, kind, state, status, reason, sha256, bytes, id } = request;
  const tookMs = status === null ? null : request.tookMs;
  const line = { at, paper, date, url, path: null, kind, state, status, reason, tookMs, sha256, bytes };
  return { ...line, version: null, id, attempt: 1, waitMs: null };
}
