import { SqliteIndexMaker } from '../adapters/sqlite/sqlite-index-maker.ts';
import { ArchiveInUse } from '../adapters/files/data-folder-failures.ts';
import { lackedIndexes, makeIndexes } from '../core/publish/indexes/make-indexes.ts';
import { type Archive, withArchive } from './archive.ts';
import { isReadOnly } from './read-only.ts';
import { type Terminal, printable } from './terminal.ts';

/**
 * Makes the indexes that releases lack, by which the reading room answers questions about them, the newest release first.
 * Gives back what could not be made, a sentence each: a release that is damaged keeps nobody from the others.
 */
export async function completeIndexes(archive: Archive, terminal: Terminal): Promise<readonly string[]> {
  const unmade: string[] = [];
  for await (const made of makeIndexes({ ...archive, indexMaker: new SqliteIndexMaker() })) {
    if (made.kind === 'unmade') unmade.push(printable(made.why.message));
    if (terminal.ending.aborted) break;
  }
  return unmade;
}

/**
 * What a kill left out is made before the room opens, for the newest release only, so that nobody waits long. The room opens without, and says why, where another
 * process writes to the archive, or where it cannot be written to.
 */
export async function completeBeforeServing(folder: string, terminal: Terminal): Promise<void> {
  const lacked = await withArchive(folder, 'read', (archive) => lackedIndexes(archive, 'newest'));
  const [first] = lacked;
  if (first === undefined) return;
  terminal.err(`making the index of release ${first.release.version}, by which /api/ answers\n`);
  try {
    await withArchive(folder, 'update', async (archive) => {
      const deps = { ...archive, indexMaker: new SqliteIndexMaker() };
      for await (const made of makeIndexes(deps, 'newest'))
        if (made.kind === 'unmade') terminal.err(`${printable(made.why.message)}\n`);
    });
  } catch (failure) {
    if (!(failure instanceof ArchiveInUse) && !isReadOnly(failure)) throw failure;
    const { explain } = await import('./failures.ts');
    terminal.err(`/api/ has no answers yet: ${explain(failure).sentence}\n`);
  }
}
