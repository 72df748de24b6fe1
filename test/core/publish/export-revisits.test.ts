import { REMEMBERED } from '../../support/remembered.ts';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unzipSync } from 'fflate';
import * as z from 'zod';
import { captureResource } from '../../../core/capture/capture-resource.ts';
import { SnapshotDamaged } from '../../../core/capture/snapshot-payload.ts';
import { CaptureRecord } from '../../../core/catalog/records.ts';
import { type Instant, asInstant } from '../../../core/paper/instant.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { exportWacz } from '../../../core/publish/export-wacz.ts';
import { exportWarc } from '../../../core/publish/export-warc.ts';
import { verifyWacz } from '../../../core/verify/verify-wacz.ts';
import { verifyWarc } from '../../../core/verify/verify-warc.ts';
import { type Answer, DATE, type LocalArchive, SITE, articlePage } from '../../support/kept-issue.ts';
import { exchangeOf, keep, localArchive } from '../../support/kept-issue.ts';
import { readByWarcio } from '../../support/warc-records.ts';
import { fileFrom, fileOf, inPieces } from '../../support/in-pieces.ts';

const PATH = 'html/2023-02/25/content_1.htm';
const URL_OF_PAGE = SITE + PATH;
const PAGE = articlePage('地区生产总值458.51亿元');
const FIRST = at('22:10');

describe('an unchanged capture in a hand-out', () => {
  it('is a revisit with the identical payload when the page was sent again', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    await ask(archive, '23:10', { body: PAGE, headers: [...HTML, ['X-Served', 'again']] });

    const file = await warcOf(archive, 2, 1);
    const records = await readByWarcio(file);
    expect(records.map(({ type }) => type)).toEqual([
      ...['warcinfo', 'request', 'response', 'warcinfo', 'request', 'revisit'],
    ]);
    const [, , response, info, request, revisit] = records;
    expect(revisit?.fields).toMatchObject({
      'warc-profile': 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest',
      'warc-target-uri': URL_OF_PAGE,
      'warc-date': '2023-02-24T23:10:00.000Z',
      'warc-ip-address': '127.0.0.1',
      'warc-warcinfo-id': info?.fields['warc-record-id'],
      'warc-refers-to': response?.fields['warc-record-id'],
      'warc-refers-to-target-uri': URL_OF_PAGE,
      'warc-refers-to-date': FIRST,
      'warc-payload-digest': response?.fields['warc-payload-digest'],
      'warc-truncated': 'length',
      'content-type': 'application/http; msgtype=response',
    });
    // warcio folds the letter case of names.
    expect(revisit?.head).toBe('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nx-served: again\r\n');
    expect(gunzipSync(file).toString('latin1')).toContain(
      '\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Served: again\r\n\r\n\r\n\r\n',
    );
    expect(request?.fields['warc-concurrent-to']).toBe(revisit?.fields['warc-record-id']);
    expect(request?.head).toContain('user-agent: a test');
    expect(info?.fields['warc-filename']).toBe('JMRB-20230224231000000-00000-revisits.warc.gz');
  });

  it('is a revisit with its own profile, whole, when the server said 304', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    await ask(archive, '23:10', { status: 304, headers: [['ETag', '"1"']] });
    const [, , response, , , revisit] = await readByWarcio(await warcOf(archive, 2, 1));
    expect(revisit?.fields).toMatchObject({
      'warc-type': 'revisit',
      'warc-profile': 'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
      'warc-refers-to': response?.fields['warc-record-id'],
      'warc-refers-to-date': FIRST,
      'warc-payload-digest': response?.fields['warc-payload-digest'],
    });
    expect(revisit?.fields['warc-truncated']).toBeUndefined();
    expect(revisit?.head).toBe('HTTP/1.1 304 Other\r\netag: "1"\r\n');
  });

  it('refers to the version that it found, also when there is a newer one', async () => {
    const archive = await localArchive();
    const other = articlePage('地区生产总值459.51亿元');
    for (const [time, body] of [
      ['22:10', PAGE],
      ['22:20', PAGE],
      ['22:30', other],
      ['22:40', other],
      ['22:50', PAGE],
      ['22:55', PAGE],
    ] as const)
      await ask(archive, time, { body });
    const records = await readByWarcio(await warcOf(archive, 6, 3));
    const revisits = records.filter(({ type }) => type === 'revisit').map(({ fields }) => fields);
    expect(revisits.map((fields) => [fields['warc-date'], fields['warc-refers-to-date']])).toEqual([
      [at('22:20'), FIRST],
      [at('22:40'), at('22:30')],
      [at('22:55'), at('22:50')],
    ]);
  });

  it('is told as metadata of the kept response when the same page came in another coding', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    const zipped = gzipSync(PAGE);
    await ask(archive, '23:10', { body: zipped, headers: [...HTML, ['Content-Encoding', 'gzip']] });
    const records = await readByWarcio(await warcOf(archive, 2, 1));
    const [, , response, , request, metadata] = records;
    expect(records.some(({ type }) => type === 'revisit')).toBe(false);
    expect(metadata?.fields).toMatchObject({
      'warc-type': 'metadata',
      'warc-refers-to': response?.fields['warc-record-id'],
      'warc-payload-digest': `sha256:${sha256Of(zipped)}`,
    });
    expect(request?.fields['warc-concurrent-to']).toBe(metadata?.fields['warc-record-id']);
    expect(await cdxOf(archive)).toHaveLength(1);
  });

  it('that only brought another layout is handed out as it was kept, and found again as itself', async () => {
    const archive = await localArchive();
    const withCounter = (count: string): string => `${PAGE}<!-- ${count} -->`;
    await ask(archive, '22:10', { body: withCounter('1') });
    await ask(archive, '22:20', { body: withCounter('2') });
    await ask(archive, '22:30', { body: withCounter('2') });
    await ask(archive, '22:40', { body: withCounter('1') });
    const [one, two] = await Array.fromAsync(archive.catalog.captures(JMRB.id, asResourcePath(PATH)));
    expect([one?.state, two?.state, two?.object === null]).toEqual(['captured', 'unchanged', false]);
    const records = await readByWarcio(await warcOf(archive, 4, 2));
    const told = records.filter(({ type }) => type === 'response' || type === 'revisit');
    expect(told.map(({ type, fields }) => [type, fields['warc-refers-to-date']])).toEqual([
      ...[
        ['response', undefined],
        ['response', undefined],
      ],
      ...[
        ['revisit', at('22:20')],
        ['revisit', FIRST],
      ],
    ]);
    const pages = new TextDecoder().decode(unzipSync(await waczOf(archive))['pages/pages.jsonl']);
    expect(pages.trimEnd().split('\n')).toHaveLength(2);
  });

  it('tells the redirects that led there as responses', async () => {
    const archive = await localArchive();
    const alias = `http://dzb.jmrb.com:8090/jmrb/${PATH}`;
    const hop = { status: 302, headers: [['Location', alias] as const] };
    for (const time of ['22:10', '23:10'])
      await askWith(archive, time, (url) =>
        url === alias ? { url, at: at(time), body: PAGE } : { url, at: at(time), ...hop },
      );
    const records = await readByWarcio(await warcOf(archive, 2, 1));
    expect(records.slice(-4).map(({ type, fields }) => [type, fields['warc-target-uri']])).toEqual([
      ['request', URL_OF_PAGE],
      ['response', URL_OF_PAGE],
      ['request', alias],
      ['revisit', alias],
    ]);
    expect((await cdxOf(archive)).map(({ url, mime, status }) => [url, mime, status])).toEqual([
      [URL_OF_PAGE, 'unk', 302],
      [URL_OF_PAGE, 'unk', 302],
      [alias, 'text/html', 200],
      [alias, 'warc/revisit', 200],
    ]);
  });

  it('that an older archive wrote down without its heads is a revisit without a block', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    await ask(archive, '23:10', { status: 304 });
    const stripped = await withoutTraces(archive);
    const records = await readByWarcio(await warcOf(stripped, 2, 1));
    expect(records.at(-1)?.fields).toMatchObject({
      'warc-type': 'revisit',
      'warc-profile': 'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
      'warc-date': at('23:10'),
      'content-length': '0',
    });
    expect(records.at(-1)?.fields['content-type']).toBeUndefined();
    expect(await verifyWacz(fileOf(await waczOf(stripped)))).toEqual([]);
  });

  it('is in the CDXJ index as warc/revisit, where its gzip member lies', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    await ask(archive, '23:10', { body: PAGE });
    await ask(archive, '23:20', { status: 304 });
    const lines = await cdxOf(archive);
    expect(lines.map(({ mime, status, time }) => [time, mime, status])).toEqual([
      ['20230224221000000', 'text/html', 200],
      ['20230224231000000', 'warc/revisit', 200],
      // A reader that believed in 304 would show nothing.
      ['20230224232000000', 'warc/revisit', 200],
    ]);
    expect(new Set(lines.map(({ digest }) => digest))).toEqual(new Set([`sha256:${sha256Of(PAGE)}`]));
    const warc = unzipSync(await waczOf(archive))['archive/data.warc.gz'] ?? new Uint8Array();
    for (const { offset, length, recordDigest, mime } of lines) {
      const member = warc.subarray(offset, offset + length);
      expect(recordDigest).toBe(`sha256:${sha256Of(member)}`);
      const [record, ...more] = await readByWarcio(member);
      expect([record?.type, more]).toEqual([mime === 'warc/revisit' ? 'revisit' : 'response', []]);
    }
  });

  it('is handed out the same way twice, and dates the package', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    await ask(archive, '23:10', { body: PAGE });
    expect((await waczOf(archive)).equals(await waczOf(archive))).toBe(true);
    expect((await warcOf(archive, 2, 1)).equals(await warcOf(archive, 2, 1))).toBe(true);
    const description = unzipSync(await waczOf(archive))['datapackage.json'];
    expect(JSON.parse(new TextDecoder().decode(description))).toMatchObject({ created: at('23:10') });
  });

  it('stops the hand-out when the index has lost the version that it found', async () => {
    const archive = await localArchive();
    const lost = { ...(await unchangedRecord(archive)), id: 'lost', path: asResourcePath(PATH) };
    await archive.catalog.addCapture({ ...lost, sha256: sha256Of('never kept') });
    await expect(exportWarc(archive, JMRB, DATE)).rejects.toThrow(SnapshotDamaged);
  });
});

describe('the budget of an unchanged capture', () => {
  it('is no object and two items, its heads included', async () => {
    const archive = await localArchive();
    await ask(archive, '22:10', { body: PAGE });
    const before = await Array.fromAsync(archive.objects.list(''));
    await ask(archive, '23:10', { body: PAGE });
    expect(await Array.fromAsync(archive.objects.list(''))).toEqual(before);
    const [, unchanged] = await Array.fromAsync(archive.catalog.captures(JMRB.id, asResourcePath(PATH)));
    expect(unchanged?.trace).toHaveLength(1);
  });
});

const HTML = [['Content-Type', 'text/html'] as const];

function at(time: string): Instant {
  return asInstant(`2023-02-24T${time}:00.000Z`);
}

function ask(archive: LocalArchive, time: string, answer: Answer): Promise<unknown> {
  return keep(archive, { ...answer, path: PATH, at: at(time) });
}

let ids = 0;

async function askWith(archive: LocalArchive, time: string, answer: (url: string) => Answer): Promise<void> {
  const of = { paper: JMRB.id, date: DATE, path: asResourcePath(PATH), kind: 'article' } as const;
  await archive.catalog.expect({ ...of, page: null, title: null, foundOn: null, at: at(time) });
  const client = { fetch: ({ url }: { url: string }) => Promise.resolve(exchangeOf(answer(url))) };
  const newId = (): string => `revisit${String((ids += 1))}`;
  await captureResource(
    { client, ...archive, newId, within: REMEMBERED },
    { type: 'capture-due', ...of, site: SITE },
    at(time),
  );
}

async function warcOf(
  archive: Pick<LocalArchive, 'catalog' | 'objects'>,
  captures: number,
  unchanged: number,
) {
  const exported = await exportWarc(archive, JMRB, DATE);
  if (exported.kind === 'nothing-kept') throw new Error('nothing was kept');
  expect([exported.captures, exported.unchanged]).toEqual([captures, unchanged]);
  const file = Buffer.concat(await Array.fromAsync(exported.chunks));
  expect(await verifyWarc(inPieces(file))).toEqual([]);
  return file;
}

async function waczOf(archive: Pick<LocalArchive, 'catalog' | 'objects'>): Promise<Buffer> {
  const exported = await exportWacz(archive, JMRB, DATE);
  if (exported.kind === 'nothing-kept') throw new Error('nothing was kept');
  return fileFrom(exported.pieces);
}

const Entry = z.object({
  ...{ url: z.string(), digest: z.string(), mime: z.string(), recordDigest: z.string() },
  ...{ offset: z.number(), length: z.number(), status: z.number() },
});

async function cdxOf(archive: LocalArchive): Promise<(z.infer<typeof Entry> & { time: string })[]> {
  const zip = await waczOf(archive);
  expect(await verifyWacz(fileOf(zip))).toEqual([]);
  const text = new TextDecoder().decode(unzipSync(zip)['indexes/index.cdx']);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ({
      ...Entry.parse(JSON.parse(line.slice(line.indexOf('{')))),
      time: line.split(' ')[1] ?? '',
    }));
}

async function unchangedRecord(archive: LocalArchive): Promise<CaptureRecord> {
  await ask(archive, '22:10', { body: PAGE });
  await ask(archive, '23:10', { body: PAGE });
  const captures = await Array.fromAsync(archive.catalog.captures(JMRB.id, asResourcePath(PATH)));
  const unchanged = captures.find(({ state }) => state === 'unchanged');
  if (!unchanged) throw new Error('nothing was unchanged');
  return unchanged;
}

/** The same archive as it would be if its captures had been written down before there were traces. */
async function withoutTraces(archive: LocalArchive): Promise<Pick<LocalArchive, 'catalog' | 'objects'>> {
  const { catalog } = await localArchive();
  for await (const one of archive.catalog.expected(JMRB.id, DATE)) await catalog.expect(one);
  const path = asResourcePath(PATH);
  for await (const one of archive.catalog.snapshots(JMRB.id, path)) await catalog.addSnapshot(one);
  for await (const { trace, ...old } of archive.catalog.captures(JMRB.id, path)) {
    expect(trace === null).toBe(old.state !== 'unchanged');
    await catalog.addCapture(CaptureRecord.parse(old));
  }
  return { catalog, objects: archive.objects };
}
