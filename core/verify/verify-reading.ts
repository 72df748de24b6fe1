import * as z from 'zod';
import { parseReadingKey } from '../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing } from '../capture/object-store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ReadingRecord } from '../catalog/records.ts';
import { sha256Of } from '../paper/sha256.ts';
import { parseReading } from '../read/stored-reading.ts';
import { type Finding, damage } from './finding.ts';
import type { Verification } from './verification.ts';

const AGAIN = '; it can be made again from its snapshot';

/** That a reading is of a version that is held, and that its object is a reading whose figures lie in its text. */
export async function* verifyReading(
  { catalog, objects }: Verification,
  record: ReadingRecord,
): AsyncGenerator<Finding> {
  const { paper, path, version, object } = record;
  const where = object ?? `${paper} ${path}`;
  const snapshot = await catalog.snapshot(paper, path, version);
  if (snapshot?.sha256 !== record.sha256)
    yield damage('snapshot-missing', where, `version ${version}, which was read, is not in the index`);
  if (object === null) return;
  try {
    const bytes = await objects.get(object);
    if (sha256Of(bytes) !== record.objectSha256) {
      yield damage('reading-damaged', where, `it is not as it was kept${AGAIN}`);
      return;
    }
    const { document, figures, flaws } = parseReading(bytes);
    const found = figures.length === record.figures && flaws.length === record.flaws;
    if (!found)
      yield damage(
        'reading-damaged',
        where,
        'it holds another number of figures or flaws than the index says',
      );
    for (const { id, start, end, exact } of figures) {
      if (document.text.slice(start, end) !== exact)
        yield damage('reading-damaged', where, `figure ${id} is not in its text`);
    }
  } catch (cause) {
    if (cause instanceof ObjectMissing)
      yield damage(
        'object-missing',
        where,
        `the index names this reading and it is not in the store${AGAIN}`,
      );
    else if (cause instanceof z.ZodError || cause instanceof SyntaxError)
      yield damage('reading-damaged', where, `it is no reading${AGAIN}`);
    else throw cause;
  }
}

/** Whether the index has an entry for the reading under `key`. */
export async function isIndexedReading(catalog: Catalog, key: ObjectKey): Promise<boolean> {
  for (const { paper, path } of parseReadingKey(key)) {
    for await (const { object } of catalog.readings(paper, path)) if (object === key) return true;
  }
  return false;
}
