import type { Catalog } from '../catalog/catalog.ts';
import { isGap, isWithdrawn, readManifest } from '../catalog/manifest.ts';
import type { IssueRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { Discovery, IssueDue } from './discover-issue.ts';

/** The issue is on record from the first time that it is asked for, so that a gap is a fact. */
export async function openIssue(
  catalog: Catalog,
  { site, date }: Pick<IssueDue, 'site' | 'date'>,
  at: Instant,
): Promise<void> {
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
    withdrawn: 0,
    firstAskedAt: at,
    checkedAt: at,
    missingAt: null,
    settledAt: at,
  });
}

/**
 * Brings the issue's record up to what its resources, and a discovery if there was one just now, say of it.
 * `ask` is what was asked for after the discovery: only a run that asked for all of it is a check for silent edits,
 * so that one for the gaps, or one that was cut short, leaves the next check due. Returns the record.
 */
export async function settleIssue(
  catalog: Catalog,
  { site, date, ask = 'all' }: Pick<IssueDue, 'site' | 'date'> & Partial<Pick<IssueDue, 'ask'>>,
  discovery: Discovery | null,
  at: Instant,
): Promise<IssueRecord> {
  const paper = site.paper.id;
  const [manifest, before, pages] = await Promise.all([
    readManifest(catalog, paper, date),
    catalog.issue(paper, date),
    Array.fromAsync(catalog.pages(paper, date)),
  ]);
  // The run that found it missing may have been ended before it told so, and today the issue is there.
  if (before !== null && before.missingAt !== null) await tellMissing(catalog, before, before.missingAt);
  const listed = manifest?.resources ?? [];
  const gapsListed = listed.filter(isGap);
  const verdict = judge(discovery, before, listed.length, gapsListed.length, pages.length);
  // A day without a paper has no pages, and so no gaps: its front node was only asked for to find that out.
  const resources = verdict.state === 'no-edition' ? [] : listed;
  const gaps = resources.filter(isGap);
  const isNewlyKnown = discovery?.kind === 'missing' && discovery.listed;
  const missingAt = verdict.state === 'missing' ? (before?.missingAt ?? (isNewlyKnown ? at : null)) : null;
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
    withdrawn: resources.filter(isWithdrawn).length,
    firstAskedAt: before?.firstAskedAt ?? at,
    // A check that got no answer, or asked for a part only, is still to be made.
    checkedAt: isAnswer(discovery) && ask === 'all' ? at : (before?.checkedAt ?? at),
    missingAt,
    settledAt: at,
  };
  await catalog.putIssue(issue);
  // Without a calendar's word a gap is on record, and no news: the paper may never have had such an issue.
  if (missingAt !== null && before?.missingAt !== missingAt) await tellMissing(catalog, issue, missingAt);
  return issue;
}

function isAnswer(discovery: Discovery | null): boolean {
  return discovery !== null && discovery.kind !== 'unreachable' && discovery.kind !== 'failed';
}

function judge(
  discovery: Discovery | null,
  before: IssueRecord | null,
  resources: number,
  gaps: number,
  pages: number,
): Pick<IssueRecord, 'state' | 'evidence'> {
  // What was held once stays held, whatever the site says today.
  if (gaps < resources) {
    if (pages === 0 && resources === 1) {
      return {
        state: 'template-unknown',
        evidence: 'the front page is held, and nothing that it lists can be read',
      };
    }
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
    case 'failed':
      if (before && before.state !== 'open') return { state: before.state, evidence: before.evidence };
      return { state: 'open', evidence: discovery.evidence };
    case 'found':
    case undefined:
      return { state: before?.state ?? 'open', evidence: before?.evidence ?? 'being captured' };
  }
}

async function tellMissing(catalog: Catalog, { paper, date }: IssueRecord, at: Instant): Promise<void> {
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
    classes: [],
    at,
  });
}
