import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../core/paper/sha256.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import { type Answer, type Asked, served } from './served-room.ts';
import { type Room, emptyRoom, publishFiles } from './small-archive.ts';

/** Longer than what is read at a time, and with characters of several bytes. */
const CSV = Buffer.from(`\u{feff}id,地区\r\n${'12345,鹤山市\r\n'.repeat(30_000)}`);
const PARQUET = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251);
const SHA256 = createHash('sha256').update(CSV).digest('hex');
const DIGEST = `sha-256=:${createHash('sha256').update(CSV).digest('base64')}:`;
const ETAG = `"sha256-${SHA256}"`;
const GZIP_ETAG = `"sha256-${SHA256}-gzip"`;
const PUBLISHED = 'Sat, 25 Feb 2023 05:00:00 GMT';
const FILE = '/data/1.0.0/figures.csv';

let room: Room;
/** Streams of objects that are open at this moment. */
let open: number;
let ask: (path: string, asked?: Asked) => Promise<Answer>;

beforeEach(async () => {
  open = 0;
  room = await emptyRoom('reading-room', watched);
  await publishFiles(room, '1.0.0', {
    'figures.csv': CSV,
    'figures.parquet': PARQUET,
    'datapackage.json': '{}',
    SHA256SUMS: 'x',
    'figures.ndjson': '{}\n'.repeat(1_000),
  });
  ask = await served(room);
});

const get = (headers: Record<string, string> = {}) => ask(FILE, { headers });

describe('a file of a release over HTTP', () => {
  it('comes whole, with what a client has to know of it', async () => {
    const { status, headers, body } = await get();
    expect(status).toBe(200);
    expect(Buffer.compare(body, CSV)).toBe(0);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(CSV.length),
      'content-disposition': 'attachment',
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'last-modified': PUBLISHED,
      'repr-digest': DIGEST,
      vary: 'Accept-Encoding',
      etag: ETAG,
      link: '</data/latest/figures.csv>; rel="latest-version"',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers).not.toHaveProperty('unencoded-digest');
  });

  it('answers HEAD as GET, without the bytes and whatever range is asked for', async () => {
    const { headers: got } = await get();
    for (const headers of [{}, { Range: 'bytes=0-1' }]) {
      const head = await ask(FILE, { method: 'HEAD', headers });
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect({ ...head.headers, date: '' }).toEqual({ ...got, date: '' });
    }
    expect(open).toBe(0);
  });

  it.each([
    ['figures.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['figures.parquet', 'application/vnd.apache.parquet', 'attachment'],
    ['figures.ndjson', 'application/x-ndjson', 'attachment'],
    ['datapackage.json', 'application/json', 'inline'],
    ['SHA256SUMS', 'text/plain; charset=utf-8', 'inline'],
  ])('%s is %s, for a browser %s', async (name, type, disposition) => {
    const { headers } = await ask(`/data/1.0.0/${name}`);
    expect([headers['content-type'], headers['content-disposition']]).toEqual([type, disposition]);
  });
});

describe('a range of bytes', () => {
  const size = CSV.length;

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=1-3', 1, 4],
    ['BYTES = 0 - 9', 0, 10],
    ['bytes=262143-262145', 262_143, 262_146],
    [`bytes=${size - 1}-`, size - 1, size],
    ['bytes=0-', 0, size],
    ['bytes=-3', size - 3, size],
    [`bytes=-${size + 10}`, 0, size],
    ['bytes=10-99999999999999999999', 10, size],
  ])('%s gives the bytes from %d to %d', async (asked, start, end) => {
    const { status, headers, body } = await get({ Range: asked });
    expect(status).toBe(206);
    expect(headers).toMatchObject({
      'content-range': `bytes ${start}-${end - 1}/${size}`,
      'content-length': String(end - start),
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      // Of the file and not of its part: RFC 9530, section 3.
      'repr-digest': DIGEST,
      etag: ETAG,
    });
    expect(Buffer.compare(body, CSV.subarray(start, end))).toBe(0);
  });

  it.each([`bytes=${size}-`, `bytes=${size}-${size + 5}`, 'bytes=99999999999999999999-', 'bytes=-0'])(
    '%s is answered with 416 and the length',
    async (asked) => {
      const { status, headers, body } = await get({ Range: asked });
      expect([status, headers['content-range']]).toEqual([416, `bytes */${size}`]);
      expect(headers['cache-control']).not.toContain('immutable');
      expect(body.toString()).toContain(`文件共 ${size} 字节`);
    },
  );

  it.each(['bytes=0-1,5-6', 'bytes=5-2', 'bytes=-', 'bytes=a-b', 'bytes 0-1', 'items=0-1', ''])(
    '%j is answered with the whole',
    async (asked) => {
      const { status, headers, body } = await get({ Range: asked });
      expect([status, headers['content-length'], body.length]).toEqual([200, String(size), size]);
      expect(headers).not.toHaveProperty('content-range');
    },
  );

  it.each([
    [ETAG, 206],
    [PUBLISHED, 206],
    [`W/${ETAG}`, 200],
    [GZIP_ETAG, 200],
    ['"other"', 200],
    ['Sat, 25 Feb 2023 05:00:01 GMT', 200],
    ['', 206],
  ])('with If-Range: %s is answered with %d', async (held, status) => {
    const answer = await get({ Range: 'bytes=0-9', ...(held === '' ? {} : { 'If-Range': held }) });
    expect([answer.status, answer.body.length]).toEqual([status, status === 206 ? 10 : size]);
  });

  it('is of the file as it is, also for whoever would take gzip', async () => {
    const { status, headers, body } = await get({ Range: 'bytes=0-9', 'Accept-Encoding': 'gzip' });
    expect(status).toBe(206);
    expect(headers).toMatchObject({ etag: ETAG, vary: 'Accept-Encoding' });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(Buffer.compare(body, CSV.subarray(0, 10))).toBe(0);
  });

  it('of a file without bytes can never be had', async () => {
    await publishFiles(room, '2.0.0', { 'figures.csv': '' });
    const whole = await ask('/data/2.0.0/figures.csv');
    expect([whole.status, whole.headers['content-length']]).toEqual([200, '0']);
    for (const asked of ['bytes=0-', 'bytes=-1']) {
      const { status } = await ask('/data/2.0.0/figures.csv', { headers: { Range: asked } });
      expect([asked, status]).toEqual([asked, 416]);
    }
  });
});

describe('gzip', () => {
  it('comes with a tag of its own, and the digest of what was compressed', async () => {
    const { status, headers, body } = await get({ 'Accept-Encoding': 'gzip' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/csv; charset=utf-8',
      'unencoded-digest': DIGEST,
      vary: 'Accept-Encoding',
      etag: GZIP_ETAG,
    });
    for (const of of ['repr-digest', 'content-length', 'accept-ranges'])
      expect(headers).not.toHaveProperty(of);
    expect(body.length).toBeLessThan(CSV.length / 10);
    expect(Buffer.compare(gunzipSync(body), CSV)).toBe(0);
  });

  it.each([
    ['gzip, deflate, br', true],
    ['br;q=1.0, GZIP;q=0.8, *;q=0.1', true],
    ['x-gzip', true],
    ['*', true],
    ['identity;q=0.5, gzip;q=0.5', true],
    ['gzip;q=0', false],
    ['gzip;q=0, *', false],
    ['gzip;q=0.4, identity;q=0.5', false],
    ['gzip;q=none', false],
    ['br', false],
    ['', false],
  ])('is sent for Accept-Encoding: %j: %s', async (accepted, isCoded) => {
    const { headers } = await get({ 'Accept-Encoding': accepted });
    expect(headers['content-encoding'] === 'gzip').toBe(isCoded);
  });

  it.each([
    ['figures.parquet', false],
    ['SHA256SUMS', false],
    ['figures.ndjson', true],
  ])('is worth it for texts that are not tiny: %s, %s', async (name, isCoded) => {
    const { headers } = await ask(`/data/1.0.0/${name}`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect([headers['content-encoding'], headers['vary']]).toEqual(
      isCoded ? ['gzip', 'Accept-Encoding'] : [undefined, undefined],
    );
  });

  it('answers HEAD without compressing anything', async () => {
    const { headers } = await ask(FILE, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
    expect([headers['content-encoding'], headers.etag, open]).toEqual(['gzip', GZIP_ETAG, 0]);
  });
});

describe('a condition', () => {
  it.each<[Record<string, string>, number]>([
    [{ 'If-None-Match': ETAG }, 304],
    [{ 'If-None-Match': `W/${ETAG}, "other"` }, 304],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-None-Match': GZIP_ETAG }, 200],
    [{ 'If-None-Match': GZIP_ETAG, 'Accept-Encoding': 'gzip' }, 304],
    [{ 'If-None-Match': ETAG, 'Accept-Encoding': 'gzip' }, 200],
    [{ 'If-None-Match': ETAG, Range: 'bytes=0-1' }, 304],
    [{ 'If-Modified-Since': PUBLISHED }, 304],
    [{ 'If-Modified-Since': 'Sat, 25 Feb 2023 04:59:59 GMT' }, 200],
    [{ 'If-Match': ETAG }, 200],
    [{ 'If-Match': `"other", ${ETAG}`, Range: 'bytes=0-1' }, 206],
    [{ 'If-Match': '*' }, 200],
    [{ 'If-Match': `W/${ETAG}` }, 412],
    [{ 'If-Match': '"other"', Range: 'bytes=0-1' }, 412],
    [{ 'If-Unmodified-Since': PUBLISHED }, 200],
    [{ 'If-Unmodified-Since': 'Sat, 25 Feb 2023 04:59:59 GMT' }, 412],
    [{ 'If-Unmodified-Since': 'not a date' }, 200],
  ])('%j is answered with %d', async (headers, status) => {
    const answer = await get(headers);
    expect(answer.status).toBe(status);
    if (status === 304) {
      expect(answer.body.length).toBe(0);
      expect(answer.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
        'access-control-allow-origin': '*',
      });
      expect(answer.headers.etag).toBe(headers['Accept-Encoding'] ? GZIP_ETAG : ETAG);
    }
    if (status === 412) expect(answer.headers['cache-control']).not.toContain('immutable');
  });
});

describe('the lists of releases', () => {
  const LISTS = ['/data/', '/data/index.json', '/data/1.0.0/', '/data/1.0.0/index.json'];

  it('may be kept for a few minutes, and are then asked for by their tag', async () => {
    for (const path of LISTS) {
      const { headers } = await ask(path);
      expect([path, headers['cache-control']]).toEqual([path, 'public, max-age=300, must-revalidate']);
      const again = await ask(path, { headers: { 'If-None-Match': headers.etag ?? '' } });
      expect([path, again.status, again.body.length]).toEqual([path, 304, 0]);
    }
    const before = (await ask('/data/')).headers.etag;
    await publishFiles(room, '1.1.0', { 'figures.csv': 'x' });
    expect((await ask('/data/')).headers.etag).not.toBe(before);
  });

  it('and the way to the newest may be kept as long', async () => {
    const { status, headers } = await ask('/data/latest/figures.csv');
    expect([status, headers.location, headers['cache-control']]).toEqual([
      302,
      '/data/1.0.0/figures.csv',
      'public, max-age=300, must-revalidate',
    ]);
  });

  it('what is not there is not kept', async () => {
    for (const path of ['/data/9.9.9/figures.csv', '/data/1.0.0/nothing.csv', '/data/9.9.9/index.json']) {
      const { status, headers } = await ask(path);
      expect([path, status, headers['cache-control']]).toEqual([path, 404, 'private, no-cache']);
    }
  });
});

describe('scripts of other sites', () => {
  it('may read all that is under /data, and see its headers', async () => {
    for (const path of ['/data', '/data/', FILE, '/data/latest', '/data/9.9.9/', '/data/1.0.0/nothing']) {
      const { headers } = await ask(path, { headers: { Origin: 'https://notebook.example' } });
      expect([path, headers['access-control-allow-origin']]).toEqual([path, '*']);
      expect(headers['access-control-expose-headers']).toBe(
        'Accept-Ranges, Content-Disposition, Content-Encoding, Content-Range, ETag, Link, Repr-Digest, Unencoded-Digest',
      );
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it('are told beforehand that they may ask for ranges', async () => {
    const { status, headers, body } = await ask(FILE, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://notebook.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'range,if-range',
      },
    });
    expect([status, body.length]).toEqual([204, 0]);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers':
        'If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range',
      'access-control-max-age': '86400',
    });
  });

  it('may read nothing else, and write nothing at all', async () => {
    for (const path of ['/', '/status.json', '/feeds/events.atom', '/database']) {
      expect((await ask(path)).headers).not.toHaveProperty('access-control-allow-origin');
      expect((await ask(path, { method: 'OPTIONS' })).status).toBe(405);
    }
    const { status, headers } = await ask(FILE, { method: 'POST' });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('a file that is not what was published', () => {
  it('is not there: 404, and nothing for a cache', async () => {
    await room.catalog.addRelease({
      ...((await room.catalog.release('1.0.0')) ?? expect.fail('it is published')),
      version: '3.0.0',
      files: [
        { name: 'figures.csv', object: 'releases/3.0.0/figures.csv', bytes: 3, sha256: sha256Of('abc') },
      ],
    });
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await ask('/data/3.0.0/figures.csv', { method });
      expect([status, headers['cache-control']]).toEqual([404, 'private, no-cache']);
    }
  });

  it.each([CSV.length - 1, CSV.length + 1])('has %d bytes: 500 before the first one', async (size) => {
    await damage('figures.csv', Buffer.alloc(size));
    for (const asked of [{}, { method: 'HEAD' }, { headers: { Range: 'bytes=0-1' } }]) {
      const { status, headers } = await ask(FILE, asked);
      expect([status, headers['cache-control']]).toEqual([500, 'private, no-cache']);
    }
    expect(room.reported).toMatchObject(
      [1, 2, 3].map(() => ({ name: 'ReleaseDamaged', file: 'figures.csv' })),
    );
  });

  it.each(['identity', 'gzip'])('has other bytes: nobody gets the whole, as %s', async (coding) => {
    await damage('figures.csv', Buffer.from(CSV).fill('0', 10, 11));
    const { isWhole, body } = await get({ 'Accept-Encoding': coding });
    expect(isWhole).toBe(false);
    expect(body.length).toBeLessThan(CSV.length);
    expect(room.reported).toMatchObject([{ name: 'ReleaseDamaged' }]);
    expect(open).toBe(0);
  });
});

it.each(['identity', 'gzip'])('whoever leaves early leaves nothing open, as %s', async (coding) => {
  const noise = Buffer.alloc(20_000_000);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  await publishFiles(room, '1.2.0', { 'figures.csv': noise });
  const { status, isWhole } = await ask('/data/1.2.0/figures.csv', {
    headers: { 'Accept-Encoding': coding },
    leavesAfter: 100_000,
  });
  expect([status, isWhole]).toEqual([200, false]);
  while (open > 0) await wait(10);
  expect(room.reported).toEqual([]);
});

/** Writes over a file of release 1.0.0 behind the store's back. */
async function damage(name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(room.objectsFolder, 'releases/1.0.0', name), bytes);
}

/** The store, with a count of the streams that are open. */
function watched(objects: ObjectStore): ObjectStore {
  return {
    putOnce: (key, bytes, mediaType) => objects.putOnce(key, bytes, mediaType),
    putOnceFrom: (key, chunks, mediaType) => objects.putOnceFrom(key, chunks, mediaType),
    get: () => expect.fail('a file of a release was read into memory'),
    list: (prefix) => objects.list(prefix),
    size: (key) => objects.size(key),
    read: async function* (key, range) {
      open += 1;
      try {
        yield* objects.read(key, range);
      } finally {
        open -= 1;
      }
    },
  };
}
