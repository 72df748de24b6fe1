import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { writeIssueWarc } from './issue-warc.ts';
import { type ExportDeps, type HeldCapture, issueCaptures } from './kept-captures.ts';

/** What an export came to. */
export type WarcExport =
  | {
      readonly kind: 'exported';
      /** How many captures the file holds. */
      readonly captures: number;
      /** How many of them found what was kept before, and are revisits of it. */
      readonly unchanged: number;
      /** How many captures were left out, since what they are of was taken down. */
      readonly takenDown: number;
      /** The file, piece by piece; made while it is read, and again by each reading. */
      readonly chunks: AsyncIterable<Uint8Array>;
    }
  /** Of this issue the archive holds no bytes, or none that it may hand out. */
  | { readonly kind: 'nothing-kept'; readonly takenDown: number };

/**
 * Hands out all good captures of an issue as one `.warc.gz`, one after another, oldest first: those that brought
 * new bytes each as it lies in the store, the others as revisits of these. Two exports of the same archive are the
 * same to the byte. Fails with SnapshotDamaged when the index has lost a version; reading `chunks` fails with
 * ObjectMissing or SnapshotDamaged, before any byte of the damaged capture.
 */
export async function exportWarc(deps: ExportDeps, paper: Paper, date: IssueDate): Promise<WarcExport> {
  const { captures, takenDown } = await issueCaptures(deps.catalog, paper, date);
  if (captures.length === 0) return { kind: 'nothing-kept', takenDown };
  const unchanged = captures.filter(({ kind }) => kind === 'unchanged').length;
  const chunks = { [Symbol.asyncIterator]: () => bytesOf(deps, paper, captures) };
  return { kind: 'exported', captures: captures.length, unchanged, takenDown, chunks };
}

async function* bytesOf(
  deps: ExportDeps,
  paper: Paper,
  captures: readonly HeldCapture[],
): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of writeIssueWarc(deps, paper, captures)) yield bytes;
}
