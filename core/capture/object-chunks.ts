import { type Sha256, Sha256Sum } from '../paper/sha256.ts';

/** Counts and hashes chunks while they pass. */
export class MeasuredChunks implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterable<Uint8Array>;
  readonly #sum = new Sha256Sum();

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#chunks) {
      this.#sum.add(chunk);
      yield chunk;
    }
  }

  /** Of what has passed so far. */
  measure(): { readonly bytes: number; readonly sha256: Sha256 } {
    return { bytes: this.#sum.bytes, sha256: this.#sum.digest() };
  }
}

/** Chunks that are made as they are asked for, in the form in which a store takes them. */
export async function* chunksFrom(made: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const chunk of made) yield await Promise.resolve(chunk);
}

/**
 * The same bytes in parts of `size`, of which only the last may be shorter, and none is empty. All parts are the same
 * memory: one is good until the next one comes, the last one for good.
 */
export async function* inParts(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const part = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length;) {
      const piece = chunk.subarray(taken, taken + size - filled);
      part.set(piece, filled);
      taken += piece.length;
      filled += piece.length;
      if (filled < size) continue;
      yield part;
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/**
 * The same chunks, as long as they turn out to be those that hash to `sha256`: else it fails with what `otherwise`
 * makes, before the last chunk, so that nobody has the whole of what is wrong. One chunk is held back for that, whose
 * memory must not be used again meanwhile.
 */
export async function* provenChunks(
  chunks: AsyncIterable<Uint8Array>,
  sha256: Sha256,
  otherwise: () => Error,
): AsyncGenerator<Uint8Array> {
  const sum = new Sha256Sum();
  let held: Uint8Array | null = null;
  for await (const chunk of chunks) {
    if (held !== null) yield held;
    sum.add(chunk);
    held = chunk;
  }
  if (sum.digest() !== sha256) throw otherwise();
  if (held !== null) yield held;
}
