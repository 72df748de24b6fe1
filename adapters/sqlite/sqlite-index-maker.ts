import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import { StoreFull } from '../../core/capture/object-store.ts';
import { sha256OfAll } from '../../core/paper/sha256.ts';
import type {
  FacetForm,
  IndexForm,
  IndexMaker,
  IndexedRow,
  NewIndex,
} from '../../core/publish/indexes/data-index.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { saysFull } from './sqlite-codes.ts';
import {
  BLOCK_ROWS,
  COMMON_VALUES,
  columnOf,
  keyNumber,
  layoutOf,
  lookedUp,
  lookupOf,
  storedForm,
} from './sqlite-index-layout.ts';

/**
 * A file that is not whole is thrown away, so that nothing is synced and nothing can be rolled back. In pages of SQLite's
 * usual size every second block would leave half of one empty.
 */
const SETTINGS = `
  PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA temp_store = FILE; PRAGMA cache_size = -65536`;

/** Indexes as SQLite files, each made in a folder of its own that is gone when the index is closed. */
export class SqliteIndexMaker implements IndexMaker {
  readonly #parent: string;

  /** Makes folders within `parent`. */
  constructor(parent: string = tmpdir()) {
    this.#parent = parent;
  }

  async make(form: IndexForm, rows: AsyncIterable<IndexedRow>): Promise<NewIndex> {
    const folder = mkdtempSync(join(this.#parent, 'jmnews-index-'));
    const file = join(folder, 'index.sqlite');
    const close = (): Promise<void> => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    };
    try {
      const count = await write(file, form, rows);
      const bytes = (): AsyncIterable<Uint8Array> => chunksOf(file);
      return { rows: count, sha256: await sha256OfAll(bytes()), bytes, close };
    } catch (cause) {
      await close();
      throw saysFull(cause) ? new StoreFull(folder, { cause }) : cause;
    }
  }
}

const CHUNK_BYTES = 1 << 20;

/** Opens the file when the first chunk is asked for: whoever fails before leaves nothing open. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Gives back how many rows there were. */
async function write(file: string, form: IndexForm, rows: AsyncIterable<IndexedRow>): Promise<number> {
  // In its defensive mode SQLite would keep a journal all the same.
  const db = new DatabaseSync(file, { defensive: false });
  try {
    db.exec(`${SETTINGS}; BEGIN; ${layoutOf(form.facets)}`);
    const blocks = new Blocks(db, form);
    const facets = new Facets(db, form.facets);
    let place = 0;
    for await (const { row, facets: told } of rows) {
      place += 1;
      blocks.add(place, row);
      facets.add(place, told);
    }
    blocks.end();
    facets.end();
    db.prepare('INSERT INTO about VALUES (?, ?)').run('form', JSON.stringify(storedForm(form, place)));
    db.exec('COMMIT');
    return place;
  } finally {
    db.close();
  }
}

class Blocks {
  readonly #insert: StatementSync;
  readonly #names: readonly string[];
  #first = 1;
  #lines: string[] = [];

  constructor(db: DatabaseSync, { columns }: IndexForm) {
    this.#insert = db.prepare('INSERT INTO blocks VALUES (?, ?)');
    this.#names = columns.map(({ name }) => name);
  }

  add(place: number, row: Row): void {
    if (this.#lines.length === BLOCK_ROWS) this.end();
    if (this.#lines.length === 0) this.#first = place;
    this.#lines.push(JSON.stringify(this.#names.map((name) => row[name] ?? null)));
  }

  end(): void {
    if (this.#lines.length === 0) return;
    this.#insert.run(this.#first, deflateRawSync(this.#lines.join('\n')));
    this.#lines = [];
  }
}

/** What is told of a value once all rows are there. */
interface ValueCount {
  readonly id: number;
  readonly first: number;
  rows: number;
  last: number;
}

class Facets {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #facets: readonly { readonly form: FacetForm; readonly values: Map<string, ValueCount> }[];

  constructor(db: DatabaseSync, forms: readonly FacetForm[]) {
    this.#db = db;
    this.#insert = db.prepare(`INSERT INTO facets VALUES (?${', ?'.repeat(forms.length)})`);
    this.#facets = forms.map((form) => ({ form, values: new Map<string, ValueCount>() }));
  }

  add(place: number, told: IndexedRow['facets']): void {
    const numbers = this.#facets.map(({ form, values }) => {
      const value = told[form.name] ?? null;
      if (value === null) return null;
      return form.kind === 'key' ? keyNumber(value) : count(values, value, place);
    });
    this.#insert.run(place, ...numbers);
  }

  end(): void {
    const insert = this.#db.prepare('INSERT INTO facet_values VALUES (?, ?, ?, ?, ?, ?)');
    for (const { form, values } of this.#facets) {
      for (const [value, { id, rows, first, last }] of values)
        insert.run(form.name, value, id, rows, first, last);
    }
    const common = this.#db.prepare(COMMON_VALUES).all();
    for (const { form } of this.#facets) {
      const ids = common.filter(({ facet }) => facet === form.name).map(({ id }) => Number(id));
      this.#db.exec(
        `CREATE INDEX ${lookupOf(form)} ON facets (${columnOf(form)}) WHERE ${lookedUp(form, ids)}`,
      );
    }
  }
}

/** The id of the value. */
function count(values: Map<string, ValueCount>, value: string, place: number): number {
  const known = values.get(value);
  if (known !== undefined) {
    known.rows += 1;
    known.last = place;
    return known.id;
  }
  const id = values.size + 1;
  values.set(value, { id, rows: 1, first: place, last: place });
  return id;
}
