import { SEARCH } from '../../capture/object-keys.ts';
import type { ObjectRemoval } from '../../capture/object-removal.ts';
import type { ObjectKey, ObjectStore } from '../../capture/object-store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { SEARCH_FORM } from './search-index.ts';

export interface ReplacedDeps {
  readonly catalog: Catalog;
  readonly objects: Pick<ObjectStore, 'list'>;
  readonly removal: ObjectRemoval;
}

/**
 * Takes indexes of words out of the store that newer ones replaced, of other forms too, and such as a kill left that no record
 * names. Only for whoever keeps all other writers out: another maker may have put an index that it has not named yet.
 *
 * Called before indexes are made, and not after: what a run replaces stays until the next, for whoever has just read that it
 * is the one to be asked. Whoever holds one open keeps it, and `askSearch` looks for the newer one where it has gone.
 */
export async function removeReplaced({ catalog, objects, removal }: ReplacedDeps): Promise<ObjectKey[]> {
  const asked = new Set<ObjectKey>();
  for await (const { object } of catalog.searchParts(SEARCH_FORM)) if (object !== null) asked.add(object);
  const replaced: ObjectKey[] = [];
  for await (const { key } of objects.list(SEARCH)) if (!asked.has(key)) replaced.push(key);
  for (const key of replaced) await removal.remove(key);
  return replaced;
}
