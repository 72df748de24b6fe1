import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { PackageTooLarge, ZipWriter } from '../../../core/publish/zip-writer.ts';
import { fileFrom, inPieces } from '../../support/in-pieces.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const FILES = { 'archive/a.txt': utf8('正文'.repeat(900)), empty: utf8(''), 'pages/b.jsonl': utf8('乙\n') };

async function* written(zip: ZipWriter, files: Readonly<Record<string, Uint8Array>>) {
  for (const [name, bytes] of Object.entries(files)) yield* zip.add(name, inPieces(bytes));
  yield* zip.end();
}

describe('ZipWriter', () => {
  it.each([
    ['some files', FILES],
    ['none', {}],
  ])('writes %s as fflate does', async (_, files) => {
    const theirs = zipSync(files, { level: 0, mtime: new Date(1980, 0, 1, 12) });
    expect((await fileFrom(written(new ZipWriter(), files))).equals(theirs)).toBe(true);
  });

  it('tells what it has written', async () => {
    const zip = new ZipWriter();
    await fileFrom(written(zip, FILES));
    expect(zip.written).toEqual(
      Object.entries(FILES).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
    );
  });

  it('goes from the beginning on, and back only to the head of the file that has just gone', async () => {
    const pieces = await Array.fromAsync(written(new ZipWriter(), FILES));
    let end = 0;
    const back = pieces.filter(({ at, bytes }) => {
      const isBack = at < end;
      end = Math.max(end, at + bytes.length);
      return isBack;
    });
    expect(back.map(({ bytes }) => Buffer.from(bytes.subarray(30)).toString())).toEqual([
      'archive/a.txt',
      'pages/b.jsonl',
    ]);
  });

  it('refuses what no zip of 32 bits can hold, before it is written', async () => {
    const quarter = new Uint8Array(2 ** 30);
    const much = async function* (): AsyncGenerator<Uint8Array> {
      for (let nth = 0; nth < 4; nth += 1) yield await Promise.resolve(quarter);
    };
    let end = 0;
    const write = async (): Promise<void> => {
      for await (const { at, bytes } of new ZipWriter().add('a', much())) end = at + bytes.length;
    };
    await expect(write()).rejects.toThrow(PackageTooLarge);
    expect(end).toBe(31 + 3 * 2 ** 30);
  });
});
