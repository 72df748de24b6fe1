import type { SnapshotRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type ExportDeps, issueSnapshots, loadKeptCapture } from './kept-captures.ts';

/** What an export came to. */
export type WarcExport =
  | {
      readonly kind: 'exported';
      /** How many captures the file holds. */
      readonly captures: number;
      /** The file, one capture at a time; made while it is read, and again by each reading. */
      readonly chunks: AsyncIterable<Uint8Array>;
    }
  /** Of this issue the archive holds no bytes. */
  | { readonly kind: 'nothing-kept' };

/**
 * Hands out all that is kept of an issue as one `.warc.gz`: its captures one after another, oldest first, each as
 * it lies in the store. Two exports of the same archive are the same to the byte. Reading `chunks` fails with
 * ObjectMissing or SnapshotDamaged, before any byte of the damaged capture.
 */
export async function exportWarc(deps: ExportDeps, paper: Paper, date: IssueDate): Promise<WarcExport> {
  const snapshots = await issueSnapshots(deps.catalog, paper.id, date);
  if (snapshots.length === 0) return { kind: 'nothing-kept' };
  const chunks = { [Symbol.asyncIterator]: () => filesOf(deps, snapshots) };
  return { kind: 'exported', captures: snapshots.length, chunks };
}

async function* filesOf(
  { objects }: ExportDeps,
  snapshots: readonly SnapshotRecord[],
): AsyncGenerator<Uint8Array> {
  for (const snapshot of snapshots) yield (await loadKeptCapture(objects, snapshot)).file;
}
