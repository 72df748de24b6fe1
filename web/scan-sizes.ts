import { loadPayload } from '../core/capture/snapshot-payload.ts';
import type { Sha256 } from '../core/paper/sha256.ts';
import type { ReadingRoomDeps } from './deps.ts';
import { type ImageSize, imageSizeOf } from './image-size.ts';
import type { PageEntry } from './views/issue-view.ts';

/** Those of some years of a daily; each is a few numbers. */
const MAX_KNOWN = 20_000;

/**
 * The sizes of pages' images, which their areas are measured in. Only the images themselves tell, so that each is read
 * once and its size known from then on: bytes of the same digest have the same.
 */
export class ScanSizes {
  readonly #deps: Pick<ReadingRoomDeps, 'catalog' | 'objects' | 'report'>;
  readonly #known = new Map<Sha256, ImageSize | null>();

  constructor(deps: Pick<ReadingRoomDeps, 'catalog' | 'objects' | 'report'>) {
    this.#deps = deps;
  }

  /** `null` for a page without an image, or with one that cannot be read. */
  async of(paper: string, { image, href }: Pick<PageEntry, 'image' | 'href'>): Promise<ImageSize | null> {
    if (image === null) return null;
    const { catalog, objects, report } = this.#deps;
    const snapshot = await catalog.snapshot(paper, image.path, image.version);
    if (snapshot === null) return null;
    const known = this.#known.get(snapshot.sha256);
    if (known !== undefined) return known;
    try {
      const size = imageSizeOf(await loadPayload(objects, snapshot));
      if (this.#known.size >= MAX_KNOWN) this.#known.clear();
      this.#known.set(snapshot.sha256, size);
      return size;
    } catch (failure) {
      // The page is worth showing without its image's areas; whoever opens the image is told what is wrong with it.
      report(failure, { method: 'GET', path: href ?? '' });
      return null;
    }
  }
}
