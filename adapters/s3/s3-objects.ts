import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { MeasuredChunks, inParts } from '../../core/capture/object-chunks.ts';
import {
  type ByteRange,
  ObjectCutShort,
  type ObjectKey,
  ObjectMissing,
  type ObjectStore,
  type StoredObject,
  type StreamPut,
  checkRange,
  isObjectKey,
} from '../../core/capture/object-store.ts';
import { MultipartUpload, PART_BYTES, type S3Address } from './multipart-upload.ts';
import { CONFLICT, PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE, statusOf } from './s3-statuses.ts';

const MAX_TRIES = 6;
const FIRST_WAIT_MS = 50;

/** Others were writing the same key at the same moment, again and again; this call may be made again. */
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
 * {@link ObjectMissing}. To put streams it needs `s3:AbortMultipartUpload`, and `s3:GetObject` to see whose put won
 * when several were at it. Fails with a TypeError for what is no object key, and with {@link PutContended}.
 */
export class S3Objects implements ObjectStore {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /** As whoever the credentials of the environment stand for, in its region. */
  static inEnvironment(bucket: string): S3Objects {
    return new S3Objects(new S3Client({}), bucket);
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

  /** What is shorter than one part is put as it is, all else in parts; either only where nothing lies. */
  async putOnceFrom(
    key: ObjectKey,
    chunks: AsyncIterable<Uint8Array>,
    mediaType: string,
  ): Promise<StreamPut> {
    const address = this.#address(key);
    const given = new MeasuredChunks(chunks);
    let short: Uint8Array = new Uint8Array();
    let upload: MultipartUpload | undefined;
    try {
      for await (const part of inParts(given, PART_BYTES)) {
        if (!upload && part.length < PART_BYTES) {
          short = part;
        } else {
          upload ??= await MultipartUpload.begin(this.#s3, address, mediaType);
          await upload.add(part);
        }
      }
      const outcome = upload ? await this.#complete(upload, key) : await this.putOnce(key, short, mediaType);
      return { outcome, ...given.measure() };
    } catch (cause) {
      await upload?.abort();
      throw cause;
    }
  }

  async get(key: ObjectKey): Promise<Uint8Array> {
    const { Body } = await this.#open(key);
    return Body === undefined ? new Uint8Array() : await Body.transformToByteArray();
  }

  async *read(key: ObjectKey, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const { Body, ContentLength = 0 } = await this.#open(key, range);
    if (!(Body instanceof Readable)) throw new TypeError(`S3 gave no stream for the object '${key}'`);
    let got = 0;
    try {
      for await (const chunk of Body) {
        if (!(chunk instanceof Uint8Array)) throw new TypeError('S3 gave no bytes');
        got += chunk.length;
        yield chunk;
      }
    } catch (cause) {
      // The connection broke, or the bytes were not those of the checksum that S3 keeps.
      throw new ObjectCutShort(key, ContentLength, got, { cause });
    }
  }

  async size(key: ObjectKey): Promise<number> {
    try {
      const { ContentLength = 0 } = await this.#s3.send(new HeadObjectCommand(this.#address(key)));
      return ContentLength;
    } catch (cause) {
      if (cause instanceof NotFound) throw new ObjectMissing(key, { cause });
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

  async #complete(upload: MultipartUpload, key: ObjectKey): Promise<'stored' | 'exists'> {
    const outcome = await upload.completeOnce();
    if (outcome !== 'undecided') return outcome;
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      if (await this.#isThere(key)) return 'exists';
      await wait(FIRST_WAIT_MS * 2 ** (tries - 1));
    }
    // The parts cannot be sent again: the source has been read.
    throw new PutContended(key);
  }

  async #isThere(key: ObjectKey): Promise<boolean> {
    try {
      await this.size(key);
      return true;
    } catch (cause) {
      if (cause instanceof ObjectMissing) return false;
      throw cause;
    }
  }

  /** S3 cuts a range that reaches over the end, and tells so in what it says of the whole. */
  async #open(key: ObjectKey, range?: ByteRange): Promise<GetObjectCommandOutput> {
    const address = this.#address(key);
    if (range) checkRange(key, range, range.end);
    const Range = range && `bytes=${range.start}-${range.end - 1}`;
    const answer = await this.#s3
      .send(new GetObjectCommand({ ...address, Range }))
      .catch((cause: unknown) => {
        if (cause instanceof NoSuchKey) throw new ObjectMissing(key, { cause });
        if (range && statusOf(cause) === RANGE_NOT_SATISFIABLE) checkRange(key, range, 0);
        throw cause;
      });
    if (range) {
      const end = range.start + (answer.ContentLength ?? 0);
      if (end < range.end && answer.Body instanceof Readable) answer.Body.destroy();
      checkRange(key, range, end);
    }
    return answer;
  }

  #address(key: ObjectKey): S3Address {
    if (!isObjectKey(key)) throw new TypeError(`'${key}' is not an object key`);
    return { Bucket: this.#bucket, Key: key };
  }
}
