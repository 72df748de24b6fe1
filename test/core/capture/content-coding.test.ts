import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BadContentCoding, decodeBody } from '../../../core/capture/content-coding.ts';

const PAGE = new TextEncoder().encode('<p>一般公共预算收入</p>'.repeat(40));
const decode = (body: Uint8Array, coding: string | null, limit = PAGE.length): string =>
  new TextDecoder().decode(decodeBody(body, coding, limit));
const WHOLE = new TextDecoder().decode(PAGE);

describe('decodeBody', () => {
  it.each([
    ['gzip', gzipSync(PAGE)],
    ['x-gzip', gzipSync(PAGE)],
    ['GZIP ', gzipSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['identity', PAGE],
    ['', PAGE],
    [null, PAGE],
    ['utf-8', PAGE],
    ['none, gzip', gzipSync(PAGE)],
  ])('takes %s off, up to the very limit', (coding, body) => {
    expect(decode(body, coding)).toBe(WHOLE);
  });

  it('takes a bare stream for deflate too, also one that begins like a zlib header', () => {
    expect(decode(deflateRawSync(PAGE), 'deflate')).toBe(WHOLE);
    // A stored block whose unused bits are set: its first byte ends in 8, as in a zlib header.
    const stored = Uint8Array.of(0x08, 1, 0, 0xfe, 0xff, 0x41, 0x03, 0);
    expect(decode(stored, 'deflate')).toBe('A');
  });

  it('takes several codings off in the order opposite to that in which they are named', () => {
    expect(decode(brotliCompressSync(gzipSync(PAGE)), 'gzip, identity, br')).toBe(WHOLE);
  });

  it.each([
    ['a member', gzipSync(PAGE)],
    ['two members', Buffer.concat([gzipSync(PAGE.subarray(0, 9)), gzipSync(PAGE.subarray(9))])],
  ])('leaves out what lies behind %s and is none', (_, members) => {
    expect(decode(Buffer.concat([members, Buffer.from('\r\n<!-- 0.01 s -->')]), 'gzip')).toBe(WHOLE);
  });

  it('takes a name that is no coding for none, since servers write a charset there', () => {
    expect(Buffer.from(decodeBody(PAGE, 'UTF-8', 1)).equals(PAGE)).toBe(true);
  });

  it('takes an empty body for empty, whatever coding it claims', () => {
    expect(decode(new Uint8Array(), 'gzip')).toBe('');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('stops a %s body that grows past its limit', (coding, pack) => {
    const packed = pack(Buffer.alloc(30_000_000));
    expect(packed.length).toBeLessThan(40_000);
    expect(failure(packed, coding)).toMatchObject({ tooLarge: true });
  });

  it.each([
    ['gzip', PAGE],
    ['gzip', gzipSync(PAGE).subarray(0, -1)],
    ['gzip', Buffer.concat([gzipSync(PAGE), gzipSync(PAGE).fill(0, 12)])],
    ['gzip', Buffer.concat([gzipSync(PAGE).fill(0, 12), Buffer.from('behind')])],
    ['br', PAGE],
    ['deflate', deflateSync(PAGE).subarray(0, 40)],
    ['compress', PAGE],
    ['zstd', zstdCompressSync(PAGE)],
    ['gzip, gzip', gzipSync(PAGE)],
  ])('says so when a body is not the %s that it claims to be', (coding, body) => {
    expect(failure(body, coding)).toMatchObject({ tooLarge: false });
  });
});

function failure(body: Uint8Array, coding: string): BadContentCoding | null {
  try {
    decodeBody(body, coding, 1_000_000);
    return null;
  } catch (cause) {
    if (cause instanceof BadContentCoding) return cause;
    throw cause;
  }
}
