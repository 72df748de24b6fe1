import type { ObjectStore } from '../capture/object-store.ts';
import { headerOf } from '../capture/paper-client.ts';
import { loadSnapshot } from '../capture/snapshot-payload.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import type { Site } from '../paper/resource.ts';
import { decodeHtml } from './decode-html.ts';
import type { Reading } from './document.ts';
import { readArticleHtml } from './read-article.ts';

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
  const { text, charset, flaws } = decodeHtml(payload, headerOf(response.headers, 'content-type'));
  const reading = readArticleHtml({ html: text, charset, site, path: snapshot.path, date: snapshot.date });
  return { ...reading, flaws: [...flaws, ...reading.flaws] };
}
