import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { type LocalObjects, NoLocalRoom } from '../../core/capture/local-objects.ts';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import { IndexDamaged, IndexNotReady } from '../../core/publish/indexes/data-index.ts';

export interface IndexesSettings {
  /** How many are open at a time. */
  readonly mostOpen: number;
  /** How long a caller waits for one that is not at hand. */
  readonly patienceMs: number;
}

/** A file that is open. */
export interface OpenIndex {
  /** Whether it failed with IndexDamaged once: what lies under its key may have been made again since. */
  readonly isDamaged: boolean;
  close(): void;
}

/** Takes a database over. Fails with whatever is wrong with it. */
export type TakeOver<Index> = (key: ObjectKey, db: DatabaseSync) => Index;

/** Keeps the files that were asked last open; they are read only, and never change. */
export class OpenIndexes<Index extends OpenIndex> {
  readonly #takeOver: TakeOver<Index>;
  /** What is set of SQLite before a file is asked. */
  readonly #pragmas: string;
  readonly #local: LocalObjects;
  readonly #settings: IndexesSettings;
  /** Those asked longest ago first. */
  readonly #open = new Map<ObjectKey, Index>();
  readonly #underWay = new Map<ObjectKey, Promise<Index>>();

  constructor(
    local: LocalObjects,
    takeOver: TakeOver<Index>,
    settings: IndexesSettings & { readonly pragmas: string },
  ) {
    this.#local = local;
    this.#takeOver = takeOver;
    this.#settings = settings;
    this.#pragmas = settings.pragmas;
  }

  async open(key: ObjectKey): Promise<Index> {
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

  async #take(key: ObjectKey): Promise<Index> {
    const path = await this.#hold(key);
    try {
      while (this.#open.size >= this.#settings.mostOpen) await this.#closeOldest();
      const index = this.#opened(key, path);
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
  async #close(key: ObjectKey, index: Index): Promise<void> {
    this.#open.delete(key);
    await setImmediate();
    index.close();
    await this.#local.letGo(key);
  }

  #opened(key: ObjectKey, path: string): Index {
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      db.exec(`PRAGMA query_only = ON; ${this.#pragmas}`);
      return this.#takeOver(key, db);
    } catch (cause) {
      db.close();
      throw cause instanceof IndexDamaged ? cause : new IndexDamaged(key, { cause });
    }
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
