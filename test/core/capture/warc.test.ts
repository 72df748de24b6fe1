import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../../core/capture/paper-client.ts';
import {
  type WarcRecord,
  WarcDamaged,
  fieldOf,
  readRecords,
  readWarc,
  writeWarc,
} from '../../../core/capture/warc.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';

const LIMIT = 1_000_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const record = (block: string, fields: HeaderList = []): WarcRecord => ({
  type: 'response',
  fields: [['WARC-Record-ID', '<urn:uuid:1>'], ['WARC-Date', '2023-02-24T22:15:00.123Z'], ...fields],
  block: bytes(block),
});

describe('writeWarc', () => {
  it('writes a record as WARC 1.1 spells it', () => {
    const block = 'HTTP/1.1 200 OK\r\n\r\n要闻';
    expect(gunzipSync(writeWarc([record(block)])).toString()).toBe(
      'WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-02-24T22:15:00.123Z\r\n' +
        `WARC-Block-Digest: sha256:${sha256Of(block)}\r\nContent-Length: 25\r\n\r\n${block}\r\n\r\n`,
    );
  });

  it('writes the same bytes on every machine: no time, no system in the gzip head', () => {
    expect([...writeWarc([record('x')]).subarray(0, 10)]).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
  });
});

describe('readWarc', () => {
  it('reads back fields in their order, case and number, and blocks to the byte', () => {
    const fields: HeaderList = [
      ['x-B', '1'],
      ['X-a', 'a: b'],
      ['X-B', '2'],
    ];
    const block = '\r\n\r\nWARC/1.1\r\n\r\n\0';
    const [first, second, ...rest] = readWarc(writeWarc([record(block, fields), record('')]), LIMIT);
    expect(rest).toEqual([]);
    expect(first?.fields.slice(3, 6)).toEqual(fields);
    expect(first?.fields.at(-1)).toEqual(['Content-Length', String(block.length)]);
    expect(new TextDecoder().decode(first?.block)).toBe(block);
    expect(second?.block.length).toBe(0);
    expect(first && fieldOf(first, 'x-A')).toBe('a: b');
  });

  it.each([
    ['40 bytes short', (file: Uint8Array) => file.subarray(0, -40)],
    ['with a byte of its head changed', flipAt(20)],
    ['with a byte of its last checksum changed', flipAt(-5)],
    ['with a byte of its gzip head changed', flipAt(4)],
    ['with a byte more', (file: Uint8Array) => Buffer.concat([file, bytes('\0')])],
    ['as one gzip member', (file: Uint8Array) => gzipSync(gunzipSync(file))],
  ])('fails with WarcDamaged for a file %s', (_, harm) => {
    const file = writeWarc([record('一'.repeat(50)), record('二'.repeat(50))]);
    expect(readWarc(file, LIMIT)).toHaveLength(2);
    expect(() => readWarc(harm(file), LIMIT)).toThrow(WarcDamaged);
  });

  it('names what is wrong with a record', () => {
    const whole = gunzipSync(writeWarc([record('block')])).toString();
    const damage = (from: string | RegExp, to: string): unknown => {
      try {
        return readWarc(gzipSync(whole.replace(from, to)), LIMIT);
      } catch (cause) {
        return cause instanceof WarcDamaged ? `${cause.code}: ${cause.message}` : cause;
      }
    };
    expect(damage('WARC/1.1', 'WARC/0.9')).toMatch(/^record-damaged: .*'WARC\/0.9' instead of WARC\/1.1/);
    expect(damage('response', 'responses')).toMatch(/^record-damaged: .*'responses'/);
    expect(damage('Length: 5', 'Length: 6')).toMatch(/^record-damaged: .*cut short/);
    expect(damage('Length: 5', 'Length: 4')).toMatch(/^record-damaged: .*does not end where it says/);
    expect(damage('Length: 5', 'Length: -5')).toMatch(/^record-damaged: .*cut short/);
    expect(damage('Content-Length', 'Content/Length')).toMatch(/^record-damaged: .*cut short/);
    expect(damage('\r\n', '\r\nno colon\r\n')).toMatch(/^record-damaged: .*no named field/);
    expect(damage('\r\n\r\n', '\r\n')).toMatch(/^record-damaged/);
    expect(damage(/$/, whole)).toMatch(/^not-one-record-a-member/);
  });

  it('names a block that does not fit its digest, in a gzip member that is whole', () => {
    const member = gunzipSync(writeWarc([record('4.51亿元')]))
      .toString()
      .replace('4.51', '4.57');
    const file = gzipSync(member);
    file[9] = 255;
    expect(() => readWarc(file, LIMIT)).toThrow('does not fit its block digest');
  });

  it('does not unpack more than it is allowed', () => {
    expect(() => readWarc(writeWarc([record('0'.repeat(LIMIT))]), LIMIT)).toThrow(WarcDamaged);
  });
});

describe('readRecords', () => {
  it('reads what others write: WARC 1.0, other types, other gzip heads, no digests', () => {
    const head = 'WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 2\r\n\r\n';
    const [first, ...rest] = readRecords(gzipSync(`${head}ab\r\n\r\n`), LIMIT);
    expect([first?.version, first?.type, rest.length]).toEqual(['WARC/1.0', 'metadata', 0]);
  });
});

function flipAt(at: number): (file: Uint8Array) => Uint8Array {
  return (file) =>
    file.map((byte, index) => (index === (at + file.length) % file.length ? byte ^ 0x10 : byte));
}
