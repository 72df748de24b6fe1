import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import { IndexDamaged } from '../../core/publish/indexes/data-index.ts';
import type { OpenIndex } from './open-indexes.ts';
import { saysDamaged } from './sqlite-codes.ts';

/** More kinds of questions than are asked again. */
const MOST_STATEMENTS = 200;

/** A SQLite file that is open to be read, whatever it is an index of. */
export abstract class IndexFile implements OpenIndex {
  protected readonly key: ObjectKey;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isDamaged = false;

  /** Takes the database over. */
  constructor(key: ObjectKey, db: DatabaseSync) {
    this.key = key;
    this.#db = db;
  }

  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  close(): void {
    this.#db.close();
  }

  /** Prepared once for all who ask the same; what they ask for is bound, so that the same is asked again. */
  protected prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** What cannot be read, or is not what a maker writes, is damage. Fails with IndexDamaged. */
  protected guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (!saysDamaged(cause)) throw cause;
      this.#isDamaged = true;
      throw new IndexDamaged(this.key, { cause });
    }
  }
}
