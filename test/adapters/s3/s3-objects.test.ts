import { createServer } from 'node:http';
import { once } from 'node:events';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PutContended, S3Objects } from '../../../adapters/s3/s3-objects.ts';
import { keepsObjects } from '../../contracts/object-store.contract.ts';
import { LOCAL_AWS, type LocalAws, startLocalAws } from '../../support/local-fauxqs.ts';

describe('S3Objects', () => {
  let local: LocalAws;
  beforeAll(async () => {
    local = await startLocalAws();
  });
  afterAll(() => local.stop());

  keepsObjects(async () => new S3Objects(local.s3, await local.freshBucket()), {
    lacks: [
      { promise: 'put-once', reason: "fauxqs ignores If-None-Match; 'npm run test:radosgw' tests it" },
      { promise: 'list-order', reason: "fauxqs sorts as a locale does; 'npm run test:radosgw' tests it" },
    ],
  });
});

describe('S3Objects against a server that answers by the book', () => {
  it('asks to put only where nothing lies, with the SHA-256 and the media type of the bytes', async () => {
    const server = await answering([200]);
    await new S3Objects(server.s3, 'archive').putOnce('a/b', new TextEncoder().encode('abc'), 'text/html');
    expect(server.asked).toMatchObject([
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
    const { s3 } = await answering([412]);
    expect(await new S3Objects(s3, 'archive').putOnce('a', new Uint8Array(), 'text/html')).toBe('exists');
  });

  it('tries again while another put of the key is under way', async () => {
    const server = await answering([409, 409, 412]);
    const objects = new S3Objects(server.s3, 'archive');
    expect(await objects.putOnce('a', new Uint8Array(), 'text/html')).toBe('exists');
    expect(server.asked).toHaveLength(3);
  });

  it('gives up with PutContended when that does not end', async () => {
    const { s3 } = await answering([409]);
    const put = new S3Objects(s3, 'archive').putOnce('a', new Uint8Array(), 'text/html');
    await expect(put).rejects.toThrow(PutContended);
  });
});

/** A server that answers puts with these statuses, the last one from then on. */
async function answering(statuses: readonly number[]): Promise<{ s3: S3Client; asked: object[] }> {
  const asked: object[] = [];
  const server = createServer((request, response) => {
    const status = statuses[Math.min(asked.length, statuses.length - 1)] ?? 500;
    asked.push(request.headers);
    request.resume().on('end', () => {
      const code = status === 412 ? 'PreconditionFailed' : 'ConditionalRequestConflict';
      response.writeHead(status).end(status === 200 ? '' : `<Error><Code>${code}</Code></Error>`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const s3 = new S3Client({
    ...LOCAL_AWS,
    endpoint: `http://127.0.0.1:${address.port}`,
    forcePathStyle: true,
  });
  onTestFinished(() => {
    s3.destroy();
    server.close();
  });
  return { s3, asked };
}
