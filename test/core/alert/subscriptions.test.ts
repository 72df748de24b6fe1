import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { endSubscription, subscribe, subscriptionById } from '../../../core/alert/subscriptions.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { localFolder } from '../../support/local-folder.ts';

const MAY = asInstant('2024-05-01T00:00:00.000Z');
const JUNE = asInstant('2024-06-01T00:00:00.000Z');

test('a subscription is kept with what it waits for, where it is told and since when', async () => {
  const catalog = await emptyCatalog();
  await subscribe(catalog, { kinds: ['report-published'], target: 'stdout' }, MAY, 's1');
  expect(await subscriptionById(catalog, 's1')).toEqual({
    ...{ id: 's1', kinds: ['report-published'], target: 'stdout', state: 'active', at: MAY },
  });
  expect(await subscriptionById(catalog, 's2')).toBeNull();
});

test('subscribing again under the same id changes nothing', async () => {
  const catalog = await emptyCatalog();
  const first = await subscribe(catalog, { kinds: null, target: 'stdout' }, MAY, 's1');
  expect(await subscribe(catalog, { kinds: null, target: 'other' }, JUNE, 's1')).toEqual(first);
  expect(await subscriptionById(catalog, 's1')).toEqual(first);
});

test('an end is noted once, with its instant', async () => {
  const catalog = await emptyCatalog();
  await subscribe(catalog, { kinds: null, target: 'stdout' }, MAY, 's1');
  const ended = { id: 's1', kinds: null, target: 'stdout', state: 'ended', at: JUNE };
  expect(await endSubscription(catalog, 's1', JUNE)).toEqual({ kind: 'ended', subscription: ended });
  expect(await endSubscription(catalog, 's1', MAY)).toEqual({ kind: 'ended-before', subscription: ended });
  expect(await subscriptionById(catalog, 's1')).toEqual(ended);
});

test('what was never there cannot be ended', async () => {
  expect(await endSubscription(await emptyCatalog(), 's1', MAY)).toEqual({ kind: 'unknown' });
});

async function emptyCatalog(): Promise<Catalog> {
  const table = SqliteTable.open(join(await localFolder(), 'catalog.sqlite'), 'make');
  onTestFinished(() => table.close());
  return new Catalog(table);
}
