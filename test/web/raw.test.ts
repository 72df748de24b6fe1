import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { rawHref } from '../../web/addresses.ts';
import { JPEG, keep, pathOf, smallRoom } from './small-archive.ts';

const RAW = '/jmrb/raw/2/html/2023-02/25/content_667012.htm';
const PAYLOAD = '<script>alert(1)</script><p>第二稿</p>';

/** As recorded, as served, and how. */
const TYPES = [
  ['text/html', 'text/html', 'inline'],
  ['text/html; charset="><x', 'application/octet-stream', 'attachment'],
  ['image/jpeg', 'image/jpeg', 'inline'],
  ['image/png', 'image/png', 'inline'],
  ['application/pdf', 'application/pdf', 'inline'],
  ['image/gif', 'image/gif', 'inline'],
  ['image/webp', 'image/webp', 'inline'],
  ['text/xml', 'application/octet-stream', 'attachment'],
  ['image/svg+xml', 'application/octet-stream', 'attachment'],
  ['text/javascript', 'application/octet-stream', 'attachment'],
  ['multipart/x-mixed-replace', 'application/octet-stream', 'attachment'],
  ['', 'application/octet-stream', 'attachment'],
] as const;

describe('raw bytes', () => {
  it('are the very bytes that were kept, with their digest', async () => {
    const answer = await (await smallRoom()).ask(RAW);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(PAYLOAD);
    const digest = createHash('sha256').update(PAYLOAD);
    expect(answer.headers.get('repr-digest')).toBe(`sha-256=:${digest.copy().digest('base64')}:`);
    expect(answer.headers.get('etag')).toBe(`"sha256-${digest.digest('hex')}"`);
  });

  it('are inert in a browser: sandboxed, with nothing allowed but inline style', async () => {
    const { headers } = await (await smallRoom()).ask(RAW);
    expect(headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('say when they were captured and where (RFC 7089)', async () => {
    const { headers } = await (await smallRoom()).ask(RAW);
    expect(headers.get('memento-datetime')).toBe('Sat, 25 Feb 2023 03:00:00 GMT');
    expect(headers.get('link')).toBe(
      '<http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm>; rel="original"',
    );
    expect(headers.get('vary')).toBeNull();
  });

  it('are shown only as types that are known, and handed out as a file otherwise', async () => {
    const room = await smallRoom();
    for (const [index, [recorded, served, disposition]] of TYPES.entries()) {
      const name = `x${index}.bin`;
      await keep(room, { name, kind: 'picture', payload: JPEG, mediaType: recorded });
      const { headers } = await room.ask(`/jmrb/raw/1/html/2023-02/25/${name}`);
      const [type, shown] = [headers.get('content-type'), headers.get('content-disposition')];
      expect([recorded, type, shown]).toEqual([recorded, served, disposition]);
    }
  });

  it('answer 304 to whoever holds them, without their content', async () => {
    const room = await smallRoom();
    const etag = (await room.ask(RAW)).headers.get('etag') ?? '';
    for (const held of [etag, `"other", W/${etag}`, '*']) {
      const answer = await room.ask(RAW, { headers: { 'If-None-Match': held } });
      expect([answer.status, await answer.text()]).toEqual([304, '']);
    }
    expect((await room.ask(RAW, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  it('can be asked for in part, as a viewer of PDFs does', async () => {
    const room = await smallRoom();
    const answer = await room.ask(RAW, { headers: { Range: 'bytes=1-6', 'Accept-Encoding': 'gzip' } });
    expect([answer.status, await answer.text()]).toEqual([206, 'script']);
    const size = new TextEncoder().encode(PAYLOAD).length;
    expect(answer.headers.get('content-range')).toBe(`bytes 1-6/${size}`);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('are sent as they are, whatever codings the asker knows', async () => {
    const { headers } = await (await smallRoom()).ask(RAW, { headers: { 'Accept-Encoding': 'gzip' } });
    expect([headers.get('content-encoding'), headers.get('accept-ranges')]).toEqual([null, 'bytes']);
  });

  it('can be reached under a path that holds a query and percent signs', async () => {
    const room = await smallRoom();
    const held = await room.catalog.snapshot('jmrb', pathOf('content_667012.htm'), 2);
    if (!held) throw new Error('it is held');
    await room.catalog.addSnapshot({
      ...held,
      path: asResourcePath('html/%E7%89%88.htm?a=1&b=/'),
      version: 1,
    });
    const address = rawHref('jmrb', 1, asResourcePath('html/%E7%89%88.htm?a=1&b=/'));
    expect(address).toBe('/jmrb/raw/1/html/%25E7%2589%2588.htm%3Fa%3D1%26b%3D/');
    const answer = await room.ask(address);
    expect([answer.status, await answer.text()]).toEqual([200, PAYLOAD]);
  });

  it('are not served when they are not what the catalogue says', async () => {
    const room = await smallRoom();
    const held = await room.catalog.snapshot('jmrb', pathOf('content_667012.htm'), 2);
    const other = await room.catalog.snapshot('jmrb', pathOf('content_667012.htm'), 1);
    if (!held || !other) throw new Error('both are held');
    await room.catalog.addSnapshot({
      ...held,
      version: 3,
      object: other.object,
      at: asInstant('2023-02-25T05:00:00.000Z'),
    });
    const answer = await room.ask('/jmrb/raw/3/html/2023-02/25/content_667012.htm');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('第一稿');
    expect(room.reported).toMatchObject([{ name: 'SnapshotDamaged' }]);
  });
});
