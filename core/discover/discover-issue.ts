import { type CaptureDeps, captureResource } from '../capture/capture-resource.ts';
import { FetchFailed } from '../capture/paper-client.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { isGap, readManifest } from '../catalog/manifest.ts';
import type { IssueRecord } from '../catalog/records.ts';
import type { CaptureDue, Message } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { type IssueDate, dateAt, monthOf } from '../paper/issue-date.ts';
import { type Site, calendarPath, frontPath, urlOf } from '../paper/resource.ts';
import { readCalendar } from './read-calendar.ts';

/** What asking for an issue came to. */
export type Discovery =
  | { readonly kind: 'found'; readonly front: 'captured' | 'unchanged'; readonly next: readonly Message[] }
  /** The paper did not appear that day, is not up yet, should be there and is not, or is not what was asked for. */
  | { readonly kind: 'no-edition' | 'late' | 'missing' | 'template-unknown'; readonly evidence: string }
  /** The site did not answer; nothing is known of the issue. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly detail: string };

export interface IssueDue {
  readonly site: Site;
  readonly date: IssueDate;
  /** Whether to ask again for what is held already, or only for the front node and what is missing. */
  readonly ask: 'all' | 'gaps';
}

const MAX_CALENDAR_BYTES = 1024 * 1024;

/**
 * Asks for the front node of an issue and says what is to be captured next: what the issue was found to hold
 * before, and what its front node leads to. What should exist is written down before any of it is fetched.
 */
export async function discoverIssue(deps: CaptureDeps, due: IssueDue, at: Instant): Promise<Discovery> {
  const { site, date } = due;
  const { paper } = site;
  const path = frontPath(paper, date);
  const front: CaptureDue = {
    type: 'capture-due',
    paper: paper.id,
    date,
    path,
    kind: 'node',
    site: site.baseUrl,
  };
  await openIssue(deps.catalog, due, at);
  await deps.catalog.expect({
    paper: paper.id,
    date,
    path,
    kind: 'node',
    page: null,
    title: null,
    foundOn: null,
    at,
  });

  const outcome = await captureResource(deps, front, at);
  switch (outcome.kind) {
    case 'captured':
    case 'unchanged':
      return {
        kind: 'found',
        front: outcome.kind,
        next: [...outcome.next, ...(await knownBefore(deps, due, front))],
      };
    case 'failed':
      return { kind: 'unreachable', reason: outcome.reason, detail: outcome.detail };
    case 'refused':
      return { kind: 'template-unknown', evidence: `the front page was refused: ${outcome.reason}` };
    case 'withdrawn':
      return {
        kind: 'missing',
        evidence: `the front page was held before and is gone now: ${outcome.reason}`,
      };
    case 'missing':
      return judgeAbsence(deps, due, outcome.reason, at);
  }
}

/** The issue is on record from the first time that it is asked for, so that a gap is a fact. */
async function openIssue(catalog: Catalog, { site, date }: IssueDue, at: Instant): Promise<void> {
  if (await catalog.issue(site.paper.id, date)) return;
  await catalog.putIssue({
    paper: site.paper.id,
    date,
    state: 'open',
    evidence: 'being captured',
    site: site.baseUrl,
    pages: 0,
    articles: 0,
    resources: 0,
    gaps: 0,
    firstAskedAt: at,
    checkedAt: at,
    settledAt: at,
  });
}

async function knownBefore(
  deps: CaptureDeps,
  { ask, site, date }: IssueDue,
  front: CaptureDue,
): Promise<CaptureDue[]> {
  const manifest = await readManifest(deps.catalog, site.paper.id, date);
  return (manifest?.resources ?? [])
    .filter((resource) => resource.path !== front.path && (ask === 'all' || isGap(resource)))
    .map(({ path, kind }) => ({ ...front, path, kind }));
}

/** Tells a day without a paper from an issue that should be there, by the month's calendar and the clock. */
async function judgeAbsence(
  { client }: CaptureDeps,
  { site, date }: IssueDue,
  reason: string,
  at: Instant,
): Promise<Discovery> {
  const url = urlOf(site, calendarPath(site.paper, date));
  const today = dateAt(at, site.paper.timeZone);
  const said = `the front page answers ${reason}`;
  const calendar = await askCalendar(client, url);
  if (calendar?.includes(date)) {
    return { kind: 'missing', evidence: `${said}, yet the calendar of ${monthOf(date)} lists this issue` };
  }
  if (date >= today) return { kind: 'late', evidence: `${said}; the issue is not up yet` };
  if (calendar && calendar.length > 0) {
    const count = `${calendar.length} issue${calendar.length === 1 ? '' : 's'}`;
    return {
      kind: 'no-edition',
      evidence: `${said}, and the calendar of ${monthOf(date)} lists ${count} without this day`,
    };
  }
  return { kind: 'missing', evidence: `${said}, and there is no calendar of ${monthOf(date)} to say why` };
}

async function askCalendar(client: CaptureDeps['client'], url: string): Promise<readonly IssueDate[] | null> {
  try {
    const { response } = await client.fetch({
      url,
      etag: null,
      lastModified: null,
      maxBytes: MAX_CALENDAR_BYTES,
    });
    return response.status === 200 ? readCalendar(new TextDecoder().decode(response.payload)).dates : null;
  } catch (failure) {
    if (failure instanceof FetchFailed) return null;
    throw failure;
  }
}

/**
 * Brings the issue's record up to what its resources, and a discovery if there was one just now, say of it.
 * Returns the record.
 */
export async function settleIssue(
  catalog: Catalog,
  { site, date }: Pick<IssueDue, 'site' | 'date'>,
  discovery: Discovery | null,
  at: Instant,
): Promise<IssueRecord> {
  const paper = site.paper.id;
  const [manifest, before] = await Promise.all([
    readManifest(catalog, paper, date),
    catalog.issue(paper, date),
  ]);
  const listed = manifest?.resources ?? [];
  const gapsListed = listed.filter(isGap);
  const verdict = judge(discovery, before, listed.length, gapsListed.length);
  // A day without a paper has no pages, and so no gaps: its front node was only asked for to find that out.
  const resources = verdict.state === 'no-edition' ? [] : listed;
  const gaps = resources.filter(isGap);
  const count = (kind: string): number => resources.filter((one) => one.kind === kind).length;
  const issue: IssueRecord = {
    paper,
    date,
    ...verdict,
    site: site.baseUrl,
    pages: count('node'),
    articles: count('article'),
    resources: resources.length,
    gaps: gaps.length,
    firstAskedAt: before?.firstAskedAt ?? at,
    checkedAt: discovery === null ? (before?.checkedAt ?? at) : at,
    settledAt: at,
  };
  await catalog.putIssue(issue);
  if (issue.state === 'missing') await tellMissing(catalog, issue);
  return issue;
}

function judge(
  discovery: Discovery | null,
  before: IssueRecord | null,
  resources: number,
  gaps: number,
): Pick<IssueRecord, 'state' | 'evidence'> {
  // What was held once stays held, whatever the site says today.
  if (gaps < resources) {
    if (gaps > 0)
      return { state: 'partial', evidence: `${gaps} of ${resources} listed resources are not held` };
    return { state: 'complete', evidence: `all ${resources} listed resources are held` };
  }
  switch (discovery?.kind) {
    case 'no-edition':
    case 'late':
    case 'missing':
    case 'template-unknown':
      return { state: discovery.kind, evidence: discovery.evidence };
    case 'unreachable':
      return { state: 'open', evidence: `the site did not answer: ${discovery.reason}` };
    case 'found':
    case undefined:
      return { state: before?.state ?? 'open', evidence: before?.evidence ?? 'being captured' };
  }
}

async function tellMissing(catalog: Catalog, { paper, date, firstAskedAt }: IssueRecord): Promise<void> {
  await catalog.addEvent({
    paper,
    date,
    id: `issue-missing:${date}`,
    kind: 'issue-missing',
    path: null,
    page: null,
    title: null,
    version: null,
    changes: [],
    at: firstAskedAt,
  });
}
