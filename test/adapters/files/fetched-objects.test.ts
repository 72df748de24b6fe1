import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FetchedObjects } from '../../../adapters/files/fetched-objects.ts';
import { NoLocalRoom } from '../../../core/capture/local-objects.ts';
import { ObjectCutShort, ObjectMissing } from '../../../core/capture/object-store.ts';
import { indexKey } from '../../../core/capture/object-keys.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { IndexDamaged } from '../../../core/publish/indexes/data-index.ts';
import { localFolder } from '../../support/local-folder.ts';
import { MemoryObjects } from '../../support/memory-ports.ts';

/** A store that counts what is read of it, and can be told to fail. */
async function counted(objects: Readonly<Record<string, string>>) {
  const store = new MemoryObjects();
  for (const [key, text] of Object.entries(objects)) await store.putOnce(key, Buffer.from(text));
  const reads: string[] = [];
  const failing = new Set<string>();
  return {
    reads,
    failing,
    size: (key: string) => store.size(key),
    read: async function* (key: string): AsyncGenerator<Uint8Array> {
      reads.push(key);
      for await (const chunk of store.read(key)) yield chunk.slice(0, failing.has(key) ? 1 : undefined);
      if (failing.has(key)) throw new ObjectCutShort(key, 9, 1);
    },
  };
}

describe('FetchedObjects', () => {
  it('fetches an object once, however many hold it at a time', async () => {
    const store = await counted({ a: 'first' });
    const fetched = new FetchedObjects(store, 100, await localFolder());
    const files = await Promise.all([fetched.hold('a'), fetched.hold('a')]);
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(['first', 'first']);
    await fetched.letGo('a');
    await fetched.letGo('a');
    await fetched.hold('a');
    expect(store.reads).toEqual(['a']);
  });

  it('has nothing of an object that broke off, and fetches it anew', async () => {
    const folder = await localFolder();
    const store = await counted({ a: 'first one' });
    store.failing.add('a');
    const fetched = new FetchedObjects(store, 100, folder);
    const both = await Promise.allSettled([fetched.hold('a'), fetched.hold('a')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await readdir(folder)).toEqual([]);
    store.failing.clear();
    expect(await readFile(await fetched.hold('a'), 'utf8')).toBe('first one');
  });

  it('removes what nobody holds when its room is needed, longest let go of first', async () => {
    const folder = await localFolder();
    const store = await counted({ a: 'aaaa', b: 'bbbb', c: 'cccc', d: 'dddd' });
    const fetched = new FetchedObjects(store, 12, folder);
    for (const key of ['a', 'b', 'c']) await fetched.hold(key);
    await expect(fetched.hold('d')).rejects.toThrow(NoLocalRoom);
    await fetched.letGo('b');
    await fetched.letGo('a');
    expect(await readFile(await fetched.hold('d'), 'utf8')).toBe('dddd');
    expect(await readdir(folder)).toHaveLength(3);
    await fetched.hold('a');
    expect(store.reads).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins with an empty folder, whatever a killed process left in it', async () => {
    const folder = await localFolder();
    await writeFile(join(folder, '1.part'), 'half of something');
    const fetched = new FetchedObjects(await counted({ a: 'first' }), 100, folder);
    await fetched.hold('a');
    expect(await readdir(folder)).toEqual(['1']);
  });

  it('knows no object that the store does not, nor one that is not what its key says', async () => {
    const about = { form: 1, release: '1.0.0', table: 'figures' };
    const right = indexKey({ ...about, sha256: sha256Of('an index') });
    const wrong = indexKey({ ...about, sha256: sha256Of('another') });
    const store = await counted({ [right]: 'an index', [wrong]: 'an index' });
    const fetched = new FetchedObjects(store, 100, await localFolder());
    expect(await readFile(await fetched.hold(right), 'utf8')).toBe('an index');
    await expect(fetched.hold(wrong)).rejects.toThrow(IndexDamaged);
    await expect(fetched.hold('none')).rejects.toThrow(ObjectMissing);
  });
});
