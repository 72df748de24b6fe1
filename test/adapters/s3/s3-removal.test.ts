import { once } from 'node:events';
import { createServer } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, it, onTestFinished } from 'vitest';
import { S3Removal } from '../../../adapters/s3/s3-removal.ts';
import { LOCAL_AWS } from '../../support/local-fauxqs.ts';

interface Version {
  readonly key: string;
  readonly id: string;
  readonly marker?: true;
  /** Object Lock in GOVERNANCE mode holds it. */
  readonly locked?: true;
}

/** Speaks what S3 says of the versions of a bucket, `page` of them at a time. */
async function versionedBucket(
  held: Version[],
  page = 1000,
): Promise<{ s3: S3Client; held: Version[]; deletes: string[] }> {
  const deletes: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://s3.invalid');
    if (request.method === 'DELETE') {
      const key = url.pathname.replace('/archive/', '');
      const id = url.searchParams.get('versionId');
      const at = held.findIndex((one) => one.key === key && one.id === id);
      const bypass = request.headers['x-amz-bypass-governance-retention'] === 'true';
      deletes.push(`${key} ${id}${bypass ? ' bypass' : ''}`);
      if (held[at]?.locked === true && !bypass) {
        response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
        return;
      }
      held.splice(at, 1);
      response.writeHead(204).end();
      return;
    }
    const matching = held.filter(({ key }) => key.startsWith(url.searchParams.get('prefix') ?? ''));
    const after = matching.findIndex(
      ({ key, id }) =>
        key === url.searchParams.get('key-marker') && id === url.searchParams.get('version-id-marker'),
    );
    const shown = matching.slice(after + 1, after + 1 + page);
    const last = shown.at(-1);
    const isCut = after + 1 + page < matching.length && last !== undefined;
    const entries = shown.map(({ key, id, marker }) => {
      const name = marker ? 'DeleteMarker' : 'Version';
      return `<${name}><Key>${key}</Key><VersionId>${id}</VersionId></${name}>`;
    });
    const next = isCut
      ? `<NextKeyMarker>${last.key}</NextKeyMarker><NextVersionIdMarker>${last.id}</NextVersionIdMarker>`
      : '';
    response
      .writeHead(200, { 'Content-Type': 'application/xml' })
      .end(
        `<ListVersionsResult><IsTruncated>${isCut}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`,
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const s3 = new S3Client({ ...LOCAL_AWS, endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true });
  onTestFinished(() => {
    s3.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { s3, held, deletes };
}

it('takes out every version and delete marker of a key, and nothing of another', async () => {
  const bucket = await versionedBucket(
    [
      { key: 'a/b', id: 'v3', marker: true },
      { key: 'a/b', id: 'v2' },
      { key: 'a/b', id: 'v1' },
      { key: 'a/b.json', id: 'w1' },
    ],
    1,
  );
  expect(await new S3Removal(bucket.s3, 'archive').remove('a/b')).toBe('removed');
  expect(bucket.held).toEqual([{ key: 'a/b.json', id: 'w1' }]);
  expect(await new S3Removal(bucket.s3, 'archive').remove('a/b')).toBe('absent');
});

it('bypasses a lock only where one is in the way', async () => {
  const { s3, held, deletes } = await versionedBucket([
    { key: 'a', id: 'v2' },
    { key: 'a', id: 'v1', locked: true },
  ]);
  await new S3Removal(s3, 'archive').remove('a');
  expect(held).toEqual([]);
  expect(deletes).toEqual(['a v2', 'a v1', 'a v1 bypass']);
});
