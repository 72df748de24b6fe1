import type { ObjectRemoval } from '../core/capture/object-removal.ts';
import { Catalog } from '../core/catalog/catalog.ts';
import type { RightsDeps } from '../core/rights/record-rights.ts';
import { withArchive } from './archive.ts';
import { type Place, openRemote } from './place.ts';

/** An archive of which the rights are read or written, and from which bytes can be removed. */
export type RightsPlace = RightsDeps & { readonly removal: ObjectRemoval };

/** Opens it for as long as `use` runs; on a desk every other writer is kept out where it is written to. */
export async function withRights<T>(
  place: Place,
  mode: 'read' | 'update',
  use: (archive: RightsPlace) => Promise<T>,
): Promise<T> {
  if (typeof place === 'string')
    return withArchive(place, mode, async (archive) => use({ ...archive, removal: archive.objects }));
  const { objects, removal, table } = await openRemote(place);
  return use({ objects, removal, catalog: new Catalog(table) });
}
