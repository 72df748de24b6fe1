import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Instant } from '../../core/paper/instant.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { makeRelease } from '../../core/publish/make-release.ts';
import type { Report } from '../report.ts';

export interface PublishHandlerDeps {
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  readonly papers: readonly Paper[];
  readonly now: () => Instant;
  readonly report: Report;
}

/** Makes a release of what the archive holds, if that is not what the newest release holds. */
export function createHandler({ objects, catalog, papers, now, report }: PublishHandlerDeps) {
  return async (): Promise<void> => {
    const made = await makeRelease({ objects, catalog }, papers, now());
    report('release-made', { outcome: made.kind, version: 'release' in made ? made.release.version : null });
  };
}
