import { type Instant, instantOf } from '../../core/paper/instant.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { type IndexDeps, makeIndexes } from '../../core/publish/indexes/make-indexes.ts';
import { fillLake } from '../../core/publish/lake/fill-lake.ts';
import { type ReleaseDeps, makeRelease } from '../../core/publish/release/make-release.ts';
import type { Report } from '../report.ts';

export interface PublishHandlerDeps extends ReleaseDeps, IndexDeps {
  readonly papers: readonly Paper[];
  readonly now: () => Instant;
  readonly report: Report;
}

/** The function has 15 minutes; an index that is begun at the end of these takes far less than the rest. */
const INDEXING_MS = 8 * 60_000;

/**
 * Makes a release of what the archive holds, if that is not what the newest release holds, lays releases out for query
 * engines that are not yet, and then makes the indexes that releases lack, as many as there is time for, the newest
 * release first: one that was killed is made up for the next night. Fails in the end when a release is too damaged to be
 * indexed.
 */
export function createHandler({ papers, now, report, ...deps }: PublishHandlerDeps) {
  return async (): Promise<void> => {
    const until = instantOf(new Date(Date.parse(now()) + INDEXING_MS));
    const made = await makeRelease(deps, papers, now());
    report('release-made', { outcome: made.kind, version: 'release' in made ? made.release.version : null });
    for (const version of await fillLake(deps)) report('release-laid-out', { version });
    let failure: Error | null = null;
    for await (const index of makeIndexes(deps)) {
      const { kind, release, table } = index;
      report('index-made', { outcome: kind, release, table, rows: kind === 'made' ? index.rows : null });
      if (kind === 'unmade') failure ??= index.why;
      if (now() > until) break;
    }
    if (failure !== null) throw failure;
  };
}
