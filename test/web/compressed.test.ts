import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askedRoom, fillArchive } from './asked-room.ts';
import { roomWithDoor } from './door-visitor.ts';
import { takeDown } from './room-rights.ts';
import { type Answer, type Asked, served } from './served-room.ts';
import { pathOf, publishFiles, smallRoom } from './small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25';
const GZIP = { 'Accept-Encoding': 'gzip, deflate, br' };
const CSV = 'id,place\n'.repeat(500);

/** One answer of every kind that is made when it is asked for, with its type. */
const MADE: readonly (readonly [path: string, type: string])[] = [
  ['/', 'text/html; charset=UTF-8'],
  ['/jmrb/2023-02-25/B02/667012', 'text/html; charset=UTF-8'],
  ['/jmrb/2023-02-25/B02/667012.json', 'application/json'],
  ['/jmrb/2023-02-25/captures.ndjson', 'application/x-ndjson'],
  ['/feeds/events.atom', 'application/atom+xml; charset=utf-8'],
  ['/feeds/events.json', 'application/feed+json; charset=utf-8'],
  ['/sitemap.xml', 'application/xml; charset=utf-8'],
  ['/style.css', 'text/css; charset=utf-8'],
  [`/web/timemap/link/${SITE}/node_23.htm`, 'application/link-format'],
  [`/cdx?url=${SITE}/*`, 'text/x-cdxj; charset=utf-8'],
  ['/api/openapi.json', 'application/json; charset=utf-8'],
];

/** The small archive with a release, over real HTTP. */
async function opened(): Promise<(path: string, asked?: Asked) => Promise<Answer>> {
  const room = await smallRoom();
  await publishFiles(room, '1.0.0', { 'figures.csv': Buffer.from(CSV), 'datapackage.json': '{}' });
  return served(room);
}

describe('what is made when it is asked for', () => {
  it.each(MADE)('%s comes in gzip to whoever takes it, and tells caches so', async (path, type) => {
    const ask = await opened();
    const plain = await ask(path);
    const coded = await ask(path, { headers: GZIP });
    expect([plain.status, plain.headers['content-type']]).toEqual([200, type]);
    expect([coded.status, coded.headers['content-type']]).toEqual([200, type]);
    expect([plain.headers['content-encoding'], coded.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ]);
    for (const { headers } of [plain, coded]) expect(headers['vary']).toMatch(/(^|, )Accept-Encoding$/);
    expect(gunzipSync(coded.body).equals(plain.body)).toBe(true);
    const etag = plain.headers['etag'];
    expect(coded.headers['etag']).toBe(etag === undefined ? undefined : `W/${etag}`);
  });

  it('spares whoever holds either form another, under the tag that it has', async () => {
    const ask = await opened();
    const { etag: strong = '' } = (await ask('/feeds/events.atom')).headers;
    const { etag: weak = '' } = (await ask('/feeds/events.atom', { headers: GZIP })).headers;
    for (const tag of [strong, weak]) {
      const again = await ask('/feeds/events.atom', { headers: { ...GZIP, 'If-None-Match': tag } });
      expect([again.status, again.headers['etag'], again.body.length]).toEqual([304, tag, 0]);
      expect(again.headers).not.toHaveProperty('content-encoding');
    }
  });

  it('comes as it is to whoever refuses gzip, and is nothing to HEAD', async () => {
    const ask = await opened();
    const refused = await ask('/', { headers: { 'Accept-Encoding': 'gzip;q=0, br' } });
    expect(refused.headers).not.toHaveProperty('content-encoding');
    const head = await ask('/', { method: 'HEAD', headers: GZIP });
    expect([head.status, head.body.length, head.headers['content-encoding']]).toEqual([200, 0, undefined]);
  });

  it('leaves alone what promises a digest, what is coded already, a range, and a memento', async () => {
    const ask = await opened();
    const raw = await ask(`/jmrb/raw/2/${pathOf('content_667012.htm')}`, { headers: GZIP });
    expect(raw.headers['repr-digest']).toMatch(/^sha-256=/);
    expect(raw.headers['etag']).toMatch(/^"sha256-/);
    expect(raw.body.toString()).toContain('第二稿');
    const file = await ask('/data/1.0.0/figures.csv', { headers: GZIP });
    expect(file.headers['etag']).toMatch(/^"sha256-.*-gzip"$/);
    expect(gunzipSync(file.body).toString()).toBe(CSV);
    const part = await ask('/data/1.0.0/figures.csv', { headers: { ...GZIP, Range: 'bytes=0-8' } });
    expect([part.status, part.body.toString()]).toEqual([206, 'id,place\n']);
    const page = await ask(`/web/20230225030000mp_/${SITE}/content_667012.htm`, { headers: GZIP });
    expect([page.status, page.headers['vary'], page.body.toString()]).toEqual([
      200,
      undefined,
      '<p>第二稿</p>',
    ]);
    for (const { headers } of [raw, part, page]) expect(headers).not.toHaveProperty('content-encoding');
  });

  it('leaves errors alone, and what no cache may keep', async () => {
    const ask = await opened();
    const missing = await ask('/no-such-thing', { headers: GZIP });
    expect([missing.status, missing.headers['content-encoding']]).toEqual([404, undefined]);
    const own = await smallRoom();
    await takeDown(own, { of: { what: 'issue', date: '2023-02-25' } });
    const withheld = await (await served(own))('/jmrb/2023-02-25', { headers: GZIP });
    expect([withheld.status, withheld.headers['content-encoding']]).toEqual([451, undefined]);
  });
});

it('rows of a release and a series come in gzip, as tables and as pictures', async () => {
  const room = await askedRoom('public');
  onTestFinished(() => room.close());
  await fillArchive(room.archive);
  await room.release();
  for (const path of ['/api/observations', '/api/observations?format=csv', '/series/heshan/gdp.level.svg']) {
    const [plain, coded] = [await room.ask(path), await room.ask(path, { headers: GZIP })];
    expect([path, coded.status, coded.headers.get('content-encoding')]).toEqual([path, 200, 'gzip']);
    const bytes = Buffer.from(await coded.arrayBuffer());
    expect(gunzipSync(bytes).equals(Buffer.from(await plain.arrayBuffer()))).toBe(true);
  }
});

it('no answer of the doors is compressed', async () => {
  const { visitor } = await roomWithDoor();
  for (const path of ['/sign-in?to=/', '/sign-in/callback?state=x&code=y', '/sign-out']) {
    const answer = await visitor().ask(path, { headers: GZIP });
    expect([path, answer.headers.get('content-encoding')]).toEqual([path, null]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  const page = await visitor().ask('/', { headers: GZIP });
  expect([page.headers.get('content-encoding'), page.headers.get('vary')]).toEqual([
    'gzip',
    'Authorization, Cookie, Accept-Encoding',
  ]);
});
