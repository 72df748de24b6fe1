import { REMEMBERED } from './remembered.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { CatalogTable } from '../../core/catalog/catalog-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { type Instant, asInstant, instantOf } from '../../core/paper/instant.ts';
import type { PipelineDeps } from '../../core/pipeline.ts';
import { MemoryObjects, MemoryTable } from './memory-ports.ts';
import { type Page, ScriptedPaper } from './scripted-paper.ts';

/** Says what a failing disk says: a run ends with it as it ends with its process, and goes on with no other page. */
export class Killed extends Error {
  readonly syscall = 'kill';
}

/**
 * An archive in memory whose process dies once, before its `fatal`-th write: which is after the one before it. Whatever
 * else was in flight then writes nothing more either, until the process is started again: until `deps` are asked for.
 */
export class MortalDesk {
  readonly objects = new MemoryObjects();
  readonly table = new MemoryTable();
  readonly catalog: Catalog;
  writes = 0;
  /** Writes that were not done since the process was dead: how much was in flight. */
  inFlight = 0;
  #isDead = false;
  readonly #fatal: number;
  readonly #store: ObjectStore;
  readonly #began: number;
  #ids = 0;
  #seconds = 0;

  constructor(fatal = 0, began = asInstant('2023-02-25T22:00:00.000Z')) {
    this.#fatal = fatal;
    this.#began = Date.parse(began);
    const { objects, table } = this;
    this.#store = {
      get: (key) => objects.get(key),
      read: (key, range) => objects.read(key, range),
      size: (key) => objects.size(key),
      list: (prefix) => objects.list(prefix),
      putOnce: (key, bytes) => this.#write(() => objects.putOnce(key, bytes)),
      putOnceFrom: (key, chunks) => this.#write(() => objects.putOnceFrom(key, chunks)),
    };
    const mortal: CatalogTable = {
      get: (pk, sk) => table.get(pk, sk),
      query: (query) => table.query(query),
      putOnce: (item) => this.#write(() => table.putOnce(item)),
      putNewer: (item, rank) => this.#write(() => table.putNewer(item, rank)),
    };
    this.catalog = new Catalog(mortal);
  }

  /** One clock for the archive and the paper, which goes on by a second whenever it is read. */
  readonly tick = (): Instant => instantOf(new Date(this.#began + 1000 * this.#seconds++));

  deps(page: (url: string) => Page): PipelineDeps {
    this.#isDead = false;
    return {
      objects: this.#store,
      catalog: this.catalog,
      client: new ScriptedPaper(page, this.tick),
      newId: () => `id${(this.#ids += 1)}`,
      within: REMEMBERED,
    };
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    this.writes += 1;
    if (this.writes === this.#fatal) this.#isDead = true;
    if (!this.#isDead) return write();
    this.inFlight += 1;
    throw new Killed();
  }
}

/** Does what may be killed; `false` when it was. */
export async function survives(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (failure) {
    if (!(failure instanceof Killed)) throw failure;
    return false;
  }
}
