import { CAPTURE_AREAS, capturesPrefix, parseCaptureKey } from '../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing } from '../capture/object-store.ts';
import { SnapshotDamaged, openSnapshot } from '../capture/snapshot-payload.ts';
import { type KeptResponse, readCapture } from '../capture/warc-capture.ts';
import { WarcDamaged } from '../capture/warc.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { ResourcePath } from '../paper/resource.ts';
import { type Finding, damage, note } from './finding.ts';
import { type Verification, guarded } from './verification.ts';
import { verifyReading } from './verify-reading.ts';
import { knowingRemovals, removedFrom } from './verify-rights.ts';
import { verifyArticles, verifyIssueCounts, verifyStates } from './verify-states.ts';

/** Everything of one issue: its snapshots, readings and refused answers, how its resources stand, and orphans. */
export async function* verifyIssue(
  verification: Verification,
  paper: string,
  date: IssueDate,
): AsyncGenerator<Finding> {
  let removed: Awaited<ReturnType<typeof removedFrom>> = new Map();
  const known = async function* (): AsyncGenerator<Finding> {
    removed = await removedFrom(verification, paper, date);
    yield* [];
  };
  yield* guarded(known());
  yield* knowingRemovals(verifyEntries(verification, paper, date), verification.objects, removed);
}

async function* verifyEntries(
  verification: Verification,
  paper: string,
  date: IssueDate,
): AsyncGenerator<Finding> {
  const named = new Set<ObjectKey>();
  yield* guarded(verifyExpected(verification, paper, date, named));
  yield* guarded(verifyStates(verification, paper, date));
  yield* guarded(verifyArticles(verification, paper, date));
  yield* guarded(verifyIssueCounts(verification, paper, date));
  for (const area of CAPTURE_AREAS) {
    for await (const { key } of verification.objects.list(capturesPrefix(area, paper, date))) {
      if (named.has(key)) continue;
      yield* verifyOrphan(verification, key);
    }
  }
}

/** Adds the objects that the index names to `named`. */
async function* verifyExpected(
  verification: Verification,
  paper: string,
  date: IssueDate,
  named: Set<ObjectKey>,
): AsyncGenerator<Finding> {
  for await (const { path } of verification.catalog.expected(paper, date)) {
    const resource = { paper, date, path, named };
    yield* guarded(verifyVersions(verification, resource));
    yield* guarded(verifyCaptures(verification, resource));
    yield* guarded(verifyReadings(verification, resource));
  }
}

/** A resource may have been captured for several issues; only what belongs to this one is looked at. */
interface Resource {
  readonly paper: string;
  readonly date: IssueDate;
  readonly path: ResourcePath;
  readonly named: Set<ObjectKey>;
}

async function* verifyVersions(
  verification: Verification,
  { paper, date, path, named }: Resource,
): AsyncGenerator<Finding> {
  let due = 1;
  for await (const snapshot of verification.catalog.snapshots(paper, path)) {
    for (; due < snapshot.version; due += 1)
      yield damage('snapshot-missing', `${paper} ${path}`, `version ${due} is not in the index`);
    due = snapshot.version + 1;
    if (snapshot.date !== date) continue;
    named.add(snapshot.object);
    verification.count('snapshots');
    yield* verifySnapshot(verification, snapshot);
  }
}

/**
 * Captures against the versions that they brought, and objects that captures name and no version does: refused
 * answers, those that say a page has gone, or what a lost index entry leaves behind.
 */
async function* verifyCaptures(
  verification: Verification,
  { paper, date, path, named }: Resource,
): AsyncGenerator<Finding> {
  for await (const capture of verification.catalog.captures(paper, path)) {
    const { object, state, version, at } = capture;
    if (capture.date !== date || object === null) continue;
    const brought = state === 'captured' && version !== null ? version : null;
    const snapshot = brought === null ? null : await verification.catalog.snapshot(paper, path, brought);
    if (snapshot !== null && (snapshot.sha256 !== capture.sha256 || snapshot.object !== object))
      yield damage(
        'capture-differs',
        `${paper} ${path}`,
        `the capture at ${at} does not say what version ${snapshot.version} does`,
      );
    if (named.has(object)) continue;
    named.add(object);
    yield* verifyObject(verification, object);
    // Bytes that have the content of a version, and are none, are of an unchanged capture.
    if (parseCaptureKey(object)?.area === 'captures' && state === 'captured')
      yield damage(
        'snapshot-missing',
        object,
        `the index has no version of ${paper} ${path} that is kept in it`,
      );
  }
}

async function* verifyReadings(
  verification: Verification,
  { paper, date, path }: Resource,
): AsyncGenerator<Finding> {
  for await (const reading of verification.catalog.readings(paper, path)) {
    if (reading.date !== date) continue;
    verification.count('readings');
    yield* verifyReading(verification, reading);
  }
}

async function* verifySnapshot({ objects }: Verification, snapshot: SnapshotRecord): AsyncGenerator<Finding> {
  const { object, url, at } = snapshot;
  try {
    const { response } = openSnapshot(await objects.get(object), snapshot);
    yield* checkPlace(object, response);
    if (response.url !== url || response.at !== at) {
      const what = `it is the capture of ${response.url} at ${response.at} and not of ${url} at ${at}`;
      yield damage('object-misplaced', object, what);
    }
  } catch (cause) {
    if (cause instanceof SnapshotDamaged) yield damage('snapshot-damaged', object, cause.message);
    else if (cause instanceof ObjectMissing)
      yield damage('object-missing', object, `version ${snapshot.version} of ${url} is not in the store`);
    else throw cause;
  }
}

const CUT_OFF = 'no index entry names it; it is of a capture that was cut off, came second or is under way';

/** An object that no entry names, and what to do about it where that is more than to wait. */
async function* verifyOrphan(verification: Verification, key: ObjectKey): AsyncGenerator<Finding> {
  let proof = '';
  const found = await Array.fromAsync(
    verifyObject(verification, key, ({ status, at }) => {
      if (parseCaptureKey(key)?.area === 'captures' && (status === 404 || status === 410))
        proof = `: it alone proves that the page was gone at ${at}; 'verify --repair' enters that`;
    }),
  );
  yield note('orphan', key, `${CUT_OFF}${proof}`);
  yield* found;
}

/** An object that is no version's: it can only be whole. `look` sees what it holds. */
async function* verifyObject(
  { objects }: Verification,
  key: ObjectKey,
  look: (response: KeptResponse) => void = () => undefined,
): AsyncGenerator<Finding> {
  try {
    const response = readCapture(await objects.get(key));
    look(response);
    yield* checkPlace(key, response);
  } catch (cause) {
    if (cause instanceof WarcDamaged) yield damage('object-damaged', key, cause.message);
    else if (cause instanceof ObjectMissing)
      yield damage('object-missing', key, 'the index names it and it is not in the store');
    else throw cause;
  }
}

function* checkPlace(key: ObjectKey, { fileName }: KeptResponse): Generator<Finding> {
  if (!key.endsWith(`/${fileName}`)) yield damage('object-misplaced', key, `it was written as ${fileName}`);
}
