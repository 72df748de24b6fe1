import type { ObjectStore } from '../capture/object-store.ts';
import { CatalogDamaged, type Catalog } from '../catalog/catalog.ts';
import { type Finding, damage } from './finding.ts';

/** What was looked at so far. */
export interface VerifyCounts {
  /** Objects that were read whole, and their bytes. */
  readonly objects: number;
  readonly bytes: number;
  /** Index entries. */
  readonly snapshots: number;
  readonly readings: number;
}

/** What the parts of a verification share. */
export interface Verification {
  readonly catalog: Catalog;
  /** Counts what is read from it. */
  readonly objects: ObjectStore;
  readonly count: (what: 'snapshots' | 'readings') => void;
}

export interface VerifyDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
}

/** A verification that has looked at nothing yet; `onRead` is told the counts after each object. */
export function beginVerification(
  { catalog, objects }: VerifyDeps,
  onRead: (counts: VerifyCounts) => void,
): { readonly verification: Verification; readonly counts: VerifyCounts } {
  const counts = { objects: 0, bytes: 0, snapshots: 0, readings: 0 };
  const counted: ObjectStore = {
    putOnce: (key, bytes, mediaType) => objects.putOnce(key, bytes, mediaType),
    putOnceFrom: (key, chunks, mediaType) => objects.putOnceFrom(key, chunks, mediaType),
    list: (prefix) => objects.list(prefix),
    read: (key, range) => objects.read(key, range),
    size: (key) => objects.size(key),
    get: async (key) => {
      const bytes = await objects.get(key);
      counts.objects += 1;
      counts.bytes += bytes.length;
      onRead({ ...counts });
      return bytes;
    },
  };
  return { verification: { catalog, objects: counted, count: (what) => (counts[what] += 1) }, counts };
}

/** An entry that cannot be read ends the list that it is in; the rest is verified all the same. */
export async function* guarded(findings: AsyncIterable<Finding>): AsyncGenerator<Finding> {
  try {
    yield* findings;
  } catch (cause) {
    if (!(cause instanceof CatalogDamaged)) throw cause;
    const what = 'it cannot be read; what comes after it in the same list was not verified';
    yield damage('index-entry-damaged', `${cause.lying.pk} / ${cause.lying.sk}`, what);
  }
}
