import { hash } from 'node:crypto';

/** A SHA-256 digest, 64 lower-case hexadecimal digits. */
export type Sha256 = string & { readonly __brand: 'Sha256' };

const FORM = /^[0-9a-f]{64}$/;

export function isSha256(text: string): text is Sha256 {
  return FORM.test(text);
}

export function sha256Of(bytes: Uint8Array | string): Sha256 {
  return hash('sha256', bytes, 'hex') as Sha256;
}
