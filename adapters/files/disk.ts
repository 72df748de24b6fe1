import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/**
 * Writes a new file, chunk by chunk where it is given as chunks; when it returns, its bytes are on the disk. Its name
 * is so only after {@link syncFolder}.
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array | string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A file's name belongs to its folder and reaches the disk with it, not with the file. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
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
