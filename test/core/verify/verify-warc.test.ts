import { gunzipSync, gzipSync } from 'node:zlib';
import { WARCRecord, WARCSerializer } from 'warcio';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/verify/finding.ts';
import { verifyWarc } from '../../../core/verify/verify-warc.ts';
import type { HeaderList } from '../../../core/capture/paper-client.ts';
import { writeCapture } from '../../../core/capture/warc-capture.ts';
import { fieldOf, readRecords, writeWarc } from '../../../core/capture/warc.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { articlePage, exchangeOf } from '../../support/kept-issue.ts';
import { inPieces } from '../../support/in-pieces.ts';

const check = (file: Uint8Array) => verifyWarc(inPieces(file));
const codes = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, severity }) => `${severity} ${code}`);
const captureOf = (id: string): Uint8Array =>
  writeCapture(JMRB, id, `${id}.warc.gz`, exchangeOf({ body: articlePage(`第${id}篇`) }));
const FILE = Buffer.concat([captureOf('a1'), captureOf('b2')]);

describe('verifyWarc', () => {
  it('finds nothing wrong with captures one after another', async () => {
    expect(await check(FILE)).toEqual([]);
  });

  it('names every changed byte and every cut', async () => {
    for (let at = 0; at < FILE.length; at += 1) {
      const flipped = Buffer.from(FILE);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      expect(codes(await check(flipped)), `byte ${at}`).toContainEqual(expect.stringMatching(/^damage /));
    }
    for (const short of [1, 7, 40, 400, FILE.length])
      expect(codes(await check(FILE.subarray(0, -short))), `${short} short`).toHaveLength(1);
  });

  it('names a cut between two records, which no checksum can', async () => {
    const response = FILE.lastIndexOf(Buffer.from([0x1f, 0x8b, 8, 0, 0]));
    expect(codes(await check(FILE.subarray(0, response)))).toEqual(['damage record-missing']);
  });

  it('names a file that is one gzip member, and one that is none', async () => {
    expect(codes(await check(gzipSync(gunzipSync(FILE))))).toEqual(['damage not-one-record-a-member']);
    expect(codes(await check(gunzipSync(FILE)))).toEqual(['damage gzip-damaged']);
    expect(codes(await check(new Uint8Array()))).toEqual(['damage no-records']);
  });

  it('names the same capture put in twice', async () => {
    const findings = codes(await check(Buffer.concat([FILE, captureOf('a1')])));
    expect(findings).toEqual(Array<string>(3).fill('damage record-damaged'));
  });

  describe('of a revisit', () => {
    const revisit = (fields: Record<string, string>): Uint8Array => {
      const all: HeaderList = [
        ['WARC-Record-ID', '<urn:uuid:7>'],
        ['WARC-Date', '2023-02-24T23:10:00.000Z'],
        ...Object.entries(fields),
      ];
      return writeWarc([{ type: 'revisit', fields: all, block: new Uint8Array() }]);
    };
    const response = [...readRecords(FILE, 1_000_000)].find(({ type }) => type === 'response');
    const of = (name: string): string => (response ? (fieldOf(response, name) ?? '') : '');
    const sound = {
      'WARC-Profile': 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest',
      'WARC-Refers-To': of('WARC-Record-ID'),
      'WARC-Refers-To-Target-URI': of('WARC-Target-URI'),
      'WARC-Refers-To-Date': of('WARC-Date'),
      'WARC-Payload-Digest': of('WARC-Payload-Digest'),
    };

    it('finds nothing wrong when what it refers to is as it says', async () => {
      expect(await check(Buffer.concat([FILE, revisit(sound)]))).toEqual([]);
    });

    it.each([
      ['WARC-Refers-To-Target-URI', 'http://dzb.jmrb.com:8080/jmrb/'],
      ['WARC-Refers-To-Date', '2023-02-24T23:10:00.000Z'],
      ['WARC-Payload-Digest', `sha256:${'0'.repeat(64)}`],
    ])('names a %s that is not of the record that it refers to', async (name, other) => {
      const file = Buffer.concat([FILE, revisit({ ...sound, [name]: other })]);
      expect(codes(await check(file))).toEqual(['damage record-damaged']);
    });

    it('names one that says no profile', async () => {
      const others = Object.fromEntries(Object.entries(sound).filter(([name]) => name !== 'WARC-Profile'));
      const file = Buffer.concat([FILE, revisit(others)]);
      expect(codes(await check(file))).toEqual(['damage record-damaged']);
    });

    it('names one of which the response is gone, and only notes it in the files of others', async () => {
      const lost = revisit({ ...sound, 'WARC-Refers-To': '<urn:uuid:8>' });
      expect(codes(await check(Buffer.concat([FILE, lost])))).toEqual(['damage record-missing']);
      expect(codes(await check(lost))).toEqual(['note record-missing']);
    });
  });

  it.each(['sha1', 'sha256'] as const)(
    'checks what warcio wrote, with %s in base 32 or hexadecimal',
    async (kind) => {
      const file = await foreign({
        algorithm: kind === 'sha1' ? 'sha-1' : 'sha-256',
        base32: kind === 'sha1',
      });
      expect(await check(file)).toEqual([]);
      const altered = gzipSync(gunzipSync(file).toString().replace('3.3%', '3.8%'));
      const [block, payload] = await check(altered);
      expect(block).toMatchObject({ code: 'digest-differs', severity: 'damage', where: 'record at byte 0' });
      expect(payload?.what).toMatch(/^its payload does not hash to its digest sha/);
    },
  );

  it('notes a record that bears no digest, or one of a kind that is not known', async () => {
    const record = (fields: string): Uint8Array =>
      gzipSync(
        `WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-02-24T22:15:00Z\r\n${fields}Content-Length: 1\r\n\r\nx\r\n\r\n`,
      );
    expect(codes(await check(record('')))).toEqual(['note digest-unknown']);
    expect(codes(await check(record('WARC-Block-Digest: xxh3:00\r\n')))).toEqual(['note digest-unknown']);
    expect(codes(await check(record('WARC-Block-Digest: sha256:00\r\n')))).toEqual(['damage digest-differs']);
  });
});

async function foreign({ algorithm, base32 }: { algorithm: string; base32: boolean }): Promise<Uint8Array> {
  const record = WARCRecord.create(
    {
      ...{
        url: 'http://example.com/',
        date: '2023-02-24T22:15:00Z',
        type: 'response',
        warcVersion: 'WARC/1.1',
      },
      httpHeaders: { 'Content-Type': 'text/plain' },
    },
    [new TextEncoder().encode('增长3.3%')],
  );
  const options = base32
    ? { digest: { algo: algorithm as 'sha-1', prefix: 'sha1:', base32: true } }
    : { digest: { algo: algorithm as 'sha-256', prefix: 'sha256:' } };
  return WARCSerializer.serialize(record, { gzip: true, ...options });
}
