import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { WARCParser } from 'warcio';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ObjectMissing } from '../../../core/capture/object-store.ts';
import { verifyWacz } from '../../../core/verify/verify-wacz.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { exportWacz } from '../../../core/publish/export-wacz.ts';
import {
  DATE,
  FRONT,
  type LocalArchive,
  SITE,
  articlePage,
  keep,
  localArchive,
  nodePage,
} from '../../support/kept-issue.ts';
import { localFolder } from '../../support/local-folder.ts';
import { fileFrom, fileOf } from '../../support/in-pieces.ts';

const ARTICLE = 'html/2023-02/25/content_1.htm';
const IMAGE = 'images/2023-02/25/a01.jpg';
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9);

const IndexEntry = z.object({
  ...{ url: z.string(), digest: z.string(), mime: z.string(), filename: z.string() },
  ...{ offset: z.number(), length: z.number(), status: z.number() },
});

describe('exportWacz', () => {
  it('packs what WACZ 1.1.1 asks for, every file stored', async () => {
    const zip = await packed(await issue());
    expect(Object.keys(unzipSync(zip))).toEqual([
      ...['archive/data.warc.gz', 'indexes/index.cdx', 'pages/pages.jsonl'],
      ...['datapackage.json', 'datapackage-digest.json'],
    ]);
    expect(unzipSync(zip, { filter: ({ compression }) => compression !== 0 })).toEqual({});
    expect(await verifyWacz(fileOf(zip))).toEqual([]);
  });

  it('describes the package, dated by its newest capture', async () => {
    const files = unzipSync(await packed(await issue()));
    const description: unknown = JSON.parse(textOf(files, 'datapackage.json'));
    const resources = ['archive/data.warc.gz', 'indexes/index.cdx', 'pages/pages.jsonl'].map((path) => ({
      name: path.split('/')[1],
      path,
      hash: `sha256:${sha256Of(files[path] ?? '')}`,
      bytes: files[path]?.length,
    }));
    expect(description).toEqual({
      profile: 'data-package',
      wacz_version: '1.1.1',
      title: '江门日报 2023-02-25',
      description: `Jiangmen Daily, issue of 2023-02-25, with every version that was kept. ${JMRB.rights}`,
      created: '2023-02-24T23:30:00.000Z',
      modified: '2023-02-24T23:30:00.000Z',
      software: 'jmnews-archive/0.1.0',
      mainPageUrl: `${SITE}${FRONT}`,
      mainPageDate: '2023-02-24T22:10:00.000Z',
      resources,
    });
    expect(JSON.parse(textOf(files, 'datapackage-digest.json'))).toEqual({
      path: 'datapackage.json',
      hash: `sha256:${sha256Of(files['datapackage.json'] ?? '')}`,
    });
  });

  it('lists nodes and articles as pages, each version by itself, under the names that they bear', async () => {
    const lines = textOf(unzipSync(await packed(await issue())), 'pages/pages.jsonl').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines[0]).toBe('{"format":"json-pages-1.0","id":"pages","title":"All Pages"}');
    const pages = lines.slice(1).map((line): unknown => JSON.parse(line));
    const id = expect.stringMatching(/^capture\d{9}$/) as unknown;
    const bytes = (body: string): number => Buffer.byteLength(body);
    const article = { id, url: SITE + ARTICLE, title: 'A01 预算报告 (摘要)' };
    expect(pages).toEqual([
      {
        ...{ id, url: SITE + FRONT, ts: '2023-02-24T22:10:00.000Z', title: 'A01 要闻' },
        size: bytes(nodePage('第A01版')),
      },
      { ...article, ts: '2023-02-24T22:20:00.000Z', size: bytes(articlePage('4.51亿元')) },
      { ...article, ts: '2023-02-24T23:30:00.000Z', size: bytes(articlePage('4.57亿元。')) },
    ]);
    expect(new Set(lines.slice(1).map((line) => /"id":"(\w+)"/.exec(line)?.[1])).size).toBe(3);
  });

  it('indexes every response where a range request finds it as a whole gzip member', async () => {
    const files = unzipSync(await packed(await issue()));
    const lines = textOf(files, 'indexes/index.cdx').trimEnd().split('\n');
    const keys = lines.map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(keys).toEqual([
      'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_1.htm 20230224222000000',
      'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_1.htm 20230224233000000',
      'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/node_22.htm 20230224221000000',
      'com,jmrb,dzb:8080)/jmrb/images/2023-02/25/a01.jpg 20230224221500000',
    ]);
    const found: unknown[] = [];
    for (const line of lines) {
      const entry = IndexEntry.parse(JSON.parse(line.slice(line.indexOf('{'))));
      const { offset, length } = entry;
      const member = files['archive/data.warc.gz']?.subarray(offset, offset + length);
      const [record, ...more] = await Array.fromAsync(WARCParser.iterRecords([member ?? new Uint8Array()]));
      expect([record?.warcType, record?.warcTargetURI, more.length]).toEqual(['response', entry.url, 0]);
      expect(record?.warcPayloadDigest).toBe(entry.digest);
      found.push([entry.mime, entry.status, entry.filename]);
    }
    const html = ['text/html', 200, 'data.warc.gz'];
    expect(found).toEqual([html, html, html, ['image/jpeg', 200, 'data.warc.gz']]);
  });

  it('makes the same bytes of the same archive, with no clock of this machine in them', async () => {
    const archive = await issue();
    const [one, two] = [await packed(archive), await packed(archive)];
    expect(one.equals(two)).toBe(true);
    // 1980-01-01 12:00 as DOS has it; the tests run in New York.
    expect(one.subarray(10, 14).toString('hex')).toBe('00602100');
  });

  it('opens with the first page when the front page is not kept', async () => {
    const archive = await localArchive();
    await keep(archive, { path: ARTICLE, body: articlePage('正文') });
    const zip = await packed(archive);
    const text = textOf(unzipSync(zip), 'datapackage.json');
    expect(JSON.parse(text)).toMatchObject({ mainPageUrl: SITE + ARTICLE });
    expect(await verifyWacz(fileOf(zip))).toEqual([]);
  });

  it('says so when nothing of the issue is kept', async () => {
    expect(await exportWacz(await localArchive(), JMRB, DATE)).toEqual({
      kind: 'nothing-kept',
      takenDown: 0,
    });
  });

  it('fails with ObjectMissing rather than to leave a capture out', async () => {
    const archive = await issue();
    const kept = await archive.catalog.newestSnapshot(JMRB.id, asResourcePath(IMAGE));
    await rm(archive.pathOf(kept?.object ?? ''));
    await expect(packed(archive)).rejects.toThrow(ObjectMissing);
  });

  it.runIf(spawnSync('unzip', ['-v']).status === 0)('is whole to unzip, and cut short is not', async () => {
    const path = join(await localFolder(), 'issue.wacz');
    const zip = await packed(await issue());
    await writeFile(path, zip);
    expect(spawnSync('unzip', ['-t', path]).status).toBe(0);
    await writeFile(path, zip.subarray(0, -40));
    expect(spawnSync('unzip', ['-t', path]).status).not.toBe(0);
  });

  it.runIf(spawnSync('python3', ['-c', 'import zipfile']).status === 0)('is whole to Python', async () => {
    const path = join(await localFolder(), 'issue.wacz');
    await writeFile(path, await packed(await issue()));
    const code =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
    expect(spawnSync('python3', ['-c', code, path]).stdout.toString()).toBe('None 5\n');
    expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');
  });
});

/** A front node, an article in two versions and a page picture. */
async function issue(): Promise<LocalArchive> {
  const archive = await localArchive();
  const at = (time: string) => asInstant(`2023-02-24T${time}:00.000Z`);
  await keep(archive, { path: FRONT, kind: 'node', at: at('22:10'), body: nodePage('第A01版') });
  await keep(archive, { path: IMAGE, kind: 'image', page: 'A01', at: at('22:15'), body: JPEG });
  const article = { path: ARTICLE, page: 'A01', title: '预算报告\n(摘要)' };
  await keep(archive, { ...article, at: at('22:20'), body: articlePage('4.51亿元') });
  await keep(archive, { ...article, at: at('23:30'), body: articlePage('4.57亿元。') });
  const slot = { page: 'A01', section: '要闻', path: asResourcePath(FRONT), order: 0 };
  const page = {
    paper: JMRB.id,
    date: DATE,
    ...slot,
    image: asResourcePath(IMAGE),
    pdf: null,
    flaws: [],
    articles: [],
  };
  await archive.catalog.putPage(page, at('22:10'), 1);
  return archive;
}

async function packed(archive: LocalArchive): Promise<Buffer> {
  const exported = await exportWacz(archive, JMRB, DATE);
  if (exported.kind === 'nothing-kept') throw new Error('nothing was kept');
  return fileFrom(exported.pieces);
}

function textOf(files: Readonly<Record<string, Uint8Array>>, path: string): string {
  return new TextDecoder().decode(files[path]);
}
