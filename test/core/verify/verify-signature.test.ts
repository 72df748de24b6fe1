import { generateKeyPairSync, sign as signBytes, webcrypto } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { exportWacz } from '../../../core/publish/export-wacz.ts';
import { type PackageSigner, fingerprintOf } from '../../../core/publish/package-signature.ts';
import { inspectWacz } from '../../../core/verify/verify-wacz.ts';
import { DATE, FRONT, type LocalArchive, keep, localArchive, nodePage } from '../../support/kept-issue.ts';
import { fileFrom, fileOf } from '../../support/in-pieces.ts';

const inspect = (zip: Uint8Array, pinned: string | null) => inspectWacz(fileOf(zip), pinned);

const DIGEST = 'datapackage-digest.json';
const DESCRIPTION = 'datapackage.json';
const Digest = z.object({
  path: z.string(),
  hash: z.string(),
  signedData: z.record(z.string(), z.string()),
});

describe('a signed package', () => {
  it('tells by which key it was signed, and is accepted as that key’s', async () => {
    const signer = newSigner();
    const fingerprint = fingerprintOf(signer.publicKey);
    const zip = await wacz(signer);
    expect(await inspect(zip, null)).toMatchObject({ findings: [], signature: { kind: 'key', fingerprint } });
    expect((await inspect(zip, fingerprint)).findings).toEqual([]);
  });

  it('has a signature that a browser accepts, checked as ReplayWeb.page checks it', async () => {
    const { hash, signedData } = digestIn(await wacz(newSigner()));
    const { publicKey = '', signature = '', created } = signedData;
    const algorithm = { name: 'ECDSA', namedCurve: 'P-384' };
    const key = await webcrypto.subtle.importKey('spki', Buffer.from(publicKey, 'base64'), algorithm, true, [
      'verify',
    ]);
    const checked = { name: 'ECDSA', hash: 'SHA-256' };
    const sent = Buffer.from(signature, 'base64');
    expect(await webcrypto.subtle.verify(checked, key, sent, new TextEncoder().encode(hash))).toBe(true);
    expect(sent).toHaveLength(96);
    const described = JSON.parse(
      new TextDecoder().decode(unzipSync(await wacz(null))[DESCRIPTION]),
    ) as unknown;
    expect(described).toMatchObject({ created });
  });

  it('differs from the unsigned one in nothing but the signature', async () => {
    const archive = await held();
    const [plain, signed] = [await wacz(null, archive), await wacz(newSigner(), archive)];
    expect(Object.entries(unzipSync(signed)).filter(([name]) => name !== DIGEST)).toEqual(
      Object.entries(unzipSync(plain)).filter(([name]) => name !== DIGEST),
    );
    expect(await wacz(null, archive)).toEqual(plain);
  });

  it('is damaged by every changed byte of what it says of its signature', async () => {
    const files = unzipSync(await wacz(newSigner()));
    const digest = files[DIGEST] ?? new Uint8Array();
    expect(digest.length).toBeGreaterThan(300);
    for (let at = 0; at < digest.length; at += 1) {
      const changed = digest.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const { findings } = await inspect(zip({ ...files, [DIGEST]: changed }), null);
      expect(
        findings.map(({ severity }) => severity),
        `byte ${at}`,
      ).toContain('damage');
    }
  });

  it.each([
    ['by another key than it names', (told: Told) => ({ ...told, publicKey: base64(newSigner().publicKey) })],
    ['as of another day', (told: Told) => ({ ...told, created: '2023-02-26T00:00:00.000Z' })],
    ['of another hash', (told: Told) => ({ ...told, hash: `sha256:${'0'.repeat(64)}` })],
    ['by nobody: the signature is gone', (told: Told) => ({ ...told, signature: undefined })],
    ['with something that is no key', (told: Told) => ({ ...told, publicKey: base64(Buffer.from('key')) })],
    ['with a key of another kind', (told: Told) => ({ ...told, publicKey: base64(ed25519()) })],
  ])('is wrong where it says that it was signed %s', async (_, change) => {
    const files = unzipSync(await wacz(newSigner()));
    const digest = digestIn(zip(files));
    const told = utf8(JSON.stringify({ ...digest, signedData: change(digest.signedData) }));
    const { findings, signature } = await inspect(zip({ ...files, [DIGEST]: told }), null);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['signature-wrong', 'damage']]);
    expect(signature).toEqual({ kind: 'wrong' });
  });

  it('that somebody changed and signed anew is whole, and not by the key that is asked for', async () => {
    const [ours, theirs] = [newSigner(), newSigner()];
    const files = unzipSync(await wacz(ours));
    const description = utf8(new TextDecoder().decode(files[DESCRIPTION]).replace('江门日报', '荆门日报'));
    const hash = `sha256:${sha256Of(description)}`;
    const signature = base64(await theirs.sign(hash));
    const was = digestIn(zip(files)).signedData;
    const signedData = { ...was, hash, signature, publicKey: base64(theirs.publicKey) };
    const digest = utf8(JSON.stringify({ path: DESCRIPTION, hash, signedData }));
    const forged = zip({ ...files, [DESCRIPTION]: description, [DIGEST]: digest });
    const fingerprint = fingerprintOf(theirs.publicKey);
    expect(await inspect(forged, null)).toMatchObject({ findings: [], signature: { fingerprint } });
    expect((await inspect(forged, fingerprintOf(ours.publicKey))).findings).toMatchObject([
      { code: 'signature-wrong', severity: 'damage' },
    ]);
  });

  it('may be signed by a domain’s certificate, as authsign does', async () => {
    const files = unzipSync(await wacz(newSigner()));
    const { hash, signedData } = digestIn(zip(files));
    const { created, software } = signedData;
    const signature = signBytes('sha256', Buffer.from(hash), CERTIFIED_KEY).toString('base64');
    const of = (domain: string): Uint8Array => {
      const told = { hash, created, software, signature, domain, domainCert: CERTIFICATE, timeSignature: '' };
      return zip({ ...files, [DIGEST]: utf8(JSON.stringify({ path: DESCRIPTION, hash, signedData: told })) });
    };
    expect(await inspect(of('archive.example'), null)).toMatchObject({
      findings: [],
      signature: { kind: 'domain', domain: 'archive.example', created },
    });
    expect((await inspect(of('other.example'), null)).findings).toMatchObject([{ code: 'signature-wrong' }]);
  });
});

describe('a package without a signature', () => {
  it('is whole, unless one is asked for', async () => {
    const zip = await wacz(null);
    expect(await inspect(zip, null)).toEqual({ findings: [], signature: { kind: 'none' } });
    expect((await inspect(zip, fingerprintOf(newSigner().publicKey))).findings).toMatchObject([
      { code: 'signature-wrong', severity: 'damage' },
    ]);
  });
});

type Told = Record<string, string>;

function newSigner(): PackageSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: (text) =>
      Promise.resolve(signBytes('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
}

function ed25519(): Uint8Array {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
}

async function held(): Promise<LocalArchive> {
  const archive = await localArchive();
  await keep(archive, { path: FRONT, kind: 'node', body: nodePage('第A01版') });
  return archive;
}

async function wacz(signer: PackageSigner | null, from?: LocalArchive): Promise<Uint8Array> {
  const archive = from ?? (await held());
  const exported = await exportWacz(archive, JMRB, DATE, signer);
  if (exported.kind === 'nothing-kept') throw new Error('nothing was kept');
  return fileFrom(exported.pieces);
}

function digestIn(bytes: Uint8Array): z.infer<typeof Digest> {
  return Digest.parse(JSON.parse(new TextDecoder().decode(unzipSync(bytes)[DIGEST])));
}

function zip(files: Record<string, Uint8Array>): Uint8Array {
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1, 12) });
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** For `archive.example`, made for this test and for nothing else. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBpjCCAU2gAwIBAgIUGGF9QbeO1Vfg98bCU5EoFyp18AMwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPYXJjaGl2ZS5leGFtcGxlMCAXDTI2MTEzMDExMzE1N1oYDzIx
MjYxMTA2MTEzMTU3WjAaMRgwFgYDVQQDDA9hcmNoaXZlLmV4YW1wbGUwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAATvw5D+EP7ReWb47cPu64JT7R3XH+5Stj4blKfQ
1ruROG/L9lXt4ed8RBMw1uBZPFd+SAQucB98mj7kzKbICRWLo28wbTAdBgNVHQ4E
FgQU9tPf2BlJULWQMWfxi/52ZPcpp2MwHwYDVR0jBBgwFoAU9tPf2BlJULWQMWfx
i/52ZPcpp2MwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg9hcmNoaXZlLmV4
YW1wbGUwCgYIKoZIzj0EAwIDRwAwRAIgYTXMYWSXaMjoLgLlBO1AHej5hYDI+5F8
qUrlYXx9u7wCIBRUcJdQwVfNHmIMt3yoeVZ3dGKetS6SxvTDcoEZ3ZEw
-----END CERTIFICATE-----
`;
const CERTIFIED_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgigDA0EZzdKzQgxfG
XT4S5N8NtGoW0LLO99Vl3HJ7XF2hRANCAATvw5D+EP7ReWb47cPu64JT7R3XH+5S
tj4blKfQ1ruROG/L9lXt4ed8RBMw1uBZPFd+SAQucB98mj7kzKbICRWL
-----END PRIVATE KEY-----
`;
