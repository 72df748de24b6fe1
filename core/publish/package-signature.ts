import { createHash, createPublicKey } from 'node:crypto';
import { fromLatin1 } from '../capture/latin1.ts';
import type { Instant } from '../paper/instant.ts';
import { SOFTWARE } from '../software.ts';

/** Of WACZ Auth's `signedData`. */
export const SIGNED_DATA_VERSION = '0.1.0';

/** Signs with a key that the archive holds. */
export interface PackageSigner {
  /** The public key as SubjectPublicKeyInfo (DER). */
  readonly publicKey: Uint8Array;
  /** ECDSA over P-384 with SHA-256, `r` and `s` one behind the other, 48 bytes each. No two are the same. */
  sign(text: string): Promise<Uint8Array>;
}

/** What WACZ Auth calls an anonymous signature: it says by which key, and not whose that is. */
export interface SignedData {
  readonly hash: string;
  readonly created: Instant;
  readonly software: string;
  readonly version: string;
  /** Base64. */
  readonly signature: string;
  readonly publicKey: string;
}

/** `hash` is of the package's description, as its digest file tells it; `created` is the description's. */
export async function signHash(signer: PackageSigner, hash: string, created: Instant): Promise<SignedData> {
  return {
    hash,
    created,
    software: `${SOFTWARE.name}/${SOFTWARE.version}`,
    version: SIGNED_DATA_VERSION,
    signature: btoa(fromLatin1(await signer.sign(hash))),
    publicKey: btoa(fromLatin1(signer.publicKey)),
  };
}

/** How a key is known to people: the SHA-256 of its SubjectPublicKeyInfo, in hex. */
export function fingerprintOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

/** Of a public key as PEM, or of a private one by the public key that belongs to it. `null` for what is no key. */
export function fingerprintOfPem(pem: string): string | null {
  try {
    return fingerprintOf(createPublicKey(pem).export({ format: 'der', type: 'spki' }));
  } catch (cause) {
    // Node has no class of its own for what is no key; a mistake of ours is a TypeError.
    if (cause instanceof Error && !(cause instanceof TypeError)) return null;
    throw cause;
  }
}
