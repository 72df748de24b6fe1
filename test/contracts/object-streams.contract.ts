import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { ObjectMissing, type ObjectStore } from '../../core/capture/object-store.ts';
import type { Lack } from './object-store.contract.ts';

/** More than two parts of a multipart upload, and no whole number of anything. */
const LARGE = 17_000_003;
const MEDIA_TYPE = 'text/plain';

/** What every store promises of streams; a part of its contract. */
export function keepsStreams(fresh: () => Promise<ObjectStore>, { lacks }: { lacks: readonly Lack[] }): void {
  it('keeps a stream, and tells its length and digest', async () => {
    const store = await fresh();
    // Digests from FIPS 180-2.
    expect(await store.putOnceFrom('a/abc', from(bytes('a'), bytes(''), bytes('bc')), MEDIA_TYPE)).toEqual({
      outcome: 'stored',
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(await store.putOnceFrom('a/empty', from(), MEDIA_TYPE)).toEqual({
      outcome: 'stored',
      bytes: 0,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    expect(Buffer.from(await store.get('a/abc')).toString()).toBe('abc');
    expect((await store.get('a/empty')).length).toBe(0);
    expect(await readWhole(store, 'a/empty')).toEqual(Buffer.alloc(0));
  });

  // 8 MiB is what the store in S3 sends at once: just below, the very size, just above, and twice.
  it.each([2 ** 23 - 1, 2 ** 23, 2 ** 23 + 1, 2 ** 24])('keeps a stream of %d bytes whole', async (size) => {
    const store = await fresh();
    const given = pattern(0, size);
    const put = await store.putOnceFrom('a/stream', cut(given, 1_000_003), MEDIA_TYPE);
    expect(put).toEqual({ outcome: 'stored', bytes: size, sha256: sha256(given) });
    expect(Buffer.compare(await readWhole(store, 'a/stream'), given)).toBe(0);
    expect(await store.size('a/stream')).toBe(size);
    expect(await Array.fromAsync(store.list(''))).toEqual([{ key: 'a/stream', bytes: size }]);
  });

  it('keeps a stream whose source uses its memory again', async () => {
    const store = await fresh();
    const put = await store.putOnceFrom('a', reusing(LARGE), MEDIA_TYPE);
    expect(put).toMatchObject({ bytes: LARGE, sha256: sha256(pattern(0, LARGE)) });
    expect(Buffer.compare(await store.get('a'), pattern(0, LARGE))).toBe(0);
  });

  it.each([0, 1_000, LARGE])(
    'leaves nothing under the key when the source fails after %d bytes',
    async (at) => {
      const store = await fresh();
      const broken = new Error('the source broke');
      async function* failing(): AsyncGenerator<Uint8Array> {
        await Promise.resolve();
        if (at > 0) yield pattern(0, at);
        throw broken;
      }
      await expect(store.putOnceFrom('a/b', failing(), MEDIA_TYPE)).rejects.toBe(broken);
      await expect(store.get('a/b')).rejects.toThrow(ObjectMissing);
      expect(await Array.fromAsync(store.list(''))).toEqual([]);
      expect(await store.putOnceFrom('a/b', from(bytes('abc')), MEDIA_TYPE)).toMatchObject({
        outcome: 'stored',
      });
      expect(Buffer.from(await store.get('a/b')).toString()).toBe('abc');
    },
  );

  it('refuses what is no key without asking the source for anything', async () => {
    const store = await fresh();
    let isAsked = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      isAsked = true;
      await Promise.resolve();
      yield bytes('abc');
    }
    await expect(store.putOnceFrom('../a', source(), MEDIA_TYPE)).rejects.toThrow(TypeError);
    await expect(store.size('../a')).rejects.toThrow(TypeError);
    await expect(readWhole(store, '../a')).rejects.toThrow(TypeError);
    expect(isAsked).toBe(false);
  });

  const lacksOf = (name: Lack['promise']) => lacks.find(({ promise }) => promise === name);
  for (const [promise, size] of [
    ['put-once', 3],
    ['put-once-in-parts', LARGE],
  ] as const) {
    const lack = lacksOf(promise);
    const given = pattern(7, size);
    const put = async (store: ObjectStore) => {
      await store.putOnce('a/b', bytes('first'), MEDIA_TYPE);
      return store.putOnceFrom('a/b', cut(given, 1_000_003), MEDIA_TYPE);
    };
    if (lack) {
      it(`still does not put a stream of ${size} bytes only once: ${lack.reason}`, async () => {
        expect(await put(await fresh())).toMatchObject({ outcome: 'stored' });
      });
    } else {
      it(`says so when the key is taken, leaves what lies there, and tells of the ${size} bytes given`, async () => {
        const store = await fresh();
        expect(await put(store)).toEqual({ outcome: 'exists', bytes: size, sha256: sha256(given) });
        expect(Buffer.from(await store.get('a/b')).toString()).toBe('first');
      });
    }
  }

  if (!lacksOf('put-once-in-parts')) {
    it('lets one of four racing streams win, whole', async () => {
      const store = await fresh();
      const puts = await Promise.all(
        [1, 2, 3, 4].map((seed) =>
          store.putOnceFrom('race', cut(pattern(seed, LARGE), 1_000_003), MEDIA_TYPE),
        ),
      );
      const won = puts.filter(({ outcome }) => outcome === 'stored');
      expect(won).toHaveLength(1);
      expect(sha256(await store.get('race'))).toBe(won[0]?.sha256);
    });
  }

  it('reads a range, wherever it begins and ends', async () => {
    const store = await fresh();
    const kept = pattern(0, 1_000_000);
    await store.putOnce('a/b', kept, 'application/octet-stream');
    for (const [start, end] of [
      [0, 1],
      [0, 1_000_000],
      [1, 999_999],
      [262_143, 262_145],
      [262_144, 524_288],
      [999_999, 1_000_000],
    ] as const) {
      const read = await readWhole(store, 'a/b', { start, end });
      expect([start, end, Buffer.compare(read, kept.subarray(start, end))]).toEqual([start, end, 0]);
    }
  });

  it.each([
    [0, 6],
    [5, 6],
    [2, 2],
    [3, 2],
    [-1, 2],
    [0.5, 2],
    [0, Number.MAX_SAFE_INTEGER + 2],
  ])('fails with a RangeError for the bytes %d to %d of five', async (start, end) => {
    const store = await fresh();
    await store.putOnce('a/b', bytes('12345'), MEDIA_TYPE);
    await expect(readWhole(store, 'a/b', { start, end })).rejects.toThrow(RangeError);
  });

  it('fails with ObjectMissing before the first chunk, and for the size as well', async () => {
    const store = await fresh();
    await store.putOnce('a/b', bytes('12345'), MEDIA_TYPE);
    for (const key of ['b', 'a', 'a/b/c', 'a/b2']) {
      await expect(readWhole(store, key)).rejects.toThrow(new ObjectMissing(key));
      await expect(readWhole(store, key, { start: 0, end: 1 })).rejects.toThrow(ObjectMissing);
      await expect(store.size(key)).rejects.toThrow(new ObjectMissing(key));
    }
  });

  it('gives chunks that stay as they are, and none that is large', async () => {
    const store = await fresh();
    const kept = pattern(0, LARGE);
    await store.putOnceFrom('a', cut(kept, 1_000_003), MEDIA_TYPE);
    const chunks = await Array.fromAsync(store.read('a'));
    expect(Buffer.compare(Buffer.concat(chunks), kept)).toBe(0);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(2 ** 20);
  });

  it('lets many readers stop early, and goes on', async () => {
    const store = await fresh();
    await store.putOnceFrom('a', cut(pattern(0, LARGE), 1_000_003), MEDIA_TYPE);
    // More than the client of S3 has connections: one that stayed open for each would leave none.
    for (let reader = 0; reader < 60; reader += 1) {
      for await (const chunk of store.read('a')) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(await readWhole(store, 'a', { start: 0, end: 3 })).toEqual(Buffer.from(pattern(0, 3)));
  });
}

async function readWhole(
  store: ObjectStore,
  key: string,
  range?: { readonly start: number; readonly end: number },
): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(store.read(key, range)));
}

async function* from(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield* chunks;
}

async function* cut(whole: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

/** {@link pattern} by the kilobyte, all of them in the same memory. */
async function* reusing(size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const whole = pattern(0, size);
  const memory = new Uint8Array(1024);
  for (let at = 0; at < size; at += memory.length) {
    const piece = whole.subarray(at, at + memory.length);
    memory.set(piece);
    yield memory.subarray(0, piece.length);
  }
}

/** Bytes of which no two stretches that could be mistaken for each other are alike. */
function pattern(seed: number, size: number): Uint8Array {
  const made = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) made[at] = (seed + at * 31 + (at >> 8) + (at >> 16)) % 256;
  return made;
}

function sha256(of: Uint8Array): string {
  return createHash('sha256').update(of).digest('hex');
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
