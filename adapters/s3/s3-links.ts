import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { LinkedAnswer, ObjectLinks } from '../../core/capture/object-links.ts';
import { type ObjectKey, isObjectKey } from '../../core/capture/object-store.ts';

/** Within which a download has to begin. A link also ends with the credentials of the role that signed it. */
const GOOD_FOR_SECONDS = 15 * 60;

/**
 * Links to objects of one S3 bucket, signed with the role's own right to get them. Only objects below `prefix` are
 * linked to, whatever else the role may get.
 */
export class S3Links implements ObjectLinks {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(s3: S3Client, bucket: string, prefix: `${string}/`) {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  async linkTo(key: ObjectKey, { method, mediaType, disposition }: LinkedAnswer): Promise<string> {
    if (!isObjectKey(key) || !key.startsWith(this.#prefix)) {
      throw new TypeError(`'${key}' may not be linked to, only what lies below '${this.#prefix}'`);
    }
    const asked = {
      Bucket: this.#bucket,
      Key: key,
      ResponseContentType: mediaType,
      ResponseContentDisposition: disposition,
    };
    const command = method === 'HEAD' ? new HeadObjectCommand(asked) : new GetObjectCommand(asked);
    return getSignedUrl(this.#s3, command, { expiresIn: GOOD_FOR_SECONDS });
  }
}
