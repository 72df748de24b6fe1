import { type Hash, createHash } from 'node:crypto';

const ALGORITHMS = new Set(['md5', 'sha1', 'sha256', 'sha512']);

/**
 * Whether bytes that come in pieces hash to what is told of them. Digests are written `sha256:` and hexadecimal digits by
 * us and `sha1:` and base 32 by most others.
 */
export class DigestCheck {
  readonly told: string;
  /** `null` for a kind of digest that is not known here. */
  readonly #hash: Hash | null;

  constructor(told: string) {
    this.told = told;
    const algorithm = told.split(':')[0]?.toLowerCase().replace('-', '') ?? '';
    this.#hash = ALGORITHMS.has(algorithm) ? createHash(algorithm) : null;
  }

  add(bytes: Uint8Array): void {
    this.#hash?.update(bytes);
  }

  /** Of all that was added, once. */
  verdict(): 'fits' | 'differs' | 'unknown' {
    if (this.#hash === null) return 'unknown';
    const hash = this.#hash.digest();
    const value = this.told.split(':')[1] ?? '';
    const fits = value.toLowerCase() === hash.toString('hex') || value.replace(/=+$/, '') === base32(hash);
    return fits ? 'fits' : 'differs';
  }
}

/** RFC 4648, without padding. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '')
    .join('');
}
