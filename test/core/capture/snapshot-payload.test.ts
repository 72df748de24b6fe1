import { readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ObjectMissing } from '../../../core/capture/object-store.ts';
import { SnapshotDamaged, loadPayload, loadSnapshot } from '../../../core/capture/snapshot-payload.ts';
import type { SnapshotRecord } from '../../../core/catalog/records.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { type LocalArchive, articlePage, keep, localArchive } from '../../support/kept-issue.ts';

const PAGE = articlePage('增长3.3%');

describe('loadPayload', () => {
  it('gives the payload without its content coding, as the index has it', async () => {
    const { archive, snapshot } = await kept();
    expect(new TextDecoder().decode(await loadPayload(archive.objects, snapshot))).toBe(PAGE);
    expect([snapshot.sha256, snapshot.bytes]).toEqual([sha256Of(PAGE), Buffer.byteLength(PAGE)]);
    const { response } = await loadSnapshot(archive.objects, snapshot);
    expect(response.headers).toContainEqual(['Content-Encoding', 'gzip']);
  });

  it('fails with ObjectMissing when the object is gone', async () => {
    const { archive, snapshot } = await kept();
    await rm(archive.pathOf(snapshot.object));
    await expect(loadPayload(archive.objects, snapshot)).rejects.toThrow(ObjectMissing);
  });

  it('fails with SnapshotDamaged, and names the object, when a byte of it is another', async () => {
    const { archive, snapshot } = await kept();
    const path = archive.pathOf(snapshot.object);
    const file = await readFile(path);
    file[file.length >> 1] = (file[file.length >> 1] ?? 0) ^ 1;
    await writeFile(path, file);
    const failure = await loadPayload(archive.objects, snapshot).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(SnapshotDamaged);
    expect(failure).toMatchObject({ object: snapshot.object });
  });

  it.each([
    ['digest', { sha256: sha256Of('another') }],
    ['length', { bytes: PAGE.length }],
    ['length', { bytes: 1 }],
    ['length', { bytes: 1_000_000 }],
  ])('fails with SnapshotDamaged when the index has another %s', async (_, other) => {
    const { archive, snapshot } = await kept();
    await expect(loadPayload(archive.objects, { ...snapshot, ...other })).rejects.toThrow(SnapshotDamaged);
  });
});

async function kept(): Promise<{ archive: LocalArchive; snapshot: SnapshotRecord }> {
  const archive = await localArchive();
  const snapshot = await keep(archive, {
    path: 'html/2023-02/25/content_1.htm',
    headers: [['Content-Encoding', 'gzip']],
    body: gzipSync(PAGE),
  });
  if (snapshot === null) throw new Error('nothing was kept');
  return { archive, snapshot };
}
