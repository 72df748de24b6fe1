import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MeasuredChunks, inParts, provenChunks } from '../../../core/capture/object-chunks.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';

const CHUNKS = ['ab', '', 'cdefg', 'h'].map((text) => new TextEncoder().encode(text));
const WHOLE = sha256Of('abcdefgh');

describe('chunks', () => {
  it('are regrouped into full parts and a rest, whatever they were', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 1, max: 30 }), async (given, size) => {
        const parts: Uint8Array[] = [];
        for await (const part of inParts(from(given), size)) parts.push(part.slice());
        expect(Buffer.concat(parts)).toEqual(Buffer.concat(given));
        expect(parts.slice(0, -1).every(({ length }) => length === size)).toBe(true);
        expect(parts.every(({ length }) => length > 0 && length <= size)).toBe(true);
      }),
    );
  });

  it('are measured while they pass', async () => {
    const measured = new MeasuredChunks(from(CHUNKS));
    const passing = measured[Symbol.asyncIterator]();
    await passing.next();
    expect(measured.measure()).toEqual({ bytes: 2, sha256: sha256Of('ab') });
    for await (const chunk of passing) expect(chunk).toBeInstanceOf(Uint8Array);
    expect(measured.measure()).toEqual({ bytes: 8, sha256: WHOLE });
  });

  it('pass as they are when they are what they should be', async () => {
    expect(await Array.fromAsync(provenChunks(from(CHUNKS), WHOLE, () => new Error('wrong')))).toEqual(
      CHUNKS,
    );
    expect(await Array.fromAsync(provenChunks(from([]), sha256Of(''), () => new Error('wrong')))).toEqual([]);
  });

  it.each([
    ['one byte is another', CHUNKS.with(2, new TextEncoder().encode('cdeFg'))],
    ['the last is missing', CHUNKS.slice(0, -1)],
    ['all are missing', []],
  ])('end before the last one, with a failure, when %s', async (_, given) => {
    const passed: Uint8Array[] = [];
    const wrong = new Error('wrong');
    const reading = (async () => {
      for await (const chunk of provenChunks(from(given), WHOLE, () => wrong)) passed.push(chunk);
    })();
    await expect(reading).rejects.toBe(wrong);
    expect(passed).toEqual(given.slice(0, -1));
  });
});

async function* from(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield* chunks;
}
