import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { WARCParser } from 'warcio';
import { describe, expect, it } from 'vitest';
import { SnapshotDamaged } from '../../../core/capture/snapshot-payload.ts';
import { verifyWarc } from '../../../core/verify/verify-warc.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { exportWarc } from '../../../core/publish/export-warc.ts';
import { localFolder } from '../../support/local-folder.ts';
import { readByWarcio } from '../../support/warc-records.ts';
import {
  DATE,
  type LocalArchive,
  articlePage,
  keep,
  localArchive,
  nodePage,
} from '../../support/kept-issue.ts';
import { inPieces } from '../../support/in-pieces.ts';

const ARTICLE = 'html/2023-02/25/content_1.htm';
const FRONT = 'html/2023-02/25/node_22.htm';

describe('exportWarc', () => {
  it('hands out every version of everything that the issue lists, oldest first, byte for byte', async () => {
    const archive = await localArchive();
    const second = await put(archive, ARTICLE, '22:20', articlePage('4.51亿元'));
    const first = await put(archive, FRONT, '22:10', nodePage('第A01版'), 'node');
    const third = await put(archive, ARTICLE, '23:30', articlePage('4.57亿元'));

    const file = await bytesOf(archive);
    const objects = [first, second, third].map((kept) => readFile(archive.pathOf(kept?.object ?? '')));
    expect(file.equals(Buffer.concat(await Promise.all(objects)))).toBe(true);
    expect(await verifyWarc(inPieces(file))).toEqual([]);
    expect(await responses(file)).toEqual([
      [`http://dzb.jmrb.com:8080/jmrb/${FRONT}`, nodePage('第A01版')],
      [`http://dzb.jmrb.com:8080/jmrb/${ARTICLE}`, articlePage('4.51亿元')],
      [`http://dzb.jmrb.com:8080/jmrb/${ARTICLE}`, articlePage('4.57亿元')],
    ]);
  });

  it('orders captures of the same instant by their objects', async () => {
    const archive = await localArchive();
    const kept = [];
    for (const id of ['3', '1', '2']) {
      kept.push(await put(archive, `html/2023-02/25/content_${id}.htm`, '22:10', articlePage(id)));
    }
    const objects = kept.map((one) => readFile(archive.pathOf(one?.object ?? '')));
    expect((await bytesOf(archive)).equals(Buffer.concat(await Promise.all(objects)))).toBe(true);
  });

  it('orders by the instant also what was captured for the issue of another day', async () => {
    const archive = await localArchive();
    const path = 'html/2023-02/25/content_7.htm';
    const before = asIssueDate('2023-02-24');
    const at = asInstant('2023-02-25T01:00:00.000Z');
    const late = await keep(archive, { path, date: before, at, body: articlePage('两天都有') });
    const early = await put(archive, ARTICLE, '22:10', articlePage('正文'));
    // Asked first and answered as what is kept from later: it cannot come before what it revisits.
    await put(archive, path, '22:10', articlePage('两天都有'));
    const objects = [early, late].map((one) => readFile(archive.pathOf(one?.object ?? '')));
    const file = await bytesOf(archive);
    const kept = Buffer.concat(await Promise.all(objects));
    expect(file.subarray(0, kept.length).equals(kept)).toBe(true);
    expect(await verifyWarc(inPieces(file))).toEqual([]);
    const last = (await readByWarcio(file)).at(-1);
    expect([last?.type, last?.fields['warc-date']]).toEqual(['revisit', '2023-02-24T22:10:00.000Z']);
  });

  it('leaves out what was refused and what belongs to another day', async () => {
    const archive = await localArchive();
    await put(archive, ARTICLE, '22:10', articlePage('正文'));
    await put(archive, 'html/2023-02/25/content_2.htm', '22:11', '<html>登录</html>');
    const date = asIssueDate('2023-02-26');
    await keep(archive, { path: 'html/2023-02/26/content_3.htm', date, body: articlePage('次日') });
    const exported = await exportWarc(archive, JMRB, DATE);
    expect(exported).toMatchObject({ kind: 'exported', captures: 1 });
    expect(await responses(await bytesOf(archive))).toHaveLength(1);
  });

  it('says so when nothing of the issue is kept', async () => {
    const archive = await localArchive();
    expect(await exportWarc(archive, JMRB, DATE)).toEqual({ kind: 'nothing-kept', takenDown: 0 });
    await put(archive, ARTICLE, '22:10', '<html>登录</html>');
    expect(await exportWarc(archive, JMRB, DATE)).toEqual({ kind: 'nothing-kept', takenDown: 0 });
  });

  it('hands out no byte of a capture that is damaged', async () => {
    const archive = await localArchive();
    await put(archive, FRONT, '22:10', nodePage('第A01版'), 'node');
    const kept = await put(archive, ARTICLE, '22:20', articlePage('4.51亿元'));
    const path = archive.pathOf(kept?.object ?? '');
    const file = await readFile(path);
    await writeFile(path, file.subarray(0, -40));
    const exported = await exportWarc(archive, JMRB, DATE);
    const seen: Uint8Array[] = [];
    const reading = async (): Promise<void> => {
      if (exported.kind === 'exported') for await (const chunk of exported.chunks) seen.push(chunk);
    };
    await expect(reading()).rejects.toThrow(SnapshotDamaged);
    expect(seen).toHaveLength(1);
  });

  it.runIf(spawnSync('gunzip', ['--version']).status === 0)('is whole to gunzip', async () => {
    const archive = await localArchive();
    await put(archive, FRONT, '22:10', nodePage('第A01版'), 'node');
    await put(archive, ARTICLE, '22:20', articlePage('4.51亿元'));
    const path = join(await localFolder(), 'issue.warc.gz');
    await writeFile(path, await bytesOf(archive));
    expect(spawnSync('gunzip', ['-t', path]).status).toBe(0);
    expect(
      gunzipSync(await readFile(path))
        .toString()
        .match(/^WARC\/1\.1/gm),
    ).toHaveLength(6);
  });
});

function put(
  archive: LocalArchive,
  path: string,
  time: string,
  body: string,
  kind: 'article' | 'node' = 'article',
) {
  return keep(archive, { path, kind, at: asInstant(`2023-02-24T${time}:00.000Z`), body });
}

async function bytesOf(archive: LocalArchive): Promise<Buffer> {
  const exported = await exportWarc(archive, JMRB, DATE);
  if (exported.kind === 'nothing-kept') return Buffer.alloc(0);
  return Buffer.concat(await Array.fromAsync(exported.chunks));
}

async function responses(file: Uint8Array): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const record of WARCParser.iterRecords([file])) {
    if (record.warcType === 'response') found.push([record.warcTargetURI, await record.contentText()]);
    else await record.skipFully();
  }
  return found;
}
