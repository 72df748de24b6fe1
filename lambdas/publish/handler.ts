import type { Instant } from '../../core/paper/instant.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { fillLake } from '../../core/publish/lake/fill-lake.ts';
import { type ReleaseDeps, makeRelease } from '../../core/publish/release/make-release.ts';
import type { Report } from '../report.ts';

export interface PublishHandlerDeps extends ReleaseDeps {
  readonly papers: readonly Paper[];
  readonly now: () => Instant;
  readonly report: Report;
}

/**
 * Makes a release of what the archive holds, if that is not what the newest release holds, and lays releases out for
 * query engines that are not yet.
 */
export function createHandler({ papers, now, report, ...deps }: PublishHandlerDeps) {
  return async (): Promise<void> => {
    const made = await makeRelease(deps, papers, now());
    report('release-made', { outcome: made.kind, version: 'release' in made ? made.release.version : null });
    for (const version of await fillLake(deps)) report('release-laid-out', { version });
  };
}
