import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PutContended, S3Objects } from '../../../adapters/s3/s3-objects.ts';
import { keepsObjects } from '../../contracts/object-store.contract.ts';
import { type LocalAws, startLocalAws } from '../../support/local-fauxqs.ts';
import { scriptedS3 } from '../../support/scripted-s3.ts';

describe('S3Objects', () => {
  let local: LocalAws;
  beforeAll(async () => {
    local = await startLocalAws();
  });
  afterAll(() => local.stop());

  keepsObjects(async () => new S3Objects(local.s3, await local.freshBucket()), {
    lacks: [
      { promise: 'put-once', reason: "fauxqs ignores If-None-Match; 'npm run test:radosgw' tests it" },
      { promise: 'put-once-in-parts', reason: 'fauxqs and radosgw ignore it; s3-multipart.test.ts tests it' },
      { promise: 'list-order', reason: "fauxqs sorts as a locale does; 'npm run test:radosgw' tests it" },
    ],
  });
});

describe('S3Objects against a server that answers by the book', () => {
  it('asks to put only where nothing lies, with the SHA-256 and the media type of the bytes', async () => {
    const { s3, calls } = await scriptedS3();
    await new S3Objects(s3, 'archive').putOnce('a/b', new TextEncoder().encode('abc'), 'text/html');
    expect(calls.map(({ headers }) => headers)).toMatchObject([
      {
        'if-none-match': '*',
        // Of `abc`, from FIPS 180-2.
        'x-amz-checksum-sha256': 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
        'content-type': 'text/html',
        'content-length': '3',
      },
    ]);
  });

  it('says so when the key is taken', async () => {
    const { s3 } = await scriptedS3({ put: [412] });
    expect(await new S3Objects(s3, 'archive').putOnce('a', new Uint8Array(), 'text/html')).toBe('exists');
  });

  it('tries again while another put of the key is under way', async () => {
    const { s3, told } = await scriptedS3({ put: [409, 409, 412] });
    expect(await new S3Objects(s3, 'archive').putOnce('a', new Uint8Array(), 'text/html')).toBe('exists');
    expect(told()).toBe('put put put');
  });

  it('gives up with PutContended when that does not end', async () => {
    const { s3 } = await scriptedS3({ put: [409] });
    const put = new S3Objects(s3, 'archive').putOnce('a', new Uint8Array(), 'text/html');
    await expect(put).rejects.toThrow(PutContended);
  });
});
