import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { makeArchive } from '../release/make-archive.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * The demonstration's archive, with its pages, pictures and versions as they are captured, among `articles` more of
 * a daily's years before it, and a release of all of them with its indexes.
 */
export async function makeRoomArchive(folder: string, articles: number): Promise<void> {
  const node = (...args: string[]): void => {
    execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  node('demo/start.ts', '--once', '--data', folder);
  await makeArchive(folder, articles, { articlesAnIssue: 30, daysBetweenIssues: 1 });
  node('bin/jmnews.js', 'release', '--data', folder);
}

/** The release that files of certain sizes are put into, older than any real one. */
const RELEASE = '0.0.1';

/** Puts a file of each of these sizes where the room serves it from; their addresses. */
export async function putFiles(folder: string, sizes: readonly number[]): Promise<string[]> {
  const data = await openDataFolder(folder, { mode: 'write' });
  try {
    const files = [];
    for (const [at, bytes] of sizes.entries()) {
      const [name, content] = [`file-${at}.bin`, new Uint8Array(bytes).fill(0x61 + at)];
      const object = `releases/${RELEASE}/${name}`;
      await data.objects.putOnce(object, content);
      files.push({ name, object, bytes, sha256: sha256Of(content) });
    }
    const at = asInstant('2015-01-01T00:00:00.000Z');
    const contentSha256 = sha256Of('files of certain sizes');
    await new Catalog(data.table).addRelease({ version: RELEASE, at, rows: 0, contentSha256, files });
    return files.map(({ name }) => `/data/${RELEASE}/${name}`);
  } finally {
    await data.close();
  }
}
