import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { StoreFull } from '../../core/capture/object-store.ts';
import { CatalogDamaged } from '../../core/catalog/catalog.ts';
import type { Item, ItemBody, Lying, MendableTable, Query } from '../../core/catalog/catalog-table.ts';
import { DataFolderDamaged } from '../data-folder-damaged.ts';
import { asStoreFull, syncFile, systemCode } from '../disk.ts';
import { SharedSyncs } from '../shared-syncs.ts';
import { sortKeyRange } from '../../core/catalog/sort-key-range.ts';
import { SQLITE, sqliteCode } from './sqlite-codes.ts';

/** Set once the table is there, so that an emptied or foreign file is not taken for an empty catalog. */
export const SCHEMA_VERSION = 1;
/** `rank` is NULL for a fact: nothing compares as newer than that. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL, sk TEXT NOT NULL, rank TEXT, body TEXT NOT NULL, PRIMARY KEY (pk, sk)
  ) STRICT, WITHOUT ROWID`;

const GET = 'SELECT pk, sk, body FROM items WHERE pk = ? AND sk = ?';
const PUT_ONCE = 'INSERT INTO items (pk, sk, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
const PUT_NEWER = `
  INSERT INTO items (pk, sk, rank, body) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET rank = excluded.rank, body = excluded.body WHERE items.rank < excluded.rank`;
const REPLACE = 'UPDATE items SET rank = ?, body = ? WHERE pk = ? AND sk = ? AND body = ?';
const REMOVE = 'DELETE FROM items WHERE pk = ? AND sk = ? AND body = ?';

const Row = z.object({ pk: z.string(), sk: z.string(), body: z.string() });

/** The catalog follows from the objects; docs/data-model.md tells what does not. */
const REMEDY = "make it anew from the objects with 'verify --repair', or put it back from a copy";

/** How long a write waits for another connection that is writing. */
const BUSY_MS = 10_000;
/** Rows that are read at once: few at first, since most who ask for a list in an order want its beginning. */
const FIRST_ROWS = 20;
const MOST_ROWS = 500;

/**
 * The catalog in one SQLite file. What a call wrote survives a power cut when it returns; calls that wait at the same
 * time share the wait. Other connections read and write the same file meanwhile, each seeing what is there at the
 * moment, which may be a write that its writer still waits for.
 *
 * SQLite itself syncs its log only before a checkpoint (`synchronous = NORMAL`): with FULL it would do so within every
 * write and keep the whole process waiting. The log is synced here instead, off the thread. It is read back up to where
 * it breaks off, so that no write outlives one before it.
 *
 * Fails with `StoreFull`, with {@link DataFolderDamaged} when the file is not a sound catalog, and with
 * `CatalogDamaged` when one item is not JSON.
 */
export class SqliteTable implements MendableTable {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();
  readonly #syncs: SharedSyncs;

  private constructor(db: DatabaseSync, file: string, sync: typeof syncFile) {
    this.#db = db;
    this.#file = file;
    this.#syncs = new SharedSyncs(sync);
  }

  /** `make` also makes the file and the table, or finishes what a killed process began to make. */
  static open(file: string, mode: 'make' | 'read' | 'write', sync = syncFile): SqliteTable {
    if (mode !== 'make' && !existsSync(file))
      throw new DataFolderDamaged(file, 'is missing', { remedy: REMEDY });
    return guard(file, () => {
      const db = new DatabaseSync(file, { readOnly: mode === 'read', timeout: BUSY_MS });
      try {
        if (mode !== 'read') db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
        if (mode === 'make') db.exec(`BEGIN; ${SCHEMA}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
        const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
        if (version !== SCHEMA_VERSION) {
          throw new DataFolderDamaged(file, `is not a catalog of version ${SCHEMA_VERSION}`, {
            remedy: REMEDY,
          });
        }
        db.prepare(GET);
        return new SqliteTable(db, file, sync);
      } catch (cause) {
        db.close();
        throw cause;
      }
    });
  }

  async get(pk: string, sk: string): Promise<Item | null> {
    const row = guard(this.#file, () => this.#statement(GET).get(pk, sk));
    return Promise.resolve(row === undefined ? null : readRow(row));
  }

  /** Reads page after page by key, so that a consumer may write meanwhile, wait, or leave early. */
  async *query(query: Query): AsyncGenerator<Item> {
    const range = sortKeyRange(query);
    if (range === null) return;
    const newestFirst = query.newestFirst ?? false;
    let left = query.limit ?? Infinity;
    let last: string | null = null;
    for (let size = FIRST_ROWS; left > 0; size = MOST_ROWS) {
      const page = Math.min(left, size);
      const where: [string, SQLInputValue][] = [['pk = ?', query.pk]];
      where.push(last !== null && !newestFirst ? ['sk > ?', last] : ['sk >= ?', range.from]);
      if (last !== null && newestFirst) where.push(['sk < ?', last]);
      else if (range.to !== null) where.push(['sk <= ?', range.to]);

      const sql = `SELECT pk, sk, body FROM items WHERE ${where.map(([condition]) => condition).join(' AND ')}
        ORDER BY sk ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`;
      const values = where.map(([, value]) => value);
      const rows = guard(this.#file, () => this.#statement(sql).all(...values, page));
      for (const row of rows) {
        const item = readRow(row);
        last = item.sk;
        if (!item.sk.startsWith(query.prefix)) continue;
        yield item;
        left -= 1;
      }
      if (rows.length < page) return;
      // SQLite answers within the call: without this a long list would keep everything else waiting.
      await setImmediate();
    }
  }

  async putOnce({ pk, sk, body }: Item): Promise<boolean> {
    return this.#write(PUT_ONCE, [pk, sk, JSON.stringify(body)]);
  }

  async putNewer({ pk, sk, body }: Item, rank: string): Promise<boolean> {
    return this.#write(PUT_NEWER, [pk, sk, rank, JSON.stringify(body)]);
  }

  async replace(seen: Lying, { pk, sk, body }: Item, rank: string | null): Promise<boolean> {
    return this.#write(REPLACE, [rank, JSON.stringify(body), pk, sk, textOf(seen)]);
  }

  async remove(seen: Lying): Promise<boolean> {
    return this.#write(REMOVE, [seen.pk, seen.sk, textOf(seen)]);
  }

  close(): void {
    this.#db.close();
  }

  /** Whether a row was written. What was there instead is on the disk too, whoever wrote it. */
  async #write(sql: string, values: readonly SQLInputValue[]): Promise<boolean> {
    const { changes } = guard(this.#file, () => this.#statement(sql).run(...values));
    try {
      await this.#syncs.settle(`${this.#file}-wal`);
    } catch (cause) {
      // Whoever closed the database last has put all of the log into it, and that on the disk, before taking it away.
      if (systemCode(cause) !== 'ENOENT') throw asStoreFull(cause, this.#file);
    }
    return Number(changes) > 0;
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

function readRow(found: unknown): Item {
  const { pk, sk, body } = Row.parse(found);
  try {
    const parsed: unknown = JSON.parse(body);
    if (isBody(parsed)) return { pk, sk, body: parsed };
  } catch (cause) {
    throw new CatalogDamaged({ pk, sk, body }, { cause });
  }
  throw new CatalogDamaged({ pk, sk, body });
}

/** The text that lies in the file; what cannot be read is known by that text itself. */
function textOf({ body }: Lying): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Of what JSON can be, only an object; whoever asks for an item looks into it. */
function isBody(parsed: unknown): parsed is ItemBody {
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
}

/** SQLite's own errors stop here. */
function guard<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    switch (sqliteCode(cause)) {
      case SQLITE.full:
      case SQLITE.noRoomToShare:
        throw new StoreFull(file, { cause });
      case SQLITE.corrupt:
      case SQLITE.notADatabase:
      case SQLITE.cannotOpen:
        throw new DataFolderDamaged(file, 'cannot be read', { cause, remedy: REMEDY });
      default:
        throw cause;
    }
  }
}
