import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { CatalogDamaged } from '../../../core/catalog/catalog.ts';
import { keepsItems, mendsItems } from '../../contracts/catalog-table.contract.ts';
import { localFolder } from '../../support/local-folder.ts';

describe('SqliteTable', () => {
  mendsItems(async () => open(join(await localFolder(), 'catalog.sqlite'), 'make'));
  keepsItems(async () => open(join(await localFolder(), 'catalog.sqlite'), 'make'));

  it('finds what it kept when it is opened again', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const table = SqliteTable.open(file, 'make');
    await table.putOnce({ pk: 'p', sk: 's', body: { a: 1 } });
    await table.putNewer({ pk: 'p', sk: 't', body: {} }, '5');
    table.close();
    const again = open(file, 'write');
    expect(await again.get('p', 's')).toEqual({ pk: 'p', sk: 's', body: { a: 1 } });
    expect(await again.putNewer({ pk: 'p', sk: 't', body: {} }, '4')).toBe(false);
  });

  it('shows a reader at once what a writer has written', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const writer = open(file, 'make');
    const reader = open(file, 'read');
    await writer.putOnce({ pk: 'p', sk: 's', body: {} });
    expect(await reader.get('p', 's')).not.toBeNull();
    await expect(reader.putOnce({ pk: 'p', sk: 't', body: {} })).rejects.toThrow('readonly');
  });

  it('fails with CatalogDamaged for an item that is not JSON', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const table = open(file, 'make');
    await table.putOnce({ pk: 'p', sk: 's', body: {} });
    const other = new DatabaseSync(file);
    other.exec('UPDATE items SET body = \'{"a":\'');
    other.close();
    await expect(table.get('p', 's')).rejects.toThrow(CatalogDamaged);
  });
});

function open(file: string, mode: 'make' | 'read' | 'write'): SqliteTable {
  const table = SqliteTable.open(file, mode);
  onTestFinished(() => table.close());
  return table;
}
