import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { S3Links } from '../../../adapters/s3/s3-links.ts';
import { type LocalAws, startLocalAws } from '../../support/local-fauxqs.ts';

const AS_TABLE = { mediaType: 'text/csv; charset=utf-8', disposition: 'attachment' };

describe('S3Links', () => {
  let local: LocalAws;
  beforeAll(async () => {
    local = await startLocalAws();
  });
  afterAll(() => local.stop());

  it('signs one method for one object, for a quarter of an hour, with how it is to be answered', async () => {
    const links = new S3Links(local.s3, 'archive', 'releases/');
    const url = new URL(await links.linkTo('releases/1.0.0/figures.csv', { method: 'GET', ...AS_TABLE }));
    expect(url.pathname).toBe('/archive/releases/1.0.0/figures.csv');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'host',
      'response-content-type': 'text/csv; charset=utf-8',
      'response-content-disposition': 'attachment',
    });
    const head = await links.linkTo('releases/1.0.0/figures.csv', { method: 'HEAD', ...AS_TABLE });
    expect(new URL(head).searchParams.get('X-Amz-Signature')).not.toBe(
      url.searchParams.get('X-Amz-Signature'),
    );
  });

  it.each(['captures/demo/2023-02-25/a.warc.gz', 'releases', 'releases/../captures/a', 'releasesx/a', ''])(
    'never links to %j',
    async (key) => {
      const links = new S3Links(local.s3, 'archive', 'releases/');
      await expect(links.linkTo(key, { method: 'GET', ...AS_TABLE })).rejects.toThrow(TypeError);
    },
  );
});
