import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FileObjects, ObjectKeyClash } from '../../../adapters/files/file-objects.ts';
import { ObjectCutShort, ObjectMissing, StoreFull } from '../../../core/capture/object-store.ts';
import { keepsObjects } from '../../contracts/object-store.contract.ts';
import { localFolder } from '../../support/local-folder.ts';
import { tinyDisk } from '../../support/local-tiny-disk.ts';

const BYTES = new TextEncoder().encode('<p>要闻</p>');

describe('FileObjects', () => {
  keepsObjects(async () => new FileObjects(join(await localFolder(), 'objects')));

  it('lets one of two stores on the same folder win', async () => {
    const root = await localFolder();
    const stores = [new FileObjects(root), new FileObjects(root)];
    const outcomes = await Promise.all(stores.map((store) => store.putOnce('a/b', BYTES)));
    expect(outcomes.sort()).toEqual(['exists', 'stored']);
  });

  it('keeps an object as a plain file, and nothing half-written beside it', async () => {
    const root = await localFolder();
    await new FileObjects(root).putOnce('captures/demo/1.warc.gz', BYTES);
    expect(await readdir(join(root, 'captures/demo'))).toEqual(['1.warc.gz']);
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
  });

  it('fails with ObjectKeyClash rather than say of a folder that it is the object', async () => {
    const store = new FileObjects(await localFolder());
    await store.putOnce('a/b', BYTES);
    await expect(store.putOnce('a', BYTES)).rejects.toThrow(ObjectKeyClash);
    await expect(store.putOnce('a/b/c', BYTES)).rejects.toThrow(ObjectKeyClash);
    expect(Array.from(await store.get('a/b'))).toEqual(Array.from(BYTES));
  });

  it('does not list what others leave in folders, nor what is half-written', async () => {
    const root = await localFolder();
    const store = new FileObjects(root);
    await store.putOnce('a/b', BYTES);
    for (const name of ['.tmp/half', 'a/.DS_Store', 'a/笔记.txt']) await writeFile(join(root, name), 'x');
    await mkdir(join(root, 'a/empty'));
    expect((await Array.fromAsync(store.list(''))).map(({ key }) => key)).toEqual(['a/b']);
  });

  it('sweeps away what killed writers left half-written, and puts on', async () => {
    const root = await localFolder();
    const store = new FileObjects(root);
    await store.putOnce('a', BYTES);
    await writeFile(join(root, '.tmp/half'), 'x');
    await store.sweep();
    expect(await readdir(root)).toEqual(['a']);
    expect(await store.putOnce('b', BYTES)).toBe('stored');
  });

  it('leaves nothing of a stream whose source fails, nor of one that the disk has no room for', async (context) => {
    const root = await tinyDisk(context);
    const store = new FileObjects(root);
    async function* failing(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield new Uint8Array(500_000);
      throw new Error('the source broke');
    }
    await expect(store.putOnceFrom('a', failing())).rejects.toThrow('the source broke');
    expect(await readdir(join(root, '.tmp'))).toEqual([]);

    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      try {
        for (;;) yield new Uint8Array(500_000);
      } finally {
        isClosed = true;
      }
    }
    await expect(store.putOnceFrom('a', endless())).rejects.toThrow(StoreFull);
    expect([await readdir(root), await readdir(join(root, '.tmp')), isClosed]).toEqual([['.tmp'], [], true]);
    expect(await store.putOnce('a', BYTES)).toBe('stored');
  });

  it('fails with ObjectCutShort when a file ends while it is read', async () => {
    const root = await localFolder();
    const store = new FileObjects(root);
    await store.putOnce('a', new Uint8Array(1_000_000));
    const reading = store.read('a');
    await reading.next();
    await truncate(join(root, 'a'), 300_000);
    await expect(Array.fromAsync(reading)).rejects.toThrow(ObjectCutShort);
  });

  it('holds whole objects only when its writer is killed, and all that were told of', async () => {
    const root = join(await localFolder(), 'objects');
    const size = 300_000;
    for (let round = 0; round < 4; round += 1) {
      await rm(root, { recursive: true, force: true });
      const told = await killedOnceItTold('object-writer.child.ts', [root, String(size)], 20 + round * 7);
      const store = new FileObjects(root);
      const listed = await Array.fromAsync(store.list(''));
      expect(told.length).toBeGreaterThan(0);
      expect(listed.map(({ key }) => key)).toEqual(expect.arrayContaining(told));
      for (const { key } of listed) {
        const letter = 65 + (Number(key.split('/')[1]) % 26);
        expect(Buffer.compare(await store.get(key), new Uint8Array(size).fill(letter))).toBe(0);
      }
    }
  });

  it('holds nothing of a stream whose writer is killed in its midst, and keeps the key free', async () => {
    const root = join(await localFolder(), 'objects');
    await killedOnceItTold('stream-writer.child.ts', [root], 1);
    const store = new FileObjects(root);
    expect(await Array.fromAsync(store.list(''))).toEqual([]);
    await expect(store.size('a/b')).rejects.toThrow(ObjectMissing);
    expect(await readdir(join(root, '.tmp'))).toHaveLength(1);
    await store.sweep();
    expect(await store.putOnce('a/b', BYTES)).toBe('stored');
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
  });

  it('fails with StoreFull on a full disk, leaves no half object and harms no other', async (context) => {
    const root = await tinyDisk(context);
    const store = new FileObjects(root);
    await store.putOnce('a/first', BYTES);
    await expect(store.putOnce('a/too-large', new Uint8Array(3_000_000))).rejects.toThrow(StoreFull);
    expect((await Array.fromAsync(store.list(''))).map(({ key }) => key)).toEqual(['a/first']);
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
    expect(Array.from(await store.get('a/first'))).toEqual(Array.from(BYTES));

    const { bavail, bsize } = await statfs(root);
    expect(await store.putOnce('a/fits', new Uint8Array(bavail * bsize - 4 * bsize))).toBe('stored');
  });
});

/** Kills -9 a child process once it has told `lines` lines; returns what it told. */
async function killedOnceItTold(script: string, args: readonly string[], lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args]);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.split('\n').length > lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return out.split('\n').slice(0, -1);
}
