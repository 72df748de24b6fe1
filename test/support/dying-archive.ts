import type { ObjectStore } from '../../core/capture/object-store.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CatalogTable } from '../../core/catalog/catalog-table.ts';
import type { ReleaseDeps } from '../../core/publish/release/make-release.ts';
import type { FigureArchive } from './figure-archive.ts';

export class Killed extends Error {
  override readonly name = 'Killed';
}

/** The same archive for a process that dies at its n-th write. */
export function dyingAt(
  { objects, table, workbench }: FigureArchive,
  write: number,
  when: 'before' | 'after',
): ReleaseDeps {
  let writes = 0;
  const dying = async <T>(run: () => Promise<T>): Promise<T> => {
    writes++;
    if (writes === write && when === 'before') throw new Killed();
    const outcome = await run();
    if (writes === write) throw new Killed();
    return outcome;
  };
  const dyingObjects: ObjectStore = {
    putOnce: (key, bytes, mediaType) => dying(() => objects.putOnce(key, bytes, mediaType)),
    putOnceFrom: (key, chunks, mediaType) => dying(() => objects.putOnceFrom(key, chunks, mediaType)),
    read: (key, range) => objects.read(key, range),
    size: (key) => objects.size(key),
    get: (key) => objects.get(key),
    list: (prefix) => objects.list(prefix),
  };
  const dyingTable: CatalogTable = {
    get: (pk, sk) => table.get(pk, sk),
    query: (query) => table.query(query),
    putOnce: (item) => dying(() => table.putOnce(item)),
    putNewer: (item, rank) => dying(() => table.putNewer(item, rank)),
  };
  return { objects: dyingObjects, catalog: new Catalog(dyingTable), workbench };
}

/** Every object whose key begins with `prefix`, by key. */
export async function contents({ objects }: FigureArchive, prefix: string): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>();
  for await (const { key } of objects.list(prefix)) kept.set(key, await objects.get(key));
  return kept;
}
