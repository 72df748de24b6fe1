import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageSigner } from '../../core/publish/package-signature.ts';
import { newId } from '../random-id.ts';
import { asStoreFull, syncFolder, systemCode } from '../disk.ts';

const PRIVATE = 'signing-key.pem';
/** To hand to whoever wants to know the archive's packages from others'. */
const PUBLIC = 'signing-key.pub.pem';

/** What lies in the key's place is no key that packages are signed with; it is left as it is. */
export class SigningKeyUnusable extends Error {
  override readonly name = 'SigningKeyUnusable';
  readonly path: string;

  constructor(path: string, why: string, options?: ErrorOptions) {
    super(
      `${path} ${why}; put the archive's key back, or move the file away to have a new key made`,
      options,
    );
    this.path = path;
  }
}

/**
 * The archive's own key, made in its folder when there is none yet, readable for its owner alone. Two processes that
 * make it at once have the same one. Fails with {@link SigningKeyUnusable} or StoreFull.
 */
export async function openSigningKey(folder: string): Promise<PackageSigner> {
  const path = join(folder, PRIVATE);
  try {
    const key = readKey(path, (await readIfThere(path)) ?? (await makeKey(folder, path)));
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
      throw new SigningKeyUnusable(path, 'can be read by others than its owner, so that anybody may have it');
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    await writeOnce(folder, PUBLIC, createPublicKey(key).export({ format: 'pem', type: 'spki' }), 0o644);
    return {
      publicKey: spki,
      sign: (text) => Promise.resolve(sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })),
    };
  } catch (cause) {
    throw asStoreFull(cause, folder);
  }
}

function readKey(path: string, pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw new SigningKeyUnusable(path, 'is no private key', { cause });
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'secp384r1')
    throw new SigningKeyUnusable(path, 'is no key of the curve P-384');
  return key;
}

async function makeKey(folder: string, path: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  await writeOnce(folder, PRIVATE, privateKey.export({ format: 'pem', type: 'pkcs8' }), 0o600);
  // Another process may have been quicker; then its key is the archive's.
  return readFile(path, 'utf8');
}

/** Whole or not at all, and never in the place of a file that is there. */
async function writeOnce(folder: string, name: string, text: string | Buffer, mode: number): Promise<void> {
  const path = join(folder, name);
  if ((await readIfThere(path)) !== null) return;
  const made = `${path}.${newId()}.new`;
  try {
    const file = await open(made, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(made, path).catch((cause: unknown) => {
      if (systemCode(cause) !== 'EEXIST') throw cause;
    });
  } finally {
    await rm(made, { force: true });
  }
  await syncFolder(folder);
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw cause;
  }
}
