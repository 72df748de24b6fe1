import type { IssueRecord } from '../catalog/records.ts';
import type { SnapshotKept } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { type ReadDeps, readSnapshot } from './read-snapshot.ts';
import { READER_VERSION } from './reader-version.ts';

export interface RereadCounts {
  /** Snapshots that today's reader read now, and those that it had read before. */
  readonly read: number;
  readonly upToDate: number;
  readonly figures: number;
  readonly flaws: number;
}

/**
 * Reads every kept version of an issue's pages and articles that today's reader has not read yet. Earlier readings
 * stay at their own addresses; what a takedown removed is passed over. May be ended and begun again anywhere.
 */
export async function rereadIssue(
  deps: ReadDeps,
  issue: Pick<IssueRecord, 'paper' | 'date' | 'site'>,
  now: () => Instant,
): Promise<RereadCounts> {
  let [read, upToDate, figures, flaws] = [0, 0, 0, 0];
  for await (const kept of keptOf(deps, issue)) {
    if (await deps.catalog.reading(kept.paper, kept.path, kept.version, READER_VERSION)) {
      upToDate += 1;
      continue;
    }
    const made = await readSnapshot(deps, kept, now());
    read += 1;
    figures += made.figures;
    flaws += made.flaws;
  }
  return { read, upToDate, figures, flaws };
}

async function* keptOf(
  { catalog }: ReadDeps,
  { paper, date, site }: Pick<IssueRecord, 'paper' | 'date' | 'site'>,
): AsyncGenerator<SnapshotKept> {
  const removed = new Set<string>();
  for await (const { objects } of catalog.removals(paper, date))
    for (const { key } of objects) removed.add(key);
  for await (const { path, kind } of catalog.expected(paper, date)) {
    if (kind !== 'node' && kind !== 'article') continue;
    for await (const { version, sha256, object } of catalog.snapshots(paper, path)) {
      if (removed.has(object)) continue;
      yield { type: 'snapshot-kept', paper, date, path, kind, site, version, sha256 };
    }
  }
}
