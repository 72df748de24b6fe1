import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlacedBytes } from '../../core/publish/placed-bytes.ts';
import { asStoreFull, syncFolder } from '../disk.ts';
import { newId } from '../random-id.ts';

/**
 * Writes a file, in place of one of that name if there is one: whole and on the disk when it returns, and not at all
 * when `pieces` fail, which is what this call then fails with. What a kill leaves behind has a name of its own, which
 * ends in `.part`. Fails with StoreFull.
 */
export async function writeWholeFile(path: string, pieces: AsyncIterable<PlacedBytes>): Promise<void> {
  // Of two that write the same file at once, the last one to end is there, whole.
  const part = `${path}.${newId()}.part`;
  try {
    const file = await open(part, 'wx');
    try {
      for await (const piece of pieces) await writeAt(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(part, { force: true });
    throw asStoreFull(cause, dirname(path));
  }
}

async function writeAt(file: FileHandle, { at, bytes }: PlacedBytes): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}
