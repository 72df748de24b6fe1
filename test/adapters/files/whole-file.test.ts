import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWholeFile } from '../../../adapters/files/whole-file.ts';
import { StoreFull } from '../../../core/capture/object-store.ts';
import type { PlacedBytes } from '../../../core/publish/placed-bytes.ts';
import { localFolder } from '../../support/local-folder.ts';
import { tinyDisk } from '../../support/local-tiny-disk.ts';

async function* pieces(...texts: readonly [at: number, text: string][]): AsyncGenerator<PlacedBytes> {
  for (const [at, text] of texts) yield await Promise.resolve({ at, bytes: Buffer.from(text) });
}

describe('writeWholeFile', () => {
  it('puts every piece to its place, over what was there before', async () => {
    const folder = await localFolder();
    const path = join(folder, 'issue.wacz');
    await writeFile(path, 'what was there before, and longer');
    await writeWholeFile(path, pieces([4, '正文'], [0, 'head']));
    expect(await readFile(path, 'utf8')).toBe('head正文');
    expect(await readdir(folder)).toEqual(['issue.wacz']);
  });

  it('leaves what was there, and nothing beside it, when the pieces fail', async () => {
    const folder = await localFolder();
    const path = join(folder, 'issue.wacz');
    await writeFile(path, 'before');
    const failing = async function* (): AsyncGenerator<PlacedBytes> {
      yield* pieces([0, 'half']);
      throw new RangeError('no more');
    };
    await expect(writeWholeFile(path, failing())).rejects.toThrow(new RangeError('no more'));
    expect(await readFile(path, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['issue.wacz']);
  });

  it('says that the disk is full, and leaves room as it was', async (context) => {
    const folder = await tinyDisk(context);
    const full = pieces([0, 'x'.repeat(3_000_000)]);
    await expect(writeWholeFile(join(folder, 'issue.wacz'), full)).rejects.toThrow(StoreFull);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is whole of one of two that write it at once', async () => {
    const path = join(await localFolder(), 'issue.wacz');
    const all = ['a', 'b'].map((letter) => letter.repeat(3));
    await Promise.all(
      all.map((text) =>
        writeWholeFile(path, pieces(...Array.from(text).map((one, at) => [at, one] as [number, string]))),
      ),
    );
    expect(all).toContain(await readFile(path, 'utf8'));
  });
});
