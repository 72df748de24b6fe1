import { type ObjectKey, ObjectMissing } from '../core/capture/object-store.ts';
import type { ReleaseRecord } from '../core/catalog/records.ts';
import { type DataIndex, IndexNotReady } from '../core/publish/indexes/data-index.ts';
import type { AskedName } from '../core/publish/indexes/facets.ts';
import { findIndex } from '../core/publish/indexes/make-indexes.ts';
import type { ReadingRoomDeps } from './deps.ts';
import { take } from './views/entries.ts';

/** Why an index cannot be asked, with the seconds after which it may be. */
export const WAIT = { NotIndexed: '60', NotReady: '5' } as const;

/** The releases with their indexes, as everybody in the room asks them: which one answers is decided here alone. */
export class ReleaseData {
  readonly #deps: Pick<ReadingRoomDeps, 'catalog' | 'objects' | 'indexes'>;
  /** Where indexes lie: one that is made stays, so that nobody has to ask for it twice. */
  readonly #keys = new Map<string, ObjectKey>();

  constructor(deps: Pick<ReadingRoomDeps, 'catalog' | 'objects' | 'indexes'>) {
    this.#deps = deps;
  }

  /** `null` for a version that was never published. */
  async release(version: string): Promise<ReleaseRecord | null> {
    return this.#deps.catalog.release(version);
  }

  /**
   * The release that answers who asks for none by name: the newest, but between a release and its indexes the one before.
   * `null` when nothing was published.
   */
  async newest(tables: readonly AskedName[]): Promise<ReleaseRecord | null> {
    const newest = await take(this.#deps.catalog.releases(true), 2);
    for (const one of newest) {
      const keys = await Promise.all(tables.map((table) => this.#find(one, table)));
      if (keys.every((key) => key !== null)) return one;
    }
    return newest[0] ?? null;
  }

  /** The index to be asked at once, or why there is none now. Fails as DataIndexes do for what is damaged. */
  async open(release: ReleaseRecord, table: AskedName): Promise<DataIndex | keyof typeof WAIT> {
    const key = await this.#find(release, table);
    if (key === null) return 'NotIndexed';
    try {
      return await this.#deps.indexes.open(key);
    } catch (cause) {
      if (cause instanceof IndexNotReady) return 'NotReady';
      if (!(cause instanceof ObjectMissing)) throw cause;
      // Somebody removed it after all.
      this.#keys.delete(nameOf(release, table));
      return 'NotIndexed';
    }
  }

  async #find(release: ReleaseRecord, table: AskedName): Promise<ObjectKey | null> {
    const name = nameOf(release, table);
    const key =
      this.#keys.get(name) ?? (await findIndex(this.#deps.objects, { release: release.version, table }));
    if (key !== null) this.#keys.set(name, key);
    return key;
  }
}

function nameOf({ version }: ReleaseRecord, table: AskedName): string {
  return `${version}/${table}`;
}
