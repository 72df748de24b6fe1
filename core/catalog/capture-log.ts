import type { IssueDate } from '../paper/issue-date.ts';
import { byCodeUnit } from '../text-order.ts';
import type { Catalog } from './catalog.ts';
import type { CaptureRecord } from './records.ts';

/** One attempt to fetch something of an issue, as anybody may read it: a line of the crawl log. */
export type CaptureLine = Pick<
  CaptureRecord,
  | 'at'
  | 'paper'
  | 'date'
  | 'url'
  | 'path'
  | 'kind'
  | 'state'
  | 'status'
  | 'reason'
  | 'sha256'
  | 'bytes'
  | 'version'
  | 'id'
> & {
  /** `null` when no answer came whole, so that nobody knows. */
  readonly tookMs: number | null;
};

/** Every attempt to fetch a resource that an issue lists, oldest first; nothing is ever taken out of it. */
export async function captureLog(catalog: Catalog, paper: string, date: IssueDate): Promise<CaptureLine[]> {
  const lines: CaptureLine[] = [];
  for await (const { path } of catalog.expected(paper, date)) {
    for await (const capture of catalog.captures(paper, path)) lines.push(lineOf(capture));
  }
  return lines.sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.id, b.id));
}

/** Attempts as NDJSON: one JSON object a line. */
export function ndjsonOf(lines: readonly CaptureLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function lineOf(capture: CaptureRecord): CaptureLine {
  const { at, paper, date, url, path, kind, state, status, reason, sha256, bytes, version, id } = capture;
  const tookMs = status === null ? null : capture.tookMs;
  return { at, paper, date, url, path, kind, state, status, reason, tookMs, sha256, bytes, version, id };
}
