import { type CaptureDeps, type CaptureOutcome, captureResource } from '../capture/capture-resource.ts';
import { saysNoIssue } from '../capture/content-gate.ts';
import { FetchFailed } from '../capture/paper-client.ts';
import { requestRecord } from '../capture/request-record.ts';
import { isGap, readManifest } from '../catalog/manifest.ts';
import type { CaptureDue, Message } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { type IssueDate, dateAt, monthOf } from '../paper/issue-date.ts';
import {
  type ResourcePath,
  type Site,
  calendarPath,
  frontPath,
  readPath,
  resolveLink,
  urlOf,
} from '../paper/resource.ts';
import type { CalendarReading } from './read-calendar.ts';
import { isUnconditional } from './due-checks.ts';
import { requireIndex } from './index-lost.ts';
import { openIssue } from './settle-issue.ts';

/** What asking for an issue came to. */
export type Discovery =
  | { readonly kind: 'found'; readonly front: 'captured' | 'unchanged'; readonly next: readonly Message[] }
  /** The paper did not appear that day, or is not up yet. */
  | { readonly kind: 'no-edition' | 'late'; readonly evidence: string }
  /** It should be there and is not, or what is there is not the paper. */
  | {
      readonly kind: 'missing' | 'template-unknown';
      readonly evidence: string;
      readonly trouble: FrontTrouble;
      /** Whether the calendar says that there is such an issue. */
      readonly listed: boolean;
    }
  /** The site did not answer, as a whole or for this page; nothing is known of the issue. */
  | { readonly kind: 'unreachable' | 'failed'; readonly evidence: string; readonly trouble: FrontTrouble };

/** What is wrong with the front page. */
export interface FrontTrouble {
  readonly path: ResourcePath;
  readonly state: 'missing' | 'withdrawn' | 'refused' | 'failed';
  readonly reason: string;
}

export interface IssueDue {
  readonly site: Site;
  readonly date: IssueDate;
  /** Whether to ask again for what is held already, or only for the front node and what is missing. */
  readonly ask: 'all' | 'gaps';
}

const MAX_CALENDAR_BYTES = 1024 * 1024;

/**
 * Asks for the front node of an issue and says what is to be captured next: what the issue was found to hold
 * before, and what its front node leads to. What should exist is written down before any of it is fetched. Where
 * the usual front page is not there, the month's calendar may name another. Fails with `IndexLost`.
 */
export async function discoverIssue(deps: CaptureDeps, due: IssueDue, at: Instant): Promise<Discovery> {
  await requireIndex(deps, due.site.paper.id, due.date);
  await openIssue(deps.catalog, due, at);
  const usual = frontPath(due.site.paper, due.date);
  const issue = await deps.catalog.issue(due.site.paper.id, due.date);
  const how = { unconditional: issue !== null && isUnconditional(issue, at) };
  const outcome = await captureFront(deps, due, usual, how, at);
  if ('next' in outcome) return found(deps, due, usual, how, outcome);
  const trouble: FrontTrouble = { path: usual, state: outcome.kind, reason: outcome.reason };
  if (outcome.kind === 'failed') {
    const isGone = outcome.reason === 'unreachable' || outcome.reason === 'asked-to-wait';
    const kind = isGone ? 'unreachable' : 'failed';
    return { kind, evidence: outcome.detail, trouble };
  }

  const calendar = await askCalendar(deps, due, at);
  const other = otherFront(due, calendar, usual);
  if (outcome.kind === 'missing' && other !== null) {
    const second = await captureFront(deps, due, other, how, at);
    if ('next' in second) return found(deps, due, other, how, second);
  }
  return judgeAbsence(due, trouble, calendar, at);
}

type How = Pick<CaptureDue, 'unconditional'>;

async function captureFront(
  deps: CaptureDeps,
  { site, date }: IssueDue,
  path: ResourcePath,
  how: How,
  at: Instant,
): Promise<CaptureOutcome> {
  const front = { paper: site.paper.id, date, path, kind: 'node' } as const;
  await deps.catalog.expect({ ...front, page: null, title: null, foundOn: null, at });
  return captureResource(deps, { type: 'capture-due', ...front, site: site.baseUrl, ...how }, at);
}

async function found(
  { catalog }: CaptureDeps,
  { ask, site, date }: IssueDue,
  front: ResourcePath,
  how: How,
  outcome: Extract<CaptureOutcome, { readonly next: readonly Message[] }>,
): Promise<Discovery> {
  const manifest = await readManifest(catalog, site.paper.id, date);
  const of = { type: 'capture-due', paper: site.paper.id, date, site: site.baseUrl, ...how } as const;
  const known = (manifest?.resources ?? [])
    .filter((resource) => resource.path !== front && (ask === 'all' || isGap(resource)))
    .map(({ path, kind }): CaptureDue => ({ ...of, path, kind }));
  return { kind: 'found', front: outcome.kind, next: [...outcome.next, ...known] };
}

/** The front page that the calendar names, if it is another than the usual one and lies in the issue. */
function otherFront(
  { site, date }: IssueDue,
  calendar: CalendarReading | null,
  usual: ResourcePath,
): ResourcePath | null {
  const name = calendar?.fronts.get(date);
  const resolved = name === undefined ? null : resolveLink(site, usual, name);
  if (resolved?.kind !== 'resource' || resolved.path === usual) return null;
  const place = readPath(site.paper, resolved.path);
  return place?.kind === 'node' && place.date === date ? resolved.path : null;
}

/** Tells a day without a paper from an issue that should be there, by the month's calendar and the clock. */
function judgeAbsence(
  { site, date }: IssueDue,
  trouble: FrontTrouble,
  calendar: CalendarReading | null,
  at: Instant,
): Discovery {
  const month = monthOf(date);
  const listed = calendar?.dates.includes(date) ?? false;
  const said = sentenceOf(trouble);
  // A captcha or another newspaper in its place says nothing of the issue, least of all that it is missing.
  if (trouble.state === 'refused' && !saysNoIssue(trouble.reason))
    return { kind: 'failed', evidence: said, trouble };
  // Some sites answer with an empty page instead of with 404, on days without a paper and before it is up.
  const isAbsent = trouble.state === 'missing' || saysNoIssue(trouble.reason);
  if (!listed && isAbsent) {
    if (date >= dateAt(at, site.paper.timeZone))
      return { kind: 'late', evidence: `${said}; the issue is not up yet` };
    const issues = calendar?.dates.length ?? 0;
    if (issues > 0) {
      const count = `${issues} issue${issues === 1 ? '' : 's'}`;
      return {
        kind: 'no-edition',
        evidence: `${said}, and the calendar of ${month} lists ${count} without this day`,
      };
    }
  }
  const kind = trouble.reason === 'template-unknown' ? 'template-unknown' : 'missing';
  const why = listed
    ? `, yet the calendar of ${month} lists this issue`
    : calendar === null
      ? `, and there is no calendar of ${month} to say why`
      : '';
  return { kind, evidence: said + why, trouble, listed };
}

function sentenceOf({ state, reason }: FrontTrouble): string {
  switch (state) {
    case 'missing':
      return `the front page answers ${reason}`;
    case 'withdrawn':
      return `the front page was held before and now answers ${reason}`;
    case 'refused':
      if (reason === 'template-unknown')
        return 'what is served as the front page is no page of the paper’s template';
      return `the front page was refused: ${reason}`;
    case 'failed':
      return `the front page could not be had: ${reason}`;
  }
}

/** `null` where there is none, or none that can be had. */
async function askCalendar(
  { client, catalog, newId }: CaptureDeps,
  { site, date }: IssueDue,
  at: Instant,
): Promise<CalendarReading | null> {
  const url = urlOf(site, calendarPath(site.paper, date));
  const request = { url, etag: null, lastModified: null, maxBytes: MAX_CALENDAR_BYTES };
  const outcome = await client.fetch(request).catch((failure: unknown) => {
    if (failure instanceof FetchFailed) return failure;
    throw failure;
  });
  const told = requestRecord({ id: newId(), kind: 'calendar', url, at }, outcome);
  if (told !== null) await catalog.addIssueRequest(site.paper.id, date, told);
  if (outcome instanceof FetchFailed || outcome.response.status !== 200) return null;
  // Loaded only here, as nearly every front page is where it is looked for.
  const { readCalendar } = await import('./read-calendar.ts');
  return readCalendar(new TextDecoder().decode(outcome.response.payload));
}
