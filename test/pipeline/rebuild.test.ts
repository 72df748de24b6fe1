import { describe, expect, it } from 'vitest';
import type { Item } from '../../core/catalog/catalog-table.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { rereadIssue } from '../../core/read/reread.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-24');
const ISSUE = { paper: DEMO.id, date: DAY };

/** Law 1: what is derived can be rebuilt from the bytes that are kept, at the same address. */
describe('an archive that lost everything that was read out of its pages', () => {
  it('has the same readings at the same keys, byte for byte, once they are read again', async () => {
    const desk = await editedIssue();
    const before = readingsIn(desk);
    expect(before.size).toBeGreaterThan(10);
    loseWhatWasRead(desk);
    expect(readingsIn(desk).size).toBe(0);

    const counts = await reread(desk);
    expect(counts.upToDate).toBe(0);
    expect(readingsIn(desk)).toEqual(before);
  });

  it('says of every article and every reading what it said before', async () => {
    const desk = await editedIssue();
    const [articles, readings] = [itemsOf(desk, 'ARTICLE#'), itemsOf(desk, 'READING#').map(withoutInstant)];
    expect(articles.length).toBeGreaterThan(0);
    expect(readings.length).toBeGreaterThan(articles.length);
    loseWhatWasRead(desk);
    expect(itemsOf(desk, 'ARTICLE#')).toEqual([]);

    await reread(desk);
    expect(itemsOf(desk, 'ARTICLE#')).toEqual(articles);
    expect(itemsOf(desk, 'READING#').map(withoutInstant)).toEqual(readings);
  });

  it('alters no kept byte, no version and no page, and tells no event twice', async () => {
    const desk = await editedIssue();
    const events = itemsOf(desk, 'EVENT#');
    expect(await desk.eventKinds()).toContain('article-corrected');
    const captures = [...desk.objects.kept].filter(([key]) => !key.startsWith('readings/'));
    const [snapshots, pages] = [itemsOf(desk, 'SNAPSHOT#'), itemsOf(desk, 'PAGE#')];
    loseWhatWasRead(desk);

    await reread(desk);
    expect([...desk.objects.kept].filter(([key]) => !key.startsWith('readings/'))).toEqual(captures);
    expect(itemsOf(desk, 'SNAPSHOT#')).toEqual(snapshots);
    expect(itemsOf(desk, 'PAGE#')).toEqual(pages);
    expect(itemsOf(desk, 'EVENT#')).toEqual(events);
  });
});

/** An issue of which one article was edited: captured and read before and after. */
async function editedIssue(): Promise<MemoryDesk> {
  let files = paperFiles('first');
  const desk = new MemoryDesk((path) => files.get(path)?.bytes ?? 'missing');
  await desk.capture(DAY);
  files = paperFiles('later');
  await desk.capture(DAY);
  return desk;
}

function loseWhatWasRead(desk: MemoryDesk): void {
  for (const key of readingsIn(desk).keys()) desk.objects.kept.delete(key);
  for (const [name, { item }] of desk.table.items) {
    if (/^(READING|ARTICLE)#/.test(item.sk)) desk.table.items.delete(name);
  }
}

function reread(desk: MemoryDesk): ReturnType<typeof rereadIssue> {
  return rereadIssue(desk.deps, { ...ISSUE, site: desk.site.baseUrl }, desk.now);
}

function readingsIn(desk: MemoryDesk): Map<string, Uint8Array> {
  return new Map([...desk.objects.kept].filter(([key]) => key.startsWith('readings/')));
}

/** Items under sort keys that begin so, by key. */
function itemsOf(desk: MemoryDesk, prefix: string): Item[] {
  return [...desk.table.items.values()]
    .map(({ item }) => item)
    .filter(({ sk }) => sk.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a.pk + a.sk), Buffer.from(b.pk + b.sk)));
}

/** When a version was read is another instant the second time. */
function withoutInstant({ pk, sk, body: { at, ...body } }: Item): Item {
  expect(at).toBeTypeOf('string');
  return { pk, sk, body };
}
