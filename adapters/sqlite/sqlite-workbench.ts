import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { StoreFull } from '../../core/capture/object-store.ts';
import type { RowTable, Workbench } from '../../core/publish/release/workbench.ts';
import type { Cell, ColumnForm, Row } from '../../core/publish/tables/column.ts';
import { quoted } from './sql-names.ts';
import { saysFull } from './sqlite-codes.ts';

/**
 * Nothing here has to survive anything, so nothing is synced and nothing can be rolled back. What is read in order is
 * sorted in files beside the database, with at most this much of either in memory.
 */
const SETTINGS = `
  PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA temp_store = FILE; PRAGMA cache_size = -32768`;

/** Rows on a desk's or a function's own disk, in a folder of their own that is gone with the process or before. */
export class SqliteWorkbench implements Workbench {
  readonly #db: DatabaseSync;
  readonly #folder: string;
  readonly #inserts = new Map<string, StatementSync>();
  readonly #updates = new Map<string, StatementSync>();

  /** Makes a folder within `parent`. */
  constructor(parent: string = tmpdir()) {
    this.#folder = mkdtempSync(join(parent, 'jmnews-rows-'));
    this.#db = new DatabaseSync(join(this.#folder, 'rows.sqlite'));
    this.#db.exec(`${SETTINGS}; BEGIN`);
  }

  add(table: RowTable, rows: readonly Row[]): void {
    const insert = this.#insertInto(table);
    this.#guard(() => {
      for (const row of rows) insert.run(...table.columns.map(({ name }) => row[name] ?? null));
    });
  }

  fillIn(table: RowTable, key: string, column: string, cells: Iterable<readonly [string, Cell]>): void {
    this.#insertInto(table);
    const [name, keyed] = [quoted(table.name), quoted(key)];
    this.#guard(() => {
      const sql = `UPDATE ${name} SET ${quoted(column)} = ? WHERE ${keyed} = ?`;
      let update = this.#updates.get(sql);
      if (update === undefined) {
        this.#db.exec(
          `CREATE INDEX IF NOT EXISTS ${quoted(`${table.name} by ${key}`)} ON ${name} (${keyed})`,
        );
        update = this.#db.prepare(sql);
        this.#updates.set(sql, update);
      }
      for (const [of, cell] of cells) update.run(cell, of);
    });
  }

  *rows(table: RowTable): Generator<Row> {
    // A table that nothing was put into is an empty one.
    this.#insertInto(table);
    const order = [...table.order.map(quoted), 'rowid'].join(', ');
    const select = this.#guard(() =>
      this.#db.prepare(`SELECT ${columnList(table)} FROM ${quoted(table.name)} ORDER BY ${order}`),
    );
    const found = this.#guard(() => select.iterate());
    for (;;) {
      const { done, value } = this.#guard(() => found.next());
      if (done === true) return;
      yield Object.fromEntries(table.columns.map(({ name }) => [name, cellOf(value[name])]));
    }
  }

  count(table: RowTable): number {
    this.#insertInto(table);
    const counted = this.#db.prepare(`SELECT count(*) AS rows FROM ${quoted(table.name)}`).get();
    return Number(counted?.['rows'] ?? 0);
  }

  close(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Also makes the table. */
  #insertInto(table: RowTable): StatementSync {
    const known = this.#inserts.get(table.name);
    if (known !== undefined) return known;
    return this.#guard(() => {
      const columns = table.columns
        .map((column) => `${quoted(column.name)} ${affinityOf(column)}`)
        .join(', ');
      this.#db.exec(`CREATE TABLE ${quoted(table.name)} (${columns}) STRICT`);
      const marks = table.columns.map(() => '?').join(', ');
      const insert = this.#db.prepare(`INSERT INTO ${quoted(table.name)} VALUES (${marks})`);
      this.#inserts.set(table.name, insert);
      return insert;
    });
  }

  #guard<T>(run: () => T): T {
    try {
      return run();
    } catch (cause) {
      if (saysFull(cause)) throw new StoreFull(this.#folder, { cause });
      throw cause;
    }
  }
}

/** Decimals stay texts, so that no digit is lost. */
function affinityOf({ type }: ColumnForm): 'INTEGER' | 'TEXT' {
  return type === 'integer' ? 'INTEGER' : 'TEXT';
}

function columnList({ columns }: RowTable): string {
  return columns.map(({ name }) => quoted(name)).join(', ');
}

function cellOf(value: SQLOutputValue | undefined): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`a row holds ${typeof value} in a cell, which no column is of`);
}
