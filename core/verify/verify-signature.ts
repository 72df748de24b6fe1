import { X509Certificate, createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import { toLatin1 } from '../capture/latin1.ts';
import { SIGNED_DATA_VERSION, fingerprintOf } from '../publish/package-signature.ts';
import { type Finding, damage } from './finding.ts';

/** Who signed a package, as far as it can be told from the package alone. */
export type PackageSignature =
  | { readonly kind: 'none' }
  /** Whoever holds the key signed it; whose key that is, its fingerprint has to be compared to tell. */
  | {
      readonly kind: 'key';
      readonly fingerprint: string;
      readonly created: string;
      readonly software: string;
    }
  /** Signed with the key of a certificate that names the domain. Its chain and time stamp are not looked into. */
  | {
      readonly kind: 'domain';
      readonly fingerprint: string;
      readonly created: string;
      readonly domain: string;
    }
  /** There is something in its place that is no signature, or a wrong one. */
  | { readonly kind: 'wrong' };

const common = {
  hash: z.string(),
  created: z.string(),
  software: z.string(),
  signature: z.base64(),
  version: z.string().optional(),
};
const ByKey = z.object({ ...common, publicKey: z.base64() });
const ByDomain = z.object({ ...common, domain: z.string(), domainCert: z.string() });

/** What a package says of itself, which its signature has to say as well. */
export interface SignedPackage {
  /** `sha256:…` of its description. */
  readonly hash: string;
  readonly created: string | undefined;
  /** `null` where another program may have named itself otherwise when it signed. */
  readonly software: string | null;
}

/**
 * Judges `signedData` of a package's digest file (WACZ Auth): by a key, as here and in ArchiveWeb.page, or by a domain's
 * certificate, as authsign makes it. Where `pinned`, a key's fingerprint, is given, only a signature by that key counts.
 */
export function checkSignature(
  signedData: unknown,
  { hash, created, software }: SignedPackage,
  pinned: string | null,
  where: string,
): { readonly signature: PackageSignature; readonly findings: readonly Finding[] } {
  const wrong = (what: string): ReturnType<typeof checkSignature> => ({
    signature: { kind: 'wrong' },
    findings: [damage('signature-wrong', where, what)],
  });
  if (signedData === undefined) {
    if (pinned !== null) return wrong(`it is not signed, and a signature by the key ${pinned} is asked for`);
    return { signature: { kind: 'none' }, findings: [] };
  }
  const signed = readSigned(signedData);
  if (signed === null) return wrong('what stands in the place of a signature is none');
  const { told, key, fingerprint } = signed;
  if (told.hash !== hash) return wrong('what is signed is another description');
  if (told.created !== created)
    return wrong('it was signed as of another instant than the description tells');
  const isKnown = signed.signature.kind !== 'key' || told.version === SIGNED_DATA_VERSION;
  if (software !== null && (told.software !== software || !isKnown))
    return wrong('it was signed by another program than the description tells');
  if (!fits(hash, told.signature, key))
    return wrong(`its signature is not by the key ${fingerprint} that it names`);
  if (pinned !== null && pinned !== fingerprint)
    return wrong(`it is signed by the key ${fingerprint}, and not by ${pinned}`);
  return { signature: signed.signature, findings: [] };
}

/** A key of another kind than these signatures are made with fits none. */
function fits(hash: string, signature: string, key: Signed['key']): boolean {
  try {
    return verify('sha256', new TextEncoder().encode(hash), key, bytesOf(signature));
  } catch (cause) {
    if (isAboutBytes(cause)) return false;
    throw cause;
  }
}

function pemOf(publicKey: string): string {
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

function bytesOf(base64: string): Uint8Array {
  return toLatin1(atob(base64));
}

interface Signed {
  readonly told: z.infer<z.ZodObject<typeof common>>;
  readonly key: Parameters<typeof verify>[2];
  readonly fingerprint: string;
  readonly signature: PackageSignature;
}

function readSigned(signedData: unknown): Signed | null {
  try {
    const byKey = ByKey.safeParse(signedData).data;
    if (byKey) {
      const der = bytesOf(byKey.publicKey);
      const key = createPublicKey(pemOf(byKey.publicKey));
      const { created, software } = byKey;
      const fingerprint = fingerprintOf(der);
      const signature = { kind: 'key', fingerprint, created, software } as const;
      return { told: byKey, key: { key, dsaEncoding: 'ieee-p1363' }, fingerprint, signature };
    }
    const byDomain = ByDomain.safeParse(signedData).data;
    if (!byDomain) return null;
    const certificate = new X509Certificate(byDomain.domainCert);
    const { domain, created } = byDomain;
    if (certificate.checkHost(domain) === undefined) return null;
    const fingerprint = fingerprintOf(certificate.publicKey.export({ format: 'der', type: 'spki' }));
    const signature = { kind: 'domain', fingerprint, created, domain } as const;
    return {
      told: byDomain,
      key: { key: certificate.publicKey, dsaEncoding: 'der' },
      fingerprint,
      signature,
    };
  } catch (cause) {
    if (isAboutBytes(cause)) return null;
    throw cause;
  }
}

/** Bytes that are no key or certificate are an Error of no class of their own; a mistake of ours is a TypeError. */
function isAboutBytes(cause: unknown): boolean {
  return cause instanceof Error && !(cause instanceof TypeError);
}
