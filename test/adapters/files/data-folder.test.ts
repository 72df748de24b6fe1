import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, open, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DataFolderDamaged } from '../../../adapters/data-folder-damaged.ts';
import { ArchiveInUse, NoArchive, NotAnArchive } from '../../../adapters/files/data-folder-failures.ts';
import { type DataFolder, openDataFolder } from '../../../adapters/files/data-folder.ts';
import { StoreFull } from '../../../core/capture/object-store.ts';
import { localFolder } from '../../support/local-folder.ts';
import { tinyDisk } from '../../support/local-tiny-disk.ts';

const BYTES = new TextEncoder().encode('<p>要闻</p>');

describe('openDataFolder', () => {
  it('makes an archive where nothing is, above it neither, and finds it again', async () => {
    const path = join(await localFolder(), 'years', 'archive');
    const made = await openDataFolder(path, { mode: 'write' });
    await made.objects.putOnce('a/b', BYTES);
    await made.table.putOnce({ pk: 'p', sk: 's', body: {} });
    await made.close();
    expect(await readFile(join(path, 'archive.json'), 'utf8')).toBe(
      '{"format":"jmnews-archive","version":1}\n',
    );

    for (const mode of ['write', 'read'] as const) {
      const found = await kept(openDataFolder(path, { mode }));
      expect(Array.from(await found.objects.get('a/b'))).toEqual(Array.from(BYTES));
      expect(await found.table.get('p', 's')).not.toBeNull();
      await found.close();
    }
  });

  it('makes an archive in an empty folder, and in one where another was killed while it made one', async () => {
    const path = await localFolder();
    for (const name of [
      'lock.sqlite',
      'lock.pid',
      'catalog.sqlite',
      'catalog.sqlite-wal',
      'archive.json.new',
    ]) {
      await writeFile(join(path, name), '');
    }
    const { table } = await kept(openDataFolder(path, { mode: 'write' }));
    expect(await table.putOnce({ pk: 'p', sk: 's', body: {} })).toBe(true);
    expect(await readdir(path)).not.toContain('archive.json.new');
  });

  it('fails with NoArchive to read what is not there, and makes nothing', async () => {
    const path = join(await localFolder(), 'archive');
    await expect(openDataFolder(path, { mode: 'read' })).rejects.toThrow(NoArchive);
    await mkdir(path);
    await expect(openDataFolder(path, { mode: 'read' })).rejects.toThrow(NoArchive);
    expect(await readdir(path)).toEqual([]);
  });

  it.each(['read', 'write'] as const)('leaves alone what is not an archive, opened to %s', async (mode) => {
    const path = await localFolder();
    await writeFile(join(path, 'letter.txt'), 'x');
    await expect(openDataFolder(path, { mode })).rejects.toThrow(NotAnArchive);
    await expect(openDataFolder(join(path, 'letter.txt'), { mode })).rejects.toThrow(NotAnArchive);
    expect(await readdir(path)).toEqual(['letter.txt']);
  });

  it.each(['read', 'write'] as const)('refuses an archive of a later form, opened to %s', async (mode) => {
    const path = await archive();
    await writeFile(join(path, 'archive.json'), '{"format":"jmnews-archive","version":2}');
    await expect(openDataFolder(path, { mode })).rejects.toThrow(/version 2 .* knows version 1/);
  });
});

describe('openDataFolder on a damaged archive', () => {
  it.each([
    '',
    '{"format":"jmnews-ar',
    '[]',
    '{"format":"other","version":1}',
    '{"format":"jmnews-archive"}',
  ])('fails with DataFolderDamaged when archive.json is %j', async (text) => {
    const path = await archive();
    await writeFile(join(path, 'archive.json'), text);
    for (const mode of ['read', 'write'] as const) {
      const opened = openDataFolder(path, { mode });
      await expect(opened).rejects.toThrow(DataFolderDamaged);
      await expect(opened).rejects.toMatchObject({ file: join(path, 'archive.json') });
    }
    expect(await readFile(join(path, 'archive.json'), 'utf8')).toBe(text);
  });

  it.each<[string, (file: string) => Promise<void>]>([
    ['is missing', (file) => rm(file)],
    ['is empty', (file) => truncate(file, 0)],
    ['is cut short', (file) => truncate(file, 5_000)],
    ['is another text', (file) => writeFile(file, '江门日报'.repeat(2_000))],
    ['has a damaged beginning', (file) => overwrite(file, 0, 100)],
    ['has damaged pages', (file) => overwrite(file, 4_096, 40_000)],
    ['is a database of something else', (file) => copyFile(join(file, '..', 'lock.sqlite'), file)],
  ])('fails with DataFolderDamaged when catalog.sqlite %s', async (_, damage) => {
    const path = await archive();
    await damage(join(path, 'catalog.sqlite'));
    for (const mode of ['read', 'write'] as const) {
      const read = async () => {
        const { table } = await kept(openDataFolder(path, { mode }));
        await Array.fromAsync(table.query({ pk: 'p', prefix: '' }));
      };
      await expect(read()).rejects.toThrow(DataFolderDamaged);
    }
  });

  it('says that a lock that is none can be removed', async () => {
    const path = await archive();
    await writeFile(join(path, 'lock.sqlite'), 'x'.repeat(5_000));
    await expect(openDataFolder(path, { mode: 'write' })).rejects.toThrow(
      /lock\.sqlite is not a lock; remove it/,
    );
    await kept(openDataFolder(path, { mode: 'read' }));
  });
});

describe("openDataFolder's lock", () => {
  it('lets one process write, names it to others, and lets them read meanwhile', async () => {
    const path = await localFolder();
    const child = await writerIn(path);
    const second = openDataFolder(path, { mode: 'write' });
    await expect(second).rejects.toThrow(ArchiveInUse);
    await expect(second).rejects.toThrow(`process ${child.pid ?? 0} is writing`);
    const { table } = await kept(openDataFolder(path, { mode: 'read' }));
    expect(await table.get('by', 'child')).not.toBeNull();
  });

  it('ends when its process is killed', async () => {
    const path = await localFolder();
    const child = await writerIn(path);
    child.kill('SIGKILL');
    await once(child, 'close');
    const { table } = await kept(openDataFolder(path, { mode: 'write' }));
    expect(await table.get('by', 'child')).not.toBeNull();
  });

  it('holds within one process too, and ends when the folder is closed', async () => {
    const path = await localFolder();
    const first = await openDataFolder(path, { mode: 'write' });
    await expect(openDataFolder(path, { mode: 'write' })).rejects.toMatchObject({ pid: process.pid });
    await first.close();
    await kept(openDataFolder(path, { mode: 'write' }));
  });

  it('is let go of when the archive turns out to be damaged', async () => {
    const path = await archive();
    await rm(join(path, 'catalog.sqlite'));
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(openDataFolder(path, { mode: 'write' })).rejects.toThrow(DataFolderDamaged);
    }
  });

  it('makes whoever opens the folder sweep what a killed writer left half-written', async () => {
    const path = await archive();
    await mkdir(join(path, 'objects/.tmp'), { recursive: true });
    await writeFile(join(path, 'objects/.tmp/half'), 'x');
    await kept(openDataFolder(path, { mode: 'write' }));
    expect(await readdir(join(path, 'objects'))).toEqual([]);
  });
});

describe('a data folder on a full disk', () => {
  it('fails with StoreFull and keeps what it had', async (context) => {
    const path = await tinyDisk(context);
    const { table, objects } = await kept(openDataFolder(path, { mode: 'write' }));
    await table.putOnce({ pk: 'p', sk: 'first', body: { text: '要闻' } });
    await objects.putOnce('a', BYTES);

    const fill = async () => {
      for (let at = 0; ; at += 1) {
        await table.putOnce({ pk: 'p', sk: `more-${at}`, body: { text: 'x'.repeat(20_000) } });
      }
    };
    await expect(fill()).rejects.toThrow(StoreFull);
    await expect(objects.putOnce('b', new Uint8Array(100_000))).rejects.toThrow(StoreFull);
    expect((await table.get('p', 'first'))?.body).toEqual({ text: '要闻' });
    expect(Array.from(await objects.get('a'))).toEqual(Array.from(BYTES));
  });

  it('cannot be made, says so, and can be made once there is room', async (context) => {
    const disk = await tinyDisk(context);
    await writeFile(join(disk, 'ballast'), new Uint8Array(1_048_576 - 8_192));
    const path = join(disk, 'archive');
    await expect(openDataFolder(path, { mode: 'write' })).rejects.toThrow(StoreFull);
    await rm(join(disk, 'ballast'));
    const { table } = await kept(openDataFolder(path, { mode: 'write' }));
    expect(await table.putOnce({ pk: 'p', sk: 's', body: {} })).toBe(true);
  });
});

/** The path of an archive of some pages that nobody has open. */
async function archive(): Promise<string> {
  const path = await localFolder();
  const folder = await openDataFolder(path, { mode: 'write' });
  for (let at = 0; at < 60; at += 1) {
    await folder.table.putOnce({ pk: 'p', sk: String(at), body: { text: '版'.repeat(300) } });
  }
  await folder.close();
  return path;
}

/** Closes the folder when the test is done. */
async function kept(opening: Promise<DataFolder>): Promise<DataFolder> {
  const folder = await opening;
  let isOpen = true;
  const close = async () => {
    if (isOpen) await folder.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...folder, close };
}

/** A process that has the folder open to write. */
async function writerIn(path: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('folder-writer.child.ts', import.meta.url));
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function overwrite(file: string, from: number, bytes: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(new Uint8Array(bytes).fill(0x5a), 0, bytes, from);
  await handle.close();
}

it('ends with a failure where the system refuses a folder for ever', async () => {
  await expect(openDataFolder('/proc/archive', { mode: 'write' })).rejects.toMatchObject({ code: 'ENOENT' });
});
