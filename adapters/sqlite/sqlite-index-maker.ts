import { tmpdir } from 'node:os';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import type {
  FacetForm,
  IndexForm,
  IndexMaker,
  IndexedRow,
  NewIndex,
} from '../../core/publish/indexes/data-index.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { NEW_FILE_PRAGMAS, newIndexFile } from './new-index-file.ts';
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

/** Indexes as SQLite files, each made in a folder of its own that is gone when the index is closed. */
export class SqliteIndexMaker implements IndexMaker {
  readonly #parent: string;

  /** Makes folders within `parent`. */
  constructor(parent: string = tmpdir()) {
    this.#parent = parent;
  }

  make(form: IndexForm, rows: AsyncIterable<IndexedRow>): Promise<NewIndex> {
    return newIndexFile(this.#parent, (file) => write(file, form, rows));
  }
}

/** Gives back how many rows there were. */
async function write(file: string, form: IndexForm, rows: AsyncIterable<IndexedRow>): Promise<number> {
  // In its defensive mode SQLite would keep a journal all the same.
  const db = new DatabaseSync(file, { defensive: false });
  try {
    db.exec(`${NEW_FILE_PRAGMAS}; BEGIN; ${layoutOf(form.facets)}`);
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
