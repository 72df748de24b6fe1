import { expect, it } from 'vitest';
import { IndexLost } from '../../../core/discover/index-lost.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import type { MendableTable } from '../../../core/catalog/catalog-table.ts';
import { discoverIssue } from '../../../core/discover/discover-issue.ts';
import type { SnapshotRecord } from '../../../core/catalog/records.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { repairArchive } from '../../../core/verify/repair.ts';
import { createHandler } from '../../../lambdas/capture/handler.ts';
import { MemoryDesk, publishedPage } from '../../support/memory-desk.ts';
import { MemoryTable } from '../../support/memory-ports.ts';

const DAY = asIssueDate('2023-02-24');

/** Half an index gives numbers that are taken: nobody captures into an issue until a repair has made all of it anew. */
it('an issue that the index has lost is captured into by nobody until it is made anew', async () => {
  const desk = new MemoryDesk((path) => publishedPage(path));
  await desk.capture(DAY);
  const numbered = await versionsOf(desk.catalog, desk);
  const [path] = numbered.keys();
  if (path === undefined) throw new Error('nothing was captured');

  const lost = new MemoryTable();
  const catalog = new Catalog(lost);
  const deps = { ...desk.deps, catalog };
  const due = { site: desk.site, date: DAY, ask: 'all' } as const;
  const ordered = {
    type: 'capture-due',
    paper: DEMO.id,
    date: DAY,
    path,
    kind: 'article',
    site: desk.site.baseUrl,
  };
  const work = createHandler({
    ...{ ...deps, now: desk.now, report: () => undefined },
    outbox: { send: () => Promise.resolve() },
  });
  const record = { messageId: 'm', body: JSON.stringify(ordered) };
  const isHeldOff = async (): Promise<void> => {
    if ((await catalog.issue(DEMO.id, DAY)) !== null) return;
    await expect(discoverIssue(deps, due, desk.now())).rejects.toThrow(IndexLost);
    // SQS gives much more with a message, none of which is looked at.
    const event = { Records: [record] } as unknown as Parameters<typeof work>[0];
    expect((await work(event)).batchItemFailures).toHaveLength(1);
  };

  let writes = 0;
  const table: MendableTable = {
    get: (pk, sk) => lost.get(pk, sk),
    query: (query) => lost.query(query),
    putOnce: async (item) => ((writes += 1), await isHeldOff(), lost.putOnce(item)),
    putNewer: async (item, rank) => ((writes += 1), await isHeldOff(), lost.putNewer(item, rank)),
    replace: (seen, item, rank) => lost.replace(seen, item, rank),
    remove: (seen) => lost.remove(seen),
  };
  await Array.fromAsync(repairArchive({ table, objects: desk.objects }));
  expect(writes).toBeGreaterThan(100);
  expect(await versionsOf(catalog, desk)).toEqual(numbered);
  // Now they may.
  expect((await discoverIssue(deps, due, desk.now())).kind).toBe('found');
});

async function versionsOf(
  catalog: Catalog,
  desk: MemoryDesk,
): Promise<Map<SnapshotRecord['path'], string[]>> {
  const found = new Map<SnapshotRecord['path'], string[]>();
  for (const { path } of (await desk.manifest(DAY)).resources)
    found.set(path, await Array.fromAsync(catalog.snapshots(DEMO.id, path), ({ object }) => object));
  return found;
}
