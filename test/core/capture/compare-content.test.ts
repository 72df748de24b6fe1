import { describe, expect, it } from 'vitest';
import { PageComparer } from '../../../core/capture/compare-content.ts';
import type { SnapshotRecord } from '../../../core/catalog/records.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { EDITED } from '../../../demo/issues.ts';
import { MemoryDesk, publishedPage } from '../../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-24');
const PATH = asResourcePath(EDITED);
const HTML = Buffer.from(publishedPage(EDITED) as Uint8Array).toString();
const OTHER_LAYOUT = `${HTML}<!-- advert -->`;
const EDIT = HTML.replace('5.0%', '5.5%');

/** Law 2: whatever is on record of an earlier fingerprint, only the page can make a version. */
describe('a page beside a version', () => {
  it.each([
    ['none', null],
    ['one of another version', { fingerprintVersion: 99, sha256: sha256Of('as it was made then') }],
    ['one that is made otherwise today', { fingerprintVersion: 1, sha256: sha256Of('nobody raised it') }],
  ])('is compared by today’s code when the fingerprint on record is %s', async (_, content) => {
    const { desk, version } = await held();
    const of = (html: string) => comparer(desk, html).compare({ ...version, content });
    expect(await of(OTHER_LAYOUT)).toMatchObject({ isLayoutOnly: true, classes: [] });
    expect(await of(EDIT)).toMatchObject({ isLayoutOnly: false, classes: ['numbers'] });
  });

  it('is known by an equal fingerprint alone, without the version’s bytes', async () => {
    const { desk, version } = await held();
    const { content } = await comparer(desk, OTHER_LAYOUT).compare(version);
    desk.objects.kept.clear();
    expect(await comparer(desk, OTHER_LAYOUT).compare({ ...version, content })).toMatchObject({
      isLayoutOnly: true,
    });
  });

  it('counts as new where the version’s bytes are lost or damaged, and no fingerprint is equal', async () => {
    const { desk, version } = await held();
    const lost = { ...version, object: 'captures/demo/2023-02-24/none.warc.gz' };
    expect(await comparer(desk, OTHER_LAYOUT).compare(lost)).toMatchObject({
      isLayoutOnly: false,
      classes: [],
    });
    const damaged = { ...version, sha256: sha256Of('other bytes') };
    expect(await comparer(desk, OTHER_LAYOUT).compare(damaged)).toMatchObject({ isLayoutOnly: false });
  });

  it('counts as new where it cannot be taken apart', async () => {
    const { desk, version } = await held();
    const compared = await comparer(desk, '<html><body>维护中</body></html>').compare(version);
    expect(compared).toEqual({ isLayoutOnly: false, content: null, classes: [] });
  });
});

async function held(): Promise<{ desk: MemoryDesk; version: SnapshotRecord }> {
  const desk = new MemoryDesk();
  await desk.capture(DAY);
  const version = await desk.catalog.newestSnapshot(DEMO.id, PATH);
  if (version === null) throw new Error(`${PATH} was not captured`);
  return { desk, version };
}

function comparer({ objects, site }: MemoryDesk, html: string): PageComparer {
  const payload = new TextEncoder().encode(html);
  return new PageComparer(objects, {
    site,
    path: PATH,
    date: DAY,
    kind: 'article',
    payload,
    contentType: null,
  });
}
