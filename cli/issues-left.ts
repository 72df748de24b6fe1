import type { Catalog } from '../core/catalog/catalog.ts';
import { isGap, readManifest } from '../core/catalog/manifest.ts';
import type { SnapshotKept } from '../core/messages.ts';
import type { IssueDate } from '../core/paper/issue-date.ts';
import type { Site } from '../core/paper/resource.ts';

/**
 * Those of `dates` that a run which goes on where others ended has to work on: issues that nobody has settled yet
 * first, then those with gaps, each by date. So a run with a budget gets on, however many gaps it cannot fill.
 */
export async function issuesLeft(
  catalog: Catalog,
  site: Site,
  dates: readonly IssueDate[],
): Promise<IssueDate[]> {
  const [unsettled, withGaps]: [IssueDate[], IssueDate[]] = [[], []];
  for (const date of dates) {
    const issue = await catalog.issue(site.paper.id, date);
    if (issue === null || issue.state === 'open') unsettled.push(date);
    else if (issue.state === 'no-edition') continue;
    else if (issue.state !== 'complete' || !(await isWhole(catalog, site, date))) withGaps.push(date);
  }
  return [...unsettled, ...withGaps];
}

/** Whether all that is listed is held, and has been read: an unread page may list more. */
async function isWhole(catalog: Catalog, site: Site, date: IssueDate): Promise<boolean> {
  const manifest = await readManifest(catalog, site.paper.id, date);
  if (manifest?.resources.some(isGap)) return false;
  return (await unreadSnapshots(catalog, site, date)).length === 0;
}

/**
 * Word of the newest versions of an issue's pages and articles that no version of the reader has read, because a run
 * was killed between keeping and reading. They are in the store and need not be asked for again.
 */
export async function unreadSnapshots(
  catalog: Catalog,
  site: Site,
  date: IssueDate,
): Promise<SnapshotKept[]> {
  const paper = site.paper.id;
  const unread: SnapshotKept[] = [];
  for (const { path, kind } of (await readManifest(catalog, paper, date))?.resources ?? []) {
    if (kind !== 'node' && kind !== 'article') continue;
    const newest = await catalog.newestSnapshot(paper, path);
    if (newest === null) continue;
    const { version, sha256 } = newest;
    const readings = await Array.fromAsync(catalog.readings(paper, path));
    if (readings.some((reading) => reading.version === version)) continue;
    unread.push({ type: 'snapshot-kept', paper, date, path, kind, site: site.baseUrl, version, sha256 });
  }
  return unread;
}
