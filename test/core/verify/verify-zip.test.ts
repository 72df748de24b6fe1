import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ZipDamaged, readZip } from '../../../core/verify/zip-files.ts';
import { readWhole } from '../../../core/verify/byte-source.ts';
import { fileOf } from '../../support/in-pieces.ts';
import { localFolder } from '../../support/local-folder.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const FILES = { 'a/b.txt': utf8('正文'.repeat(20)), 'c.txt': utf8('') };
const read = (zip: Uint8Array) => readZip(fileOf(zip));
const found = async (zip: Uint8Array): Promise<[string, string, boolean][]> =>
  Array.fromAsync(await read(zip), async ({ name, content, stored }) => [
    name,
    new TextDecoder().decode(await readWhole(content)),
    stored,
  ]);

describe('readZip', () => {
  it('reads stored and deflated files, and no files', async () => {
    expect(await found(zipSync(FILES, { level: 0 }))).toEqual([
      ['a/b.txt', '正文'.repeat(20), true],
      ['c.txt', '', true],
    ]);
    expect((await found(zipSync(FILES, { level: 9 })))[0]).toEqual(['a/b.txt', '正文'.repeat(20), false]);
    expect(await found(zipSync({}))).toEqual([]);
  });

  it('reads files whose sums stand behind them, as those do who write without going back', async () => {
    const parts: Uint8Array[] = [];
    const zip = new Zip((failure, part) => {
      if (failure) throw failure;
      parts.push(part);
    });
    for (const file of [new ZipPassThrough('one'), new ZipDeflate('two')]) {
      // Without one the head and the directory each have the moment at which they are written.
      file.mtime = '2023-02-25T00:00:00';
      zip.add(file);
      file.push(utf8('正文'), true);
    }
    zip.end();
    const whole = Buffer.concat(parts);
    expect((await found(whole)).map(([name, text]) => [name, text])).toEqual([
      ['one', '正文'],
      ['two', '正文'],
    ]);
    const descriptor = whole.indexOf('PK\x07\x08');
    for (const at of [4, 8, 12]) {
      const flipped = Buffer.from(whole);
      flipped[descriptor + at] = (flipped[descriptor + at] ?? 0) ^ 1;
      await expect(read(flipped)).rejects.toThrow("'one' has no sound descriptor behind it");
    }
  });

  it.runIf(spawnSync('python3', ['-c', 'import zipfile']).status === 0)(
    'reads what Python packs',
    async () => {
      const path = join(await localFolder(), 'python.zip');
      const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a", "one" * 50)
    with z.open("b", "w", force_zip64=True) as b: b.write(b"two")
    z.comment = b"PK"
`;
      expect(spawnSync('python3', ['-c', script, path]).stderr.toString()).toBe('');
      expect((await found(await readFile(path))).map(([name, text]) => [name, text])).toEqual([
        ['a', 'one'.repeat(50)],
        ['b', 'two'],
      ]);
    },
  );

  it('fails for a file that is not what its checksum says, in both places', async () => {
    const zip = Buffer.from(zipSync(FILES, { level: 0 }));
    const at = zip.indexOf('正文');
    zip.write('副', at);
    await expect(read(zip)).rejects.toThrow("'a/b.txt' fails its checksum");
  });

  it('fails for bytes between the files and their directory, though all offsets fit', async () => {
    const zip = Buffer.from(zipSync(FILES, { level: 0 }));
    const end = zip.length - 22;
    const directory = zip.readUInt32LE(end + 16);
    const wider = Buffer.concat([zip.subarray(0, directory), utf8('hidden'), zip.subarray(directory)]);
    wider.writeUInt32LE(directory + 6, wider.length - 22 + 16);
    await expect(read(wider)).rejects.toThrow(`bytes ${directory} to ${directory + 6} belong to no file`);
  });

  it('fails for a file that the directory leaves out, and for one that it lists twice', async () => {
    const zip = Buffer.from(zipSync({ one: utf8('1'), two: utf8('2') }, { level: 0 }));
    const end = zip.length - 22;
    const directory = zip.readUInt32LE(end + 16);
    const half = (end - directory) / 2;
    const rebuilt = (entries: Buffer, count: number): Buffer => {
      const tail = Buffer.from(zip.subarray(end));
      tail.writeUInt16LE(count, 8);
      tail.writeUInt16LE(count, 10);
      tail.writeUInt32LE(entries.length, 12);
      return Buffer.concat([zip.subarray(0, directory), entries, tail]);
    };
    const [one, two] = [zip.subarray(directory, directory + half), zip.subarray(directory + half, end)];
    expect(await read(rebuilt(Buffer.concat([one, two]), 2))).toHaveLength(2);
    await expect(read(rebuilt(two, 1))).rejects.toThrow(ZipDamaged);
    await expect(read(rebuilt(one, 1))).rejects.toThrow(ZipDamaged);
    await expect(read(rebuilt(Buffer.concat([one, one, two]), 3))).rejects.toThrow(ZipDamaged);
  });

  it('unpacks no more than the directory says', async () => {
    const zip = Buffer.from(zipSync({ bomb: new Uint8Array(50_000_000) }, { level: 9 }));
    const directory = zip.readUInt32LE(zip.length - 22 + 16);
    for (const at of [22, directory + 24]) zip.writeUInt32LE(1000, at);
    await expect(read(zip)).rejects.toThrow("'bomb' cannot be unpacked");
  });
});
