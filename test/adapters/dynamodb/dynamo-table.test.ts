import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoTable, ItemRefused } from '../../../adapters/dynamodb/dynamo-table.ts';
import { CatalogDamaged } from '../../../core/catalog/catalog.ts';
import { keepsItems, mendsItems } from '../../contracts/catalog-table.contract.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';

describe('DynamoTable', () => {
  let local: LocalDynamo;
  beforeAll(async () => {
    local = await startLocalDynamo();
  });
  afterAll(() => local.stop());

  mendsItems(async () => new DynamoTable(local.documents, await local.freshTable()));
  keepsItems(async () => new DynamoTable(local.documents, await local.freshTable()), {
    lacks: [
      {
        promise: 'rank-order-beyond-ascii',
        reason: 'dynalite compares UTF-16 code units in conditions, DynamoDB bytes; our ranks are ASCII',
      },
    ],
  });

  it('fails with ItemRefused for an item that DynamoDB finds too large', async () => {
    const table = new DynamoTable(local.documents, await local.freshTable());
    const put = table.putOnce({ pk: 'p', sk: 's', body: { text: 'x'.repeat(420_000) } });
    await expect(put).rejects.toThrow(ItemRefused);
    await expect(put).rejects.toMatchObject({ pk: 'p', sk: 's', bytes: 420_011 });
  });

  it.each([
    ['of a set', { body: new Set(['a']) }, { body: new Set(['b']) }],
    ['of a text', { body: 'a' }, { body: 'b' }],
    ['without a body', {}, { body: 'b' }],
  ])('fails with CatalogDamaged for an item %s, and takes away that one alone', async (_, written, since) => {
    const tableName = await local.freshTable();
    const put = (rest: object) =>
      local.documents.send(new PutCommand({ TableName: tableName, Item: { pk: 'p', sk: 's', ...rest } }));
    await put(written);
    const table = new DynamoTable(local.documents, tableName);
    const damaged = await table.get('p', 's').catch((failure: unknown) => failure);
    if (!(damaged instanceof CatalogDamaged)) throw new Error('it was read');
    await put(since);
    expect(await table.remove(damaged.lying)).toBe(false);
    await put(written);
    expect(await table.remove(damaged.lying)).toBe(true);
    expect(await table.remove(damaged.lying)).toBe(false);
    expect(await table.get('p', 's')).toBeNull();
  });
});
