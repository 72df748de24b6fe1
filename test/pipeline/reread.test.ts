import { describe, expect, it } from 'vitest';
import { captureResource } from '../../core/capture/capture-resource.ts';
import { openIssue } from '../../core/discover/settle-issue.ts';
import type { SnapshotKept } from '../../core/messages.ts';
import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { type ResourcePath, asResourcePath } from '../../core/paper/resource.ts';
import { rereadIssue } from '../../core/read/reread.ts';
import { readSnapshot } from '../../core/read/read-snapshot.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { EDITED } from '../../demo/issues.ts';
import type { Moment } from '../../demo/edition.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

const PATH = asResourcePath(EDITED);
const DAY = asIssueDate('2023-02-24');
const REPORT = asResourcePath('html/2023-02/25/content_667000.htm');
const REPORT_DAY = asIssueDate('2023-02-25');

/** Law 2: a change of our reading is never shown or alerted as a change of the page. */
describe('reading kept snapshots again', () => {
  it('makes the readings of every version and tells nobody', async () => {
    const { desk, kept } = await twoVersions();
    for (const one of kept) await readByOlderReader(desk, one);
    const counts = await rereadIssue(
      desk.deps,
      { paper: DEMO.id, date: DAY, site: desk.site.baseUrl },
      desk.now,
    );
    expect(counts).toMatchObject({ read: 2, upToDate: 0 });
    for (const { version } of kept) {
      expect(await desk.catalog.reading(DEMO.id, PATH, version, READER_VERSION)).not.toBeNull();
    }
    expect(await desk.eventKinds()).toEqual([]);
    expect(await desk.catalog.article(DEMO.id, DAY, PATH)).toMatchObject({ version: 2 });
    expect(
      await rereadIssue(desk.deps, { paper: DEMO.id, date: DAY, site: desk.site.baseUrl }, desk.now),
    ).toMatchObject({ read: 0, upToDate: 2 });
  });

  it('tells nobody either when it is a capture of an unchanged page that brings it about', async () => {
    const desk = new MemoryDesk();
    const [kept] = await keep(desk, REPORT, REPORT_DAY);
    if (kept) await readByOlderReader(desk, kept);
    const run = await desk.capture(REPORT_DAY);
    expect(run.counts.readings).toBeGreaterThan(0);
    expect(await desk.catalog.reading(DEMO.id, REPORT, 1, READER_VERSION)).not.toBeNull();
    expect(await desk.eventKinds()).toEqual([]);
  });

  it('tells of the very same versions when nobody has read them before', async () => {
    const { desk, kept } = await twoVersions();
    for (const one of kept) await readSnapshot(desk.deps, one, desk.now());
    expect(await desk.eventKinds()).toEqual(['article-corrected']);
    const other = new MemoryDesk();
    await other.capture(REPORT_DAY);
    expect(await other.eventKinds()).toEqual(['report-published']);
  });

  it('shows the newest version whichever is read last', async () => {
    const { desk, kept } = await twoVersions();
    for (const one of kept.toReversed()) await readSnapshot(desk.deps, one, desk.now());
    expect(await desk.catalog.article(DEMO.id, DAY, PATH)).toMatchObject({
      version: 2,
      sha256: kept[1]?.sha256,
    });
  });
});

describe('an article that the paper changes and changes back', () => {
  it('has three versions, each read, and two corrections', async () => {
    const { desk, kept } = await twoVersions('first');
    expect(kept.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(kept[2]?.sha256).toBe(kept[0]?.sha256);
    for (const one of kept) await readSnapshot(desk.deps, one, desk.now());
    expect(await desk.catalog.article(DEMO.id, DAY, PATH)).toMatchObject({
      version: 3,
      sha256: kept[0]?.sha256,
    });
    const events = await Array.fromAsync(desk.catalog.events(DEMO.id));
    expect(events.map(({ kind, version }) => [kind, version])).toEqual([
      ['article-corrected', 2],
      ['article-corrected', 3],
    ]);
  });
});

/** The record that an earlier version of the reader leaves when it has read a version. */
async function readByOlderReader(
  desk: MemoryDesk,
  { paper, date, path, version, sha256 }: SnapshotKept,
): Promise<void> {
  const counts = {
    readerVersion: READER_VERSION - 1,
    object: null,
    objectSha256: null,
    figures: 0,
    flaws: 0,
  };
  await desk.catalog.addReading({ paper, date, path, version, sha256, ...counts, at: desk.now() });
}

/** The edited article as it was first, then later, and then as the further moments say; kept, and not read. */
async function twoVersions(...more: Moment[]): Promise<{ desk: MemoryDesk; kept: SnapshotKept[] }> {
  const moments = (['first', 'later', ...more] as const).map((moment) => paperFiles(moment));
  const desk = new MemoryDesk(() => moments.shift()?.get(PATH)?.bytes ?? 'missing');
  const kept: SnapshotKept[] = [];
  for (let left = moments.length; left > 0; left -= 1) kept.push(...(await keep(desk, PATH, DAY)));
  return { desk, kept };
}

/** Captures one article without reading it. */
async function keep(desk: MemoryDesk, path: ResourcePath, date: IssueDate): Promise<SnapshotKept[]> {
  const of = { paper: DEMO.id, date, path, kind: 'article', site: desk.site.baseUrl } as const;
  await openIssue(desk.catalog, { site: desk.site, date }, desk.now());
  await desk.catalog.expect({
    paper: DEMO.id,
    date,
    path,
    kind: 'article',
    page: null,
    title: null,
    foundOn: null,
    at: desk.now(),
  });
  const outcome = await captureResource(desk.deps, { type: 'capture-due', ...of }, desk.now());
  return 'next' in outcome ? outcome.next.filter((message) => message.type === 'snapshot-kept') : [];
}
