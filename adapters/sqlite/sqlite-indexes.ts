import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { type LocalObjects, NoLocalRoom } from '../../core/capture/local-objects.ts';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import {
  type DataIndex,
  type DataIndexes,
  IndexDamaged,
  IndexNotReady,
} from '../../core/publish/indexes/data-index.ts';
import { SqliteIndex } from './sqlite-index.ts';

export interface IndexesSettings {
  /** How many are open at a time: those of two releases, for while a new one takes over from the last. */
  readonly mostOpen: number;
  /** How long a caller waits for one that is not at hand. */
  readonly patienceMs: number;
}

/** An HTTP API waits for 30 seconds at most. */
const SETTINGS: IndexesSettings = { mostOpen: 6, patienceMs: 20_000 };

/** Keeps the indexes that were asked last open; they are read only, and never change. */
export class SqliteIndexes implements DataIndexes {
  readonly #local: LocalObjects;
  readonly #settings: IndexesSettings;
  /** Those asked longest ago first. */
  readonly #open = new Map<ObjectKey, SqliteIndex>();
  readonly #underWay = new Map<ObjectKey, Promise<SqliteIndex>>();

  constructor(local: LocalObjects, settings: Partial<IndexesSettings> = {}) {
    this.#local = local;
    this.#settings = { ...SETTINGS, ...settings };
  }

  async open(key: ObjectKey): Promise<DataIndex> {
    const open = this.#open.get(key);
    if (open?.isDamaged) {
      await this.#close(key, open);
    } else if (open !== undefined) {
      this.#open.delete(key);
      this.#open.set(key, open);
      return open;
    }
    let underWay = this.#underWay.get(key);
    if (underWay === undefined) {
      underWay = this.#take(key).finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, underWay);
    }
    return withinPatience(underWay, this.#settings.patienceMs, () => new IndexNotReady(key));
  }

  /** Lets go of all that is open. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
    while (await this.#closeOldest());
  }

  async #take(key: ObjectKey): Promise<SqliteIndex> {
    const path = await this.#hold(key);
    try {
      while (this.#open.size >= this.#settings.mostOpen) await this.#closeOldest();
      const index = openedIndex(key, path);
      this.#open.set(key, index);
      return index;
    } catch (cause) {
      await this.#local.letGo(key);
      throw cause;
    }
  }

  /** Gives up what was asked longest ago when there is no room for more. */
  async #hold(key: ObjectKey): Promise<string> {
    for (;;) {
      try {
        return await this.#local.hold(key);
      } catch (cause) {
        if (!(cause instanceof NoLocalRoom) || !(await this.#closeOldest())) throw cause;
      }
    }
  }

  async #closeOldest(): Promise<boolean> {
    for (const [key, index] of this.#open) {
      await this.#close(key, index);
      return true;
    }
    return false;
  }

  /** Whoever was given the index in this turn of the event loop has asked it when the next one begins. */
  async #close(key: ObjectKey, index: SqliteIndex): Promise<void> {
    this.#open.delete(key);
    await setImmediate();
    index.close();
    await this.#local.letGo(key);
  }
}

function openedIndex(key: ObjectKey, path: string): SqliteIndex {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    // What is looked through again and again, the facets of a million rows, fits.
    db.exec('PRAGMA cache_size = -65536; PRAGMA query_only = ON');
    return new SqliteIndex(key, db);
  } catch (cause) {
    db.close();
    throw cause instanceof IndexDamaged ? cause : new IndexDamaged(key, { cause });
  }
}

/** What goes on for longer goes on all the same. */
async function withinPatience<T>(
  underWay: Promise<T>,
  patienceMs: number,
  otherwise: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(otherwise()), patienceMs);
  });
  // Whoever has lost patience is told of no failure that comes later; the next one who asks tries again.
  underWay.catch(() => undefined);
  try {
    return await Promise.race([underWay, patience]);
  } finally {
    clearTimeout(timer);
  }
}
