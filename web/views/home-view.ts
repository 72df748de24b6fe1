import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Holdings, holdingsOf } from '../../core/catalog/holdings.ts';
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
  readonly withdrawn: number;
  readonly checkedAt: IssueRecord['checkedAt'];
  readonly href: string;
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
  const { paper, date, state, evidence, pages, articles, resources, gaps, withdrawn, checkedAt } = issue;
  return {
    ...{ date, state, evidence, pages, articles, resources, gaps, withdrawn, checkedAt },
    href: issueHref(paper, date),
  };
}

export async function holdingOf(catalog: Catalog, paper: Paper, gapsShown: number): Promise<Holding> {
  const { newest, incomplete, ...sums } = await holdingsOf(catalog, paper.id);
  const { id, name, rights } = paper;
  return {
    paper: { id, name, rights },
    href: paperHref(id),
    ...sums,
    newest: newest && issueEntry(newest),
    issuesWithGaps: incomplete.slice(0, gapsShown).map(issueEntry),
  };
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
