import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFull } from '../../core/capture/object-store.ts';
import { sha256OfAll } from '../../core/paper/sha256.ts';
import type { NewIndex } from '../../core/publish/indexes/data-index.ts';
import { saysFull } from './sqlite-codes.ts';

/**
 * A file that is not whole is thrown away, so that nothing is synced and nothing can be rolled back. In pages of SQLite's
 * usual size every second block would leave half of one empty.
 */
export const NEW_FILE_PRAGMAS = `
  PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA temp_store = FILE; PRAGMA cache_size = -65536`;

/**
 * An index that `write` writes into a file, in a folder of its own within `parent` that is gone when the index is closed. `write` gives back
 * how many rows there are. Fails with StoreFull or with what `write` fails with, and then leaves nothing behind.
 */
export async function newIndexFile(
  parent: string,
  write: (file: string) => Promise<number>,
): Promise<NewIndex> {
  const folder = mkdtempSync(join(parent, 'jmnews-index-'));
  const file = join(folder, 'index.sqlite');
  const close = (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  };
  try {
    const rows = await write(file);
    const bytes = (): AsyncIterable<Uint8Array> => chunksOf(file);
    return { rows, sha256: await sha256OfAll(bytes()), bytes, close };
  } catch (cause) {
    await close();
    throw saysFull(cause) ? new StoreFull(folder, { cause }) : cause;
  }
}

const CHUNK_BYTES = 1 << 20;

/** Opens the file when the first chunk is asked for: whoever fails before leaves nothing open. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
