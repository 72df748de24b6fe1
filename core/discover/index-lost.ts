import { capturesPrefix } from '../capture/object-keys.ts';
import type { ObjectStore } from '../capture/object-store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { IssueDate } from '../paper/issue-date.ts';

/** An issue is to be captured into that the index has lost, so that versions would get numbers that are taken. */
export class IndexLost extends Error {
  override readonly name = 'IndexLost';
  readonly paper: string;
  readonly date: IssueDate;

  constructor(paper: string, date: IssueDate) {
    super(
      `the index has no issue ${paper} ${date}, of which captures are kept or ordered: nothing more is captured of it; make the index anew with 'verify --repair'`,
    );
    this.paper = paper;
    this.date = date;
  }
}

/**
 * Fails with {@link IndexLost} for an issue that has captures and no record. The record is written before the first of
 * them, and by a repair after the last of their entries: who finds it finds all that is known of the issue.
 */
export async function requireIndex(
  { catalog, objects }: { readonly catalog: Catalog; readonly objects: ObjectStore },
  paper: string,
  date: IssueDate,
): Promise<void> {
  if ((await catalog.issue(paper, date)) !== null) return;
  const captures = objects.list(capturesPrefix('captures', paper, date))[Symbol.asyncIterator]();
  if ((await captures.next()).done !== true) throw new IndexLost(paper, date);
}
