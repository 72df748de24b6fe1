import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { S3Links } from '../../adapters/s3/s3-links.ts';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { S3Removal } from '../../adapters/s3/s3-removal.ts';
import { type Lack, keepsObjects } from '../contracts/object-store.contract.ts';

const CONFIG: S3ClientConfig = {
  // For any other region the client tells the server to make buckets there, and radosgw knows none of them.
  region: 'us-east-1',
  endpoint: setting('RADOSGW_ENDPOINT'),
  credentials: {
    accessKeyId: setting('RADOSGW_ACCESS_KEY_ID'),
    secretAccessKey: setting('RADOSGW_SECRET_ACCESS_KEY'),
  },
  forcePathStyle: true,
};
const s3 = new S3Client(CONFIG);
afterAll(() => s3.destroy());

const IN_PARTS: Lack = {
  promise: 'put-once-in-parts',
  reason: 'radosgw 16 does not heed If-None-Match when a multipart upload is completed',
};

const FIRST = new TextEncoder().encode('<p>要闻</p>');
const SECOND = new TextEncoder().encode('<p>其他</p>');

describe('S3Objects on radosgw', () => {
  keepsObjects(async () => new S3Objects(s3, await freshBucket()), { lacks: [IN_PARTS] });

  it('puts once for each of ten keys that twenty writers race for', async () => {
    const objects = new S3Objects(s3, await freshBucket());
    for (let round = 0; round < 10; round += 1) {
      const bodies = Array.from({ length: 20 }, (_, at) => String(at).padStart(2, '0').repeat(10_000));
      const outcomes = await Promise.all(
        bodies.map((body) => objects.putOnce(`race/${round}`, new TextEncoder().encode(body), 'text/plain')),
      );
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const kept = new TextDecoder().decode(await objects.get(`race/${round}`));
      expect(kept).toBe(bodies[outcomes.indexOf('stored')]);
    }
  });
});

describe('S3Objects on radosgw with versions', () => {
  keepsObjects(async () => new S3Objects(s3, await versionedBucket()), {
    lacks: [
      {
        promise: 'put-once',
        reason: 'radosgw 16 does not heed If-None-Match in a bucket with versions: every writer stores one',
      },
      IN_PARTS,
    ],
  });

  it('keeps the older version when a writer that does not ask puts over it', async () => {
    const bucket = await versionedBucket();
    await new S3Objects(s3, bucket).putOnce('a/b', FIRST, 'text/html');
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b', Body: SECOND }));
    expect(await versionsOf(bucket, 'a/b')).toEqual(['<p>其他</p>', '<p>要闻</p>']);
  });
});

describe('S3Removal on radosgw', () => {
  it('takes out every version of an object, delete markers too, and nothing of another', async () => {
    const bucket = await versionedBucket();
    for (const body of [FIRST, SECOND])
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b', Body: body }));
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a/b' }));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b.json', Body: FIRST }));
    const removal = new S3Removal(s3, bucket);
    expect(await removal.remove('a/b')).toBe('removed');
    const left = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    expect([left.Versions?.map(({ Key }) => Key), left.DeleteMarkers]).toEqual([['a/b.json'], undefined]);
    expect(await removal.remove('a/b')).toBe('absent');
  });

  it('takes out what a lock in GOVERNANCE mode holds, which nobody else does', async () => {
    const bucket = `archive-${randomUUID()}`;
    await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
    const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date('2099-01-01') } as const;
    const { VersionId } = await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: FIRST, ...lock }),
    );
    await expect(s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a', VersionId }))).rejects.toThrow();
    expect(await new S3Removal(s3, bucket).remove('a')).toBe('removed');
    expect((await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }))).Versions).toBeUndefined();
  });
});

describe('a link to an object on radosgw', () => {
  const answer = { mediaType: 'text/csv; charset=utf-8', disposition: 'attachment' };

  it('gives the object to whoever has it, as it says, whole or in part, and no other object', async () => {
    const bucket = await freshBucket();
    await new S3Objects(s3, bucket).putOnce('releases/1.0.0/a.csv', FIRST, 'application/octet-stream');
    await new S3Objects(s3, bucket).putOnce('releases/1.0.0/b.csv', SECOND, 'text/csv');
    const links = new S3Links(s3, bucket, 'releases/');
    const link = await links.linkTo('releases/1.0.0/a.csv', { method: 'GET', ...answer });

    const got = await fetch(link);
    expect([got.status, await got.text()]).toEqual([200, '<p>要闻</p>']);
    expect([got.headers.get('content-type'), got.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8',
      'attachment',
    ]);
    const part = await fetch(link, { headers: { Range: 'bytes=-4' } });
    expect([part.status, await part.text()]).toEqual([206, '</p>']);

    const head = await links.linkTo('releases/1.0.0/a.csv', { method: 'HEAD', ...answer });
    const asked = await fetch(head, { method: 'HEAD' });
    expect([asked.status, asked.headers.get('content-length')]).toEqual([200, String(FIRST.length)]);

    expect((await fetch(link.replace('/a.csv', '/b.csv'))).status).toBe(403);
    expect((await fetch(link, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await fetch(link.split('?')[0] ?? '')).status).toBe(403);
  });
});

describe('bytes on their way to radosgw', () => {
  it('are refused, and nothing is stored, when they changed behind the checksum', async () => {
    const tampering = new S3Client({ ...CONFIG, maxAttempts: 1 });
    tampering.middlewareStack.add(
      (next) => (args) => {
        const request: unknown = args.request;
        if (request instanceof Object && 'body' in request) request.body = SECOND;
        return next(args);
      },
      { step: 'deserialize', name: 'tamper' },
    );
    const bucket = await freshBucket();
    await expect(new S3Objects(tampering, bucket).putOnce('a/b', FIRST, 'text/html')).rejects.toMatchObject({
      name: 'XAmzContentSHA256Mismatch',
    });
    expect(await Array.fromAsync(new S3Objects(s3, bucket).list(''))).toEqual([]);
  });
});

async function freshBucket(): Promise<string> {
  const bucket = `archive-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return bucket;
}

async function versionedBucket(): Promise<string> {
  const bucket = await freshBucket();
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  return bucket;
}

/** The texts of all versions of a key, newest first. */
async function versionsOf(bucket: string, key: string): Promise<string[]> {
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }));
  const texts: string[] = [];
  for (const { Key, VersionId } of Versions) {
    if (Key !== key) continue;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId }));
    texts.push((await Body?.transformToString()) ?? '');
  }
  return texts;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set; start these tests with 'npm run test:radosgw'`);
  return value;
}
