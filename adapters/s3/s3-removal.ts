import { DeleteObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import type { ObjectRemoval } from '../../core/capture/object-removal.ts';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import { FORBIDDEN, statusOf } from './s3-statuses.ts';

/**
 * Takes objects out of an S3 bucket with all their versions and delete markers. What Object Lock holds in GOVERNANCE
 * mode goes as well, for whoever may bypass it (`s3:BypassGovernanceRetention`). Needs `s3:ListBucketVersions` and
 * `s3:DeleteObjectVersion`, which no function has: the operator's own credentials do.
 */
export class S3Removal implements ObjectRemoval {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /** As whoever the credentials of the environment stand for, in its region. */
  static inEnvironment(bucket: string): S3Removal {
    return new S3Removal(new S3Client({}), bucket);
  }

  async remove(key: ObjectKey): Promise<'removed' | 'absent'> {
    const versions = await Array.fromAsync(this.#versionsOf(key));
    for (const version of versions) await this.#removeVersion(key, version);
    return versions.length === 0 ? 'absent' : 'removed';
  }

  /** What begins with the key is listed in order, the key itself first. */
  async *#versionsOf(key: ObjectKey): AsyncGenerator<string | undefined> {
    let from: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
    for (;;) {
      const page = await this.#s3.send(
        new ListObjectVersionsCommand({ Bucket: this.#bucket, Prefix: key, ...from }),
      );
      const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = page;
      for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) if (Key === key) yield VersionId;
      if (page.IsTruncated !== true || NextKeyMarker !== key) return;
      from = {
        KeyMarker: NextKeyMarker,
        ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
      };
    }
  }

  /** The bypass is asked for only where it is needed: a bucket without Object Lock may not know it. */
  async #removeVersion(key: ObjectKey, version: string | undefined): Promise<void> {
    const one = { Bucket: this.#bucket, Key: key, VersionId: version };
    try {
      await this.#s3.send(new DeleteObjectCommand(one));
    } catch (cause) {
      if (statusOf(cause) !== FORBIDDEN) throw cause;
      await this.#s3.send(new DeleteObjectCommand({ ...one, BypassGovernanceRetention: true }));
    }
  }
}
