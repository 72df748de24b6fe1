import { expect, it } from 'vitest';
import { captureResource } from '../../../core/capture/capture-resource.ts';
import type { Item } from '../../../core/catalog/catalog-table.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import type { CaptureDue, SnapshotKept } from '../../../core/messages.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { type ResourcePath, asResourcePath, frontPath } from '../../../core/paper/resource.ts';
import { readSnapshot } from '../../../core/read/read-snapshot.ts';
import { nodePath } from '../../../demo/addresses.ts';
import { MemoryDesk } from '../../support/memory-desk.ts';
import { MemoryTable } from '../../support/memory-ports.ts';

const DAY = asIssueDate('2023-02-25');
const FRONT = frontPath(DEMO, DAY);
const SECOND = asResourcePath(nodePath(DAY, 'A02'));
/** What one issue may have at most. */
const MOST = 5000;

it('writes down what a page lists once, however many pages list it', async () => {
  const { desk, asked, read } = await paperDesk();
  await read(FRONT);
  const byFront = await desk.expected();
  asked.length = 0;
  await read(SECOND);
  const added = (await desk.expected()).filter((path) => !byFront.includes(path));
  expect(byFront.length).toBeGreaterThan(3);
  expect(added.length).toBeGreaterThan(0);
  expect(asked.sort()).toEqual(added.sort());
});

it('follows what an issue was known to have when it is full, and nothing that is new', async () => {
  const { desk, read } = await paperDesk();
  const listed = (await read(FRONT)).map(({ path }) => path);
  const known = (await desk.expected()).length;
  for (let nth = known; nth < MOST; nth += 1) {
    const path = asResourcePath(`html/2023-02/25/content_${900000 + nth}.htm`);
    await desk.catalog.expect({
      ...{ paper: DEMO.id, date: DAY, path, kind: 'article', page: null, title: null },
      ...{ foundOn: FRONT, at: desk.now() },
    });
  }
  // As after a kill: the same step once more.
  expect((await read(FRONT)).map(({ path }) => path)).toEqual(listed);
  expect(await read(SECOND)).toEqual([]);
  expect(await desk.expected()).toHaveLength(MOST);
});

/** The paths of the resources that were asked to be written down. */
class WatchedTable extends MemoryTable {
  readonly asked: string[] = [];

  override putOnce(item: Item): Promise<boolean> {
    const { foundOn, path } = item.body;
    if (foundOn !== undefined && typeof path === 'string') this.asked.push(path);
    return super.putOnce(item);
  }
}

async function paperDesk() {
  const table = new WatchedTable();
  const catalog = new Catalog(table);
  const memory = new MemoryDesk();
  const deps = { ...memory.deps, catalog };
  const kept = new Map<ResourcePath, SnapshotKept>();
  for (const path of [FRONT, SECOND]) {
    const due: CaptureDue = {
      ...{ type: 'capture-due', paper: DEMO.id, date: DAY, path, kind: 'node' },
      site: memory.site.baseUrl,
    };
    const outcome = await captureResource(deps, due, memory.now());
    for (const next of 'next' in outcome ? outcome.next : [])
      if (next.type === 'snapshot-kept') kept.set(path, next);
  }
  const expected = async (): Promise<string[]> =>
    (await Array.fromAsync(catalog.expected(DEMO.id, DAY))).map(({ path }) => path);
  const read = async (path: ResourcePath): Promise<readonly CaptureDue[]> => {
    const one = kept.get(path);
    if (one === undefined) throw new Error(`${path} was not kept`);
    return (await readSnapshot(deps, one, memory.now())).next;
  };
  return { desk: { catalog, expected, now: memory.now }, asked: table.asked, read };
}
