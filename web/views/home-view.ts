import type { Catalog } from '../../core/catalog/catalog.ts';
import type { IssueRecord, ReleaseRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { issueHref, paperHref, releaseHref } from '../addresses.ts';
import { type EventEntry, eventEntry, heldPapers, select, take } from './entries.ts';

const EVENTS_SHOWN = 8;
const REPORTS_SHOWN = 6;
const GAPS_SHOWN = 8;

export interface IssueEntry {
  readonly date: IssueDate;
  readonly state: IssueRecord['state'];
  readonly evidence: string;
  readonly pages: number;
  readonly articles: number;
  readonly resources: number;
  readonly gaps: number;
  readonly checkedAt: IssueRecord['checkedAt'];
  readonly href: string;
}

export interface Holding {
  readonly paper: { readonly id: string; readonly name: Paper['name']; readonly rights: string };
  readonly href: string;
  readonly issues: number;
  readonly pages: number;
  readonly articles: number;
  readonly resources: number;
  readonly gaps: number;
  /** Issues by how they stand; only states that occur. */
  readonly byState: Readonly<Partial<Record<IssueRecord['state'], number>>>;
  readonly newest: IssueEntry | null;
  readonly lastCheckedAt: IssueRecord['checkedAt'] | null;
  /** Newest first. */
  readonly issuesWithGaps: readonly IssueEntry[];
}

export interface HomeView {
  readonly holdings: readonly Holding[];
  /** Newest first, of all papers. */
  readonly events: readonly EventEntry[];
  readonly reports: readonly EventEntry[];
  readonly newestRelease: ReleaseEntry | null;
}

export interface ReleaseEntry {
  readonly version: string;
  readonly at: ReleaseRecord['at'];
  readonly rows: number;
  readonly href: string;
}

export async function homeView(catalog: Catalog, papers: readonly Paper[]): Promise<HomeView> {
  const held = await heldPapers(catalog, papers);
  const holdings = await Promise.all(held.map((paper) => holdingOf(catalog, paper, GAPS_SHOWN)));
  const events = await Promise.all(held.map((paper) => newestEvents(catalog, paper, EVENTS_SHOWN)));
  const reports = await Promise.all(held.map((paper) => newestReports(catalog, paper)));
  return {
    holdings,
    events: newestFirst(events.flat()).slice(0, EVENTS_SHOWN),
    reports: newestFirst(reports.flat()).slice(0, REPORTS_SHOWN),
    newestRelease: await newestRelease(catalog),
  };
}

export async function newestRelease(catalog: Catalog): Promise<ReleaseEntry | null> {
  const [release] = await take(catalog.releases(true), 1);
  if (!release) return null;
  const { version, at, rows } = release;
  return { version, at, rows, href: releaseHref(version) };
}

export function issueEntry(issue: IssueRecord): IssueEntry {
  const { paper, date, state, evidence, pages, articles, resources, gaps, checkedAt } = issue;
  return { date, state, evidence, pages, articles, resources, gaps, checkedAt, href: issueHref(paper, date) };
}

/** Walks every issue of the paper: some thousands of small records at most. */
export async function holdingOf(catalog: Catalog, paper: Paper, gapsShown: number): Promise<Holding> {
  const sum = { issues: 0, pages: 0, articles: 0, resources: 0, gaps: 0 };
  const byState: Partial<Record<IssueRecord['state'], number>> = {};
  const issuesWithGaps: IssueEntry[] = [];
  let newest: IssueEntry | null = null;
  let lastCheckedAt: IssueRecord['checkedAt'] | null = null;
  for await (const issue of catalog.issues(paper.id, undefined, undefined, true)) {
    sum.issues += 1;
    sum.pages += issue.pages;
    sum.articles += issue.articles;
    sum.resources += issue.resources;
    sum.gaps += issue.gaps;
    byState[issue.state] = (byState[issue.state] ?? 0) + 1;
    if (lastCheckedAt === null || issue.checkedAt > lastCheckedAt) lastCheckedAt = issue.checkedAt;
    if (issue.pages > 0) newest ??= issueEntry(issue);
    if (hasGap(issue) && issuesWithGaps.length < gapsShown) issuesWithGaps.push(issueEntry(issue));
  }
  const { id, name, rights } = paper;
  return {
    paper: { id, name, rights },
    href: paperHref(id),
    ...sum,
    byState,
    newest,
    lastCheckedAt,
    issuesWithGaps,
  };
}

/** A day that should have an issue and does not hold all of it. */
export function hasGap({ state, gaps }: Pick<IssueRecord, 'state' | 'gaps'>): boolean {
  switch (state) {
    case 'complete':
    case 'no-edition':
      return gaps > 0;
    case 'open':
      // Still being captured: what is not there yet is no gap.
      return false;
    case 'partial':
    case 'late':
    case 'missing':
    case 'template-unknown':
      return true;
  }
}

async function newestEvents(catalog: Catalog, paper: Paper, limit: number): Promise<EventEntry[]> {
  const events = await take(catalog.events(paper.id, { newestFirst: true, limit }), limit);
  return events.map((event) => eventEntry(paper, event));
}

async function newestReports(catalog: Catalog, paper: Paper): Promise<EventEntry[]> {
  const all = catalog.events(paper.id, { newestFirst: true });
  const reports = await take(
    select(all, ({ kind }) => kind === 'report-published'),
    REPORTS_SHOWN,
  );
  return reports.map((event) => eventEntry(paper, event));
}

function newestFirst(events: readonly EventEntry[]): EventEntry[] {
  return events.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
