import { z } from 'zod';
import type { ObjectStore } from '../capture/object-store.ts';
import type { ReleaseRecord } from '../catalog/records.ts';
import { sha256Of } from '../paper/sha256.ts';
import { type ReleaseColumn, type RowCounts, articleOfRow } from './release-version.ts';

/** The files of every release, in the order in which they are written. */
export const FILES = {
  csv: { name: 'figures.csv', mediaType: 'text/csv; charset=utf-8' },
  ndjson: { name: 'figures.ndjson', mediaType: 'application/x-ndjson' },
  package: { name: 'datapackage.json', mediaType: 'application/json' },
  sums: { name: 'SHA256SUMS', mediaType: 'text/plain; charset=utf-8' },
} as const;

/** What the file of a release is; only bytes when releases have no file of that name. */
export function mediaTypeOf(name: string): string {
  const known = Object.values(FILES).find((file) => file.name === name);
  return known?.mediaType ?? 'application/octet-stream';
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

export interface ReleaseFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of a release, to be copied out, one in memory at a time. Each is the very bytes that were published:
 * fails with {@link ReleaseDamaged}, or with ObjectMissing, if the store holds anything else.
 */
export async function* releaseFiles(
  objects: ObjectStore,
  release: ReleaseRecord,
): AsyncGenerator<ReleaseFile> {
  for (const { name, object, sha256 } of release.files) {
    const bytes = await objects.get(object);
    if (sha256Of(bytes) !== sha256) {
      throw new ReleaseDamaged(
        release.version,
        name,
        `does not have the SHA-256 ${sha256} it was published with`,
      );
    }
    yield { name, bytes };
  }
}

const PackageColumns = z.object({
  resources: z.array(
    z.object({
      path: z.string(),
      schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
    }),
  ),
});

const RowOfArticle = z.object({ paper: z.string(), issue_date: z.string(), article_id: z.string() });

/** The columns of a release's figures table. Fails with {@link ReleaseDamaged}. */
export async function columnsOfRelease(
  objects: ObjectStore,
  release: ReleaseRecord,
): Promise<readonly ReleaseColumn[]> {
  const text = await textOf(objects, release, FILES.package.name);
  const { resources } = parseAs(PackageColumns, text, release, FILES.package.name);
  const table = resources.find(({ path }) => path === FILES.csv.name);
  if (!table)
    throw new ReleaseDamaged(release.version, FILES.package.name, `does not describe ${FILES.csv.name}`);
  return table.schema.fields;
}

/** Fails with {@link ReleaseDamaged}; only for a release that has the columns that name an article. */
export async function rowCountsOfRelease(objects: ObjectStore, release: ReleaseRecord): Promise<RowCounts> {
  const counts = new Map<string, number>();
  const text = await textOf(objects, release, FILES.ndjson.name);
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const article = articleOfRow(parseAs(RowOfArticle, line, release, FILES.ndjson.name));
    counts.set(article, (counts.get(article) ?? 0) + 1);
  }
  return counts;
}

async function textOf(objects: ObjectStore, release: ReleaseRecord, name: string): Promise<string> {
  const file = release.files.find((one) => one.name === name);
  if (!file) throw new ReleaseDamaged(release.version, name, 'is not in the catalog');
  for await (const { bytes } of releaseFiles(objects, { ...release, files: [file] }))
    return new TextDecoder().decode(bytes);
  return '';
}

function parseAs<T>(schema: z.ZodType<T>, text: string, { version }: ReleaseRecord, file: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ReleaseDamaged(version, file, 'cannot be read', { cause });
  }
}
