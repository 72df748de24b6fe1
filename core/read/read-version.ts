import type { ObjectStore } from '../capture/object-store.ts';
import { headerOf } from '../capture/paper-client.ts';
import { loadSnapshot } from '../capture/snapshot-payload.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import type { Site } from '../paper/resource.ts';
import type { Reading } from './document.ts';
import { readArticleBytes } from './read-article.ts';

/**
 * Reads one version of an article with today's reader, straight from its snapshot. `site` is where the links on
 * the page are resolved. Fails as `loadSnapshot` does.
 */
export async function readVersion(
  objects: ObjectStore,
  site: Site,
  snapshot: SnapshotRecord,
): Promise<Reading> {
  const { payload, response } = await loadSnapshot(objects, snapshot);
  const { path, date } = snapshot;
  return readArticleBytes(payload, headerOf(response.headers, 'content-type'), { site, path, date });
}
