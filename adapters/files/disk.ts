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

/** Writes a new file; when it returns, its bytes are on the disk. Its name is so only after {@link syncFolder}. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
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

/** Makes a folder and those above it, and all their names durable. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  const top = dirname(first);
  for (let above = dirname(path); above.length >= top.length; above = dirname(above)) {
    await syncFolder(above);
    if (above === dirname(above)) return;
  }
}
