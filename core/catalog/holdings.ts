import type { IssueRecord } from './records.ts';

/** What the archive holds of a paper, added up over its issues. */
export interface Holdings {
  readonly issues: number;
  readonly pages: number;
  readonly articles: number;
  readonly resources: number;
  /** Resources that are listed and not held. */
  readonly gaps: number;
  /** Issues by how they stand; only states that occur. */
  readonly byState: Readonly<Partial<Record<IssueRecord['state'], number>>>;
  /** The newest issue of which a page is held; days without one are passed over. */
  readonly newest: IssueRecord | null;
  /** When the site was last asked for any issue. */
  readonly lastCheckedAt: IssueRecord['checkedAt'] | null;
  /** Newest first; see {@link isIncomplete}. */
  readonly incomplete: readonly IssueRecord[];
}

/** Of all issues of a paper, newest first, those that `isCounted`: some thousands of small records at most. */
export async function holdingsOf(
  issues: Iterable<IssueRecord> | AsyncIterable<IssueRecord>,
  isCounted: (issue: IssueRecord) => boolean = () => true,
): Promise<Holdings> {
  const sum = { issues: 0, pages: 0, articles: 0, resources: 0, gaps: 0 };
  const byState: Partial<Record<IssueRecord['state'], number>> = {};
  const incomplete: IssueRecord[] = [];
  let newest: IssueRecord | null = null;
  let lastCheckedAt: IssueRecord['checkedAt'] | null = null;
  for await (const issue of issues) {
    if (!isCounted(issue)) continue;
    sum.issues += 1;
    sum.pages += issue.pages;
    sum.articles += issue.articles;
    sum.resources += issue.resources;
    sum.gaps += issue.gaps;
    byState[issue.state] = (byState[issue.state] ?? 0) + 1;
    if (issue.pages > 0) newest ??= issue;
    if (lastCheckedAt === null || issue.checkedAt > lastCheckedAt) lastCheckedAt = issue.checkedAt;
    if (isIncomplete(issue)) incomplete.push(issue);
  }
  return { ...sum, byState, newest, lastCheckedAt, incomplete };
}

/**
 * A day that may have an issue and of which not all is held. One that is still being captured counts: what ended
 * the capture may have been a kill, and nothing else would tell.
 */
export function isIncomplete({ state, gaps }: Pick<IssueRecord, 'state' | 'gaps'>): boolean {
  switch (state) {
    case 'complete':
    case 'no-edition':
      return gaps > 0;
    case 'open':
    case 'partial':
    case 'late':
    case 'missing':
    case 'template-unknown':
      return true;
  }
}
