import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Holdings, holdingsOf } from '../../core/catalog/holdings.ts';
import type { IssueRecord, ReleaseRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { subjectOfEvent } from '../../core/rights/access.ts';
import type { Why } from '../../core/rights/rights-book.ts';
import { type Access, askerOf, openAccess, whyWithheld } from '../rights/access.ts';
import { issueHref, paperHref, releaseHref } from '../addresses.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { RecentIssues } from '../recent-issues.ts';
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
  readonly withdrawn: number;
  readonly checkedAt: IssueRecord['checkedAt'];
  readonly href: string;
  /** Why nothing is shown of it but this; `null` where more is. */
  readonly withheld: Why | null;
}

/** What is held of a paper, with the addresses that it leads to. */
export interface Holding extends Omit<Holdings, 'newest' | 'incomplete'> {
  readonly paper: { readonly id: string; readonly name: Paper['name']; readonly rights: string };
  readonly href: string;
  readonly newest: IssueEntry | null;
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

export async function homeView(deps: ReadingRoomDeps, issues: RecentIssues): Promise<HomeView> {
  const { catalog, papers } = deps;
  const held = await Promise.all(
    (await heldPapers(catalog, papers)).map((paper) => openAccess(deps, askerOf(deps), paper)),
  );
  const holdings = await Promise.all(held.map((access) => holdingOf(issues, access, GAPS_SHOWN)));
  const events = await Promise.all(held.map((access) => newestEvents(catalog, access)));
  const reports = await Promise.all(held.map((access) => newestReports(catalog, access)));
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

export function issueEntry(issue: IssueRecord, access: Access): IssueEntry {
  const { paper, date, state, evidence, pages, articles, resources, gaps, withdrawn, checkedAt } = issue;
  const counts = { pages, articles, resources, gaps, withdrawn };
  const withheld = whyWithheld(access.issue(date));
  return { date, state, evidence, ...counts, checkedAt, href: issueHref(paper, date), withheld };
}

/** Of the issues that lists may have. */
export async function holdingOf(issues: RecentIssues, access: Access, gapsShown: number): Promise<Holding> {
  const { id, name, rights } = access.book.paper;
  const { newest, incomplete, ...sums } = await holdingsOf(
    await issues.of(id),
    ({ date }) => access.issue(date).listed,
  );
  const entry = (issue: IssueRecord): IssueEntry => issueEntry(issue, access);
  return {
    paper: { id, name, rights },
    href: paperHref(id),
    ...sums,
    newest: newest && entry(newest),
    issuesWithGaps: incomplete.slice(0, gapsShown).map(entry),
  };
}

async function newestEvents(catalog: Catalog, access: Access): Promise<EventEntry[]> {
  const { paper } = access.book;
  const all = catalog.events(paper.id, { newestFirst: true });
  const events = await take(access.listed(all, subjectOfEvent), EVENTS_SHOWN);
  return events.map((event) => eventEntry(paper, event));
}

async function newestReports(catalog: Catalog, access: Access): Promise<EventEntry[]> {
  const { paper } = access.book;
  const all = catalog.events(paper.id, { newestFirst: true });
  const reports = select(all, ({ kind }) => kind === 'report-published');
  const shown = await take(access.listed(reports, subjectOfEvent), REPORTS_SHOWN);
  return shown.map((event) => eventEntry(paper, event));
}

function newestFirst(events: readonly EventEntry[]): EventEntry[] {
  return events.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
