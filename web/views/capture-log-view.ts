import { type CaptureLine, captureLog } from '../../core/catalog/capture-log.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { IssueRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { type Access, whyWithheld } from '../rights/access.ts';

/** The crawl log of one issue. */
export interface CaptureLogView {
  readonly paper: string;
  readonly date: IssueDate;
  readonly state: IssueRecord['state'];
  /** Oldest first. */
  readonly captures: readonly CaptureLine[];
  /** How many requests are not told, since they were for what was taken down. */
  readonly leftOut: number;
}

/** `null` for an issue that the archive never asked for, and for one that is to be as if it never had. */
export async function captureLogView(
  catalog: Catalog,
  access: Access,
  date: IssueDate,
): Promise<CaptureLogView | null> {
  const { paper } = access.book;
  const issue = await catalog.issue(paper.id, date);
  if (!issue || access.issue(date).shown === 'nothing') return null;
  const all = await captureLog(catalog, paper.id, date);
  const captures: CaptureLine[] = [];
  for (const line of all) {
    const judged = line.path === null ? null : await access.to({ date, path: line.path });
    // That something was asked for is a fact of the archive's own; only a takedown keeps its address back.
    if (judged === null || (judged.listed && whyWithheld(judged)?.kind !== 'takedown')) captures.push(line);
  }
  return { paper: paper.id, date, state: issue.state, captures, leftOut: all.length - captures.length };
}
