import { rightsKey } from '../capture/object-keys.ts';
import type { ObjectStore } from '../capture/object-store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import {
  type LiftRecord,
  type PolicyRecord,
  RightsRecord,
  type TakedownRecord,
} from '../catalog/rights-records.ts';
import { takedownsIn } from './rights-book.ts';

export interface RightsDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
}

/** Thrown for the id of no takedown, and of one that was lifted. */
export class NoSuchTakedown extends Error {
  override readonly name = 'NoSuchTakedown';
  readonly id: string;

  constructor(id: string) {
    super(`there is no takedown '${id}' that holds; 'takedown list' names those that do`);
    this.id = id;
  }
}

/**
 * Adds a record to a paper's log: as an object first, so that a lost index does not show again what was taken down, then to
 * the catalog, from which on it holds. Fails with a ZodError for a record that could not be read again.
 */
export async function recordRights(
  { catalog, objects }: RightsDeps,
  record: PolicyRecord | TakedownRecord | LiftRecord,
): Promise<void> {
  const checked = RightsRecord.parse(record);
  await objects.putOnce(rightsKey(checked), bytesOf(checked), 'application/json');
  await catalog.addRights(checked);
}

/** The takedown of that id. Fails with {@link NoSuchTakedown}. */
export async function takedownById(
  catalog: Catalog,
  papers: readonly string[],
  id: string,
): Promise<TakedownRecord> {
  for (const paper of papers) {
    const records = await Array.fromAsync(catalog.rights(paper));
    const found = takedownsIn(records).find((one) => one.id === id);
    if (found) return found;
  }
  throw new NoSuchTakedown(id);
}

/** A record as its object holds it; the same record always makes the same bytes. */
export function bytesOf(record: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
}
