import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SigningKeyUnusable, openSigningKey } from '../../../adapters/files/signing-key.ts';
import { fingerprintOf, fingerprintOfPem } from '../../../core/publish/package-signature.ts';
import { localFolder } from '../../support/local-folder.ts';

describe('the archive’s signing key', () => {
  it('is made on first use, for its owner alone, and is the same from then on', async () => {
    const folder = await localFolder();
    const first = await openSigningKey(folder);
    expect((await readdir(folder)).sort()).toEqual(['signing-key.pem', 'signing-key.pub.pem']);
    expect((await stat(join(folder, 'signing-key.pem'))).mode & 0o777).toBe(0o600);
    expect((await openSigningKey(folder)).publicKey).toEqual(first.publicKey);
    const handedOut = await readFile(join(folder, 'signing-key.pub.pem'), 'utf8');
    expect(handedOut).toContain('BEGIN PUBLIC KEY');
    expect(fingerprintOfPem(handedOut)).toBe(fingerprintOf(first.publicKey));
  });

  it('signs what its public key verifies', async () => {
    const signer = await openSigningKey(await localFolder());
    const key = createPublicKey({ key: Buffer.from(signer.publicKey), format: 'der', type: 'spki' });
    const signature = await signer.sign('sha256:ab');
    const verified = (text: string): boolean =>
      verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature);
    expect([verified('sha256:ab'), verified('sha256:ac')]).toEqual([true, false]);
  });

  it('is one, however many make it at once', async () => {
    const folder = await localFolder();
    const made = await Promise.all(Array.from({ length: 8 }, () => openSigningKey(folder)));
    expect(new Set(made.map(({ publicKey }) => fingerprintOf(publicKey))).size).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['signing-key.pem', 'signing-key.pub.pem']);
  });

  it.each([
    ['is no key', 'no key', 0o600],
    ['is of another curve', pemOf('P-256'), 0o600],
    ['can be read by others', pemOf('P-384'), 0o644],
  ])('is left alone, and not used, where what lies there %s', async (_, text, mode) => {
    const folder = await localFolder();
    const path = join(folder, 'signing-key.pem');
    await writeFile(path, text);
    await chmod(path, mode);
    await expect(openSigningKey(folder)).rejects.toThrow(SigningKeyUnusable);
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});

function pemOf(namedCurve: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}
