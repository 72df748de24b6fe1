import { randomUUID } from 'node:crypto';
import { linkSync, unlinkSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, readdir, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LocalObjects } from '../../core/capture/local-objects.ts';
import type { ObjectRemoval } from '../../core/capture/object-removal.ts';
import { MeasuredChunks, inParts } from '../../core/capture/object-chunks.ts';
import {
  type ByteRange,
  ObjectCutShort,
  type ObjectKey,
  ObjectMissing,
  type ObjectStore,
  type StoredObject,
  type StreamPut,
  checkRange,
  isObjectKey,
} from '../../core/capture/object-store.ts';
import {
  CHUNK_BYTES,
  asStoreFull,
  makeFolder,
  readPieces,
  syncFolder,
  systemCode,
  writeDurably,
} from '../disk.ts';
import { SharedSyncs } from '../shared-syncs.ts';

/** No key has a segment that begins with a dot, so that what lies here is never listed nor in a key's way. */
const HALF_WRITTEN = '.tmp';

/** A folder cannot hold a file and a folder of one name, as the keys `a` and `a/b` would ask. */
export class ObjectKeyClash extends Error {
  override readonly name = 'ObjectKeyClash';
  readonly key: ObjectKey;

  constructor(key: ObjectKey, options?: ErrorOptions) {
    super(
      `the object '${key}' cannot be a file: one of its folders is an object, or it is a folder itself; give it another key`,
      options,
    );
    this.key = key;
  }
}

/**
 * Objects as plain files, the key being the path. An object is written beside the tree, made durable and then
 * linked to its name, which the file system does for one writer only: under its name there is always a whole
 * object or none. Needs a file system with hard links that tells `A` from `a`. Media types are not kept.
 *
 * Fails with a TypeError for what is no object key, which keeps all paths within the folder, and with
 * {@link ObjectKeyClash} for a key that is also a folder of another.
 */
export class FileObjects implements ObjectStore, LocalObjects, ObjectRemoval {
  readonly #root: string;
  /** Folders whose names this process has made durable. */
  readonly #settled = new Set<string>();
  readonly #names = new SharedSyncs(syncFolder);

  /** `root` is made when the first object is put. */
  constructor(root: string) {
    this.#root = root;
  }

  putOnce(key: ObjectKey, bytes: Uint8Array): Promise<'stored' | 'exists'> {
    return this.#keep(key, bytes);
  }

  async putOnceFrom(key: ObjectKey, chunks: AsyncIterable<Uint8Array>): Promise<StreamPut> {
    const given = new MeasuredChunks(chunks);
    const outcome = await this.#keep(key, inParts(given, CHUNK_BYTES));
    return { outcome, ...given.measure() };
  }

  async #keep(key: ObjectKey, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<'stored' | 'exists'> {
    const path = this.#pathOf(key);
    const temp = join(this.#root, HALF_WRITTEN, randomUUID());
    try {
      await this.#settle(dirname(temp));
      await this.#settle(dirname(path)).catch((cause: unknown) => {
        throw isInTheWay(cause) ? new ObjectKeyClash(key, { cause }) : cause;
      });
      await writeDurably(temp, content);
      const outcome = await this.#linkOnce(temp, path, key);
      // Also when it exists: whoever put it may not have come to this line yet.
      await this.#names.settle(dirname(path));
      return outcome;
    } catch (cause) {
      throw asStoreFull(cause, this.#root);
    } finally {
      removeIfThere(temp);
    }
  }

  async get(key: ObjectKey): Promise<Uint8Array> {
    try {
      return await readFile(this.#pathOf(key));
    } catch (cause) {
      throw isNoFile(cause) ? new ObjectMissing(key, { cause }) : cause;
    }
  }

  async *read(key: ObjectKey, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const { file, size } = await this.#open(key);
    try {
      if (range) checkRange(key, range, size);
      const { start, end } = range ?? { start: 0, end: size };
      yield* readPieces(file, { start, end }, (got) => new ObjectCutShort(key, end - start, got));
    } finally {
      await file.close();
    }
  }

  async size(key: ObjectKey): Promise<number> {
    const { file, size } = await this.#open(key);
    await file.close();
    return size;
  }

  async remove(key: ObjectKey): Promise<'removed' | 'absent'> {
    const path = this.#pathOf(key);
    try {
      await unlink(path);
    } catch (cause) {
      if (isNoFile(cause)) return 'absent';
      throw cause;
    }
    await syncFolder(dirname(path));
    return 'removed';
  }

  /** The object's own file: it never changes, and where it is removed, whoever has it open keeps it. */
  async hold(key: ObjectKey): Promise<string> {
    await this.size(key);
    return this.#pathOf(key);
  }

  letGo(): Promise<void> {
    return Promise.resolve();
  }

  /** Holds the names of one folder a level in memory, never the whole tree. */
  list(prefix: string): AsyncIterable<StoredObject> {
    return this.#walk('', prefix);
  }

  /**
   * Removes what killed writers left half-written. Only for whoever alone writes here: another's put that is
   * under way would fail.
   */
  async sweep(): Promise<void> {
    await rm(join(this.#root, HALF_WRITTEN), { recursive: true, force: true });
    this.#settled.delete(join(this.#root, HALF_WRITTEN));
  }

  /** Fails with {@link ObjectMissing}; a folder can be opened as well, and is no object. */
  async #open(key: ObjectKey): Promise<{ readonly file: FileHandle; readonly size: number }> {
    const file = await open(this.#pathOf(key)).catch((cause: unknown) => {
      throw isNoFile(cause) ? new ObjectMissing(key, { cause }) : cause;
    });
    const stats = await file.stat();
    if (stats.isFile()) return { file, size: stats.size };
    await file.close();
    throw new ObjectMissing(key);
  }

  async #linkOnce(temp: string, path: string, key: ObjectKey): Promise<'stored' | 'exists'> {
    try {
      linkSync(temp, path);
      return 'stored';
    } catch (cause) {
      if (systemCode(cause) !== 'EEXIST') throw cause;
      if (!(await stat(path)).isFile()) throw new ObjectKeyClash(key, { cause });
      return 'exists';
    }
  }

  /**
   * Makes a folder within the root durable up to the root. A folder that is there already is settled too:
   * whoever made it may have been killed before its name reached the disk.
   */
  async #settle(folder: string): Promise<void> {
    if (this.#settled.has(folder)) return;
    if (folder === this.#root) {
      await makeFolder(folder);
    } else {
      await this.#settle(dirname(folder));
      await mkdir(folder, { recursive: true });
      await syncFolder(dirname(folder));
    }
    this.#settled.add(folder);
  }

  /** `folder` is `''` or a key's beginning up to a slash. */
  async *#walk(folder: string, prefix: string): AsyncGenerator<StoredObject> {
    for (const key of await this.#keysIn(folder)) {
      if (key.endsWith('/')) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* this.#walk(key, prefix);
      } else if (key.startsWith(prefix)) {
        yield { key, bytes: (await stat(join(this.#root, key))).size };
      }
    }
  }

  /**
   * What lies in a folder, folders with a slash at the end. With it they sort as the keys below them do:
   * `a-b`, `a.b`, `a/b` is the order of these keys, while the folder's bare name `a` would come first.
   */
  async #keysIn(folder: string): Promise<string[]> {
    try {
      const entries = await readdir(join(this.#root, folder), { withFileTypes: true });
      return entries
        .filter((entry) => isObjectKey(entry.name) && (entry.isFile() || entry.isDirectory()))
        .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
        .sort();
    } catch (cause) {
      if (folder === '' && systemCode(cause) === 'ENOENT') return [];
      throw cause;
    }
  }

  #pathOf(key: ObjectKey): string {
    if (!isObjectKey(key)) throw new TypeError(`'${key}' is not an object key`);
    return join(this.#root, key);
  }
}

function isNoFile(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(cause) ?? '');
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
  }
}

function isInTheWay(cause: unknown): boolean {
  const code = systemCode(cause);
  return code === 'ENOTDIR' || code === 'EEXIST';
}
