import { describe, expect, it } from 'vitest';
import { PutContended, S3Objects } from '../../../adapters/s3/s3-objects.ts';
import { PART_BYTES } from '../../../adapters/s3/multipart-upload.ts';
import { ObjectCutShort } from '../../../core/capture/object-store.ts';
import { type S3Script, scriptedS3 } from '../../support/scripted-s3.ts';

const LARGE = 2 * PART_BYTES + 5;

describe('a stream on its way to S3', () => {
  it('goes in parts of one size, each with its SHA-256, and is whole where nothing lies, or not at all', async () => {
    const { put, calls, told } = await storeOf({});
    expect(await put(LARGE)).toMatchObject({ outcome: 'stored', bytes: LARGE });
    expect(told()).toBe('begin part part part complete');
    const [begin, one, two, three, complete] = calls;
    expect(begin?.headers).toMatchObject({
      'content-type': 'text/csv',
      'x-amz-checksum-algorithm': 'SHA256',
    });
    expect([one, two, three].map((call) => [call?.part, call?.bytes])).toEqual([
      [1, PART_BYTES],
      [2, PART_BYTES],
      [3, 5],
    ]);
    // Of five zeros, by `head -c 5 /dev/zero | openssl dgst -sha256 -binary | base64`.
    const sum = 'iFVQiq3hbsVz0h5qSF39CnYkCFwaFLXs3WSF3gxoOaQ=';
    expect(three?.headers['x-amz-checksum-sha256']).toBe(sum);
    expect(complete?.headers['if-none-match']).toBe('*');
    expect([...(complete?.text.matchAll(/<PartNumber>(\d)</g) ?? [])].map(([, n]) => n)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(complete?.text).toContain(`<ChecksumSHA256>${sum}</ChecksumSHA256>`);
    expect(complete?.text).toContain('<ETag>&quot;e3&quot;</ETag>');
  });

  it('goes by one plain put when it is shorter than a part, in parts from there on', async () => {
    const short = await storeOf({});
    await short.put(PART_BYTES - 1);
    expect(short.told()).toBe('put');
    expect(short.calls[0]?.headers).toMatchObject({ 'if-none-match': '*', 'content-type': 'text/csv' });
    const long = await storeOf({});
    await long.put(PART_BYTES);
    expect(long.told()).toBe('begin part complete');
  });

  it('is given up when its source fails, and nothing is made of its parts', async () => {
    const { objects, told } = await storeOf({});
    const broken = new Error('the source broke');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield* zeros(LARGE);
      throw broken;
    }
    await expect(objects.putOnceFrom('a', failing(), 'text/csv')).rejects.toBe(broken);
    expect(told()).toBe('begin part part abort');
  });

  it.each<[string, S3Script, string]>([
    ['begin', { begin: [403] }, 'begin'],
    ['part', { part: [200, 403] }, 'begin part part abort'],
    ['completion', { complete: [403] }, 'begin part part part complete abort'],
  ])('is given up when S3 refuses its %s, and its source is closed', async (_, script, told) => {
    const store = await storeOf(script);
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* zeros(LARGE);
      } finally {
        isClosed = true;
      }
    }
    const put = store.objects.putOnceFrom('a', source(), 'text/csv');
    await expect(put).rejects.toMatchObject({ name: 'AccessDenied' });
    expect([store.told(), isClosed]).toEqual([told, true]);
  });

  it('fails with what went wrong first when giving up fails as well', async () => {
    const { put } = await storeOf({ part: [403], abort: [404] });
    await expect(put(LARGE)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('says that the key is taken, and clears its parts away', async () => {
    const { put, told } = await storeOf({ complete: [412] });
    expect(await put(LARGE)).toMatchObject({ outcome: 'exists', bytes: LARGE });
    expect(told()).toBe('begin part part part complete abort');
  });

  // 409: several were at the key, and S3 may throw the parts away. 404: it was asked twice, and heard the first time.
  it.each([409, 404])('looks what came of it when S3 answers the completion with %d', async (status) => {
    const { put, told } = await storeOf({ complete: [status], head: [404, 404, 200] });
    expect(await put(LARGE)).toMatchObject({ outcome: 'exists' });
    expect(told()).toBe('begin part part part complete abort head head head');
  });

  it('gives up with PutContended when nothing came of it', async () => {
    const { put } = await storeOf({ complete: [409], head: [404] });
    await expect(put(LARGE)).rejects.toThrow(PutContended);
  });

  it('sends a part again that got lost', async () => {
    const { put, told } = await storeOf({ part: [200, 500, 200] });
    expect(await put(LARGE)).toMatchObject({ outcome: 'stored' });
    expect(told()).toBe('begin part part part part complete');
  });
});

describe('a stream from S3', () => {
  it('fails with ObjectCutShort rather than to end early', async () => {
    const { s3 } = await scriptedS3({}, { hangsUpAfter: 70_000 });
    const objects = new S3Objects(s3, 'archive');
    await objects.putOnceFrom('a', zeros(100_000), 'text/csv');
    await expect(Array.fromAsync(objects.read('a'))).rejects.toThrow(ObjectCutShort);
  });
});

async function storeOf(script: S3Script) {
  const { s3, calls, told } = await scriptedS3(script);
  const objects = new S3Objects(s3, 'archive');
  return { objects, calls, told, put: (size: number) => objects.putOnceFrom('a', zeros(size), 'text/csv') };
}

async function* zeros(size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const chunk = new Uint8Array(100_000);
  for (let left = size; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length));
}
