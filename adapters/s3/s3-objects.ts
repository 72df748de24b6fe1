import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import {
  type ObjectKey,
  ObjectMissing,
  type ObjectStore,
  type StoredObject,
  isObjectKey,
} from '../../core/capture/object-store.ts';

const PRECONDITION_FAILED = 412;
const CONFLICT = 409;

const MAX_TRIES = 6;
const FIRST_WAIT_MS = 50;

/** Others were writing the same key at the same moment, again and again; nothing was written by this call. */
export class PutContended extends Error {
  override readonly name = 'PutContended';
  readonly key: ObjectKey;

  constructor(key: ObjectKey, options?: ErrorOptions) {
    super(`the object '${key}' was being written by others in ${MAX_TRIES} tries; try again later`, options);
    this.key = key;
  }
}

/**
 * Objects of one S3 bucket. Its versioning is on, so that even a writer that does not ask whether a key is taken
 * buries nothing for good.
 *
 * The role needs `s3:ListBucket` too: without it S3 answers 403 for a missing key, which is no
 * {@link ObjectMissing}. Fails with a TypeError for what is no object key, and with {@link PutContended}.
 */
export class S3Objects implements ObjectStore {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  async putOnce(key: ObjectKey, bytes: Uint8Array, mediaType: string): Promise<'stored' | 'exists'> {
    const put = new PutObjectCommand({
      ...this.#address(key),
      Body: bytes,
      ContentType: mediaType,
      IfNoneMatch: '*',
      // S3 refuses bytes that do not hash to this, and keeps it: an audit can ask for it without the bytes.
      ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
    });
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#s3.send(put);
        return 'stored';
      } catch (cause) {
        // Also when the client's own retry meets what its first try had stored: it is there, and was put once.
        if (statusOf(cause) === PRECONDITION_FAILED) return 'exists';
        // Another put of the key is under way. Whether it comes to anything only a further try tells.
        if (statusOf(cause) !== CONFLICT) throw cause;
        if (tries === MAX_TRIES) throw new PutContended(key, { cause });
        await wait(FIRST_WAIT_MS * 2 ** (tries - 1));
      }
    }
  }

  async get(key: ObjectKey): Promise<Uint8Array> {
    try {
      const { Body } = await this.#s3.send(new GetObjectCommand(this.#address(key)));
      return Body === undefined ? new Uint8Array() : await Body.transformToByteArray();
    } catch (cause) {
      if (cause instanceof NoSuchKey) throw new ObjectMissing(key, { cause });
      throw cause;
    }
  }

  /** S3 lists by UTF-8 bytes; keys are ASCII, of which code units make the same order. */
  async *list(prefix: string): AsyncGenerator<StoredObject> {
    const pages = paginateListObjectsV2({ client: this.#s3 }, { Bucket: this.#bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages) {
      for (const { Key, Size } of Contents) {
        if (Key !== undefined && Size !== undefined) yield { key: Key, bytes: Size };
      }
    }
  }

  #address(key: ObjectKey): { Bucket: string; Key: string } {
    if (!isObjectKey(key)) throw new TypeError(`'${key}' is not an object key`);
    return { Bucket: this.#bucket, Key: key };
  }
}

function statusOf(cause: unknown): number | undefined {
  return cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
}
