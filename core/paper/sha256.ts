import { createHash, hash } from 'node:crypto';

/** A SHA-256 digest, 64 lower-case hexadecimal digits. */
export type Sha256 = string & { readonly __brand: 'Sha256' };

const FORM = /^[0-9a-f]{64}$/;

export function isSha256(text: string): text is Sha256 {
  return FORM.test(text);
}

export function sha256Of(bytes: Uint8Array | string): Sha256 {
  return hash('sha256', bytes, 'hex') as Sha256;
}

/** The SHA-256 of bytes that come in pieces. */
export class Sha256Sum {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#bytes += bytes.byteLength;
  }

  /** How many bytes were added so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Of all that was added so far. */
  digest(): Sha256 {
    return this.#hash.copy().digest('hex') as Sha256;
  }
}

/** The digest of all chunks together. */
export async function sha256OfAll(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Sha256> {
  const sum = new Sha256Sum();
  for await (const chunk of chunks) sum.add(chunk);
  return sum.digest();
}
