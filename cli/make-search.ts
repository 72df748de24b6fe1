import { ArchiveInUse } from '../adapters/files/data-folder-failures.ts';
import { dueMonths } from '../core/publish/search/due-months.ts';
import { removeReplaced } from '../core/publish/search/remove-replaced.ts';
import { type Archive, withArchive } from './archive.ts';
import { isReadOnly } from './read-only.ts';
import { type Terminal, printable } from './terminal.ts';

/**
 * Brings the indexes of words up to date with what was read, by which articles are found; of `all` months, also of those of which
 * nothing is on record. What a run that is asked to end leaves is made up for by the next. Indexes that runs before this one
 * replaced are removed. The archive must be open to be written: that keeps every other maker out.
 */
export async function completeSearch(
  archive: Archive,
  terminal: Terminal,
  which: 'due' | 'all' = 'due',
): Promise<void> {
  const isEnding = (): boolean => terminal.ending.aborted;
  if (isEnding()) return;
  // Loaded where something is to be indexed: the table of characters alone is long to load.
  const [{ SqliteSearchMaker }, { makeSearch }] = await Promise.all([
    import('../adapters/sqlite/sqlite-search-maker.ts'),
    import('../core/publish/search/make-search.ts'),
  ]);
  await removeReplaced({ ...archive, removal: archive.objects });
  const deps = { ...archive, searchMaker: new SqliteSearchMaker(), now: terminal.now, readingTakesMs: 0 };
  for await (const { month, unread } of makeSearch(deps, which)) {
    if (unread > 0)
      terminal.err(`${unread} articles of ${month} cannot be searched: their readings are damaged or gone\n`);
    if (isEnding()) break;
  }
}

/** The same before an archive is searched. Where it cannot be written to, it is searched as it is. */
export async function completeBeforeSearching(folder: string, terminal: Terminal): Promise<void> {
  const due = await withArchive(folder, 'read', ({ catalog }) => dueMonths(catalog, 0));
  if (due.length === 0) return;
  terminal.err(`indexing the words of ${due.length === 1 ? 'a month' : `${due.length} months`}\n`);
  try {
    await withArchive(folder, 'update', (archive) => completeSearch(archive, terminal));
  } catch (failure) {
    if (!(failure instanceof ArchiveInUse) && !isReadOnly(failure)) throw failure;
    const { explain } = await import('./failures.ts');
    terminal.err(`what was read lately cannot be found yet: ${printable(explain(failure).sentence)}\n`);
  }
}
