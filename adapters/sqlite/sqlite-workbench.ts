import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { StoreFull } from '../../core/capture/object-store.ts';
import { compareRows } from '../../core/publish/release/row-order.ts';
import type { RowTable, Workbench } from '../../core/publish/release/workbench.ts';
import type { Cell, ColumnForm, Row } from '../../core/publish/tables/column.ts';
import { quoted } from './sql-names.ts';
import { saysFull } from './sqlite-codes.ts';

/**
 * Nothing here has to survive anything, so nothing is synced and nothing can be rolled back. What is read in order is
 * sorted in files beside the database, with at most this much of either in memory. Rows are wide: on larger pages more of
 * them are read at a time.
 */
const SETTINGS = `
  PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = FILE; PRAGMA cache_size = -32768`;

/** How the rows of a table lie: under a name that changes when they are put into order. */
interface Laid {
  readonly name: string;
  readonly insert: StatementSync;
  /**
   * For a column that was filled in, what writes into the table beside this one that holds its cells: a row that grew
   * where it lies would push others out of their pages.
   */
  readonly filled: Map<string, StatementSync>;
  /** Whether the order of the table is that of being added, so that nothing has to be sorted. */
  inOrder: boolean;
  /** The row that was added last. */
  last: Row | null;
}

/**
 * Rows on a desk's or a function's own disk, in a folder of their own that is gone with the process or before. Rows that
 * were not added in the order of their table are sorted once, when they are first asked for, and lie in order from
 * then on: they are wide, and are told once for every file that is written of them.
 */
export class SqliteWorkbench implements Workbench {
  readonly #db: DatabaseSync;
  readonly #folder: string;
  readonly #laid = new Map<string, Laid>();

  /** Makes a folder within `parent`. */
  constructor(parent: string = tmpdir()) {
    this.#folder = mkdtempSync(join(parent, 'jmnews-rows-'));
    // In its defensive mode SQLite would keep a journal all the same.
    this.#db = new DatabaseSync(join(this.#folder, 'rows.sqlite'), { defensive: false });
    this.#db.exec(`${SETTINGS}; BEGIN`);
  }

  add(table: RowTable, rows: readonly Row[]): void {
    const laid = this.#laidOut(table);
    this.#guard(() => {
      for (const row of rows) {
        laid.insert.run(...table.columns.map(({ name }) => row[name] ?? null));
        laid.inOrder &&= laid.last === null || compareRows(table.order, laid.last, row) <= 0;
        laid.last = row;
      }
    });
  }

  fillIn(table: RowTable, key: string, column: string, cells: Iterable<readonly [string, Cell]>): void {
    const laid = this.#laidOut(table);
    this.#guard(() => {
      const fill = this.#beside(laid, key, column);
      for (const [of, cell] of cells) fill.run(cell, of);
    });
    if (table.order.includes(column)) laid.inOrder = false;
  }

  *rows(table: RowTable): Generator<Row> {
    // A table that nothing was put into is an empty one.
    const laid = this.#inOrder(table);
    const select = this.#guard(() => this.#db.prepare(selectFrom(laid, table)));
    const found = this.#guard(() => select.iterate());
    try {
      for (;;) {
        const { done, value } = this.#guard(() => found.next());
        if (done === true) return;
        yield rowOf(value);
      }
    } finally {
      found.return?.();
    }
  }

  count(table: RowTable): number {
    const { name } = this.#laidOut(table);
    const counted = this.#db.prepare(`SELECT count(*) AS rows FROM ${quoted(name)}`).get();
    return Number(counted?.['rows'] ?? 0);
  }

  close(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #laidOut(table: RowTable): Laid {
    const known = this.#laid.get(table.name);
    if (known !== undefined) return known;
    return this.#guard(() => this.#layOut(table, table.name));
  }

  /** Makes an empty table, which stands for `table` from then on. */
  #layOut(table: RowTable, name: string): Laid {
    const columns = table.columns.map((column) => `${quoted(column.name)} ${affinityOf(column)}`).join(', ');
    this.#db.exec(`CREATE TABLE ${quoted(name)} (${columns}) STRICT`);
    const marks = table.columns.map(() => '?').join(', ');
    const insert = this.#db.prepare(`INSERT INTO ${quoted(name)} VALUES (${marks})`);
    const laid = { name, insert, filled: new Map<string, StatementSync>(), inOrder: true, last: null };
    this.#laid.set(table.name, laid);
    return laid;
  }

  /** What fills a column of rows that `key` names. */
  #beside(laid: Laid, key: string, column: string): StatementSync {
    const known = laid.filled.get(column);
    if (known !== undefined) return known;
    const [name, keyed, beside] = [laid.name, key, besideName(laid, column)].map(quoted);
    this.#db.exec(`
      CREATE INDEX IF NOT EXISTS ${quoted(`${laid.name} by ${key}`)} ON ${name} (${keyed});
      CREATE TABLE ${beside} (of INTEGER PRIMARY KEY, cell ANY) STRICT`);
    const fill = this.#db.prepare(
      `INSERT OR REPLACE INTO ${beside} (cell, of) SELECT ?, rowid FROM ${name} WHERE ${keyed} = ?`,
    );
    laid.filled.set(column, fill);
    return fill;
  }

  #inOrder(table: RowTable): Laid {
    const laid = this.#laidOut(table);
    if (laid.inOrder) return laid;
    return this.#guard(() => {
      const sorted = this.#layOut(table, `${laid.name} in order`);
      this.#db.exec(`
        INSERT INTO ${quoted(sorted.name)} ${selectFrom(laid, table, table.order)};
        DELETE FROM ${quoted(laid.name)}`);
      const newest = this.#db.prepare(`${selectFrom(sorted, table)} DESC LIMIT 1`).get();
      sorted.last = newest === undefined ? null : rowOf(newest);
      return sorted;
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

/** Every row with what was filled in, by `order`, then as it was added. */
function selectFrom(laid: Laid, { columns }: RowTable, order: readonly string[] = []): string {
  const table = quoted(laid.name);
  const beside = (column: string): string => quoted(besideName(laid, column));
  const cells = columns.map(({ name }) => {
    const own = `${table}.${quoted(name)}`;
    if (!laid.filled.has(name)) return own;
    return `iif(${beside(name)}.of IS NULL, ${own}, ${beside(name)}.cell) AS ${quoted(name)}`;
  });
  const joins = Array.from(
    laid.filled.keys(),
    (column) => `LEFT JOIN ${beside(column)} ON ${beside(column)}.of = ${table}.rowid`,
  );
  // A bare name is the column as it was filled in, where there is one.
  const by = [...order.map(quoted), `${table}.rowid`].join(', ');
  return `SELECT ${cells.join(', ')} FROM ${table} ${joins.join(' ')} ORDER BY ${by}`;
}

function besideName({ name }: Laid, column: string): string {
  return `${column} of ${name}`;
}

/** What SQLite tells is a row already, its cells in the order of the columns; only of what they hold it knows more kinds. */
function rowOf(found: Record<string, SQLOutputValue>): Row {
  if (isRow(found)) return found;
  throw new TypeError('a row holds what no column is of');
}

function isRow(found: Record<string, SQLOutputValue>): found is Record<string, Cell> {
  for (const name in found) {
    const cell = found[name];
    if (cell !== null && typeof cell !== 'string' && typeof cell !== 'number') return false;
  }
  return true;
}
