import { mkdir, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalObjects, NoLocalRoom } from '../../core/capture/local-objects.ts';
import { provenChunks } from '../../core/capture/object-chunks.ts';
import { digestInKey } from '../../core/capture/object-keys.ts';
import type { ObjectKey, ObjectStore } from '../../core/capture/object-store.ts';
import { IndexDamaged } from '../../core/publish/indexes/data-index.ts';
import { asStoreFull } from '../disk.ts';

/** A file that is here or on its way. */
interface Fetched {
  readonly bytes: number;
  readonly file: string;
  readonly here: Promise<void>;
  holders: number;
}

/**
 * Copies of objects in a folder of this machine, each fetched when it is held first, whole or not at all. What nobody
 * holds any more stays until its room is needed, what was let go of longest ago going first. The folder is of this
 * object alone: what another process left in it is removed.
 *
 * An object whose key tells its digest is proven against it, and fails with {@link IndexDamaged}.
 */
export class FetchedObjects implements LocalObjects {
  readonly #store: Pick<ObjectStore, 'read' | 'size'>;
  readonly #folder: string;
  readonly #maxBytes: number;
  /** What was let go of longest ago first. */
  readonly #fetched = new Map<ObjectKey, Fetched>();
  #cleared: Promise<void> | undefined;
  #files = 0;

  constructor(
    store: Pick<ObjectStore, 'read' | 'size'>,
    maxBytes: number,
    folder = join(tmpdir(), 'jmnews-fetched'),
  ) {
    this.#store = store;
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  async hold(key: ObjectKey): Promise<string> {
    const known = this.#fetched.get(key);
    if (known !== undefined) return this.#held(key, known);
    const bytes = await this.#store.size(key);
    this.#cleared ??= this.#clear();
    await this.#cleared;
    // Someone else may have begun meanwhile.
    return this.#held(key, this.#fetched.get(key) ?? this.#begin(key, bytes));
  }

  letGo(key: ObjectKey): Promise<void> {
    const fetched = this.#fetched.get(key);
    if (fetched !== undefined) {
      fetched.holders -= 1;
      this.#fetched.delete(key);
      this.#fetched.set(key, fetched);
    }
    return Promise.resolve();
  }

  async #held(key: ObjectKey, fetched: Fetched): Promise<string> {
    fetched.holders += 1;
    try {
      await fetched.here;
      return fetched.file;
    } catch (cause) {
      // All who wait for it fail; the next one begins anew.
      if (this.#fetched.get(key) === fetched) this.#fetched.delete(key);
      throw cause;
    }
  }

  #begin(key: ObjectKey, bytes: number): Fetched {
    const removed = this.#makeRoom(key, bytes);
    this.#files += 1;
    const file = join(this.#folder, String(this.#files));
    const fetched: Fetched = { bytes, file, here: this.#fetch(key, file, removed), holders: 0 };
    this.#fetched.set(key, fetched);
    return fetched;
  }

  async #fetch(key: ObjectKey, file: string, removed: Promise<unknown>): Promise<void> {
    const half = `${file}.part`;
    try {
      await removed;
      const written = await open(half, 'w');
      try {
        for await (const chunk of this.#proven(key)) await written.writeFile(chunk);
      } finally {
        await written.close();
      }
      await rename(half, file);
    } catch (cause) {
      await rm(half, { force: true });
      throw asStoreFull(cause, this.#folder);
    }
  }

  #proven(key: ObjectKey): AsyncIterable<Uint8Array> {
    const sha256 = digestInKey(key);
    const chunks = this.#store.read(key);
    return sha256 === null ? chunks : provenChunks(chunks, sha256, () => new IndexDamaged(key));
  }

  /** Fails with {@link NoLocalRoom}, and then removes nothing. */
  #makeRoom(key: ObjectKey, bytes: number): Promise<unknown> {
    let room = this.#maxBytes - bytes;
    for (const one of this.#fetched.values()) room -= one.bytes;
    const idle: [ObjectKey, Fetched][] = [];
    for (const entry of this.#fetched) {
      if (room >= 0) break;
      if (entry[1].holders > 0) continue;
      room += entry[1].bytes;
      idle.push(entry);
    }
    if (room < 0) throw new NoLocalRoom(key, bytes, this.#maxBytes);
    return Promise.all(
      idle.map(([gone, { file }]) => {
        this.#fetched.delete(gone);
        return rm(file, { force: true });
      }),
    );
  }

  async #clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
  }
}
