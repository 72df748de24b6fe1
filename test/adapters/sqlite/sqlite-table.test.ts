import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { CatalogDamaged } from '../../../core/catalog/catalog.ts';
import { keepsItems, mendsItems } from '../../contracts/catalog-table.contract.ts';
import { SlowDisk } from '../../support/slow-disk.ts';
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

  it('tells of a write when a sync of the log that began after it has ended, of all that wait at once', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const disk = new SlowDisk();
    const table = SqliteTable.open(file, 'make', disk.sync);
    onTestFinished(() => table.close());
    const told: string[] = [];
    const put = (sk: string): void =>
      void table.putOnce({ pk: 'p', sk, body: {} }).then((written) => told.push(`${sk} ${written}`));
    for (const sk of ['a', 'b', 'c', 'b']) put(sk);
    expect(disk.begun).toEqual([`${file}-wal`]);
    await disk.end(0);
    expect(told).toEqual(['a true']);
    put('d');
    await disk.end(1);
    expect(told).toEqual(['a true', 'b true', 'c true', 'b false']);
    await disk.end(2);
    expect(told.slice(4)).toEqual(['d true']);
    expect(disk.begun).toHaveLength(3);
  });

  it('fails a write whose sync fails, and no other', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const disk = new SlowDisk();
    const table = SqliteTable.open(file, 'make', disk.sync);
    onTestFinished(() => table.close());
    const outcomes = Promise.allSettled(['a', 'b'].map((sk) => table.putOnce({ pk: 'p', sk, body: {} })));
    await disk.end(0);
    await disk.end(1, Object.assign(new Error('no room'), { code: 'ENOSPC' }));
    expect(await outcomes).toMatchObject([{ value: true }, { reason: { name: 'StoreFull' } }]);
  });

  it('keeps what is still to be synced when it is closed', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const table = SqliteTable.open(file, 'make');
    const puts = ['a', 'b'].map((sk) => table.putOnce({ pk: 'p', sk, body: {} }));
    table.close();
    expect(await Promise.all(puts)).toEqual([true, true]);
    expect(await open(file, 'read').get('p', 'b')).not.toBeNull();
  });

  it('holds all that was told of when its process is killed, and nothing without what came before it', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    SqliteTable.open(file, 'make').close();
    for (const after of [40, 75, 110]) {
      const told = await killedWriter(file, after);
      const table = SqliteTable.open(file, 'write');
      const items = await Array.fromAsync(table.query({ pk: String(after), prefix: '' }));
      table.close();
      const kept = new Set(items.map(({ sk }) => sk));
      expect(told.length).toBeGreaterThanOrEqual(after);
      expect(told.filter((sk) => !kept.has(sk))).toEqual([]);
      // Each of a writer's items was put once the one before was told of.
      const before = [...kept].map((sk) => sk.split(' ')).filter(([, nth]) => nth !== '0');
      expect(before.filter(([writer, nth]) => !kept.has(`${writer} ${Number(nth) - 1}`))).toEqual([]);
    }
  });

  it('fails with CatalogDamaged for an item that is not JSON', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const table = open(file, 'make');
    await table.putOnce({ pk: 'p', sk: 's', body: {} });
    const other = new DatabaseSync(file);
    other.exec('UPDATE items SET body = \'{"a":\'');
    other.close();
    const damaged = await table.get('p', 's').catch((failure: unknown) => failure);
    if (!(damaged instanceof CatalogDamaged)) throw new Error('it was read');
    // A repair takes away that very text, and no other.
    expect(await table.remove({ ...damaged.lying, body: '{"a":1' })).toBe(false);
    expect(await table.remove(damaged.lying)).toBe(true);
    expect(await table.get('p', 's')).toBeNull();
  });
});

function open(file: string, mode: 'make' | 'read' | 'write'): SqliteTable {
  const table = SqliteTable.open(file, mode);
  onTestFinished(() => table.close());
  return table;
}

/** Kills -9 a process that writes by several writers at once; returns the sort keys it told of. */
async function killedWriter(file: string, after: number): Promise<string[]> {
  const program = fileURLToPath(new URL('table-writer.child.ts', import.meta.url));
  const child = spawn(process.execPath, [program, file, String(after)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.split('\n').length > after) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return out.split('\n').slice(0, -1);
}
