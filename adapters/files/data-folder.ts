import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { DataFolderDamaged } from '../data-folder-damaged.ts';
import { SqliteTable } from '../sqlite/sqlite-table.ts';
import { SQLITE, sqliteCode } from '../sqlite/sqlite-codes.ts';
import { ArchiveInUse, NoArchive, NotAnArchive } from './data-folder-failures.ts';
import { asStoreFull, makeFolder, syncFolder, systemCode, writeDurably } from './disk.ts';
import { FileObjects } from './file-objects.ts';

const VERSION = 1;
/** Written last when a folder is made: a folder that has it has a catalog too. */
const ARCHIVE = 'archive.json';
const CATALOG = 'catalog.sqlite';
const OBJECTS = 'objects';
/** Holds nothing; a database only because its lock is one that the system lets go of when a process dies. */
const LOCK = 'lock.sqlite';
/** Tells those who wait for whom they wait. */
const LOCK_PID = 'lock.pid';

const Archive = z.object({ format: z.literal('jmnews-archive'), version: z.number().int() });

/** An archive on a desk: `archive.json`, `catalog.sqlite`, `objects/…` and the writer's lock in one folder. */
export interface DataFolder {
  readonly objects: FileObjects;
  readonly table: SqliteTable;
  /** Lets go of the catalog and of the lock. */
  close(): Promise<void>;
}

/**
 * Opens the archive in the folder at `path`. To `write` is for one process at a time, and makes the archive when
 * the folder is missing or empty. Any number of processes may `read`, also while one writes.
 *
 * Fails with {@link NoArchive} (to read), {@link NotAnArchive}, {@link ArchiveInUse} (to write),
 * {@link DataFolderDamaged} or `StoreFull`.
 */
export async function openDataFolder(
  path: string,
  { mode }: { readonly mode: 'read' | 'write' },
): Promise<DataFolder> {
  const folder = resolve(path);
  try {
    return mode === 'read' ? await openToRead(folder) : await openToWrite(folder);
  } catch (cause) {
    throw asStoreFull(cause, folder);
  }
}

async function openToRead(folder: string): Promise<DataFolder> {
  if ((await look(folder)) !== 'archive') throw new NoArchive(folder);
  const table = SqliteTable.open(join(folder, CATALOG), 'read');
  return {
    objects: new FileObjects(join(folder, OBJECTS)),
    table,
    close: () => {
      table.close();
      return Promise.resolve();
    },
  };
}

async function openToWrite(folder: string): Promise<DataFolder> {
  // Before anything is written, so that a folder of something else is left as it is.
  await look(folder);
  await makeFolder(folder);
  const unlock = await lock(folder);
  try {
    // Once more: another process may have made the archive before it let go of the lock.
    const isNew = (await look(folder)) !== 'archive';
    const table = SqliteTable.open(join(folder, CATALOG), isNew ? 'make' : 'write');
    if (isNew) await declareArchive(folder);
    const objects = new FileObjects(join(folder, OBJECTS));
    await objects.sweep();
    return {
      objects,
      table,
      close: async () => {
        table.close();
        await unlock();
      },
    };
  } catch (cause) {
    await unlock();
    throw cause;
  }
}

/**
 * What lies at the path. `unfinished` is what a process left that was killed while it made an archive: nothing
 * was kept in it yet. Fails with {@link NotAnArchive} for anything else and with {@link DataFolderDamaged}.
 */
async function look(folder: string): Promise<'archive' | 'nothing' | 'unfinished'> {
  const names = await namesIn(folder);
  if (names.includes(ARCHIVE)) {
    await readArchive(folder);
    return 'archive';
  }
  if (names.length === 0) return 'nothing';
  if (names.every(isOfMaking)) return 'unfinished';
  throw new NotAnArchive(folder, `it has no ${ARCHIVE} and holds other things`);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new NotAnArchive(folder, 'it is not a folder', { cause });
    throw cause;
  }
}

function isOfMaking(name: string): boolean {
  return [LOCK, LOCK_PID, CATALOG, `${ARCHIVE}.new`].some(
    (own) => name === own || name.startsWith(`${own}-`),
  );
}

async function readArchive(folder: string): Promise<void> {
  const file = join(folder, ARCHIVE);
  let archive: z.infer<typeof Archive>;
  try {
    archive = Archive.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new DataFolderDamaged(file, 'cannot be read', { cause });
  }
  if (archive.version !== VERSION) {
    throw new NotAnArchive(
      folder,
      `its form is of version ${archive.version} and this program knows version ${VERSION}`,
    );
  }
}

async function declareArchive(folder: string): Promise<void> {
  const file = join(folder, ARCHIVE);
  await rm(`${file}.new`, { force: true });
  await writeDurably(`${file}.new`, `${JSON.stringify({ format: 'jmnews-archive', version: VERSION })}\n`);
  await rename(`${file}.new`, file);
  await syncFolder(folder);
}

/** Takes the writer's lock, which ends with this process however that ends. Returns how to let go of it. */
async function lock(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, LOCK);
  const pidFile = join(folder, LOCK_PID);
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    switch (sqliteCode(cause)) {
      case SQLITE.busy:
        throw new ArchiveInUse(folder, await readPid(pidFile), { cause });
      case SQLITE.notADatabase:
      case SQLITE.corrupt:
        throw new DataFolderDamaged(file, 'is not a lock', { cause, remedy: 'remove it' });
      default:
        throw cause;
    }
  }
  const unlock = async (): Promise<void> => {
    await rm(pidFile, { force: true });
    db.close();
  };
  try {
    await writeFile(pidFile, `${process.pid}\n`);
  } catch (cause) {
    await unlock();
    throw cause;
  }
  return unlock;
}

async function readPid(file: string): Promise<number | null> {
  // The one who holds the lock may just be about to write it or to remove it.
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\d+\n$/.test(text) ? Number(text) : null;
}
