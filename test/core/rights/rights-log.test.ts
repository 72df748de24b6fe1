import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts';
import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { Catalog, CatalogDamaged } from '../../../core/catalog/catalog.ts';
import type { MendableTable } from '../../../core/catalog/catalog-table.ts';
import {
  type LiftRecord,
  type PolicyRecord,
  RightsRecord,
  type TakedownRecord,
} from '../../../core/catalog/rights-records.ts';
import { NoSuchTakedown, recordRights, takedownById } from '../../../core/rights/record-rights.ts';
import { takedownsIn } from '../../../core/rights/rights-book.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import { localFolder } from '../../support/local-folder.ts';
import { MemoryObjects } from '../../support/memory-ports.ts';

const OF_LOG = { paper: 'jmrb', words: null } as const;

function policy(id: string, at: string): PolicyRecord {
  const rules = [{ access: 'block', before: '2000-01-01' }];
  return RightsRecord.parse({
    ...{ ...OF_LOG, kind: 'policy', id, at, level: 'open', embargo: { days: 3, level: 'closed' }, rules },
  }) as PolicyRecord;
}

function takedown(id: string, at: string): TakedownRecord {
  return RightsRecord.parse({
    ...{ ...OF_LOG, kind: 'takedown', id, at, level: 'block', reason: 'other', askedBy: null },
    ...{ of: { what: 'page', date: '2023-02-25', page: 'B02' }, withholdsFigures: false, blockedBy: null },
  }) as TakedownRecord;
}

function lift(id: string, at: string, of: string): LiftRecord {
  return RightsRecord.parse({ ...OF_LOG, kind: 'lift', id, at, takedown: of, askedBy: null }) as LiftRecord;
}

let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await startLocalDynamo();
});
afterAll(() => dynamo.stop());

const TABLES: Readonly<Record<string, () => Promise<MendableTable>>> = {
  SqliteTable: async () => {
    const table = SqliteTable.open(join(await localFolder(), 'catalog.sqlite'), 'make');
    onTestFinished(() => {
      table.close();
    });
    return table;
  },
  DynamoTable: async () => new DynamoTable(dynamo.documents, await dynamo.freshTable()),
};

describe.each(Object.entries(TABLES))('the log of what is shown on %s', (_name, open) => {
  it('gives back every record as it was written, by instant, and each once', async () => {
    const [catalog, objects] = [new Catalog(await open()), new MemoryObjects()];
    const written = [
      policy('p', '2023-02-25T06:00:00.000Z'),
      takedown('t', '2023-02-25T07:00:00.000Z'),
      lift('l', '2023-02-25T08:00:00.000Z', 't'),
    ];
    for (const one of [...written.toReversed(), ...written]) await recordRights({ catalog, objects }, one);
    expect(await Array.fromAsync(catalog.rights('jmrb'))).toEqual(written);
    expect(await Array.fromAsync(catalog.rights('demo'))).toEqual([]);
    expect([...objects.kept.keys()]).toHaveLength(3);
    expect(objects.kept.has('rights/jmrb/20230225070000000-t.json')).toBe(true);
  });

  it('comes to the same however adding and lifting race', async () => {
    const [catalog, objects] = [new Catalog(await open()), new MemoryObjects()];
    const deps = { catalog, objects };
    const at = '2023-02-25T07:00:00.000Z';
    await Promise.all([
      recordRights(deps, lift('l1', at, 't1')),
      recordRights(deps, takedown('t1', at)),
      recordRights(deps, takedown('t2', at)),
      recordRights(deps, lift('l2', at, 't1')),
    ]);
    const holding = takedownsIn(await Array.fromAsync(catalog.rights('jmrb')));
    expect(holding.map(({ id }) => id)).toEqual(['t2']);
    await expect(takedownById(catalog, ['demo', 'jmrb'], 't1')).rejects.toThrow(NoSuchTakedown);
    expect((await takedownById(catalog, ['demo', 'jmrb'], 't2')).id).toBe('t2');
  });

  it('fails for a record that it does not understand, rather than to pass over it', async () => {
    const table = await open();
    const body = { ...takedown('t', '2023-02-25T07:00:00.000Z'), level: 'blur' };
    await table.putOnce({ pk: 'RIGHTS#jmrb', sk: 'RIGHTS#2023-02-25T07:00:00.000Z#t', body });
    await expect(Array.fromAsync(new Catalog(table).rights('jmrb'))).rejects.toThrow(CatalogDamaged);
  });
});
