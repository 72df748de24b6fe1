import type { ChangeClass, SnapshotRecord } from '../catalog/records.ts';
import { paperById } from '../paper/registry.ts';
import { type Site, siteOf } from '../paper/resource.ts';
import { changeClasses } from '../read/change-classes.ts';
import {
  type ContentFingerprint,
  type PageContent,
  type PagePayload,
  contentOf,
  fingerprintOf,
  isOfToday,
} from '../read/page-content.ts';
import { ObjectMissing, type ObjectStore } from './object-store.ts';
import { headerOf } from './paper-client.ts';
import { SnapshotDamaged, loadSnapshot } from './snapshot-payload.ts';

/** What a payload is beside a version with other bytes. */
export interface Comparison {
  /** Its content is the version's: the difference is in what stands around it. */
  readonly isLayoutOnly: boolean;
  /** Of the payload; `null` where its bytes are all that there is to go by. */
  readonly content: ContentFingerprint | null;
  /** Empty when they are of one content, and where nothing can be said of how they differ. */
  readonly classes: readonly ChangeClass[];
}

/** Holds `page` against one version after the other; it is taken apart once, and only when there is need. */
export class PageComparer {
  readonly #objects: ObjectStore;
  readonly #page: PagePayload;
  #content: PageContent | null | undefined;

  constructor(objects: ObjectStore, page: PagePayload) {
    this.#objects = objects;
    this.#page = page;
  }

  /**
   * The version's own fingerprint is believed when it is equal, which saves reading its bytes. Otherwise both pages
   * are taken apart by the same code, so that only the page can be what differs. A version whose bytes are lost or
   * damaged cannot be compared: then the payload counts as new.
   */
  async compare(version: SnapshotRecord): Promise<Comparison> {
    this.#content ??= contentOf(this.#page);
    const after = this.#content;
    if (after === null) return { isLayoutOnly: false, content: null, classes: [] };
    const content = fingerprintOf(after);
    if (version.content !== null && isOfToday(version.content) && version.content.sha256 === content.sha256)
      return { isLayoutOnly: true, content, classes: [] };
    const before = await this.#contentOfKept(version);
    if (before === null) return { isLayoutOnly: false, content, classes: [] };
    const isLayoutOnly = fingerprintOf(before).sha256 === content.sha256;
    const classes = isLayoutOnly ? [] : changeClasses(before, after, this.#page.site.paper.places);
    return { isLayoutOnly, content, classes };
  }

  async #contentOfKept(version: SnapshotRecord): Promise<PageContent | null> {
    try {
      return await contentOfVersion(this.#objects, version, this.#page.site);
    } catch (failure) {
      if (failure instanceof ObjectMissing || failure instanceof SnapshotDamaged) return null;
      throw failure;
    }
  }
}

/**
 * How the content of two versions of a resource differs: what `diff` tells. `null` where only their bytes can be
 * compared. Fails with ObjectMissing or SnapshotDamaged.
 */
export async function classesBetween(
  objects: ObjectStore,
  before: SnapshotRecord,
  after: SnapshotRecord,
): Promise<readonly ChangeClass[] | null> {
  const [was, is] = [await contentOfVersion(objects, before), await contentOfVersion(objects, after)];
  if (was === null || is === null) return null;
  if (fingerprintOf(was).sha256 !== fingerprintOf(is).sha256)
    return changeClasses(was, is, paperById(after.paper).places);
  return before.sha256 === after.sha256 ? [] : ['layout-only'];
}

/** `fallback` is the site of a version whose own cannot be told from its URL, as behind a redirect. */
async function contentOfVersion(
  objects: ObjectStore,
  version: SnapshotRecord,
  fallback?: Site,
): Promise<PageContent | null> {
  const { path, date, kind, url, paper } = version;
  if (kind !== 'node' && kind !== 'article') return null;
  const { payload, response } = await loadSnapshot(objects, version);
  const own = url.endsWith(`/${path}`) ? siteOf(paperById(paper), url.slice(0, -path.length)) : undefined;
  const site = own ?? fallback ?? siteOf(paperById(paper), new URL('/', url).href);
  return contentOf({
    site,
    path,
    date,
    kind,
    payload,
    contentType: headerOf(response.headers, 'content-type'),
  });
}
