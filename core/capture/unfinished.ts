import type { Catalog } from '../catalog/catalog.ts';
import type { CaptureRecord, SnapshotRecord, StateRecord } from '../catalog/records.ts';
import type { CaptureDue } from '../messages.ts';
import { sha256Of } from '../paper/sha256.ts';
import { BadContentCoding } from './content-coding.ts';
import { capturesPrefix, parseCaptureName } from './object-keys.ts';
import type { ObjectKey, ObjectStore } from './object-store.ts';
import type { Exchange } from './paper-client.ts';
import { type Turn, presenceOf, tellTurns } from './presence.ts';
import { readExchange } from './snapshot-payload.ts';
import { WarcDamaged } from './warc.ts';

/** How a resource stands in the index when it is about to be asked for. */
export interface Standing {
  readonly held: SnapshotRecord | null;
  readonly before: StateRecord | null;
  /** Whether the index alone says that the page is there; otherwise its captures have to. */
  readonly isUp: boolean;
  /** The first of the captures that last found the page gone, where it is held; `null` when it has not gone. */
  readonly gone: CaptureRecord | null;
}

/**
 * Looks up how a resource stands, and first finishes in the index what an earlier run began and was ended in: the entry
 * of a version that has none, and the events of entries that no state was written after. Writes nothing where the last
 * run came to its end.
 */
export async function standingOf(catalog: Catalog, due: CaptureDue): Promise<Standing> {
  const { paper, date, path } = due;
  const [held, before, last] = await Promise.all([
    catalog.newestSnapshot(paper, path),
    catalog.state(paper, date, path),
    catalog.newestCapture(paper, path),
  ]);
  let newest = last;
  if (held !== null && (last === null || last.at < held.at)) {
    newest = await entryOf(catalog, held);
    await catalog.addCapture(newest, 'by-another');
  }
  const isSettled = before?.checkedAt === newest?.at;
  if (!isSettled) await tellTurns(catalog, due, 'all');
  const isUp = isSettled && saysUp(before);
  const { presence, since } = held === null || isUp ? NOT_GONE : await presenceOf(catalog, due);
  return { held, before, isUp, gone: presence === 'gone' ? since : null };
}

const NOT_GONE = { presence: 'up', since: null } as const;

/** Whether a state alone says that the page is there; after a failed or refused check the captures have to. */
function saysUp(state: StateRecord | null): boolean {
  return state === null || state.state === 'captured' || state.state === 'unchanged';
}

/** The entry of the capture that brought a version; how long it took only its own run knew. */
async function entryOf(catalog: Catalog, snapshot: SnapshotRecord): Promise<CaptureRecord> {
  const { paper, date, path, kind, url, at, sha256, bytes, version, object, classes, captureId } = snapshot;
  const { presence } = await presenceOf(catalog, snapshot);
  return {
    ...{ paper, date, path, kind, id: captureId, url, at, tookMs: 0, state: 'captured', status: 200 },
    ...{ reason: null, sha256, bytes, version, object, trace: null, tries: [] },
    classes: presence === 'gone' ? ['restored', ...classes] : classes,
  };
}

/**
 * What the ids of captures begin with that keep the proof of a page's going, or of its coming back after `since`. So
 * the next run finds the proof that an earlier one kept and then did not come to enter.
 */
export function turnMark(due: CaptureDue, turn: Turn['presence'], since: CaptureRecord | null): string {
  return sha256Of([due.paper, due.path, turn, since?.id ?? ''].join(' ')).slice(0, 16);
}

/** An exchange that an earlier run kept and did not come to enter. */
export interface LeftExchange {
  readonly id: string;
  readonly object: ObjectKey;
  readonly exchange: Exchange;
}

/** The oldest object under `mark`; `null` where nobody kept one, or what was kept cannot be read. */
export async function findLeft(
  objects: ObjectStore,
  { paper, date }: CaptureDue,
  mark: string,
): Promise<LeftExchange | null> {
  for await (const { key } of objects.list(capturesPrefix('captures', paper, date))) {
    const id = parseCaptureName(key)?.captureId;
    if (id?.startsWith(mark) !== true) continue;
    try {
      return { id, object: key, exchange: readExchange(await objects.get(key)) };
    } catch (cause) {
      if (!(cause instanceof WarcDamaged || cause instanceof BadContentCoding)) throw cause;
    }
  }
  return null;
}
