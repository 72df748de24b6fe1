import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { deliverEvents } from '../../../core/alert/deliver-events.ts';
import { type Notice, type Notifier, NotifyFailed } from '../../../core/alert/notifier.ts';
import { endSubscription, subscribe } from '../../../core/alert/subscriptions.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import type { CatalogTable } from '../../../core/catalog/catalog-table.ts';
import type { EventRecord } from '../../../core/catalog/records.ts';
import { type Instant, asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { localFolder } from '../../support/local-folder.ts';

/** A day of one month, for events, subscriptions and runs. */
function day(number: number): Instant {
  return asInstant(`2023-02-${String(number).padStart(2, '0')}T00:00:00.000Z`);
}

/** Where notices of the tests end: what came to each target, by event id. */
class Postbox {
  readonly came: string[] = [];
  /** Targets that cannot be reached, or events that one cannot take. */
  readonly refused = new Set<string>();
  #broken: Error | null = null;

  breakWith(error: Error): void {
    this.#broken = error;
  }

  notifierOf = (target: string): Notifier => ({
    send: ({ event }: Notice) => {
      if (target === 'broken' && this.#broken) return Promise.reject(this.#broken);
      if (this.refused.has(target) || this.refused.has(event.id))
        return Promise.reject(new NotifyFailed(target));
      this.came.push(`${target} ${event.id}`);
      return Promise.resolve();
    },
  });
}

test('a subscription is told what happened since it began, oldest first, and once', async () => {
  const { catalog, postbox, deliver } = await room();
  await tell(catalog, 'early', day(1));
  await subscribe(catalog, { kinds: null, target: 'a' }, day(2), 's');
  await tell(catalog, 'third', day(4));
  await tell(catalog, 'first', day(2));
  await tell(catalog, 'second', day(3));

  expect(await deliver(day(5))).toEqual({
    delivered: ['first', 'second', 'third'].map((id) => ({
      ...{ subscription: 's', eventId: `jmrb/${id}`, at: day(5) },
    })),
    failed: [],
    withheld: 0,
  });
  expect(await deliver(day(6))).toEqual({ delivered: [], failed: [], withheld: 0 });
  expect(postbox.came).toEqual(['a first', 'a second', 'a third']);
});

test('a subscription from the start is told everything', async () => {
  const { catalog, postbox, deliver } = await room();
  await tell(catalog, 'early', day(1));
  await subscribe(catalog, { kinds: null, target: 'a', fromStart: true }, day(2), 's');
  await deliver(day(5));
  expect(postbox.came).toEqual(['a early']);
});

test('a newer subscription is not told what only an older one waited for', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'old' }, day(1), 's1');
  await subscribe(catalog, { kinds: null, target: 'new' }, day(3), 's2');
  await tell(catalog, 'one', day(2));
  await deliver(day(5));
  expect(postbox.came).toEqual(['old one']);
});

test('only the kinds that are waited for are told', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: ['issue-missing'], target: 'a' }, day(1), 's');
  await tell(catalog, 'report', day(2));
  await tell(catalog, 'gap', day(3), { kind: 'issue-missing' });
  await deliver(day(5));
  expect(postbox.came).toEqual(['a gap']);
});

test('an ended subscription gets nothing, also when it ended at the very instant it began', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  expect(await endSubscription(catalog, 's', day(1))).toMatchObject({ kind: 'ended' });
  await tell(catalog, 'one', day(2));
  await deliver(day(5));
  expect(postbox.came).toEqual([]);
});

test('a target that fails is reported, told next time, and stops no other', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'dead' }, day(1), 's1');
  await subscribe(catalog, { kinds: null, target: 'alive' }, day(1), 's2');
  await tell(catalog, 'one', day(2));
  await tell(catalog, 'two', day(3));

  postbox.refused.add('dead');
  const first = await deliver(day(5));
  expect(first.delivered.map(({ subscription }) => subscription)).toEqual(['s2', 's2']);
  expect(first.failed).toEqual([
    { subscription: 's1', target: 'dead', eventId: 'jmrb/one', cause: new NotifyFailed('dead') },
    { subscription: 's1', target: 'dead', eventId: 'jmrb/two', cause: new NotifyFailed('dead') },
  ]);

  postbox.refused.clear();
  await deliver(day(6));
  expect(postbox.came).toEqual(['alive one', 'alive two', 'dead one', 'dead two']);
});

test('one notice that cannot be handed over does not hold up those after it', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  await tell(catalog, 'one', day(2));
  await tell(catalog, 'two', day(3));
  postbox.refused.add('one');
  await deliver(day(5));
  expect(postbox.came).toEqual(['a two']);
});

test('a defect of a notifier is thrown, after all others were served', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'broken' }, day(1), 's1');
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's2');
  await tell(catalog, 'one', day(2));
  await tell(catalog, 'two', day(3));
  postbox.breakWith(new RangeError('a defect'));
  await expect(deliver(day(5))).rejects.toThrow(RangeError);
  expect(postbox.came).toEqual(['a one', 'a two']);
});

test('an event that is written down late, behind newer ones that were told, is told all the same', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  await tell(catalog, 'newer', day(9));
  await deliver(day(10));
  await tell(catalog, 'late', day(2));
  await deliver(day(11));
  expect(postbox.came).toEqual(['a newer', 'a late']);
});

test('a kill between sending and writing it down sends again and loses nothing', async () => {
  const { catalog, table, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  await tell(catalog, 'one', day(2));
  await tell(catalog, 'two', day(3));
  const dying: CatalogTable = {
    get: (pk, sk) => table.get(pk, sk),
    query: (query) => table.query(query),
    putOnce: () => Promise.reject(new Error('killed')),
    putNewer: () => Promise.reject(new Error('killed')),
  };
  const killed = deliverEvents(
    { catalog: new Catalog(dying), notifierOf: postbox.notifierOf, asker: 'reader' },
    ['jmrb'],
    day(5),
  );
  await expect(killed).rejects.toThrow('killed');
  await deliver(day(6));
  expect(postbox.came).toEqual(['a one', 'a one', 'a two']);
});

test('events of the same name in two papers are two events', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  await tell(catalog, 'same', day(2));
  await tell(catalog, 'same', day(3), { paper: 'demo' });
  await deliver(day(5));
  expect(postbox.came).toEqual(['a same', 'a same']);
});

test('a happening that was written down at two instants is told once', async () => {
  const { catalog, postbox, deliver } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  await tell(catalog, 'same', day(2));
  await tell(catalog, 'same', day(3));
  await deliver(day(5));
  expect(postbox.came).toEqual(['a same']);
});

test('events of papers that are not asked for are left for another run', async () => {
  const { catalog, postbox } = await room();
  await subscribe(catalog, { kinds: null, target: 'a' }, day(1), 's');
  await tell(catalog, 'one', day(2), { paper: 'demo' });
  await deliverEvents({ catalog, notifierOf: postbox.notifierOf, asker: 'reader' }, ['jmrb'], day(5));
  expect(postbox.came).toEqual([]);
});

async function room(): Promise<{
  catalog: Catalog;
  table: SqliteTable;
  postbox: Postbox;
  deliver: (at: Instant) => ReturnType<typeof deliverEvents>;
}> {
  const table = SqliteTable.open(join(await localFolder(), 'catalog.sqlite'), 'make');
  onTestFinished(() => table.close());
  const catalog = new Catalog(table);
  const postbox = new Postbox();
  const deps = { catalog, notifierOf: postbox.notifierOf, asker: 'reader' } as const;
  return { catalog, table, postbox, deliver: (at) => deliverEvents(deps, ['jmrb', 'demo'], at) };
}

async function tell(
  catalog: Catalog,
  id: string,
  at: Instant,
  fields: Partial<EventRecord> = {},
): Promise<void> {
  await catalog.addEvent({
    ...{ id, at, kind: 'report-published', paper: 'jmrb', date: asIssueDate('2023-02-25') },
    ...{ path: null, page: 'B02', title: '标题', version: 1, changes: [], classes: [] },
    ...fields,
  });
}
