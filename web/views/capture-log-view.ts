import { type CaptureLine, captureLog } from '../../core/catalog/capture-log.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { IssueRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';

/** The crawl log of one issue. */
export interface CaptureLogView {
  readonly paper: string;
  readonly date: IssueDate;
  readonly state: IssueRecord['state'];
  /** Oldest first. */
  readonly captures: readonly CaptureLine[];
}

/** `null` for an issue that the archive never asked for. */
export async function captureLogView(
  catalog: Catalog,
  paper: Paper,
  date: IssueDate,
): Promise<CaptureLogView | null> {
  const issue = await catalog.issue(paper.id, date);
  if (!issue) return null;
  return { paper: paper.id, date, state: issue.state, captures: await captureLog(catalog, paper.id, date) };
}
