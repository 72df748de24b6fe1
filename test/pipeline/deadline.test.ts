import { expect, test } from 'vitest';
import { type CaptureOutcome, captureResource } from '../../core/capture/capture-resource.ts';
import { readCapture } from '../../core/capture/warc-capture.ts';
import { DeadlineMissed, WITHOUT_DEADLINE, type WithinDeadline } from '../../core/deadline.ts';
import type { CaptureDue } from '../../core/messages.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, frontPath } from '../../core/paper/resource.ts';
import { type ReadingMade, readSnapshot } from '../../core/read/read-snapshot.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { parseReading } from '../../core/read/stored-reading.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { MemoryDesk, publishedPage } from '../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-26');
const ARTICLE = { path: asResourcePath(WITHDRAWN), kind: 'article' } as const;
const FRONT = { path: frontPath(DEMO, DAY), kind: 'node' } as const;

/** No work is ever done in time. */
const NEVER: WithinDeadline = () => {
  throw new DeadlineMissed(10);
};

test('a page that cannot be judged in time is kept apart with the reason, and asked for again', async () => {
  const desk = new MemoryDesk();
  expect(await capture(desk, ARTICLE, NEVER)).toEqual({ kind: 'refused', reason: 'too-slow-to-read' });
  const [key, ...more] = [...desk.objects.kept.keys()];
  expect([key?.split('/')[0], more]).toEqual(['quarantine', []]);
  const { body } = readCapture(desk.objects.kept.get(key ?? '') ?? new Uint8Array());
  expect(Buffer.from(body)).toEqual(publishedPage(ARTICLE.path));

  expect(await capture(desk, ARTICLE)).toMatchObject({ kind: 'captured', version: 1 });
});

test('an article that is held and cannot be read in time has a reading of nothing, which says so', async () => {
  const desk = new MemoryDesk();
  const made = await read(desk, await capture(desk, ARTICLE), NEVER);
  expect(made).toMatchObject({ figures: 0, flaws: 1, event: null });
  const entry = await desk.catalog.reading(DEMO.id, ARTICLE.path, 1, READER_VERSION);
  const reading = parseReading(desk.objects.kept.get(entry?.object ?? '') ?? new Uint8Array());
  expect(reading.flaws).toEqual([{ code: 'too-slow-to-read', near: '10 ms' }]);
  expect(reading).toMatchObject({ figures: [], document: { title: null, blocks: [] } });
});

test('a page slot that is held and cannot be read in time lists nothing', async () => {
  const desk = new MemoryDesk();
  const kept = await capture(desk, FRONT);
  expect(await read(desk, kept, NEVER)).toMatchObject({ flaws: 1, next: [] });
  expect(await Array.fromAsync(desk.catalog.pages(DEMO.id, DAY))).toEqual([]);

  expect((await read(desk, kept)).next.length).toBeGreaterThan(0);
});

async function capture(
  desk: MemoryDesk,
  { path, kind }: Pick<CaptureDue, 'path' | 'kind'>,
  within: WithinDeadline = WITHOUT_DEADLINE,
): Promise<CaptureOutcome> {
  const of = { paper: DEMO.id, date: DAY, path, kind };
  await desk.catalog.expect({ ...of, page: null, title: null, foundOn: null, at: desk.now() });
  const due = { type: 'capture-due', ...of, site: desk.site.baseUrl } as const;
  return captureResource({ ...desk.deps, within }, due, desk.now());
}

async function read(
  desk: MemoryDesk,
  outcome: CaptureOutcome,
  within: WithinDeadline = WITHOUT_DEADLINE,
): Promise<ReadingMade> {
  const kept =
    'next' in outcome ? outcome.next.find((message) => message.type === 'snapshot-kept') : undefined;
  if (!kept) throw new Error(`nothing was kept: ${JSON.stringify(outcome)}`);
  return readSnapshot({ ...desk.deps, within }, kept, desk.now());
}
