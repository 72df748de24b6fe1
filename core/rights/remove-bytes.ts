import type { ObjectRemoval } from '../capture/object-removal.ts';
import {
  CAPTURE_AREAS,
  capturesPrefix,
  readingKey,
  readingsPrefix,
  removalKey,
} from '../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing } from '../capture/object-store.ts';
import { readCapture } from '../capture/warc-capture.ts';
import { WarcDamaged } from '../capture/warc.ts';
import type { ExpectedRecord } from '../catalog/records.ts';
import { RemovalRecord, type TakedownRecord } from '../catalog/rights-records.ts';
import type { Instant } from '../paper/instant.ts';
import { paperById } from '../paper/registry.ts';
import type { ResourcePath } from '../paper/resource.ts';
import { sha256Of } from '../paper/sha256.ts';
import { READER_VERSION } from '../read/reader-version.ts';
import { articleIn, layoutOf, placed } from './issue-layout.ts';
import { type RightsDeps, bytesOf } from './record-rights.ts';
import { RightsBook } from './rights-book.ts';
import { Tombstone } from './tombstone.ts';

export interface RemoveDeps extends RightsDeps {
  readonly removal: ObjectRemoval;
  readonly newId: () => string;
}

/** A resource of which objects were taken out of the store. */
export interface Removed {
  readonly path: ResourcePath;
  readonly objects: number;
  readonly bytes: number;
}

/**
 * Takes the bytes of what a takedown is of out of the store: captures, refused answers and readings of an article and its
 * pictures, of all that stands on a page, or of a whole issue. A page's scan stays where one of its articles goes: it
 * is withheld, and goes with the page. First the tombstone is kept, then the objects go, so that it may be ended anywhere and
 * begun again; done twice it finds nothing, unless something was captured in between. Fails as its ports do.
 */
export async function* removeBytes(
  deps: RemoveDeps,
  takedown: TakedownRecord,
  now: () => Instant,
): AsyncGenerator<Removed> {
  const { catalog } = deps;
  const { paper, of } = takedown;
  const { date } = of;
  const known = new Set<ObjectKey>();
  for await (const { objects } of catalog.removals(paper, date))
    for (const { key } of objects) known.add(key);
  const strays = await strayObjects(deps, takedown);
  for (const expected of await concerned(deps, takedown)) {
    const keys = [...(await keysOf(deps, expected)), ...(strays.get(expected.path) ?? [])];
    const lying: RemovalRecord['objects'] = [];
    for (const key of new Set(keys)) {
      const bytes = await lyingUnder(deps, key);
      if (bytes !== null) lying.push({ key, bytes: bytes.length, sha256: sha256Of(bytes) });
    }
    if (lying.length === 0) continue;
    if (lying.some(({ key }) => !known.has(key))) await bury(deps, takedown, expected, lying, now());
    for (const { key } of lying) await deps.removal.remove(key);
    const bytes = lying.reduce((sum, one) => sum + one.bytes, 0);
    yield { path: expected.path, objects: lying.length, bytes };
  }
}

/** The resources that a takedown is of, and not those in which it is merely seen. */
async function concerned({ catalog }: RightsDeps, takedown: TakedownRecord): Promise<ExpectedRecord[]> {
  const paper = paperById(takedown.paper);
  const { date } = takedown.of;
  const layout = await layoutOf(catalog, paper, date);
  const book = new RightsBook(paper, [takedown], takedown.at, 'reader');
  const articleId = takedown.of.what === 'article' ? takedown.of.articleId : null;
  const found: ExpectedRecord[] = [];
  for await (const expected of catalog.expected(paper.id, date)) {
    const { path, kind, page, foundOn } = expected;
    const isItself = (one: { path: ResourcePath; page: string | null }): boolean => {
      const subject = placed(paper, layout, {
        date,
        path: one.path,
        pages: one.page === null ? [] : [one.page],
      });
      return ['figures', 'existence'].includes(book.judge(subject).shown);
    };
    const isPicture = kind === 'picture' && foundOn !== null && articleIn(paper, foundOn) === articleId;
    if (isItself({ path, page }) || (articleId !== null && isPicture)) found.push(expected);
  }
  return found;
}

async function keysOf(
  { catalog, objects }: RightsDeps,
  { paper, path }: ExpectedRecord,
): Promise<ObjectKey[]> {
  const keys: (ObjectKey | null)[] = [];
  for await (const { object } of catalog.snapshots(paper, path)) keys.push(object);
  for await (const { object } of catalog.captures(paper, path)) keys.push(object);
  for await (const { object, sha256, readerVersion } of catalog.readings(paper, path))
    keys.push(object ?? readingKey({ paper, path, sha256, readerVersion }));
  for (let version = 1; version <= READER_VERSION; version += 1)
    for await (const { key } of objects.list(readingsPrefix(paper, path, version))) keys.push(key);
  return keys.filter((key) => key !== null);
}

/** Objects of killed captures, which no entry names and which hold the page all the same; by path. */
async function strayObjects(
  { catalog, objects }: RightsDeps,
  { paper, of: { date } }: TakedownRecord,
): Promise<Map<ResourcePath, ObjectKey[]>> {
  const named = new Set<ObjectKey>();
  const paths: ResourcePath[] = [];
  for await (const { path } of catalog.expected(paper, date)) {
    paths.push(path);
    for await (const { object } of catalog.captures(paper, path)) if (object !== null) named.add(object);
    for await (const { object } of catalog.snapshots(paper, path)) named.add(object);
  }
  const strays = new Map<ResourcePath, ObjectKey[]>();
  for (const area of CAPTURE_AREAS) {
    for await (const { key } of objects.list(capturesPrefix(area, paper, date))) {
      const url = named.has(key) ? null : askedIn(await objects.get(key));
      const path = url === null ? undefined : paths.find((one) => url.endsWith(`/${one}`));
      if (path !== undefined) strays.set(path, [...(strays.get(path) ?? []), key]);
    }
  }
  return strays;
}

/** `null` for what is no whole capture. */
function askedIn(file: Uint8Array): string | null {
  try {
    const { hops, url } = readCapture(file);
    return hops[0]?.url ?? url;
  } catch (cause) {
    if (cause instanceof WarcDamaged) return null;
    throw cause;
  }
}

async function bury(
  { catalog, objects: store, newId }: RemoveDeps,
  takedown: TakedownRecord,
  expected: ExpectedRecord,
  objects: RemovalRecord['objects'],
  at: Instant,
): Promise<void> {
  const { paper, date, path } = expected;
  const removal = RemovalRecord.parse({ paper, id: newId(), at, takedown: takedown.id, date, path, objects });
  const tombstone = Tombstone.parse({
    removal,
    issue: await catalog.issue(paper, date),
    // What a list calls it is not to be read here.
    expected: { ...expected, title: null },
    state: await catalog.state(paper, date, path),
    snapshots: await Array.fromAsync(catalog.snapshots(paper, path)),
    captures: await Array.fromAsync(catalog.captures(paper, path)),
    readings: await Array.fromAsync(catalog.readings(paper, path)),
  });
  await store.putOnce(removalKey(removal), bytesOf(tombstone), 'application/json');
  await catalog.addRemoval(removal);
}

async function lyingUnder({ objects }: RightsDeps, key: ObjectKey): Promise<Uint8Array | null> {
  try {
    return await objects.get(key);
  } catch (cause) {
    if (cause instanceof ObjectMissing) return null;
    throw cause;
  }
}
