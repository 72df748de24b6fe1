import type { Instant } from '../paper/instant.ts';
import type { Paper } from '../paper/paper.ts';
import { type ResourcePath, pathOfUrl, siteOf } from '../paper/resource.ts';
import type { Catalog } from './catalog.ts';
import type { CaptureRecord, SnapshotRecord } from './records.ts';

/** A moment at which the archive saw what the server answered for an address, and what that was (RFC 7089). */
export interface Memento {
  /** When, in UTC, to the second: `20230225030000`. */
  readonly stamp: string;
  /**
   * The version that was seen; where what came differed from it in nothing but the page around the content, with the object,
   * digest and length of what came.
   */
  readonly snapshot: SnapshotRecord;
  /** Of the answer that is shown: where the server said that nothing had changed, of the one that it had sent before. */
  readonly status: number;
  /** Whether nothing was kept of it, since what came had been kept before. */
  readonly isRevisit: boolean;
}

/** An address of a newspaper's site that the archive holds something of. */
export interface Original {
  readonly paper: Paper;
  /** As it was asked for, in the form that a URL is written in. */
  readonly url: string;
  /** Oldest first, at least one. Of several in one second the last. */
  readonly mementos: readonly Memento[];
}

/** `null` for what is no URL of a paper's site, or of which nothing was ever kept. */
export async function originalOf(
  catalog: Catalog,
  papers: readonly Paper[],
  url: string,
): Promise<Original | null> {
  if (!URL.canParse(url)) return null;
  for (const paper of papers) {
    for await (const base of basesOf(catalog, paper)) {
      const resolved = pathOfUrl(siteOf(paper, base), url);
      if (resolved.kind !== 'resource') continue;
      const mementos = await mementosOf(catalog, paper.id, resolved.path);
      if (mementos.length > 0) return { paper, url: withoutHash(url), mementos };
    }
  }
  return null;
}

/** The memento whose instant is nearest to `at`, in milliseconds; of two that are equally near the older one. */
export function nearestTo({ mementos }: Original, at: number): Memento | null {
  let nearest: Memento | null = null;
  let distance = Infinity;
  for (const memento of mementos) {
    const own = Math.abs(instantOfStamp(memento.stamp) - at);
    if (own < distance) [nearest, distance] = [memento, own];
  }
  return nearest;
}

/** Of an instant, to the second. */
export function stampOf(at: Instant): string {
  return at.replace(/\D/g, '').slice(0, 14);
}

/** In milliseconds; `NaN` for what is no time. A stamp of fewer than 14 digits is the beginning of what it names. */
export function instantOfStamp(stamp: string): number {
  const padded = stamp + '00000101000000'.slice(stamp.length);
  const [, date = '', time = ''] = /^(\d{8})(\d{6})$/.exec(padded) ?? [];
  const iso = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}.000Z`;
  const at = Date.parse(iso);
  // A day or an hour that there is not would be taken for the next one.
  return Number.isNaN(at) || new Date(at).toISOString() !== iso ? Number.NaN : at;
}

/** A paper of a made-up site is where each of its issues was captured from. */
async function* basesOf(catalog: Catalog, paper: Paper): AsyncGenerator<string> {
  if (paper.baseUrl !== null) {
    yield paper.baseUrl;
    return;
  }
  const bases = new Set<string>();
  for await (const { site } of catalog.issues(paper.id)) bases.add(site);
  yield* bases;
}

/** Of a resource, oldest first; none of what never came. */
export async function mementosOf(
  catalog: Catalog,
  paper: string,
  path: ResourcePath,
): Promise<readonly Memento[]> {
  const versions = new Map<number, SnapshotRecord>();
  for await (const snapshot of catalog.snapshots(paper, path)) versions.set(snapshot.version, snapshot);
  const kept = new Map<string, Kept>();
  const seen = new Map<string, Memento>();
  for await (const capture of catalog.captures(paper, path)) {
    const { object, sha256, at } = capture;
    if (object !== null && sha256 !== null) kept.set(sha256, { object, status: capture.status ?? 200 });
    const snapshot = seenIn(capture, versions, kept);
    if (snapshot === null) continue;
    const stamp = stampOf(at);
    const status = kept.get(snapshot.sha256)?.status ?? 200;
    seen.set(stamp, { stamp, snapshot, status, isRevisit: object === null });
  }
  return [...seen.values()];
}

/** Where a payload lies, and the status that it came with. */
interface Kept {
  readonly object: string;
  readonly status: number;
}

/** `null` where nothing came that could be shown. */
function seenIn(
  { state, version, sha256, bytes, at }: CaptureRecord,
  versions: ReadonlyMap<number, SnapshotRecord>,
  kept: ReadonlyMap<string, Kept>,
): SnapshotRecord | null {
  const isSeen = state === 'captured' || state === 'unchanged';
  const snapshot = isSeen && version !== null ? versions.get(version) : undefined;
  if (snapshot === undefined) return null;
  if (sha256 === null || bytes === null || sha256 === snapshot.sha256) return { ...snapshot, at };
  const object = kept.get(sha256)?.object;
  return object === undefined ? null : { ...snapshot, object, sha256, bytes, at };
}

function withoutHash(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}
