import type { ObjectStore } from '../capture/object-store.ts';
import { headerOf } from '../capture/paper-client.ts';
import { loadSnapshot } from '../capture/snapshot-payload.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import { WorkEnded, WITHOUT_DEADLINE, type WithinDeadline } from '../deadline.ts';
import type { Site } from '../paper/resource.ts';
import type { Reading } from './document.ts';
import { flaw } from './flaw.ts';
import { READ_ARTICLE } from './page-tasks.ts';

/**
 * Reads one version of an article with today's reader, straight from its snapshot. `site` is where the links on
 * the page are resolved. What is not read `within` its deadline has the reading of an empty page, with a flaw that says
 * so. Fails as `loadSnapshot` does.
 */
export async function readVersion(
  objects: ObjectStore,
  site: Site,
  snapshot: SnapshotRecord,
  within: WithinDeadline = WITHOUT_DEADLINE,
): Promise<Reading> {
  const { payload, response } = await loadSnapshot(objects, snapshot);
  const { path, date } = snapshot;
  const [contentType, place] = [headerOf(response.headers, 'content-type'), { site, path, date }];
  try {
    return await within(READ_ARTICLE, site.paper.id, site.baseUrl, { path, date }, payload, contentType);
  } catch (failure) {
    if (!(failure instanceof WorkEnded)) throw failure;
    const flaws = [flaw(failure.flaw, failure.limit)];
    const { readArticleBytes } = await import('./read-article.ts');
    return { ...readArticleBytes(new Uint8Array(), contentType, place), flaws };
  }
}
