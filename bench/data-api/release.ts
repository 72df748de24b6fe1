import type { ObjectStore } from '../../core/capture/object-store.ts';
import { releaseKey } from '../../core/capture/object-keys.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { type Sha256, sha256Of } from '../../core/paper/sha256.ts';
import { FILES, mediaTypeOf } from '../../core/publish/release/release-files.ts';
import { tableChunks } from '../../core/publish/release/table-files.ts';
import { ndjsonName } from '../../core/publish/release/table-formats.ts';
import { OBSERVATIONS } from '../../core/publish/tables/observations.ts';
import { generatedObservations } from './observations.ts';

export const VERSION = '1.0.0';

/**
 * Keeps what an index is made of: a release of observations alone, in the one form that they are read back from. Gives back
 * how many bytes the release has.
 */
export async function keepRelease(objects: ObjectStore, catalog: Catalog, count: number): Promise<number> {
  const name = ndjsonName(OBSERVATIONS);
  const fields = OBSERVATIONS.columns.map((column) => ({ name: column.name, type: column.type }));
  const descriptor = JSON.stringify({ resources: [{ path: name, schema: { fields } }] });
  const files: ReleaseRecord['files'][number][] = [];
  const keep = async (file: string, chunks: Iterable<Uint8Array>): Promise<Sha256> => {
    const object = releaseKey(VERSION, file);
    const { bytes, sha256 } = await objects.putOnceFrom(object, asynchronous(chunks), mediaTypeOf(file));
    files.push({ name: file, object, bytes, sha256 });
    return sha256;
  };
  const contentSha256 = await keep(
    name,
    tableChunks({ ending: '.ndjson' }, OBSERVATIONS.columns, generatedObservations(count)),
  );
  await keep(FILES.package.name, [new TextEncoder().encode(descriptor)]);
  const at = asInstant('2026-01-01T00:00:00.000Z');
  await catalog.addRelease({ version: VERSION, at, rows: 0, files, contentSha256: sha256Of(contentSha256) });
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function* asynchronous<T>(items: Iterable<T>): AsyncGenerator<T> {
  await Promise.resolve();
  yield* items;
}
