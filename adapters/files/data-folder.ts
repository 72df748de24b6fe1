import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { DataFolderDamaged } from '../data-folder-damaged.ts';
import { isSoundCatalog, rescueItems } from '../sqlite/sqlite-rescue.ts';
import { SqliteTable } from '../sqlite/sqlite-table.ts';
import { SQLITE, sqliteCode } from '../sqlite/sqlite-codes.ts';
import { ArchiveInUse, NoArchive, NotAnArchive } from './data-folder-failures.ts';
import { asStoreFull, makeFolder, syncFolder, systemCode, writeDurably } from '../disk.ts';
import { FileObjects } from './file-objects.ts';

const VERSION = 1;
/** Written last when a folder is made: a folder that has it has a catalog too. */
const ARCHIVE = 'archive.json';
const CATALOG = 'catalog.sqlite';
/** A catalog that is being made in the place of a lost one; nobody else reads it until it is whole. */
const NEW_CATALOG = 'catalog.sqlite.new';
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

/** An archive that is open for a repair. */
export interface RepairFolder extends DataFolder {
  /** What the catalog was found to be; `lost` and `damaged` ones are made anew, with what `rescued` items hold. */
  readonly found: { readonly catalog: 'sound' | 'lost' | 'damaged'; readonly rescued: number };
  /** Puts a catalog that was made anew in its place, and what lay there beside it. Nothing is open afterwards. */
  finish(): Promise<void>;
}

/**
 * Opens an archive whose catalog may be missing or damaged. Then the repair writes a new one, which takes its place
 * only when it is whole: a repair that is killed is taken up again, and until then nobody takes half a catalog for
 * all that is known. Fails as {@link openDataFolder} does to write.
 */
export async function openToRepair(path: string): Promise<RepairFolder> {
  const folder = resolve(path);
  if ((await look(folder)) !== 'archive') throw new NoArchive(folder);
  const unlock = await lock(folder);
  const [file, made] = [join(folder, CATALOG), join(folder, NEW_CATALOG)];
  try {
    const isSound = isSoundCatalog(file);
    const state = isSound ? 'sound' : (await namesIn(folder)).includes(CATALOG) ? 'damaged' : 'lost';
    // One that is left from before the catalog was put back, or cannot be read itself, is of no use.
    if (isSound || !isSoundCatalog(made)) await removeCatalog(made);
    const table = isSound ? SqliteTable.open(file, 'write') : SqliteTable.open(made, 'make');
    const rescued = state === 'damaged' ? rescueItems(file, made) : 0;
    const objects = new FileObjects(join(folder, OBJECTS));
    await objects.sweep();
    const close = async (): Promise<void> => {
      table.close();
      await unlock();
    };
    const finish = async (): Promise<void> => {
      table.close();
      if (!isSound) await replaceCatalog(folder);
      await unlock();
    };
    return { objects, table, found: { catalog: state, rescued }, close, finish };
  } catch (cause) {
    await unlock();
    throw asStoreFull(cause, folder);
  }
}

/** SQLite's own files beside a database; one that is left from another database must not be read with it. */
const BESIDE = ['', '-wal', '-shm'] as const;

async function removeCatalog(file: string): Promise<void> {
  for (const end of BESIDE) await rm(`${file}${end}`, { force: true });
}

/** What lay in the catalog's place is kept, under a name that says what it is. */
async function replaceCatalog(folder: string): Promise<void> {
  const names = await namesIn(folder);
  let number = 1;
  while (names.some((name) => name.startsWith(`${CATALOG}.damaged-${number}`))) number += 1;
  for (const end of BESIDE) {
    if (names.includes(`${CATALOG}${end}`))
      await rename(join(folder, `${CATALOG}${end}`), join(folder, `${CATALOG}.damaged-${number}${end}`));
  }
  await rename(join(folder, NEW_CATALOG), join(folder, CATALOG));
  await syncFolder(folder);
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
