import type * as z from 'zod';
import { REMOVALS, RIGHTS, removalKey, rightsKey } from '../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing, type ObjectStore } from '../capture/object-store.ts';
import { type RemovalRecord, RightsRecord } from '../catalog/rights-records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { PAPERS } from '../paper/registry.ts';
import { Tombstone } from '../rights/tombstone.ts';
import { type Finding, damage, note } from './finding.ts';
import { type Verification, guarded } from './verification.ts';

/** A record as its object has it; `null` for bytes that are none. */
export function parseRights(bytes: Uint8Array): RightsRecord | null {
  return parseJson(bytes, RightsRecord);
}

export function parseTombstone(bytes: Uint8Array): Tombstone | null {
  return parseJson(bytes, Tombstone);
}

function parseJson<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** The log of every paper and its objects, each against the other: a takedown that only one has is soon none. */
export async function* verifyRights(verification: Verification): AsyncGenerator<Finding> {
  for (const { id } of PAPERS) {
    yield* guarded(verifyLog(verification, id));
    yield* guarded(verifyTombstones(verification, id));
  }
}

async function* verifyLog({ catalog, objects }: Verification, paper: string): AsyncGenerator<Finding> {
  const logged = new Map<ObjectKey, RightsRecord>();
  for await (const record of catalog.rights(paper)) logged.set(rightsKey(record), record);
  for await (const { key } of objects.list(`${RIGHTS}${paper}/`)) {
    const record = parseRights(await objects.get(key));
    const entry = logged.get(key);
    logged.delete(key);
    if (record === null || rightsKey(record) !== key)
      yield damage('rights-damaged', key, 'it is no record of what may be shown; put it back from a copy');
    else if (JSON.stringify(record) !== JSON.stringify(entry ?? null))
      yield damage(
        'rights-differ',
        key,
        "the catalog does not say what it does; 'verify --repair' writes it there",
      );
  }
  for (const key of logged.keys())
    yield damage(
      'object-missing',
      key,
      'the catalog has this record of what may be shown, and the store has not',
    );
}

async function* verifyTombstones({ catalog, objects }: Verification, paper: string): AsyncGenerator<Finding> {
  const logged = new Set<ObjectKey>();
  for await (const removal of catalog.removals(paper)) logged.add(removalKey(removal));
  for await (const { key } of objects.list(`${REMOVALS}${paper}/`)) {
    const tombstone = parseTombstone(await objects.get(key));
    if (tombstone === null || removalKey(tombstone.removal) !== key)
      yield damage('rights-damaged', key, 'it is no tombstone of what was removed; put it back from a copy');
    else if (!logged.has(key))
      yield damage(
        'rights-differ',
        key,
        "the catalog does not have this removal; 'verify --repair' writes it there",
      );
    logged.delete(key);
  }
  for (const key of logged)
    yield damage(
      'object-missing',
      key,
      'the catalog has this removal, and its tombstone is not in the store',
    );
}

/** What was taken out of an issue, by key. */
export async function removedFrom(
  { catalog }: Verification,
  paper: string,
  date: IssueDate,
): Promise<ReadonlyMap<ObjectKey, RemovalRecord>> {
  const removed = new Map<ObjectKey, RemovalRecord>();
  for await (const removal of catalog.removals(paper, date))
    for (const { key } of removal.objects) removed.set(key, removal);
  return removed;
}

/** Findings with what is missing by right told as that, and with what should have gone and still lies there. */
export async function* knowingRemovals(
  findings: AsyncIterable<Finding>,
  objects: ObjectStore,
  removed: ReadonlyMap<ObjectKey, RemovalRecord>,
): AsyncGenerator<Finding> {
  for await (const finding of findings) {
    const removal = finding.code === 'object-missing' ? removed.get(finding.where) : undefined;
    if (removal === undefined) yield finding;
    else
      yield note(
        'removed',
        finding.where,
        `takedown ${removal.takedown} took it out of the store at ${removal.at}`,
      );
  }
  for (const [key, { takedown }] of removed) {
    if (!(await isThere(objects, key))) continue;
    const what = `takedown ${takedown} is to take it out of the store; 'takedown finish' does`;
    yield damage('removal-unfinished', key, what);
  }
}

async function isThere(objects: ObjectStore, key: ObjectKey): Promise<boolean> {
  try {
    await objects.size(key);
    return true;
  } catch (cause) {
    if (cause instanceof ObjectMissing) return false;
    throw cause;
  }
}
