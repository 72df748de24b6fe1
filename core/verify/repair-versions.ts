import { PageComparer } from '../capture/compare-content.ts';
import { headerOf } from '../capture/paper-client.ts';
import { loadSnapshot } from '../capture/snapshot-payload.ts';
import { CaptureRecord, type ReadingRecord, SnapshotRecord, type StateRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { paperById } from '../paper/registry.ts';
import { type ResourceKind, type ResourcePath, siteOf } from '../paper/resource.ts';
import { locatePage } from './capture-site.ts';
import type { KeptObject } from './kept-objects.ts';
import type { Mending, RepairStep } from './mending.ts';

/** A resource and what objects are kept of it. */
export interface KeptResource {
  readonly paper: string;
  readonly date: IssueDate;
  readonly path: ResourcePath;
  readonly kind: ResourceKind;
  /** Of this issue, by instant. */
  readonly kept: readonly KeptObject[];
}

/**
 * Brings the versions and captures of a resource in line with its objects. A version that the index does not know
 * is added behind those before it, or where a number is free; the numbers that were given stay. An object that
 * fits nowhere, because it holds what the version before it holds or lies between two numbers that follow each
 * other, stays an orphan.
 *
 * An entry that contradicts a whole object is mended, unless another entry says what it says: then the object may
 * be what was changed, and nothing is done.
 */
export async function* repairVersions(mending: Mending, resource: KeptResource): AsyncGenerator<RepairStep> {
  const { paper, date, path } = resource;
  const { catalog } = mending;
  const captures = await Array.fromAsync(catalog.captures(paper, path));
  const readings = await Array.fromAsync(catalog.readings(paper, path));
  const witnesses = { captures, readings, state: await catalog.state(paper, date, path) };
  const keys = new Set(resource.kept.map(({ key }) => key));

  for (const object of resource.kept) {
    if (object.area === 'quarantine' || isGone(object)) {
      yield* repairCapture(mending, captureOf(resource, object, { kind: 'none' }), captures);
      continue;
    }
    const versions = await Array.fromAsync(catalog.snapshots(paper, path));
    const entry =
      versions.find((one) => one.object === object.key) ??
      versions.find((one) => one.captureId === object.captureId && !keys.has(one.object));
    if (entry === undefined) {
      if (isKeptAgain(resource, object, captures)) continue;
      const rank = await addVersion(mending, resource, object, versions, captures);
      if (rank !== null) yield* repairCapture(mending, captureOf(resource, object, rank), captures);
      continue;
    }
    const rank: Rank = {
      kind: 'version',
      version: entry.version,
      content: entry.content,
      classes: entry.classes,
    };
    const told = snapshotOf(resource, object, rank);
    if (!agrees(entry, told)) {
      const where = `${paper} ${path} version ${entry.version}`;
      if (hasWitness(entry, told, witnesses)) {
        const what = 'other entries say of it what its entry says, and its object says otherwise';
        yield { kind: 'left', where, what };
        continue;
      }
      // The fingerprint of other bytes' content must not be believed.
      const content = entry.sha256 === told.sha256 ? entry.content : null;
      await mending.replacing('SNAPSHOT#').addSnapshot({ ...told, kind: entry.kind, content });
      yield { kind: 'mended', where, what: 'its entry did not say what its object holds' };
    }
    yield* repairCapture(mending, captureOf(resource, object, rank), captures);
  }
}

/** Enters what an answer is that the index has no version for; `null` for one that no capture would have told of. */
async function addVersion(
  mending: Mending,
  resource: KeptResource,
  object: KeptObject,
  versions: readonly SnapshotRecord[],
  captures: readonly CaptureRecord[],
): Promise<Rank | null> {
  const rank =
    rankOfReturn(resource, object, versions, captures) ??
    (await rankOf(mending, resource, object, versions, captures));
  if (rank?.kind !== 'version') return rank;
  const { catalog } = mending;
  if (await catalog.addSnapshot(snapshotOf(resource, object, rank))) return rank;
  // Somebody took the number meanwhile: with this very object, or with another that this one now comes behind.
  const { paper, path } = resource;
  const now = await Array.fromAsync(catalog.snapshots(paper, path));
  const own = now.find((one) => one.object === object.key);
  if (own === undefined) return addVersion(mending, resource, object, now, captures);
  return { kind: 'version', version: own.version, content: own.content, classes: own.classes };
}

interface VersionRank extends Pick<SnapshotRecord, 'version' | 'content' | 'classes'> {
  readonly kind: 'version';
}

/** What a kept answer is to the versions of its resource. */
type Rank =
  | VersionRank
  /** The bytes of that version, by which a page that had gone was found to be back. */
  | { readonly kind: 'back'; readonly version: number }
  /** Bytes of their own with the content of that version. */
  | { readonly kind: 'layout'; readonly version: number }
  | { readonly kind: 'none' };

/** A tombstone: the answer by which a page was found to be gone is kept, and is no version. */
function isGone({ status }: KeptObject): boolean {
  return status === 404 || status === 410;
}

/**
 * Whether the next answer holds the same bytes, so that this one's run was killed before it entered it: otherwise there
 * would have been nothing to keep. Of a page's return the first stands, since the next run enters what it finds of it.
 */
function isKeptAgain(
  { kept }: KeptResource,
  object: KeptObject,
  captures: readonly CaptureRecord[],
): boolean {
  if (captures.some(({ id }) => id === object.captureId)) return false;
  const answers = kept.filter(({ area }) => area !== 'quarantine');
  const nth = answers.indexOf(object);
  const [before, after] = [answers[nth - 1], answers[nth + 1]];
  return (before === undefined || !isGone(before)) && after?.sha256 === object.sha256 && !isGone(after);
}

/**
 * Whether an answer is the one by which a page was found to be back as it was: the first that is kept after a
 * tombstone, where no entry tells of another. A later capture that was not the first to find it back tells of none.
 */
function rankOfReturn(
  { kept }: KeptResource,
  object: KeptObject,
  versions: readonly SnapshotRecord[],
  captures: readonly CaptureRecord[],
): Rank | null {
  const before = versions.findLast(({ at }) => at <= object.at);
  if (before?.sha256 !== object.sha256) return null;
  const answers = kept.filter(({ area }) => area !== 'quarantine');
  const gone = answers.findLast(({ at }) => at < object.at);
  if (gone === undefined || !isGone(gone)) return null;
  const goneAgain = answers.find((one) => isGone(one) && one.at > object.at);
  const isTold = captures.some(
    ({ id, at, state, classes }) =>
      id !== object.captureId &&
      at > gone.at &&
      (goneAgain === undefined || at < goneAgain.at) &&
      (state === 'unchanged' || state === 'captured') &&
      (at <= object.at || classes.includes('restored')),
  );
  return isTold ? null : { kind: 'back', version: before.version };
}

/** What an answer is to the versions that there are; `null` as above. */
async function rankOf(
  { objects }: Mending,
  { date, path, paper }: KeptResource,
  object: KeptObject,
  versions: readonly SnapshotRecord[],
  captures: readonly CaptureRecord[],
): Promise<Rank | null> {
  const told = captures.find(({ id }) => id === object.captureId);
  if (told?.state === 'unchanged' && told.version !== null) return { kind: 'layout', version: told.version };
  const before = versions.findLast(({ at }) => at <= object.at);
  const after = versions.find(({ version }) => version > (before?.version ?? 0));
  const given = told?.state === 'captured' ? told.version : null;
  const isFree = given !== null && !versions.some(({ version }) => version === given);
  if (!isFree && (before?.sha256 === object.sha256 || after?.sha256 === object.sha256)) return null;

  const next: VersionRank = {
    ...{ kind: 'version', version: (before?.version ?? 0) + 1 },
    ...{ content: null, classes: [] },
  };
  const version = isFree ? given : next.version;
  const { kind, asked } = object;
  const site = locatePage(paperById(paper), asked);
  if (before === undefined || site === null)
    return isFree || after?.version !== version ? { ...next, version } : null;
  const { payload, response } = await loadSnapshot(
    objects,
    snapshotOf({ paper, date, path, kind }, object, next),
  );
  const page = {
    ...{ site: siteOf(paperById(paper), site.base), path, date, kind, payload },
    contentType: headerOf(response.headers, 'content-type'),
  };
  const { isLayoutOnly, content, classes } = await new PageComparer(objects, page).compare(before);
  if (isLayoutOnly && !isFree) return { kind: 'layout', version: before.version };
  if (!isFree && after?.version === version) return null;
  return { kind: 'version', version, content, classes: [...classes] };
}

function snapshotOf(
  resource: Pick<KeptResource, 'paper' | 'date' | 'path' | 'kind'>,
  object: KeptObject,
  { version, content, classes }: VersionRank,
): SnapshotRecord {
  const { sha256, bytes, mediaType, key, captureId, url, at, etag, lastModified } = object;
  return SnapshotRecord.parse({
    ...ofResource(resource),
    ...{ version, sha256, bytes, mediaType, object: key, captureId, url, at, etag, lastModified },
    ...{ content, classes },
  });
}

/** How long the capture took is not in its object. */
function captureOf(resource: KeptResource, object: KeptObject, rank: Rank): CaptureRecord {
  const { area, key, captureId, asked, at, status, sha256, bytes, refusedFor } = object;
  const state = STATE_OF[rank.kind];
  const isGood = rank.kind !== 'none';
  return CaptureRecord.parse({
    ...ofResource(resource),
    ...{ id: captureId, url: asked, at, tookMs: 0, status, object: key },
    state: area === 'quarantine' ? 'refused' : state,
    reason: isGood ? null : (refusedFor ?? 'the reason is not on record any more'),
    sha256: isGood ? sha256 : null,
    bytes: isGood ? bytes : null,
    version: isGood ? rank.version : null,
    classes: classesOf(area, rank),
  });
}

function classesOf(area: KeptObject['area'], rank: Rank): CaptureRecord['classes'] {
  if (rank.kind === 'version') return rank.classes;
  if (rank.kind === 'layout') return ['layout-only'];
  if (rank.kind === 'back') return ['restored'];
  return area === 'quarantine' ? [] : ['withdrawn'];
}

const STATE_OF = { version: 'captured', back: 'unchanged', layout: 'unchanged', none: 'withdrawn' } as const;

function ofResource({
  paper,
  date,
  path,
  kind,
}: Pick<KeptResource, 'paper' | 'date' | 'path' | 'kind'>): Pick<
  KeptResource,
  'paper' | 'date' | 'path' | 'kind'
> {
  return { paper, date, path, kind };
}

const FACTS_OF_VERSION = ['sha256', 'bytes', 'object', 'captureId', 'url', 'at', 'date'] as const;

function agrees(entry: SnapshotRecord, told: SnapshotRecord): boolean {
  return FACTS_OF_VERSION.every((name) => entry[name] === told[name]);
}

interface Witnesses {
  readonly captures: readonly CaptureRecord[];
  readonly readings: readonly ReadingRecord[];
  readonly state: StateRecord | null;
}

/** Whether any other entry sides with a version's entry where that contradicts the object. */
function hasWitness(entry: SnapshotRecord, told: SnapshotRecord, witnesses: Witnesses): boolean {
  const capture = witnesses.captures.find(({ id }) => id === told.captureId);
  const { state } = witnesses;
  const digests = [
    capture?.sha256,
    state?.version === entry.version ? state.sha256 : null,
    ...witnesses.readings.filter(({ version }) => version === entry.version).map(({ sha256 }) => sha256),
  ];
  if (entry.sha256 !== told.sha256 && digests.includes(entry.sha256)) return true;
  if (entry.at !== told.at && capture?.at === entry.at) return true;
  if (entry.object !== told.object && capture?.object === entry.object) return true;
  return entry.url !== told.url && told.url !== capture?.url && capture?.url === entry.url;
}

const FACTS_OF_CAPTURE = ['sha256', 'bytes', 'version', 'object', 'url', 'at', 'state'] as const;

async function* repairCapture(
  mending: Mending,
  told: CaptureRecord,
  captures: readonly CaptureRecord[],
): AsyncGenerator<RepairStep> {
  const entry = captures.find(({ id }) => id === told.id);
  if (entry === undefined) await mending.catalog.addCapture(told, 'by-another');
  else if (!FACTS_OF_CAPTURE.every((name) => entry[name] === told[name])) {
    const { tookMs, classes, trace, tries } = entry;
    const reason = entry.state === told.state ? entry.reason : told.reason;
    const mended = { ...told, tookMs, classes, trace, tries, reason };
    await mending.replacing('CAPTURE#').addCapture(mended, 'by-another');
    const where = `${told.paper} ${told.path} captured at ${told.at}`;
    yield { kind: 'mended', where, what: 'the entry of the capture did not say what its object holds' };
  }
}
