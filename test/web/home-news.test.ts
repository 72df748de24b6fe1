import { expect, it } from 'vitest';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CatalogTable, Query } from '../../core/catalog/catalog-table.ts';
import type { EventRecord } from '../../core/catalog/records.ts';
import { type Instant, asInstant, instantOf } from '../../core/paper/instant.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { MemoryTable } from '../support/memory-ports.ts';
import { DATE } from './made-up-reading.ts';
import { setPolicy } from './room-rights.ts';
import { emptyRoom, putIssue } from './small-archive.ts';

const MOST_READ = 1_000;

/** A front page over events of whatever number, and a count of those that it read. */
async function frontPage() {
  const room = await emptyRoom();
  const table = new MemoryTable();
  let read = 0;
  const counted: CatalogTable = {
    get: (pk, sk) => table.get(pk, sk),
    async *query(query: Query) {
      for await (const item of table.query(query)) {
        if (item.sk.startsWith('EVENT#')) read += 1;
        yield item;
      }
    },
    putOnce: (item) => table.putOnce(item),
    putNewer: (item, rank) => table.putNewer(item, rank),
  };
  const catalog = new Catalog(counted);
  await putIssue({ ...room, catalog }, DATE);
  const app = createReadingRoom({ ...room.deps, catalog });
  const ask = async (): Promise<{ events: string[]; reports: string[]; read: number }> => {
    read = 0;
    const view = (await (await app.request('/index.json')).json()) as Record<string, { id: string }[]>;
    const ids = (name: string): string[] => (view[name] ?? []).map(({ id }) => id);
    return { events: ids('events'), reports: ids('reports'), read };
  };
  return { catalog, ask };
}

function event(id: string, kind: EventRecord['kind'], at: Instant): EventRecord {
  return {
    ...{ id, kind, at, paper: 'jmrb', date: DATE, path: null, page: null, title: null, version: null },
    ...{ changes: [], classes: [] },
  };
}

/** So many minutes after the beginning. */
function minute(at: number): Instant {
  return instantOf(new Date(Date.parse(asInstant('2020-01-01T00:00:00.000Z')) + at * 60_000));
}

it('shows the newest reports among what else happened, and stops when it has them', async () => {
  const { catalog, ask } = await frontPage();
  for (let at = 0; at < 60; at += 1)
    await catalog.addEvent(event(`e${at}`, at % 5 === 0 ? 'report-published' : 'issue-missing', minute(at)));
  expect(await ask()).toEqual({
    events: ['e59', 'e58', 'e57', 'e56', 'e55', 'e54', 'e53', 'e52'],
    reports: ['e55', 'e50', 'e45', 'e40', 'e35', 'e30'],
    read: 30,
  });
});

it('looks through so many events and no more, where reports are rare or nothing may be told', async () => {
  const { catalog, ask } = await frontPage();
  await catalog.addEvent(event('old', 'report-published', minute(0)));
  for (let at = 1; at < 2 * MOST_READ; at += 1)
    await catalog.addEvent(
      event(`e${at}`, at === MOST_READ ? 'report-published' : 'issue-missing', minute(at)),
    );
  const { reports, read } = await ask();
  expect([reports, read]).toEqual([[`e${MOST_READ}`], MOST_READ]);
  await setPolicy({ catalog }, { level: 'closed' });
  expect(await ask()).toEqual({ events: [], reports: [], read: MOST_READ });
});
