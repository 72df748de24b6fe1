import { zipSync, unzipSync, type Zippable } from 'fflate';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/verify/finding.ts';
import { verifyWacz } from '../../../core/verify/verify-wacz.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { exportWacz } from '../../../core/publish/export-wacz.ts';
import { DATE, FRONT, articlePage, keep, localArchive, nodePage } from '../../support/kept-issue.ts';
import { fileFrom, fileOf } from '../../support/in-pieces.ts';

type Files = Record<string, Uint8Array>;

const check = (zip: Uint8Array) => verifyWacz(fileOf(zip));
const codes = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, severity, where }) => `${severity} ${code} ${where}`);
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('verifyWacz', () => {
  it('finds nothing wrong with what was exported', async () => {
    expect(await check(await wacz())).toEqual([]);
  });

  it('names every changed byte, wherever it lies', async () => {
    const zip = await wacz();
    for (let at = 0; at < zip.length; at += 1) {
      const flipped = Buffer.from(zip);
      flipped[at] = (flipped[at] ?? 0) ^ 0x01;
      expect(codes(await check(flipped)), `byte ${at}`).toContainEqual(expect.stringMatching(/^damage /));
    }
  });

  it('names a package that is cut short, or has bytes before, between or behind its files', async () => {
    const zip = await wacz();
    for (const short of [1, 22, 40, 1000, zip.length])
      expect(codes(await check(zip.subarray(0, -short)))).toEqual(['damage zip-damaged file']);
    for (const longer of [Buffer.concat([zip, utf8('x')]), Buffer.concat([utf8('x'), zip])])
      expect(codes(await check(longer))).toEqual(['damage zip-damaged file']);
  });

  it('accepts what others pack: deflated lists, quoted numbers, a gzipped index', async () => {
    const files = await unpacked();
    const index = text(files['indexes/index.cdx']).replace(/("offset"|"length"|"status"):(\d+)/g, '$1:"$2"');
    delete files['indexes/index.cdx'];
    files['indexes/index.cdx.gz'] = gzipSync(index);
    const zip = pack(files, { software: 'another/1.0' });
    const pages = unzipSync(zip, {
      filter: ({ name, compression }) => name.startsWith('pages/') && compression === 8,
    });
    expect(Object.keys(pages)).toEqual(['pages/pages.jsonl']);
    expect(await check(zip)).toEqual([]);
  });

  it.each<[string, (files: Files) => void, string]>([
    [
      'a file that the description does not list',
      (files) => (files['archive/x.txt'] = utf8('x')),
      'file-unlisted archive/x.txt',
    ],
    ['a list that is gone', (files) => delete files['pages/pages.jsonl'], 'file-missing pages/pages.jsonl'],
    [
      'a list that is another',
      (files) => (files['pages/pages.jsonl'] = utf8('{"format":"json-pages-1.0"}\n')),
      'file-differs pages/pages.jsonl',
    ],
    [
      'a list of which one letter is another',
      edits('indexes/index.cdx', 'text/html', 'text/htmx'),
      'file-differs indexes/index.cdx',
    ],
    [
      'a description that is another',
      (files) => (files['datapackage.json'] = edit(files['datapackage.json'], '江门日报', '别的报纸')),
      'file-differs datapackage.json',
    ],
    [
      'a description that is none',
      (files) => (files['datapackage.json'] = utf8('{"resources":[]}')),
      'package-damaged datapackage.json',
    ],
    ['no description', (files) => delete files['datapackage.json'], 'file-missing datapackage.json'],
  ])('names %s', async (_, harm, finding) => {
    const files = await unpacked();
    harm(files);
    expect(codes(await check(Buffer.from(zipSync(files, STORED))))).toContain(`damage ${finding}`);
  });

  it.each<[string, (files: Files) => void, RegExp]>([
    [
      'an index whose offset points elsewhere',
      edits('indexes/index.cdx', /"offset":\d+/, '"offset":7'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index whose length ends elsewhere',
      edits('indexes/index.cdx', /"length":\d+/, '"length":7'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index of another URL',
      edits('indexes/index.cdx', /content_1.htm",/, 'content_9.htm",'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index of another instant',
      edits('indexes/index.cdx', / 2023\d+/, ' 20200101000000'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index of another digest',
      edits('indexes/index.cdx', /sha256:\w/, 'sha256:x'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index of another status',
      edits('indexes/index.cdx', ':200', ':404'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index of another record digest',
      edits('indexes/index.cdx', /"recordDigest":"sha256:\w/, '"recordDigest":"sha256:x'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index that takes a response for a revisit',
      edits('indexes/index.cdx', '"mime":"text/html"', '"mime":"warc/revisit"'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'an index that is out of order',
      edits('indexes/index.cdx', /^(.*)\n(.*)\n/, '$2\n$1\n'),
      /^damage index-differs indexes\/index.cdx, line 2/,
    ],
    [
      'an index that is none',
      edits('indexes/index.cdx', '{"url"', '{url'),
      /^damage index-differs indexes\/index.cdx, line 1/,
    ],
    [
      'a response that no index tells of',
      edits('indexes/index.cdx', /^.*\n/, ''),
      /^note not-indexed archive\/data.warc.gz/,
    ],
    [
      'a page that the index does not know',
      edits('pages/pages.jsonl', 'content_1', 'content_8'),
      /^damage pages-damaged pages\/pages.jsonl, line 3/,
    ],
    [
      'a WARC with a cut that the description agrees with',
      (files) =>
        (files['archive/data.warc.gz'] = files['archive/data.warc.gz']?.subarray(0, -40) ?? utf8('')),
      /^damage gzip-damaged archive\/data.warc.gz, file/,
    ],
    [
      'a package without a WARC',
      (files) => delete files['archive/data.warc.gz'],
      /^damage file-missing archive\//,
    ],
  ])('names %s, though all hashes are made to fit', async (_, harm, finding) => {
    const files = await unpacked();
    harm(files);
    expect(codes(await check(pack(files)))).toContainEqual(expect.stringMatching(finding));
  });

  it('names a WARC that is deflated, and notes a package without a digest of its description', async () => {
    const files = await unpacked();
    expect(codes(await check(Buffer.from(zipSync(files, { level: 6 }))))).toEqual([
      'damage package-damaged archive/data.warc.gz',
    ]);
    delete files['datapackage-digest.json'];
    expect(codes(await check(Buffer.from(zipSync(files, STORED))))).toEqual([
      'note file-missing datapackage-digest.json',
    ]);
  });

  it('takes nothing for a package that is none', async () => {
    for (const bytes of ['', 'PK', 'x'.repeat(100)])
      expect(codes(await check(utf8(bytes)))).toEqual(['damage zip-damaged file']);
    expect(codes(await check(zipSync({ 'a.txt': utf8('a') })))).toEqual([
      'damage file-missing datapackage.json',
      'damage file-missing archive/',
      'damage file-missing indexes/',
      'damage file-missing pages/pages.jsonl',
    ]);
  });
});

const STORED = { level: 0 } as const;

async function wacz(): Promise<Buffer> {
  const archive = await localArchive();
  await keep(archive, { path: FRONT, kind: 'node', body: nodePage('第A01版') });
  await keep(archive, { path: 'html/2023-02/25/content_1.htm', body: articlePage('正文') });
  await keep(archive, { path: FRONT, kind: 'node', at: asInstant('2023-02-24T23:15:00.000Z'), status: 304 });
  const exported = await exportWacz(archive, JMRB, DATE);
  if (exported.kind === 'nothing-kept') throw new Error('nothing was kept');
  return fileFrom(exported.pieces);
}

async function unpacked(): Promise<Files> {
  return unzipSync(await wacz());
}

/** Packs with a description and a digest that fit whatever the files are. */
function pack(files: Files, description: Record<string, unknown> = {}): Buffer {
  const listed = Object.entries(files).filter(([path]) => !path.startsWith('datapackage'));
  const resources = listed.map(([path, bytes]) => ({
    path,
    hash: `sha256:${sha256Of(bytes)}`,
    bytes: bytes.length,
  }));
  const datapackage = utf8(JSON.stringify({ ...description, resources }));
  const digest = utf8(JSON.stringify({ path: 'datapackage.json', hash: `sha256:${sha256Of(datapackage)}` }));
  const packed: Zippable = { 'datapackage.json': datapackage, 'datapackage-digest.json': digest };
  for (const [path, bytes] of listed) packed[path] = [bytes, { level: path.startsWith('archive/') ? 0 : 6 }];
  return Buffer.from(zipSync(packed));
}

function edits(path: string, from: string | RegExp, to: string): (files: Files) => void {
  return (files) => {
    files[path] = edit(files[path], from, to);
  };
}

function edit(bytes: Uint8Array | undefined, from: string | RegExp, to: string): Uint8Array {
  const before = text(bytes);
  expect(before).toMatch(from);
  return utf8(before.replace(from, to));
}
