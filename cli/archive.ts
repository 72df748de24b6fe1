import { randomBytes } from 'node:crypto';
import { type DataFolder, openDataFolder } from '../adapters/files/data-folder.ts';
import type { ObjectStore } from '../core/capture/object-store.ts';
import { Catalog } from '../core/catalog/catalog.ts';
import type { Paper } from '../core/paper/paper.ts';
import { DEFAULT_PAPER, paperById } from '../core/paper/registry.ts';

/** An archive on a desk, open. */
export interface Archive {
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
}

/** Opens the archive at `folder` for as long as `use` runs. `write` keeps every other writer out meanwhile. */
export async function withArchive<T>(
  folder: string,
  mode: 'read' | 'write',
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  const data: DataFolder = await openDataFolder(folder, { mode });
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

/** 80 random bits: no two captures share them. */
export function newId(): string {
  return randomBytes(10).toString('hex');
}
