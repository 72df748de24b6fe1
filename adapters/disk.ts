import { closeSync, fsync, openSync, open as openLater, writeSync, write as writeLater } from 'node:fs';
import { type FileHandle, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StoreFull } from '../core/capture/object-store.ts';

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

const sync = promisify(fsync);
const open = promisify(openLater);
const write = promisify(writeLater);

/**
 * What waits for the disk goes to the thread pool: a sync, a large write, and a new file, which the file system's journal
 * holds up. What the system answers from its memory does not: there and back it would cost several times the call, and a
 * capture makes a dozen.
 */
const AT_ONCE_BYTES = 64 * 1024;

/**
 * Writes a new file, chunk by chunk where it is given as chunks; when it returns, its bytes are on the disk. Its name
 * is so only after {@link syncFolder}.
 */
export async function writeDurably(
  path: string,
  content: Uint8Array | string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (typeof content === 'string') await writeAll(file, Buffer.from(content));
    else if (content instanceof Uint8Array) await writeAll(file, content);
    else for await (const chunk of content) await writeAll(file, chunk);
    await sync(file);
  } finally {
    closeSync(file);
  }
}

async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    at +=
      bytes.length <= AT_ONCE_BYTES
        ? writeSync(file, bytes, at)
        : (await write(file, bytes, at)).bytesWritten;
  }
}

/** What is written and read at a time of a stream: large enough that the calls to the system do not count. */
export const CHUNK_BYTES = 256 * 1024;

/** From `start` to before `end`; fails with what `cutShort` makes of the bytes that there were, rather than to end early. */
export async function* readPieces(
  file: FileHandle,
  { start, end }: { readonly start: number; readonly end: number },
  cutShort: (got: number) => Error,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, end - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw cutShort(at - start);
    yield chunk.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** A file's name belongs to its folder and reaches the disk with it, not with the file. */
export async function syncFolder(path: string): Promise<void> {
  await syncOpened(path, 'r');
}

/** What was written to the file, by whomever, is on the disk when it returns. */
export async function syncFile(path: string): Promise<void> {
  await syncOpened(path, 'r+');
}

async function syncOpened(path: string, flags: 'r' | 'r+'): Promise<void> {
  const opened = openSync(path, flags);
  try {
    await sync(opened);
  } finally {
    closeSync(opened);
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
