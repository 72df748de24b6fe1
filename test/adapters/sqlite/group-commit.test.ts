import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GroupCommit } from '../../../adapters/sqlite/group-commit.ts';
import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';
import { localFolder } from '../../support/local-folder.ts';

const PUT = 'INSERT INTO numbers (number) VALUES (?) ON CONFLICT DO NOTHING';

describe('writes that wait together', () => {
  it('are one commit, and nobody else sees some of them without the others', async () => {
    const { db, file, commits } = await database();
    const seen: number[] = [];
    // Every time that a commit is done, as another process would.
    const other = open(file);
    db.onCommit = () => seen.push(Number(other.prepare('SELECT count(*) AS n FROM numbers').get()?.['n']));
    const writes = new GroupCommit(db);
    const put = db.prepare(PUT);
    expect(await Promise.all([1, 2, 3, 4].map((number) => writes.run(put, [number])))).toEqual(
      Array(4).fill(true),
    );
    expect(seen).toEqual([4]);
    await writes.run(put, [5]);
    expect(seen).toEqual([4, 5]);
    expect(commits()).toBe(2);
  });

  it('are told of only when they are committed', async () => {
    const { db, file } = await database();
    const writes = new GroupCommit(db);
    const put = db.prepare(PUT);
    const other = open(file);
    const counted = [1, 2, 3].map(async (number) => {
      await writes.run(put, [number]);
      return other.prepare('SELECT count(*) AS n FROM numbers').get()?.['n'];
    });
    expect(await Promise.all(counted)).toEqual([3, 3, 3]);
  });

  it('are done in the order in which they came, each after those before it', async () => {
    const { db } = await database();
    const writes = new GroupCommit(db);
    const put = db.prepare(PUT);
    const change = db.prepare('UPDATE numbers SET number = ? WHERE number = ?');
    const told: number[] = [];
    const outcomes = await Promise.all(
      [
        writes.run(put, [1]),
        writes.run(put, [1]),
        writes.run(change, [2, 1]),
        writes.run(put, [1]),
        writes.run(change, [4, 3]),
      ].map(async (write, at) => {
        const written = await write;
        told.push(at);
        return written;
      }),
    );
    expect(outcomes).toEqual([true, false, true, true, false]);
    expect(told).toEqual([0, 1, 2, 3, 4]);
    expect(numbersIn(db)).toEqual([1, 2]);
  });

  it('fail each by itself: the others are written', async () => {
    const { db } = await database();
    const writes = new GroupCommit(db);
    const put = db.prepare(PUT);
    const outcomes = await Promise.allSettled([1, -2, 3, -4, 5].map((number) => writes.run(put, [number])));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(numbersIn(db)).toEqual([1, 3, 5]);
    expect(db.isTransaction).toBe(false);
  });

  it('fail all when the commit does, are as if they had not been, and can be done again', async () => {
    const { db } = await database();
    const writes = new GroupCommit(db);
    const put = db.prepare(PUT);
    db.failing = true;
    const outcomes = await Promise.allSettled([1, 2].map((number) => writes.run(put, [number])));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(numbersIn(db)).toEqual([]);
    db.failing = false;
    expect(await Promise.all([1, 2].map((number) => writes.run(put, [number])))).toEqual([true, true]);
  });

  it('are written when the table is closed', async () => {
    const file = join(await localFolder(), 'catalog.sqlite');
    const table = SqliteTable.open(file, 'make');
    const puts = ['a', 'b'].map((sk) => table.putOnce({ pk: 'p', sk, body: {} }));
    table.close();
    expect(await Promise.all(puts)).toEqual([true, true]);
    const again = SqliteTable.open(file, 'read');
    onTestFinished(() => again.close());
    expect(await again.get('p', 'b')).not.toBeNull();
  });

  it('are all there that were told of when their process is killed, each after the one before it', async () => {
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
      for (const sk of kept) {
        const [writer, nth] = sk.split(' ');
        if (Number(nth) > 0) expect(kept).toContain(`${writer} ${Number(nth) - 1}`);
      }
    }
  });
});

/** A connection that counts its commits, and may be made to fail in them. */
class CountedDatabase extends DatabaseSync {
  commits = 0;
  failing = false;
  onCommit: () => void = () => undefined;

  override exec(sql: string): void {
    if (sql === 'COMMIT' && this.failing) throw new Error('the disk is gone');
    super.exec(sql);
    if (sql !== 'COMMIT') return;
    this.commits += 1;
    this.onCommit();
  }
}

async function database(): Promise<{ db: CountedDatabase; file: string; commits: () => number }> {
  const file = join(await localFolder(), 'numbers.sqlite');
  const db = new CountedDatabase(file);
  onTestFinished(() => {
    db.close();
  });
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY CHECK (number > 0))');
  return { db, file, commits: () => db.commits };
}

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

function numbersIn(db: DatabaseSync): unknown[] {
  return db
    .prepare('SELECT number FROM numbers ORDER BY number')
    .all()
    .map(({ number }) => number);
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
