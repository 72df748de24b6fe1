import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { CONFLICT, NOT_FOUND, PRECONDITION_FAILED, statusOf } from './s3-statuses.ts';

/** S3 takes 10,000 parts of an object, so that this is enough for 80 GB; one part is in memory while it is sent. */
export const PART_BYTES = 8 * 1024 * 1024;

/** Where an object is to lie, as S3 wants it. */
export interface S3Address {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * An object on its way to S3 in parts. Nobody sees anything of it before {@link completeOnce}; what a killed process
 * leaves behind is cleared away by a rule of the bucket.
 */
export class MultipartUpload {
  readonly #s3: S3Client;
  readonly #upload: S3Address & { readonly UploadId: string | undefined };
  readonly #parts: CompletedPart[] = [];

  private constructor(s3: S3Client, upload: S3Address & { readonly UploadId: string | undefined }) {
    this.#s3 = s3;
    this.#upload = upload;
  }

  static async begin(s3: S3Client, address: S3Address, mediaType: string): Promise<MultipartUpload> {
    const begin = { ...address, ContentType: mediaType, ChecksumAlgorithm: 'SHA256' as const };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(begin));
    return new MultipartUpload(s3, { ...address, UploadId });
  }

  /** Sends the next part; every one but the last must have {@link PART_BYTES}. */
  async add(bytes: Uint8Array): Promise<void> {
    const PartNumber = this.#parts.length + 1;
    const ChecksumSHA256 = createHash('sha256').update(bytes).digest('base64');
    const part = new UploadPartCommand({ ...this.#upload, PartNumber, Body: bytes, ChecksumSHA256 });
    const { ETag } = await this.#s3.send(part);
    this.#parts.push({ PartNumber, ETag, ChecksumSHA256 });
  }

  /**
   * Makes the parts an object, whole, if its key is free. `undecided` when others put the same key at the same moment,
   * for which S3 may throw the parts away, or when the parts are gone: the client asks again when an answer is lost,
   * and the first time may have been heard.
   */
  async completeOnce(): Promise<'stored' | 'exists' | 'undecided'> {
    const MultipartUpload = { Parts: this.#parts };
    const complete = { ...this.#upload, MultipartUpload, IfNoneMatch: '*' };
    try {
      await this.#s3.send(new CompleteMultipartUploadCommand(complete));
      return 'stored';
    } catch (cause) {
      const status = statusOf(cause);
      if (status !== PRECONDITION_FAILED && status !== CONFLICT && status !== NOT_FOUND) throw cause;
      await this.abort();
      return status === PRECONDITION_FAILED ? 'exists' : 'undecided';
    }
  }

  /** Gives up, as far as that can be told to S3: the bucket's rule does the same some days later. */
  async abort(): Promise<void> {
    await this.#s3.send(new AbortMultipartUploadCommand(this.#upload)).catch(() => undefined);
  }
}
