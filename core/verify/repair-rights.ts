import { REMOVALS, RIGHTS, removalKey, rightsKey } from '../capture/object-keys.ts';
import { type Catalog, CatalogDamaged } from '../catalog/catalog.ts';
import type { RightsRecord } from '../catalog/rights-records.ts';
import { PAPERS } from '../paper/registry.ts';
import type { Tombstone } from '../rights/tombstone.ts';
import type { Mending, RepairStep } from './mending.ts';
import { parseRights, parseTombstone } from './verify-rights.ts';

/**
 * Brings the log of what may be shown in line with its objects, before anything else is made anew: nothing that was
 * taken down is shown in between. An entry that cannot be read and has no object stays, and keeps the paper closed.
 * What the index said of removed objects comes back from their tombstones; the objects do not.
 */
export async function* repairRights(mending: Mending): AsyncGenerator<RepairStep> {
  for (const { id } of PAPERS) {
    for await (const { key } of mending.objects.list(`${RIGHTS}${id}/`)) {
      const record = parseRights(await mending.objects.get(key));
      if (record === null || rightsKey(record) !== key)
        yield { kind: 'left', where: key, what: 'it is no record of what may be shown' };
      else yield* repairEntry(mending, record);
    }
    for await (const { key } of mending.objects.list(`${REMOVALS}${id}/`)) {
      const tombstone = parseTombstone(await mending.objects.get(key));
      if (tombstone === null || removalKey(tombstone.removal) !== key)
        yield { kind: 'left', where: key, what: 'it is no tombstone of what was removed' };
      else await restoreEntries(mending.catalog, tombstone);
    }
  }
}

async function* repairEntry(mending: Mending, record: RightsRecord): AsyncGenerator<RepairStep> {
  const entry = await entryOf(mending.catalog, record);
  if (entry === null) await mending.catalog.addRights(record);
  else if (entry === 'unreadable' || JSON.stringify(entry) !== JSON.stringify(record)) {
    await mending.replacing('RIGHTS#').addRights(record);
    yield { kind: 'mended', where: rightsKey(record), what: 'its entry did not say what its object does' };
  }
}

async function entryOf(catalog: Catalog, record: RightsRecord): Promise<RightsRecord | 'unreadable' | null> {
  try {
    return await catalog.rightsEntry(record);
  } catch (cause) {
    if (cause instanceof CatalogDamaged) return 'unreadable';
    throw cause;
  }
}

async function restoreEntries(catalog: Catalog, tombstone: Tombstone): Promise<void> {
  const { removal, issue, expected, state, snapshots, captures, readings } = tombstone;
  await catalog.addRemoval(removal);
  if (issue !== null) await catalog.putIssue(issue);
  if (expected !== null) await catalog.expect(expected);
  for (const snapshot of snapshots) await catalog.addSnapshot(snapshot);
  for (const capture of captures) await catalog.addCapture(capture);
  for (const reading of readings) await catalog.addReading(reading);
  if (state !== null) await catalog.putState(state);
}
