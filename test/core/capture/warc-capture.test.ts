import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CDXIndexer, WARCParser } from 'warcio';
import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../../core/capture/paper-client.ts';
import { readCapture, writeCapture } from '../../../core/capture/warc-capture.ts';
import { WarcDamaged, readWarc, writeWarc } from '../../../core/capture/warc.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { type Answer, exchangeOf } from '../../support/kept-issue.ts';
import { localFolder } from '../../support/local-folder.ts';

const NAME = 'JMRB-20230224221500123-00000-abc.warc.gz';
const URL_OF_PAGE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/node_22.htm';
const ZIPPED = gzipSync('<p>地区生产总值458.51亿元</p>');
const HEADERS: HeaderList = [
  ['Server', 'Apache-Coyote/1.1'],
  ['set-cookie', 'a=1'],
  ['Set-Cookie', 'b=2; Path=/'],
  ['Content-Type', 'text/html'],
  ['Content-Encoding', 'gzip'],
  ['Transfer-Encoding', 'chunked'],
  // UTF-8 bytes of 版, as a server may send them, each held as one character.
  ['X-Title', '\u00e7\u0089\u0088\u00ff\u0080'],
];

const capture = (answer: Answer = {}): Uint8Array =>
  writeCapture(JMRB, 'abc', NAME, exchangeOf({ headers: HEADERS, body: ZIPPED, ...answer }));

describe('a capture, read by software that is not ours', () => {
  it('is three records to warcio, with our fields, digests and payload', async () => {
    const seen: unknown[] = [];
    for await (const record of WARCParser.iterRecords([capture()], { keepHeadersCase: true })) {
      await record.readFully(false);
      seen.push([record.warcType, record.warcHeaders.protocol, record.warcDate]);
      if (record.warcType === 'warcinfo') expect(record.warcHeader('WARC-Filename')).toBe(NAME);
      if (record.warcType !== 'response') continue;
      expect(record.warcTargetURI).toBe(URL_OF_PAGE);
      expect(record.warcHeader('WARC-IP-Address')).toBe('127.0.0.1');
      expect(record.warcHeader('Content-Type')).toBe('application/http; msgtype=response');
      expect(record.warcPayloadDigest).toBe(`sha256:${sha256Of(ZIPPED)}`);
      expect(record.httpHeaders?.statusCode).toBe(200);
      expect(Buffer.from(record.payload ?? []).equals(ZIPPED)).toBe(true);
    }
    const version = 'WARC/1.1';
    const at = '2023-02-24T22:15:00.123Z';
    expect(seen).toEqual(['warcinfo', 'request', 'response'].map((type) => [type, version, at]));
  });

  it('lets warcio take the content coding off, which it would not were the chunking still claimed', async () => {
    for await (const record of WARCParser.iterRecords([capture()])) {
      if (record.warcType === 'response') expect(await record.contentText()).toContain('458.51亿元');
      else await record.skipFully();
    }
  });

  it("is indexed by warcio's indexer where we say the response lies", async () => {
    const file = capture();
    const { member } = readCapture(file);
    const indexer = new CDXIndexer({ format: 'json' });
    const lines: unknown[] = [];
    for await (const line of indexer.iterIndex([{ filename: NAME, reader: stream(file) }])) lines.push(line);
    expect(lines).toMatchObject([
      {
        urlkey: 'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/node_22.htm',
        timestamp: '20230224221500',
        ...{ url: URL_OF_PAGE, offset: member.offset, length: member.length },
      },
    ]);
    expect(sha256Of(file.subarray(member.offset, member.offset + member.length))).toBe(member.sha256);
  });

  it.runIf(spawnSync('gunzip', ['--version']).status === 0)('is whole to gunzip', async () => {
    const path = join(await localFolder(), NAME);
    await writeFile(path, capture());
    expect(spawnSync('gunzip', ['-t', path]).status).toBe(0);
    await writeFile(path, capture().subarray(0, -40));
    expect(spawnSync('gunzip', ['-t', path]).status).toBe(1);
  });
});

describe('writeCapture', () => {
  it('keeps header fields in their order, letter case and number, byte for byte', () => {
    const block = readWarc(capture(), 1_000_000)[2]?.block;
    const head = [
      'HTTP/1.1 200 OK',
      'Server: Apache-Coyote/1.1',
      'set-cookie: a=1',
      'Set-Cookie: b=2; Path=/',
      'Content-Type: text/html',
      'Content-Encoding: gzip',
      'x-orig-Transfer-Encoding: chunked',
      'X-Title: \u00e7\u0089\u0088\u00ff\u0080',
    ];
    const expected = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), ZIPPED]);
    expect(expected.equals(block ?? new Uint8Array())).toBe(true);
  });

  it('fails at a character that is no byte, rather than to write another', () => {
    // Cut down to a byte each, these would be an end of line.
    const headers = [['X-Title', '\u010d\u010a']] as const;
    expect(() => capture({ headers })).toThrow(RangeError);
    expect(() => capture({ headers })).toThrow('is U+010D, which is no byte');
  });

  it('writes the same capture the same way twice, and another under other ids', () => {
    expect(Buffer.from(capture()).equals(capture())).toBe(true);
    const other = writeCapture(JMRB, 'abd', NAME, exchangeOf({ headers: HEADERS, body: ZIPPED }));
    const ids = [capture(), other].flatMap((file) =>
      readWarc(file, 1_000_000).map(({ fields }) => fields.find(([name]) => name === 'WARC-Record-ID')?.[1]),
    );
    expect(new Set(ids).size).toBe(6);
    const uuid = /^<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>$/;
    for (const id of ids) expect(id).toMatch(uuid);
  });

  it('ties the three records together', () => {
    const [info, request, response] = readWarc(capture(), 1_000_000).map(({ fields }) => new Map(fields));
    expect(request?.get('WARC-Concurrent-To')).toBe(response?.get('WARC-Record-ID'));
    for (const one of [request, response])
      expect(one?.get('WARC-Warcinfo-ID')).toBe(info?.get('WARC-Record-ID'));
  });
});

describe('readCapture', () => {
  it('gives back what was asked, when, and the answer as it was', () => {
    const kept = readCapture(capture());
    const { url, at, status, statusLine, fileName } = kept;
    expect([url, at, status, statusLine, fileName]).toEqual([
      ...[URL_OF_PAGE, '2023-02-24T22:15:00.123Z', 200, 'HTTP/1.1 200 OK', NAME],
    ]);
    expect(kept.headers.map(([name]) => name).slice(4)).toEqual([
      ...['Content-Encoding', 'x-orig-Transfer-Encoding', 'X-Title'],
    ]);
    expect(kept.headers.at(-1)?.[1]).toBe('\u00e7\u0089\u0088\u00ff\u0080');
    expect(gunzipSync(kept.body).toString()).toBe('<p>地区生产总值458.51亿元</p>');
  });

  it('reads an answer without header fields and without a body', () => {
    const kept = readCapture(capture({ headers: [], body: '' }));
    expect([kept.headers, kept.body.length]).toEqual([[], 0]);
  });

  it('fails with WarcDamaged when it ends 40 bytes early, and whatever byte of it is changed', () => {
    const file = capture({ body: 'short', headers: [] });
    expect(() => readCapture(file.subarray(0, -40))).toThrow(WarcDamaged);
    for (let at = 0; at < file.length; at += 1) {
      const flipped = file.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => readCapture(flipped), `byte ${at}`).toThrow(WarcDamaged);
    }
  });

  it('fails with WarcDamaged for records that are no capture', () => {
    const records = readWarc(capture(), 1_000_000).map(({ type, fields, block }) => ({
      ...{ type, block },
      fields: fields.filter(([name]) => !/^(WARC-Type|WARC-Block-Digest|Content-Length)$/.test(name)),
    }));
    expect(readCapture(writeWarc(records)).url).toBe(URL_OF_PAGE);
    expect(() => readCapture(writeWarc(records.slice(0, 2)))).toThrow("it holds 'warcinfo,request'");
    expect(() => readCapture(writeWarc([...records, ...records]))).toThrow(WarcDamaged);
    expect(() => readCapture(new Uint8Array())).toThrow("it holds ''");
    const without = (name: string) =>
      writeWarc(records.map((one) => ({ ...one, fields: one.fields.filter(([key]) => key !== name) })));
    expect(() => readCapture(without('WARC-Payload-Digest'))).toThrow('the payload digest does not fit');
    expect(() => readCapture(without('WARC-Date'))).toThrow('a response record without WARC-Date');
    expect(() => readCapture(without('WARC-Filename'))).toThrow('a warcinfo record without WARC-Filename');
  });
});

async function* stream(file: Uint8Array): AsyncGenerator<Uint8Array> {
  // In small pieces, as a network would bring them.
  for (let at = 0; at < file.length; at += 100) yield await Promise.resolve(file.subarray(at, at + 100));
}
