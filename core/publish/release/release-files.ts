import { provenChunks } from '../../capture/object-chunks.ts';
import type { ByteRange, ObjectStore } from '../../capture/object-store.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import { type Sha256, sha256Of } from '../../paper/sha256.ts';
import { TABLES } from '../tables/tables.ts';
import { TABLE_FORMATS, ndjsonName } from './table-formats.ts';

/** The files of a release that are no table, in the order in which they are written: the sums end a release. */
export const FILES = {
  package: { name: 'datapackage.json', mediaType: 'application/json' },
  changelog: { name: 'CHANGELOG.md', mediaType: 'text/markdown; charset=utf-8' },
  sums: { name: 'SHA256SUMS', mediaType: 'text/plain; charset=utf-8' },
} as const;

/** What the file of a release is; only bytes when releases have no file of that name. */
export function mediaTypeOf(name: string): string {
  const known = Object.values(FILES).find((file) => file.name === name);
  const table = TABLE_FORMATS.find(({ ending }) => name.endsWith(ending));
  return known?.mediaType ?? table?.mediaType ?? 'application/octet-stream';
}

/** A file of a release is not what was published. */
export class ReleaseDamaged extends Error {
  override readonly name = 'ReleaseDamaged';
  readonly version: string;
  readonly file: string;

  constructor(version: string, file: string, why: string, options?: ErrorOptions) {
    super(`'${file}' of release ${version} ${why}; put it back from a copy, and run 'verify'`, options);
    this.version = version;
    this.file = file;
  }
}

export type ReleaseFile = ReleaseRecord['files'][number];

/** Fails with {@link ReleaseDamaged} when the release has no such file. */
export function fileOf({ version, files }: ReleaseRecord, name: string): ReleaseFile {
  const file = files.find((one) => one.name === name);
  if (!file) throw new ReleaseDamaged(version, name, 'is not in the catalog');
  return file;
}

/**
 * A file of a release as a stream, or a range of it. Fails with ObjectMissing or {@link ReleaseDamaged} when the store
 * has nothing of that length. The whole file also ends with {@link ReleaseDamaged} before its last chunk when it is not
 * what was published; a range cannot be proven.
 */
export async function openReleaseFile(
  objects: ObjectStore,
  { version }: ReleaseRecord,
  { name, object, bytes, sha256 }: ReleaseFile,
  range: ByteRange | null = null,
): Promise<AsyncIterable<Uint8Array>> {
  const size = await objects.size(object);
  if (size !== bytes)
    throw new ReleaseDamaged(version, name, `has ${size} bytes, not the ${bytes} it was published with`);
  if (range) return objects.read(object, range);
  return provenChunks(
    objects.read(object),
    sha256,
    () => new ReleaseDamaged(version, name, `does not have the SHA-256 ${sha256} it was published with`),
  );
}

/**
 * What all rows of all tables of a release hash to, by which the next one knows that nothing is new; `null` when it has
 * no tables. Releases that had one table are known by its CSV file.
 */
export function contentSha256Of(
  files: readonly { readonly name: string; readonly sha256: Sha256 }[],
): Sha256 | null {
  const digests = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  const tables = TABLES.map((table) => digests.get(ndjsonName(table)));
  if (tables.every((digest) => digest !== undefined)) return sha256Of(tables.join(' '));
  return digests.get('figures.csv') ?? null;
}
