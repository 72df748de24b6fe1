import * as z from 'zod';
import type { ObjectStore } from '../../capture/object-store.ts';
import type { ReleaseRecord } from '../../catalog/records.ts';
import type { Row, TableName } from '../tables/column.ts';
import { FILES, ReleaseDamaged, fileOf, openReleaseFile } from './release-files.ts';
import type { ReleaseColumn } from './release-version.ts';
import { ndjsonName } from './table-formats.ts';

const StoredRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const PackageTables = z.object({
  resources: z.array(
    z.object({
      path: z.string(),
      schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
    }),
  ),
});

/** The longest line that a row of any table is written in, in bytes; what is longer is no row. */
const LONGEST_ROW = 16 * 1024 * 1024;

/**
 * The columns of each table of a release, by the table's name, as its descriptor tells them. Fails with
 * {@link ReleaseDamaged}.
 */
export async function columnsOfRelease(
  objects: ObjectStore,
  release: ReleaseRecord,
): Promise<ReadonlyMap<string, readonly ReleaseColumn[]>> {
  const { object } = fileOf(release, FILES.package.name);
  const text = new TextDecoder().decode(await objects.get(object));
  const { resources } = parseAs(PackageTables, text, release, FILES.package.name);
  const tables = new Map<string, readonly ReleaseColumn[]>();
  for (const { path, schema } of resources) {
    if (path.endsWith('.ndjson')) tables.set(path.slice(0, -'.ndjson'.length), schema.fields);
  }
  return tables;
}

/**
 * The rows of a table of a release, in order, a line in memory at a time. Fails with {@link ReleaseDamaged}, before the
 * last rows where only the digest tells that the file is not what was published.
 */
export async function* releasedRows(
  objects: ObjectStore,
  release: ReleaseRecord,
  name: TableName,
): AsyncGenerator<Row> {
  const file = ndjsonName({ name });
  const chunks = await openReleaseFile(objects, release, fileOf(release, file));
  for await (const line of linesOf(chunks, release, file)) yield parseAs(StoredRow, line, release, file);
}

async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  release: ReleaseRecord,
  file: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of chunks) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    if (begun.length > LONGEST_ROW) throw new ReleaseDamaged(release.version, file, 'holds no rows');
    yield* lines;
  }
  if (begun + decoder.decode() !== '')
    throw new ReleaseDamaged(release.version, file, 'ends in the middle of a row');
}

function parseAs<T>(schema: z.ZodType<T>, text: string, { version }: ReleaseRecord, file: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ReleaseDamaged(version, file, 'cannot be read', { cause });
  }
}
