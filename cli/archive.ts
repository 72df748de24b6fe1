import { type DataFolder, openDataFolder } from '../adapters/files/data-folder.ts';
import type { LocalObjects } from '../core/capture/local-objects.ts';
import type { ObjectRemoval } from '../core/capture/object-removal.ts';
import type { ObjectStore } from '../core/capture/object-store.ts';
import { Catalog } from '../core/catalog/catalog.ts';
import type { Paper } from '../core/paper/paper.ts';
import { DEFAULT_PAPER, paperById } from '../core/paper/registry.ts';

/** An archive on a desk, open. */
export interface Archive {
  readonly objects: ObjectStore & LocalObjects & ObjectRemoval;
  readonly catalog: Catalog;
}

/**
 * Opens the archive at `folder` for as long as `use` runs. `write` and `update` keep every other writer out
 * meanwhile; only `write` makes the archive when there is none.
 */
export async function withArchive<T>(
  folder: string,
  mode: 'read' | 'update' | 'write',
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  // Fails where there is none.
  if (mode === 'update') await (await openDataFolder(folder, { mode: 'read' })).close();
  const data: DataFolder = await openDataFolder(folder, { mode: mode === 'read' ? 'read' : 'write' });
  try {
    return await use({ objects: data.objects, catalog: new Catalog(data.table) });
  } finally {
    await data.close();
  }
}

/** The paper that is meant: the one named, else the only one that the archive holds, else the default. */
export async function choosePaper(catalog: Catalog, named: string | undefined): Promise<Paper> {
  if (named !== undefined) return paperById(named);
  const held = await catalog.papers();
  const [only] = held;
  return held.length === 1 && only !== undefined ? paperById(only) : DEFAULT_PAPER;
}
