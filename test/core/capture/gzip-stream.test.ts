import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GzipDamaged, readGzipMembers } from '../../../core/capture/gzip-members.ts';
import { readGzipStream } from '../../../core/capture/gzip-stream.ts';
import { concat } from '../../../core/capture/warc.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { inPieces } from '../../support/in-pieces.ts';

const LIMIT = 1_000_000;

interface Member {
  readonly content: Uint8Array;
  readonly offset: number;
  readonly length: number;
  readonly plain: boolean;
  readonly sha256: string;
}

async function read(file: Uint8Array, { limit = LIMIT, pieceBytes = 7 } = {}): Promise<Member[]> {
  const members: Member[] = [];
  let parts: Uint8Array[] = [];
  let offset = -1;
  for await (const event of readGzipStream(inPieces(file, pieceBytes), limit)) {
    if (event.kind === 'begin') [parts, offset] = [[], event.offset];
    else if (event.kind === 'content') parts.push(event.bytes);
    else {
      expect(event.member.offset).toBe(offset);
      members.push({ ...event.member, content: concat(parts) });
    }
  }
  return members;
}

describe('readGzipStream', () => {
  it('finds in files of any members, read in pieces of any size, what is found in them at once', async () => {
    const sizes = fc.oneof(fc.nat(40_000), fc.constantFrom(0, 16_383, 16_384, 16_385, 32_768, 65_536));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(sizes, fc.constantFrom(0, 9)), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 7, 4096, 32_768, 300_000),
        async (members, pieceBytes) => {
          const noise = (length: number): Buffer =>
            Buffer.from(Array.from({ length }, (_, at) => (at * at) >> 3));
          const file = concat(members.map(([length, level]) => gzipSync(noise(length), { level })));
          const found = await read(file, { limit: 10_000_000, pieceBytes });
          const whole = [...readGzipMembers(file, 10_000_000)].map(({ offset, length, plain, content }) => ({
            ...{ offset, length, plain, sha256: sha256Of(file.subarray(offset, offset + length)) },
            content: Buffer.from(content),
          }));
          expect(found.map((one) => ({ ...one, content: Buffer.from(one.content) }))).toEqual(whole);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('reads a head with a name, a comment, an extra field and a checksum of its own', async () => {
    // The low half of what Python's zlib.crc32 makes of the first 18 bytes: 22,676.
    const head = [31, 139, 8, 0x1e, 1, 2, 3, 4, 0, 3, 2, 0, 77, 78, 97, 0, 98, 0, 0x94, 0x58];
    const file = Buffer.concat([Buffer.from(head), gzipSync('要闻').subarray(10), gzipSync('二')]);
    const found = await read(file);
    expect(found.map(({ content, plain }) => [Buffer.from(content).toString(), plain])).toEqual([
      ['要闻', false],
      // As Node writes it on this system.
      ['二', gzipSync('')[9] === 255],
    ]);
  });

  it('fails on every cut and every changed byte that gzip protects, as it does at once', async () => {
    const file = Buffer.concat([gzipSync('一个很长的句子，一个很长的句子'), gzipSync('二')]);
    const end = (await read(file))[0]?.length ?? 0;
    for (let at = 1; at < file.length; at += 1)
      if (at !== end) await expect(read(file.subarray(0, at)), `cut at ${at}`).rejects.toThrow(GzipDamaged);
    for (let at = 0; at < file.length; at += 1) {
      const flipped = Buffer.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      const atOnce = failureOf(() => [...readGzipMembers(flipped, LIMIT)]);
      const inTurn = await read(flipped).then(
        () => null,
        (cause: unknown) => cause,
      );
      expect(messageOf(inTurn), `byte ${at}`).toBe(messageOf(atOnce));
    }
    await expect(read(Buffer.concat([file, Buffer.from('x')]))).rejects.toThrow('is not gzip');
  });

  it('stops at the limit, which all members share, and unpacks nothing beyond it', async () => {
    const file = Buffer.concat([gzipSync(Buffer.alloc(600)), gzipSync(Buffer.alloc(600))]);
    expect(await read(file, { limit: 1200 })).toHaveLength(2);
    await expect(read(file, { limit: 1199 })).rejects.toThrow('unpacks to more than the 599 bytes allowed');
  });

  it('is not taken in by a length that fits only modulo what it unpacks to', async () => {
    const content = Buffer.from('abc');
    const tail = gzipSync(content).subarray(-8);
    tail.writeUInt32LE(4, 4);
    const file = Buffer.concat([gzipSync(content).subarray(0, 10), deflateRawSync(content), tail]);
    await expect(read(file)).rejects.toThrow('does not unpack to the length that it says');
  });

  it('closes what it reads from when its reader has seen enough', async () => {
    let closed = false;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* inPieces(gzipSync('要闻'));
      } finally {
        closed = true;
      }
    };
    for await (const event of readGzipStream(source(), LIMIT)) if (event.kind === 'begin') break;
    expect(closed).toBe(true);
  });
});

function failureOf(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (cause) {
    return cause;
  }
}

function messageOf(failure: unknown): string | null {
  return failure instanceof GzipDamaged ? failure.message : null;
}
