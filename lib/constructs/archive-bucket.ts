import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Bucket, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import * as z from 'zod';
import type { ArchiveFunction } from './archive-function.ts';
import { SAFE_BUCKET } from './safe-bucket.ts';

/** How a stack names what another stack exports. */
const Import = z.object({ 'Fn::ImportValue': z.string() });

/** The parts of the bucket by what they hold; a grant is always for one of them. */
export type ArchivePrefix =
  'captures' | 'quarantine' | 'readings' | 'releases' | 'lake' | 'indexes' | 'search';

/**
 * Where everything that is kept lies. Nobody is ever granted to delete, and an overwritten object stays behind as
 * an older version for ever; only uploads that were never finished are cleared away.
 */
export class ArchiveBucket extends Construct {
  readonly bucket: Bucket;

  /** Who read and wrote what, as S3 tells it. */
  readonly accessLogs: IBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const abortUploads = { abortIncompleteMultipartUploadAfter: Duration.days(7) };

    // CDK's own types do not agree under exactOptionalPropertyTypes: a Bucket is not quite an IBucket.
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...SAFE_BUCKET,
      lifecycleRules: [
        { ...abortUploads, expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) },
      ],
    }) as IBucket;
    this.bucket = new Bucket(this, 'Bucket', {
      ...SAFE_BUCKET,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'archive/',
      lifecycleRules: [abortUploads],
      // For scripts that are led here from a release by a signed link. It opens nothing: what is not signed is refused.
      // A browser that was led from one site to another says no more from where it came.
      cors: [
        {
          allowedMethods: [HttpMethods.GET, HttpMethods.HEAD],
          allowedOrigins: ['*'],
          allowedHeaders: ['*'],
          exposedHeaders: ['Accept-Ranges', 'Content-Disposition', 'Content-Range', 'ETag'],
          maxAge: Duration.days(1).toSeconds(),
        },
      ],
    });
  }

  /** Lets `grantee` add objects under each of `prefixes`. */
  grantPut(grantee: ArchiveFunction<string>, ...prefixes: readonly ArchivePrefix[]): void {
    this.#grant(grantee, ['s3:PutObject'], prefixes);
  }

  /**
   * Lets `grantee` add objects of any size under each of `prefixes`: in parts, which it may give up again as long as
   * they are no object.
   */
  grantPutInParts(grantee: ArchiveFunction<string>, ...prefixes: readonly ArchivePrefix[]): void {
    this.#grant(grantee, ['s3:PutObject', 's3:AbortMultipartUpload'], prefixes);
  }

  /**
   * Lets `grantee` get objects under each of `prefixes`, and learn that an object is not there.
   *
   * Without `s3:ListBucket` S3 answers 403 instead of 404 for a key that does not exist. A GetObject names no
   * prefix, so that a condition on `s3:prefix` would bring the 403 back: the whole bucket's keys can be listed,
   * which are addresses of public pages.
   */
  grantGet(grantee: ArchiveFunction<string>, ...prefixes: readonly ArchivePrefix[]): void {
    this.#grant(grantee, ['s3:GetObject'], prefixes);
    Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
    }).assertSuccess();
  }

  #grant(grantee: ArchiveFunction<string>, actions: string[], prefixes: readonly ArchivePrefix[]): void {
    const resourceArns = prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}/*`));
    Grant.addToPrincipal({ grantee, actions, resourceArns }).assertSuccess();
    this.explain(grantee, prefixes);
  }

  /** Tells cdk-nag why `granted` may use all objects under each of `prefixes`. */
  explain(granted: IConstruct, prefixes: readonly ArchivePrefix[]): void {
    const owner = Stack.of(this);
    const bucket = Import.parse(owner.resolve(owner.exportValue(this.bucket.bucketArn)))['Fn::ImportValue'];
    Validations.of(granted).acknowledge(
      ...prefixes.map((prefix) => ({
        id: `AwsSolutions-IAM5[Resource::${bucket}/${prefix}/*]`,
        reason: `Every object of ${prefix} and of no other part of the bucket: keys are made as pages come in.`,
      })),
    );
  }
}
