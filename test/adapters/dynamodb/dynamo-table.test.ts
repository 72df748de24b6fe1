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

  it('fails with CatalogDamaged for an item that something else has written', async () => {
    const tableName = await local.freshTable();
    await local.documents.send(
      new PutCommand({ TableName: tableName, Item: { pk: 'p', sk: 's', body: new Set(['a']) } }),
    );
    await expect(new DynamoTable(local.documents, tableName).get('p', 's')).rejects.toThrow(CatalogDamaged);
  });
});
