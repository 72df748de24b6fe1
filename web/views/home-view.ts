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
import { type EventEntry, eventEntry, heldPapers, take } from './entries.ts';

const EVENTS_SHOWN = 8;
const REPORTS_SHOWN = 6;
const GAPS_SHOWN = 8;
/** So many of a paper are looked through for them, whatever its years have brought together. */
const EVENTS_WALKED = 1_000;

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

/** Of one paper, newest first. */
interface News {
  readonly events: readonly EventEntry[];
  readonly reports: readonly EventEntry[];
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
  const news = await Promise.all(held.map((access) => newsOf(catalog, access)));
  return {
    holdings,
    events: newestFirst(news.flatMap(({ events }) => events)).slice(0, EVENTS_SHOWN),
    reports: newestFirst(news.flatMap(({ reports }) => reports)).slice(0, REPORTS_SHOWN),
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

/**
 * The newest events and reports that may be told, in one walk backwards. It ends after so many events even where that is
 * fewer reports than there is room for: of a year in which much was changed the feed of reports tells the rest.
 */
async function newsOf(catalog: Catalog, access: Access): Promise<News> {
  const { paper } = access.book;
  const [events, reports]: [EventEntry[], EventEntry[]] = [[], []];
  const walked = catalog.events(paper.id, { newestFirst: true, limit: EVENTS_WALKED });
  for await (const event of access.listed(walked, subjectOfEvent)) {
    if (events.length < EVENTS_SHOWN) events.push(eventEntry(paper, event));
    if (event.kind === 'report-published') reports.push(eventEntry(paper, event));
    if (events.length >= EVENTS_SHOWN && reports.length >= REPORTS_SHOWN) break;
  }
  return { events, reports };
}

function newestFirst(events: readonly EventEntry[]): EventEntry[] {
  return events.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
