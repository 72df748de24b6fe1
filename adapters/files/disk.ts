import { closeSync, fsync, openSync, write as writeSome } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StoreFull } from '../../core/capture/object-store.ts';

/** What a disk, a quota or a file size limit says when there is no room. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The system's code for what went wrong, such as `ENOENT`; `null` for anything that is no system error. */
export function systemCode(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
}

/** What to throw for `cause`: {@link StoreFull} when the disk of `place` has no room, else `cause` itself. */
export function asStoreFull(cause: unknown, place: string): unknown {
  return NO_ROOM.has(systemCode(cause) ?? '') ? new StoreFull(place, { cause }) : cause;
}

const write = promisify(writeSome);
const sync = promisify(fsync);

/** Writes a new file; when it returns, its bytes are on the disk. Its name is so only after {@link syncFolder}. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  // To open and to close wait for no disk, and cost less here than on their way through the pool and back.
  const file = openSync(path, 'wx');
  try {
    for (let at = 0; at < content.length;) at += (await write(file, content, at)).bytesWritten;
    await sync(file);
  } finally {
    closeSync(file);
  }
}

/** A file's name belongs to its folder and reaches the disk with it, not with the file. */
export async function syncFolder(path: string): Promise<void> {
  const folder = openSync(path, 'r');
  try {
    await sync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Syncs of folders, shared by whoever waits at the same time: while one of a folder runs, all that come wait for the
 * next, which begins after it.
 */
export class FolderSyncs {
  readonly #sync: (path: string) => Promise<void>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  constructor(sync: (path: string) => Promise<void> = syncFolder) {
    this.#sync = sync;
  }

  /** When it returns, every name that the folder had when it was called is on the disk. */
  async settle(path: string): Promise<void> {
    const running = this.#running.get(path);
    if (running === undefined) return this.#start(path);
    const next = this.#next.get(path) ?? running.catch(() => undefined).then(() => this.#start(path));
    this.#next.set(path, next);
    return next;
  }

  #start(path: string): Promise<void> {
    this.#next.delete(path);
    const sync = this.#sync(path).finally(() => this.#running.delete(path));
    this.#running.set(path, sync);
    return sync;
  }
}

/**
 * Makes a folder and those above it that are missing, and all their names durable. Level by level: Node's own
 * recursive mkdir never ends where the system refuses a new name with ENOENT, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  if (await madeLevel(path)) return;
  await makeFolder(dirname(path));
  // The folder above is there now, so that a second refusal is final.
  if (!(await madeLevel(path))) await mkdir(path);
}

/** `false` when the folder above is missing; one that is there already is as good as made. */
async function madeLevel(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return true;
    if (systemCode(cause) === 'ENOENT' && dirname(path) !== path) return false;
    throw cause;
  }
  await syncFolder(dirname(path));
  return true;
}
