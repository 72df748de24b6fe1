import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GzipDamaged, readGzipMembers } from '../../../core/capture/gzip-members.ts';

const LIMIT = 1_000_000;
const text = (content: Uint8Array): string => new TextDecoder().decode(content);
const read = (file: Uint8Array, limit = LIMIT) => [...readGzipMembers(file, limit)];

describe('readGzipMembers', () => {
  it('tells where each member lies and what it holds', () => {
    const [one, two] = [gzipSync('第一'), gzipSync('')];
    const file = Buffer.concat([one, two, one]);
    expect(read(file).map(({ offset, length, content }) => [offset, length, text(content)])).toEqual([
      [0, one.length, '第一'],
      [one.length, two.length, ''],
      [one.length + two.length, one.length, '第一'],
    ]);
  });

  it('finds the ends of members of any size, also where the output just fills a chunk', () => {
    const sizes = fc.oneof(fc.nat(40_000), fc.constantFrom(0, 16_383, 16_384, 16_385, 32_768, 65_536));
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 1, maxLength: 4 }), fc.nat(255), (lengths, byte) => {
        const members = lengths.map((length) => gzipSync(Buffer.alloc(length, byte)));
        const found = read(Buffer.concat(members));
        expect(found.map(({ content }) => content.length)).toEqual(lengths);
        expect(found.map(({ length }) => length)).toEqual(members.map(({ length }) => length));
      }),
    );
  });

  it('reads a head with a name, a comment, an extra field and a checksum of its own', () => {
    const head = Buffer.from([31, 139, 8, 0x1e, 1, 2, 3, 4, 0, 3, 2, 0, 77, 78, 97, 0, 98, 0]);
    const plain = gzipSync('要闻');
    const sum = Buffer.from([0, 0]);
    const member = (): Buffer => Buffer.concat([head, sum, plain.subarray(10)]);
    expect(() => read(member())).toThrow('fails the checksum of its head');
    // The low half of what Python's zlib.crc32 makes of the 18 bytes above.
    sum.writeUInt16LE(22_676);
    expect(text(read(member())[0]?.content ?? new Uint8Array())).toBe('要闻');
    expect(gunzipSync(member()).toString()).toBe('要闻');
  });

  it('fails on every cut, every changed byte that gzip protects, and everything that is behind', () => {
    const file = Buffer.concat([gzipSync('一个很长的句子，一个很长的句子'), gzipSync('二')]);
    const end = read(file)[0]?.length ?? 0;
    for (let at = 1; at < file.length; at += 1) {
      if (at !== end) expect(() => read(file.subarray(0, at)), `cut at ${at}`).toThrow(GzipDamaged);
    }
    // Bytes 4 to 9 are the time, the level and the system, which gzip does not protect.
    const open = [4, 5, 6, 7, 8, 9].flatMap((at) => [at, at + end]);
    for (let at = 0; at < file.length; at += 1) {
      if (open.includes(at)) continue;
      for (const bits of [0x01, 0xff]) {
        const flipped = Buffer.from(file);
        flipped[at] = (flipped[at] ?? 0) ^ bits;
        // The lowest flag says "this is text", which changes nothing.
        if ((at === 3 || at === end + 3) && bits === 1) expect(read(flipped)[0]?.plain).toBe(false);
        else expect(() => read(flipped), `byte ${at} bits ${bits}`).toThrow(GzipDamaged);
      }
    }
    for (const behind of ['\0', 'x', '\x1f', '\x1f\x8b', 'PK']) {
      const longer = Buffer.concat([file, Buffer.from(behind, 'latin1')]);
      expect(() => read(longer), behind).toThrow(GzipDamaged);
    }
  });

  it('stops at the limit, which all members share', () => {
    const file = Buffer.concat([gzipSync(Buffer.alloc(600)), gzipSync(Buffer.alloc(600))]);
    expect(read(file, 1200)).toHaveLength(2);
    expect(() => read(file, 1199)).toThrow('unpacks to more than the 599 bytes allowed');
    expect(() => read(gzipSync(Buffer.alloc(50_000_000)), LIMIT)).toThrow(GzipDamaged);
  });

  it('is not taken in by a length that fits only modulo what it unpacks to', () => {
    const content = Buffer.from('abc');
    const tail = gzipSync(content).subarray(-8);
    tail.writeUInt32LE(4, 4);
    const file = Buffer.concat([gzipSync(content).subarray(0, 10), deflateRawSync(content), tail]);
    expect(() => read(file)).toThrow('does not unpack to the length that it says');
  });
});
