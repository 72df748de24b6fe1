import { tellTurns } from '../capture/presence.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import { IssueRecord } from '../catalog/records.ts';
import { settleIssue } from '../discover/settle-issue.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type ResourceKind, type ResourcePath, frontPath, siteOf } from '../paper/resource.ts';
import { byCodeUnit } from '../text-order.ts';
import { locateUrl } from './capture-site.ts';
import { type KeptObject, readKeptObjects } from './kept-objects.ts';
import { type Mending, type RepairStep, drain } from './mending.ts';
import { type KeptPage, repairReadings } from './repair-readings.ts';
import { repairState } from './repair-states.ts';
import { repairVersions } from './repair-versions.ts';
import { manifestCounts } from './verify-states.ts';

/**
 * Brings the index of one issue in line with its objects, in the order in which the pipeline writes: versions and
 * captures, what they list and what was read out of them, how resources stand, and last how the issue does. What is
 * whole is left alone, so that it may be ended anywhere and begun again, and done twice changes nothing.
 */
export async function* repairIssue(
  mending: Mending,
  paper: Paper,
  date: IssueDate,
): AsyncGenerator<RepairStep> {
  const { catalog, objects } = mending;
  yield* mending.removeUnreadable(() => readIssueEntries(mending, paper.id, date));
  const { kept, unusable } = await readKeptObjects(objects, paper, date);
  for (const { key, why } of unusable) yield { kind: 'left', where: key, what: why };

  const known = await catalog.issue(paper.id, date);
  const bases = basesOf(paper, kept, known);
  const resources = new Map<ResourcePath, KeptObject[]>();
  for (const object of kept) {
    const located = locateUrl(paper, object.asked, bases);
    if (located === null) {
      const what = `no page of its issue tells under which base ${object.asked} lies`;
      yield { kind: 'left', where: object.key, what };
    } else {
      resources.set(located.path, [...(resources.get(located.path) ?? []), object]);
    }
  }
  for await (const { path } of catalog.expected(paper.id, date))
    if (!resources.has(path)) resources.set(path, []);
  for (const path of resources.keys())
    yield* mending.removeUnreadable(() => readResourceEntries(mending, paper.id, path));

  // Pages first: what they list tells what the rest is.
  for (const [path, own] of resources) {
    const kind = own.find(isPage)?.kind;
    if (kind === undefined) continue;
    yield* repairVersions(mending, { paper: paper.id, date, path, kind, kept: own });
  }
  if (resources.size > 0) await expectFront(mending, paper, date, kept[0]?.at ?? known?.firstAskedAt);
  yield* repairReadings(mending, await keptPages(mending, paper, date, resources, bases));

  const kinds = new Map<ResourcePath, ResourceKind>();
  for await (const { path, kind } of catalog.expected(paper.id, date)) kinds.set(path, kind);
  for (const [path, own] of resources) {
    const [first] = own;
    if (first === undefined) continue;
    const kind = kinds.get(path) ?? first.kind;
    if (!kinds.has(path)) {
      const of = { paper: paper.id, date, path, kind };
      await catalog.expect({ ...of, page: null, title: null, foundOn: null, at: first.at });
    }
    if (!isPage(first)) yield* repairVersions(mending, { paper: paper.id, date, path, kind, kept: own });
  }
  for await (const expected of catalog.expected(paper.id, date)) {
    yield* repairState(mending, expected, resources.get(expected.path) ?? []);
    await tellTurns(catalog, expected, 'all');
  }
  await settle(mending, paper, date, bases[0], kept);
}

function isPage({ kind }: KeptObject): boolean {
  return kind === 'node' || kind === 'article';
}

/** The base URLs that the issue was asked for under, the newest first. */
function basesOf(paper: Paper, kept: readonly KeptObject[], known: IssueRecord | null): string[] {
  const found = kept.toReversed().flatMap(({ asked }) => locateUrl(paper, asked, [])?.base ?? []);
  const registered = [...(paper.baseUrl === null ? [] : [paper.baseUrl]), ...paper.aliasBaseUrls];
  return [...new Set([...(known === null ? [] : [known.site]), ...found, ...registered])];
}

/** The calendar date implies a front page, whether or not one was ever had. */
async function expectFront(
  { catalog }: Mending,
  paper: Paper,
  date: IssueDate,
  at: Instant | undefined,
): Promise<void> {
  if (at === undefined) return;
  const front = { paper: paper.id, date, path: frontPath(paper, date), kind: 'node' } as const;
  await catalog.expect({ ...front, page: null, title: null, foundOn: null, at });
}

/** The versions of pages and articles that were captured for this issue, in the order in which they came. */
async function keptPages(
  { catalog }: Mending,
  paper: Paper,
  date: IssueDate,
  resources: ReadonlyMap<ResourcePath, readonly KeptObject[]>,
  bases: readonly string[],
): Promise<KeptPage[]> {
  const pages: KeptPage[] = [];
  for (const path of resources.keys()) {
    for await (const snapshot of catalog.snapshots(paper.id, path)) {
      if (snapshot.date !== date || !isOfPage(snapshot)) continue;
      const asked = resources.get(path)?.find(({ key }) => key === snapshot.object)?.asked ?? snapshot.url;
      const baseUrl = locateUrl(paper, asked, [])?.base ?? bases[0];
      if (baseUrl !== undefined) pages.push({ paper, snapshot, baseUrl });
    }
  }
  return pages.sort(
    ({ snapshot: a }, { snapshot: b }) => byCodeUnit(a.at, b.at) || byCodeUnit(a.object, b.object),
  );
}

function isOfPage(snapshot: SnapshotRecord): snapshot is KeptPage['snapshot'] {
  return snapshot.kind === 'node' || snapshot.kind === 'article';
}

async function readIssueEntries({ catalog }: Mending, paper: string, date: IssueDate): Promise<void> {
  await catalog.issue(paper, date);
  await drain(catalog.expected(paper, date));
  await drain(catalog.states(paper, date));
  await drain(catalog.pages(paper, date));
  await drain(catalog.articles(paper, date));
}

async function readResourceEntries({ catalog }: Mending, paper: string, path: ResourcePath): Promise<void> {
  await drain(catalog.captures(paper, path));
  await drain(catalog.snapshots(paper, path));
  await drain(catalog.readings(paper, path));
}

/** Before everything that happened to an issue, so that whatever is settled afterwards is newer. */
const NEVER = '1970-01-01T00:00:00.000Z';

/**
 * The issue's record, written anew where there is none or where it contradicts the manifest. One that was settled again
 * meanwhile stands. It comes last: until then nobody captures into an issue that the index has lost.
 */
async function settle(
  mending: Mending,
  paper: Paper,
  date: IssueDate,
  baseUrl: string | undefined,
  kept: readonly KeptObject[],
): Promise<void> {
  const { catalog } = mending;
  const issue = await catalog.issue(paper.id, date);
  const [first, last] = [kept[0], kept.at(-1)];
  if (issue !== null) {
    const told = await manifestCounts(catalog, paper.id, date);
    const names = ['resources', 'gaps', 'pages', 'articles'] as const;
    if (told === null || names.every((name) => told[name] === issue[name])) {
      // That the paper is held at all is an entry of its own.
      await catalog.putIssue(issue);
      return;
    }
    const site = siteOf(paper, issue.site);
    await settleIssue(mending.replacing('ISSUE#'), { site, date }, null, issue.settledAt);
  } else if (first !== undefined && last !== undefined && baseUrl !== undefined) {
    const record = IssueRecord.parse({
      ...{ paper: paper.id, date, state: 'open', evidence: 'being captured', site: baseUrl },
      ...{ pages: 0, articles: 0, resources: 0, gaps: 0, missingAt: null, settledAt: NEVER },
      firstAskedAt: first.at,
      checkedAt: last.at,
    });
    await catalog.putIssue(record);
    await settleIssue(catalog, { site: siteOf(paper, baseUrl), date }, null, last.at);
  }
}
