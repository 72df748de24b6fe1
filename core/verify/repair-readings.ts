import * as z from 'zod';
import { judgeChange } from '../alert/judge-change.ts';
import { readingKey } from '../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing } from '../capture/object-store.ts';
import { SnapshotDamaged } from '../capture/snapshot-payload.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import { WITHOUT_DEADLINE } from '../deadline.ts';
import type { Paper } from '../paper/paper.ts';
import { siteOf } from '../paper/resource.ts';
import { sha256Of } from '../paper/sha256.ts';
import type { Reading } from '../read/document.ts';
import { readSnapshot } from '../read/read-snapshot.ts';
import { readVersion } from '../read/read-version.ts';
import { READER_VERSION } from '../read/reader-version.ts';
import { parseReading } from '../read/stored-reading.ts';
import type { Mending, RepairStep, Replaceable } from './mending.ts';

/** A version of a page or an article, and where it was asked for. */
export interface KeptPage {
  readonly paper: Paper;
  readonly snapshot: SnapshotRecord & { readonly kind: 'node' | 'article' };
  readonly baseUrl: string;
}

/**
 * Brings what was read out of pages in line with their snapshots: what should exist, pages, articles, readings and
 * events. `pages` are all of an issue, in the order in which they came. Whatever a reading's object tells is taken
 * from it; what is not there is made again by today's reader. The instant of the first reading is on record nowhere
 * else, so that of the capture stands for it.
 *
 * An event has the same id and instant whoever makes it, so that a subscriber who was told of it is told nothing.
 */
export async function* repairReadings(
  mending: Mending,
  pages: readonly KeptPage[],
): AsyncGenerator<RepairStep> {
  for (const page of pages)
    if (page.snapshot.kind === 'article') await indexEarlierReadings(mending, page.snapshot);
  const listedBefore = mending.madeOf('expected');
  for (const page of pages) {
    try {
      // A node is cheap to read, and only reading it tells whether all that it lists is written down.
      if (page.snapshot.kind === 'node') await read(mending, page, []);
      else yield* repairArticle(mending, page, mending.madeOf('expected') > listedBefore);
    } catch (cause) {
      // What cannot be read is told by the verification that follows.
      if (!(cause instanceof SnapshotDamaged || cause instanceof ObjectMissing)) throw cause;
    }
  }
}

async function read(
  mending: Mending,
  { snapshot, baseUrl }: KeptPage,
  replaced: readonly Replaceable[],
): Promise<void> {
  const { paper, date, path, kind, version, sha256, at } = snapshot;
  const kept = {
    type: 'snapshot-kept',
    ...{ paper, date, path, kind, version, sha256 },
    site: baseUrl,
  } as const;
  const deps = {
    objects: mending.objects,
    catalog: mending.replacing(...replaced),
    within: WITHOUT_DEADLINE,
  };
  await readSnapshot(deps, kept, at);
}

async function* repairArticle(
  mending: Mending,
  page: KeptPage,
  isListGrown: boolean,
): AsyncGenerator<RepairStep> {
  const { catalog, objects } = mending;
  const { paper, date, path, version, sha256, at } = page.snapshot;
  const [entry, article] = await Promise.all([
    catalog.reading(paper, path, version, READER_VERSION),
    catalog.article(paper, date, path),
  ]);
  const key = readingKey({ paper, path, sha256, readerVersion: READER_VERSION });
  const lying = await bytesOf(mending, key);
  const lyingSha256 = lying === null ? null : sha256Of(lying);
  const replaced: Replaceable[] = [];

  if (lying !== null && entry?.objectSha256 !== lyingSha256) {
    const fresh = await readVersion(objects, siteOf(page.paper, page.baseUrl), page.snapshot);
    const objectSha256 = sha256Of(new TextEncoder().encode(JSON.stringify(fresh)));
    const counts = { figures: fresh.figures.length, flaws: fresh.flaws.length };
    if (objectSha256 === lyingSha256) {
      if (entry !== null) replaced.push('READING#');
    } else {
      // The entry says what the reading should be, so that the verification finds that the object is not.
      const of = { paper, date, path, version, sha256, readerVersion: READER_VERSION };
      await catalog.addReading({ ...of, object: key, objectSha256, ...counts, at });
    }
  }
  if (article?.version === version && article.sha256 !== sha256) replaced.push('ARTICLE#');
  const isBehind = (article?.version ?? 0) < version;
  const isToRead = entry === null || lying === null || isBehind || isListGrown || replaced.length > 0;
  if (isToRead) await read(mending, page, replaced);
  for (const prefix of replaced) {
    const what = `its ${prefix.slice(0, -1).toLowerCase()} entry did not say what its object holds`;
    yield { kind: 'mended', where: `${paper} ${path} version ${version}`, what };
  }
  await indexEvent(mending, page);
}

/** Readings by readers before today's: their objects alone tell of them, since those readers are gone. */
async function indexEarlierReadings(mending: Mending, snapshot: SnapshotRecord): Promise<void> {
  const { paper, date, path, version, sha256, at } = snapshot;
  for (let readerVersion = 1; readerVersion < READER_VERSION; readerVersion += 1) {
    if (await mending.catalog.reading(paper, path, version, readerVersion)) continue;
    const object = readingKey({ paper, path, sha256, readerVersion });
    const bytes = await bytesOf(mending, object);
    const reading = bytes && readingIn(bytes);
    if (bytes === null || reading === null) continue;
    const counts = { figures: reading.figures.length, flaws: reading.flaws.length };
    const of = { paper, date, path, version, sha256, readerVersion, object };
    await mending.catalog.addReading({ ...of, objectSha256: sha256Of(bytes), ...counts, at });
  }
}

/**
 * The event that a version is. It is judged by the reader that read the version first, whose word was news; a later
 * reader's other word is none.
 */
async function indexEvent(mending: Mending, { paper, snapshot, baseUrl }: KeptPage): Promise<void> {
  const { catalog, objects } = mending;
  const { date, path, version } = snapshot;
  const before = version > 1 ? await catalog.snapshot(paper.id, path, version - 1) : null;
  if (version > 1 && before === null) return;
  let first = READER_VERSION;
  for await (const one of catalog.readings(paper.id, path))
    if (one.version === version && one.readerVersion < first) first = one.readerVersion;

  const stored = async (of: SnapshotRecord): Promise<Reading | null> => {
    const key = readingKey({ paper: paper.id, path, sha256: of.sha256, readerVersion: first });
    const bytes = await bytesOf(mending, key);
    return bytes && readingIn(bytes);
  };
  let [reading, earlier] = [await stored(snapshot), before && (await stored(before))];
  if (reading === null || (before !== null && earlier === null)) {
    const site = siteOf(paper, baseUrl);
    reading = await readVersion(objects, site, snapshot);
    earlier = before && (await readVersion(objects, site, before));
  }
  const page = (await catalog.article(paper.id, date, path))?.page ?? reading.document.pageLabel;
  const event = judgeChange(snapshot, page, reading, earlier);
  if (event) await catalog.addEvent(event);
}

async function bytesOf({ objects }: Mending, key: ObjectKey): Promise<Uint8Array | null> {
  try {
    return await objects.get(key);
  } catch (cause) {
    if (cause instanceof ObjectMissing) return null;
    throw cause;
  }
}

/** `null` for bytes that are no reading. */
function readingIn(bytes: Uint8Array): Reading | null {
  try {
    return parseReading(bytes);
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return null;
    throw cause;
  }
}
