import type { ObjectStore } from '../capture/object-store.ts';
import { SnapshotDamaged, openSnapshot } from '../capture/snapshot-payload.ts';
import type { KeptResponse } from '../capture/warc-capture.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { CaptureRecord, SnapshotRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import type { ResourcePath } from '../paper/resource.ts';
import { layoutOf, placed } from '../rights/issue-layout.ts';
import { RightsBook, takedownsIn } from '../rights/rights-book.ts';
import { byCodeUnit } from '../text-order.ts';

export interface ExportDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
}

/** A capture that the archive can hand out. */
export type HeldCapture =
  /** It brought an object. When `isVersion` is not so, only what is around the content of `of` was new in it. */
  | { readonly kind: 'kept'; readonly of: KeptObject; readonly isVersion: boolean }
  /** It found again what `of` holds. */
  | { readonly kind: 'unchanged'; readonly of: KeptObject; readonly capture: CaptureRecord };

/** A version, or as if it were one: a capture whose bytes are kept and are no version of their own. */
export type KeptObject = SnapshotRecord;

/**
 * Every good capture of every resource that the issue should hold, in order of capture, except that an unchanged
 * one never comes before what it found again: of two at once, the one that was asked first may have been kept
 * second. Of the same instant first the kept ones, by object key, then the others, by id. Fails with
 * SnapshotDamaged where the index has no entry of what a capture found. What was taken down is left out and
 * counted, and so is what shows it.
 */
export async function issueCaptures(
  catalog: Catalog,
  paper: Paper,
  date: IssueDate,
): Promise<{ readonly captures: HeldCapture[]; readonly takenDown: number }> {
  const takenDown = await takenDownIn(catalog, paper, date);
  const captures = await heldCaptures(catalog, paper.id, date);
  const left = captures.filter(({ of: { path } }) => !takenDown.has(path));
  return { captures: left, takenDown: captures.length - left.length };
}

/** Whatever a reader would be refused by a takedown, with what it can be seen in. */
async function takenDownIn(
  catalog: Catalog,
  paper: Paper,
  date: IssueDate,
): Promise<ReadonlySet<ResourcePath>> {
  const takedowns = takedownsIn(await Array.fromAsync(catalog.rights(paper.id))).filter(
    ({ of }) => of.date === date,
  );
  const [first] = takedowns;
  if (first === undefined) return new Set();
  const book = new RightsBook(paper, takedowns, first.at, 'reader');
  const layout = await layoutOf(catalog, paper, date);
  const paths = new Set<ResourcePath>();
  for await (const { path, page } of catalog.expected(paper.id, date)) {
    const subject = placed(paper, layout, { date, path, pages: page === null ? [] : [page] });
    if (book.judge(subject).shown !== 'all') paths.add(path);
  }
  return paths;
}

async function heldCaptures(catalog: Catalog, paper: string, date: IssueDate): Promise<HeldCapture[]> {
  const found: { readonly held: HeldCapture; readonly order: string }[] = [];
  for await (const { path } of catalog.expected(paper, date)) {
    const versions = await Array.fromAsync(catalog.snapshots(paper, path));
    const captures = await Array.fromAsync(catalog.captures(paper, path));
    const unchanged = captures.filter(({ state }) => state === 'unchanged');
    const others = unchanged.flatMap((capture) => keptBy(capture, versions));
    for (const of of [...versions, ...others]) {
      const isVersion = versions.includes(of);
      found.push({ held: { kind: 'kept', of, isVersion }, order: `${of.at} 0 ${of.object}` });
    }
    for (const capture of unchanged) {
      if (capture.object !== null) continue;
      const of = foundAgain(capture, [...versions, ...others]);
      const at = capture.at < of.at ? of.at : capture.at;
      found.push({ held: { kind: 'unchanged', of, capture }, order: `${at} 1 ${capture.id}` });
    }
  }
  return found.sort((a, b) => byCodeUnit(a.order, b.order)).map(({ held }) => held);
}

function keptBy(capture: CaptureRecord, versions: readonly SnapshotRecord[]): KeptObject[] {
  const { object, sha256, bytes, url, at, id } = capture;
  if (object === null || versions.some((version) => version.object === object)) return [];
  const version = versions.find((one) => one.version === capture.version);
  if (!version || sha256 === null || bytes === null) throw unknown(capture);
  return [{ ...version, object, sha256, bytes, url, at, captureId: id }];
}

/** The newest one before it that holds the same payload; after it where none does, as when two captured at once. */
function foundAgain(capture: CaptureRecord, kept: readonly KeptObject[]): KeptObject {
  const same = kept
    .filter(({ sha256 }) => sha256 === capture.sha256)
    .sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.object, b.object));
  const of = same.findLast(({ at }) => at <= capture.at) ?? same[0];
  if (!of) throw unknown(capture);
  return of;
}

function unknown({ paper, path, version, id }: CaptureRecord): SnapshotDamaged {
  const what = `the index does not tell where the bytes lie that capture '${id}' found again`;
  return new SnapshotDamaged(`${paper} ${path}, version ${version ?? '?'}`, what);
}

/** When it was made. */
export function capturedAt(held: HeldCapture): Instant {
  return held.kind === 'kept' ? held.of.at : held.capture.at;
}

/**
 * An object as it lies in the store, byte for byte, proven first: nothing damaged is handed out.
 * Fails with ObjectMissing or SnapshotDamaged.
 */
export async function loadKeptCapture(
  objects: ObjectStore,
  of: KeptObject,
): Promise<{ readonly file: Uint8Array; readonly response: KeptResponse; readonly payload: Uint8Array }> {
  const file = await objects.get(of.object);
  return { file, ...openSnapshot(file, of) };
}
