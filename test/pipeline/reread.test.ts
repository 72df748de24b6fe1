import { describe, expect, it } from 'vitest';
import { captureResource } from '../../core/capture/capture-resource.ts';
import type { CaptureDue, SnapshotKept } from '../../core/messages.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { readSnapshot } from '../../core/read/read-snapshot.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { EDITED } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

const PATH = asResourcePath(EDITED);
const DAY = asIssueDate('2023-02-24');

/** Law 2: a change of our reading is never shown or alerted as a change of the page. */
describe('reading kept snapshots again', () => {
  it('makes the readings of every version and tells nobody', async () => {
    const { desk, kept } = await twoVersionsUnread();
    for (const one of kept) {
      const made = await readSnapshot(desk.deps, one, 'reader', desk.now());
      expect(made.event).toBeNull();
      expect(await desk.catalog.reading(DEMO.id, PATH, one.sha256, READER_VERSION)).not.toBeNull();
    }
    expect(await desk.eventKinds()).toEqual([]);
    expect(await desk.catalog.article(DEMO.id, DAY, PATH)).toMatchObject({ version: 2 });
  });

  it('tells of the very same versions when it is the site that is new', async () => {
    const { desk, kept } = await twoVersionsUnread();
    for (const one of kept) await readSnapshot(desk.deps, one, 'source', desk.now());
    expect(await desk.eventKinds()).toEqual(['article-corrected']);
  });

  it('tells of no new report that only our reader found', async () => {
    const desk = new MemoryDesk();
    const path = asResourcePath('html/2023-02/25/content_667000.htm');
    const date = asIssueDate('2023-02-25');
    const due: CaptureDue = {
      type: 'capture-due',
      paper: DEMO.id,
      date,
      path,
      kind: 'article',
      site: desk.site.baseUrl,
    };
    const outcome = await captureResource(desk.deps, due, desk.now());
    const [kept] = 'next' in outcome ? outcome.next : [];
    if (kept?.type !== 'snapshot-kept') throw new Error('nothing to read');
    expect((await readSnapshot(desk.deps, kept, 'reader', desk.now())).event).toBeNull();
    expect(await desk.eventKinds()).toEqual([]);
    expect((await readSnapshot(desk.deps, kept, 'source', desk.now())).event).toMatchObject({
      kind: 'report-published',
    });
  });

  it('shows the newest version whichever is read last', async () => {
    const { desk, kept } = await twoVersionsUnread();
    for (const one of kept.toReversed()) await readSnapshot(desk.deps, one, 'reader', desk.now());
    expect(await desk.catalog.article(DEMO.id, DAY, PATH)).toMatchObject({
      version: 2,
      sha256: kept[1]?.sha256,
    });
  });
});

/** As an archive is that was captured with an older reader: versions, and no reading of ours. */
async function twoVersionsUnread(): Promise<{ desk: MemoryDesk; kept: SnapshotKept[] }> {
  const moments = [paperFiles('first'), paperFiles('later')];
  const desk = new MemoryDesk(() => moments.shift()?.get(PATH)?.bytes ?? 'missing');
  const { deps } = desk;
  const site = desk.site.baseUrl;
  const due: CaptureDue = {
    type: 'capture-due',
    paper: DEMO.id,
    date: DAY,
    path: PATH,
    kind: 'article',
    site,
  };
  const kept: SnapshotKept[] = [];
  for (const version of [1, 2]) {
    const outcome = await captureResource(deps, due, desk.now());
    if (outcome.kind !== 'captured') throw new Error(`version ${version} is ${outcome.kind}`);
    kept.push(...outcome.next.filter((message) => message.type === 'snapshot-kept'));
  }
  return { desk, kept };
}
