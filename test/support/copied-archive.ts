import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { localFolder } from './local-folder.ts';

/**
 * An archive as `fill` leaves it in a folder: filled for the first test that asks for it, and copied for each, since
 * most of a test's time would go into capturing the same. The folder of the copy.
 */
export function copiedArchive(fill: (data: string) => Promise<void>): () => Promise<string> {
  let filled: string | null = null;
  afterAll(async () => {
    if (filled !== null) await rm(filled, { recursive: true, force: true });
  });
  return async () => {
    if (filled === null) {
      const folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
      await fill(join(folder, 'archive'));
      filled = folder;
    }
    const data = join(await localFolder(), 'archive');
    await cp(join(filled, 'archive'), data, { recursive: true });
    return data;
  };
}
