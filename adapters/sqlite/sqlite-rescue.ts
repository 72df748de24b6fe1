import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { sqliteCode } from './sqlite-codes.ts';
import { SCHEMA_VERSION } from './sqlite-table.ts';

/**
 * Whether the file is a catalog that SQLite can read from one end to the other. One of a later version is no damage,
 * and is left to fail when it is opened.
 */
export function isSoundCatalog(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
      if (typeof version === 'number' && version > SCHEMA_VERSION) return true;
      const { integrity_check: found } = db.prepare('PRAGMA integrity_check(1)').get() ?? {};
      return version === SCHEMA_VERSION && found === 'ok';
    } finally {
      db.close();
    }
  } catch (cause) {
    if (sqliteCode(cause) === null) throw cause;
    return false;
  }
}

const Row = z.object({ pk: z.string(), sk: z.string(), rank: z.string().nullable(), body: z.string() });
const COPY_ITEM = 'INSERT OR IGNORE INTO items (pk, sk, rank, body) VALUES (?, ?, ?, ?)';

/**
 * Copies what can still be read of a damaged catalog into a sound one, from both ends up to where it breaks. That it
 * could be read makes none of it true: whoever repairs holds it against the objects. Returns how many items it was.
 */
export function rescueItems(damaged: string, sound: string): number {
  if (!existsSync(damaged)) return 0;
  const to = new DatabaseSync(sound);
  try {
    const put = to.prepare(COPY_ITEM);
    let copied = 0;
    to.exec('BEGIN');
    for (const { pk, sk, rank, body } of [...readableRows(damaged, 'ASC'), ...readableRows(damaged, 'DESC')])
      copied += Number(put.run(pk, sk, rank, body).changes);
    to.exec('COMMIT');
    return copied;
  } finally {
    to.close();
  }
}

function* readableRows(file: string, order: 'ASC' | 'DESC'): Generator<z.infer<typeof Row>> {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    const sql = `SELECT pk, sk, rank, body FROM items ORDER BY pk ${order}, sk ${order}`;
    for (const found of db.prepare(sql).iterate()) {
      const row = Row.safeParse(found);
      if (row.success) yield row.data;
    }
  } catch (cause) {
    if (sqliteCode(cause) === null) throw cause;
  } finally {
    db?.close();
  }
}
