import type { ObjectStore } from '../capture/object-store.ts';
import { openSnapshot } from '../capture/snapshot-payload.ts';
import type { KeptResponse } from '../capture/warc-capture.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { byCodeUnit } from '../text-order.ts';

export interface ExportDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
}

/** Every version of every resource that the issue should hold, in order of capture, then of object key. */
export async function issueSnapshots(
  catalog: Catalog,
  paper: string,
  date: IssueDate,
): Promise<SnapshotRecord[]> {
  const found: SnapshotRecord[] = [];
  for await (const { path } of catalog.expected(paper, date)) {
    for await (const snapshot of catalog.snapshots(paper, path)) found.push(snapshot);
  }
  return found.sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.object, b.object));
}

/**
 * The object of a version as it lies in the store, byte for byte, proven first: nothing damaged is handed out.
 * Fails with ObjectMissing or SnapshotDamaged.
 */
export async function loadKeptCapture(
  objects: ObjectStore,
  snapshot: SnapshotRecord,
): Promise<{ readonly file: Uint8Array; readonly response: KeptResponse }> {
  const file = await objects.get(snapshot.object);
  return { file, response: openSnapshot(file, snapshot).response };
}
