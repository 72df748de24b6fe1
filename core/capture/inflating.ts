import { createInflateRaw } from 'node:zlib';

/** What some bytes unpacked to. */
export interface Inflated {
  readonly made: readonly Uint8Array[];
  /** How many of the bytes belonged to the deflate stream: fewer than all once it has ended within or before them. */
  readonly taken: number;
}

/**
 * What is given to {@link Inflating.push} at a time. Deflate packs a thousand zeros into a byte: this bounds what one push
 * can make.
 */
export const INFLATE_BYTES = 32 * 1024;

/** Unpacks one deflate stream (RFC 1951) piece by piece, and tells where it ends, which no stream of Node's does. */
export class Inflating {
  readonly #engine = createInflateRaw();
  #made: Uint8Array[] = [];

  constructor() {
    this.#engine.on('data', (bytes: Uint8Array) => this.#made.push(bytes));
    // Each push tells of its own failure; without a listener it would end the process as well.
    this.#engine.on('error', () => undefined);
  }

  /** Of at most {@link INFLATE_BYTES}, one call at a time. Fails with zlib's own error for what is no deflate stream. */
  async push(bytes: Uint8Array): Promise<Inflated> {
    const before = this.#engine.bytesWritten;
    await new Promise<void>((resolve, reject) => {
      this.#engine.once('error', reject);
      this.#engine.write(bytes, (cause) => {
        this.#engine.off('error', reject);
        if (cause) reject(cause);
        else resolve();
      });
    });
    const made = this.#made;
    this.#made = [];
    return { made, taken: this.#engine.bytesWritten - before };
  }

  /** Lets go of what the engine holds outside the heap. */
  close(): void {
    this.#engine.destroy();
  }
}
