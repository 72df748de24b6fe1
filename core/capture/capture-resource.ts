import type { Catalog } from '../catalog/catalog.ts';
import type { CaptureRecord, EventRecord, SnapshotRecord, StateRecord } from '../catalog/records.ts';
import type { CaptureDue, Message } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { paperById } from '../paper/registry.ts';
import { eraOf, siteOf, urlOf } from '../paper/resource.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { READER_VERSION } from '../read/reader-version.ts';
import { judgeContent } from './content-gate.ts';
import { captureKey } from './object-keys.ts';
import type { ObjectKey, ObjectStore } from './object-store.ts';
import { type Exchange, FetchFailed, type PaperClient, headerOf } from './paper-client.ts';
import { readCapture, writeCapture } from './warc-capture.ts';

export interface CaptureDeps {
  readonly client: PaperClient;
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  /** A name that no other capture has or will have: at least 64 random bits, in lower-case letters and digits. */
  readonly newId: () => string;
}

/** What one capture came to, and what is to be done next. */
export type CaptureOutcome =
  | { readonly kind: 'captured' | 'unchanged'; readonly version: number; readonly next: readonly Message[] }
  | { readonly kind: 'missing' | 'withdrawn' | 'refused'; readonly reason: string }
  /** The answer did not come, or is a server's word that it cannot answer now. `detail` is a sentence. */
  | { readonly kind: 'failed'; readonly reason: string; readonly detail: string };

/** What a resource's body may measure at most; a page scan as PDF is the largest thing that the paper serves. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Fetches one resource and keeps what is new of it: the bytes first, then the index. May be repeated at any time
 * and by several processes at once. The order of the writes is what makes that true: an object that no index
 * entry names is only an orphan, and the state, which later runs look at, is written last.
 */
export async function captureResource(
  deps: CaptureDeps,
  due: CaptureDue,
  at: Instant,
): Promise<CaptureOutcome> {
  const { catalog } = deps;
  const paper = paperById(due.paper);
  const url = urlOf(siteOf(paper, due.site), due.path);
  const [held, before] = await Promise.all([
    catalog.newestSnapshot(due.paper, due.path),
    catalog.state(due.paper, due.date, due.path),
  ]);
  const attempt: Attempt = { due, url, held, before, id: deps.newId() };

  let exchange: Exchange;
  try {
    const { etag = null, lastModified = null } = held ?? {};
    exchange = await deps.client.fetch({ url, etag, lastModified, maxBytes: MAX_BODY_BYTES });
  } catch (failure) {
    if (!(failure instanceof FetchFailed)) throw failure;
    const state = failure.reason === 'disallowed-by-robots' ? 'refused' : 'failed';
    await settle(deps, attempt, { state, at, reason: failure.reason });
    if (state === 'refused') return { kind: 'refused', reason: failure.reason };
    return { kind: 'failed', reason: failure.reason, detail: failure.message };
  }

  const verdict = judgeContent(eraOf(paper, due.date), due.kind, exchange);
  switch (verdict.kind) {
    case 'gone': {
      const state = held === null ? 'missing' : 'withdrawn';
      await settle(deps, attempt, { state, at: exchange.at, reason: verdict.reason, exchange });
      return { kind: state, reason: verdict.reason };
    }
    case 'refused': {
      const refused = sha256Of(exchange.response.payload);
      const isNew = before?.refusedSha256 !== refused;
      const object = isNew ? await keepExchange(deps, attempt, 'quarantine', exchange) : null;
      const { reason } = verdict;
      await settle(deps, attempt, { state: 'refused', at: exchange.at, reason, exchange, object, refused });
      return { kind: 'refused', reason: verdict.reason };
    }
    case 'failed':
      await settle(deps, attempt, { state: 'failed', at: exchange.at, reason: verdict.reason, exchange });
      return { kind: 'failed', reason: verdict.reason, detail: `${url} answers ${verdict.reason}` };
    case 'not-modified':
      if (held === null) {
        const reason = 'status 304 to a request that did not ask for it';
        await settle(deps, attempt, { state: 'refused', at: exchange.at, reason, exchange });
        return { kind: 'refused', reason };
      }
      return unchanged(deps, attempt, held, exchange);
    case 'good':
      return keepVersion(deps, attempt, exchange, verdict.mediaType);
  }
}

interface Attempt {
  readonly due: CaptureDue;
  readonly url: string;
  readonly held: SnapshotRecord | null;
  readonly before: StateRecord | null;
  readonly id: string;
}

async function keepVersion(
  deps: CaptureDeps,
  attempt: Attempt,
  exchange: Exchange,
  mediaType: string,
): Promise<CaptureOutcome> {
  const { due, id } = attempt;
  const { payload, headers } = exchange.response;
  const sha256 = sha256Of(payload);
  if (attempt.held?.sha256 === sha256) return unchanged(deps, attempt, attempt.held, exchange);

  const object = await keepExchange(deps, attempt, 'captures', exchange);
  for (let newest = attempt.held; ; newest = await deps.catalog.newestSnapshot(due.paper, due.path)) {
    // Another process may have taken the next version number since; if it kept the same bytes, ours are an orphan.
    if (newest?.sha256 === sha256) return unchanged(deps, attempt, newest, exchange);
    const snapshot: SnapshotRecord = {
      ...ofDue(due),
      version: (newest?.version ?? 0) + 1,
      sha256,
      bytes: payload.length,
      mediaType,
      object,
      captureId: id,
      url: attempt.url,
      at: exchange.at,
      etag: headerOf(headers, 'etag'),
      lastModified: headerOf(headers, 'last-modified'),
    };
    if (!(await deps.catalog.addSnapshot(snapshot))) continue;
    await settle(deps, attempt, { state: 'captured', at: exchange.at, exchange, object, snapshot });
    return { kind: 'captured', version: snapshot.version, next: await toRead(deps, due, snapshot) };
  }
}

async function unchanged(
  deps: CaptureDeps,
  attempt: Attempt,
  snapshot: SnapshotRecord,
  exchange: Exchange,
): Promise<CaptureOutcome> {
  await settle(deps, attempt, { state: 'unchanged', at: exchange.at, exchange, snapshot });
  return { kind: 'unchanged', version: snapshot.version, next: await toRead(deps, attempt.due, snapshot) };
}

/** Word of a version that today's reader has not read yet, be it because an earlier run ended too soon. */
async function toRead(
  { catalog }: CaptureDeps,
  due: CaptureDue,
  snapshot: SnapshotRecord,
): Promise<Message[]> {
  if (due.kind !== 'node' && due.kind !== 'article') return [];
  const { paper, date, path, kind, site } = due;
  const { version, sha256 } = snapshot;
  const read = await catalog.reading(paper, path, version, READER_VERSION);
  return read ? [] : [{ type: 'snapshot-kept', paper, date, path, kind, site, version, sha256 }];
}

async function keepExchange(
  { objects }: CaptureDeps,
  { due, id }: Attempt,
  area: 'captures' | 'quarantine',
  exchange: Exchange,
): Promise<ObjectKey> {
  const stamp = exchange.at.replace(/\D/g, '');
  const fileName = `${due.paper.toUpperCase()}-${stamp}-00000-${id}.warc.gz`;
  const key = captureKey(area, due.paper, due.date, fileName);
  const file = writeCapture(paperById(due.paper), id, fileName, exchange);
  // What cannot be read back now never could be; then nothing is kept and the capture fails.
  readCapture(file);
  // A store may have taken the object and lost its answer; anything else under this name is another capture's.
  if (
    (await objects.putOnce(key, file, 'application/warc')) === 'exists' &&
    sha256Of(await objects.get(key)) !== sha256Of(file)
  ) {
    throw new Error(`capture id '${id}' was given out twice; its object '${key}' is another capture's`);
  }
  return key;
}

interface Ending {
  readonly state: StateRecord['state'];
  readonly at: Instant;
  readonly reason?: string;
  readonly exchange?: Exchange;
  readonly object?: ObjectKey | null;
  /** The digest of what was refused. */
  readonly refused?: Sha256;
  readonly snapshot?: SnapshotRecord;
}

/** Writes down what the capture came to: the attempt, what it tells of the source, and last how things stand. */
async function settle({ catalog }: CaptureDeps, attempt: Attempt, ending: Ending): Promise<void> {
  const { due, url, held, before, id } = attempt;
  const { state, at, exchange, reason = null } = ending;
  const { snapshot } = ending;
  const good = snapshot ?? held;
  const capture: CaptureRecord = {
    ...ofDue(due),
    id,
    url,
    at,
    tookMs: exchange?.tookMs ?? 0,
    state,
    status: exchange?.response.status ?? null,
    reason,
    sha256: snapshot?.sha256 ?? null,
    bytes: snapshot?.bytes ?? null,
    version: snapshot?.version ?? null,
    object: ending.object ?? null,
  };
  await catalog.addCapture(capture);

  // After a failed or refused check the state no longer says that the page had gone; the captures do.
  const wasUp = before === null || before.state === 'captured' || before.state === 'unchanged';
  if (state === 'withdrawn' || (snapshot && !wasUp)) {
    const event = await sourceEvent(
      catalog,
      due,
      state === 'withdrawn' ? 'article-withdrawn' : 'article-restored',
    );
    if (event) await catalog.addEvent(event);
  }

  await catalog.putState({
    ...ofDue(due),
    state,
    url,
    reason,
    sha256: good?.sha256 ?? null,
    bytes: good?.bytes ?? null,
    version: good?.version ?? 0,
    refusedSha256: ending.refused ?? null,
    checkedAt: at,
  });
}

/** How a page stands after a capture of it. */
type Presence = 'up' | 'gone' | 'back';

/**
 * The event of a page going or coming back. It is dated by the first capture that saw it, so that a second
 * witness, or this one again after a kill, tells of the same event and not of another.
 */
async function sourceEvent(
  catalog: Catalog,
  due: CaptureDue,
  kind: 'article-withdrawn' | 'article-restored',
): Promise<EventRecord | null> {
  if (due.kind !== 'article') return null;
  const wanted = kind === 'article-withdrawn' ? 'gone' : 'back';
  let last: Presence = 'up';
  let first: CaptureRecord | null = null;
  for await (const capture of catalog.captures(due.paper, due.path)) {
    if (capture.state === 'failed' || capture.state === 'refused' || capture.state === 'missing') continue;
    const now: Presence = capture.state === 'withdrawn' ? 'gone' : last === 'up' ? 'up' : 'back';
    if (now !== last) first = now === wanted ? capture : null;
    last = now;
  }
  if (!first) return null;
  const article = await catalog.article(due.paper, due.date, due.path);
  return {
    paper: due.paper,
    date: due.date,
    id: `${kind}:${due.path}:${first.at}`,
    kind,
    path: due.path,
    page: article?.page ?? null,
    title: article?.title ?? null,
    version: article?.version ?? null,
    changes: [],
    at: first.at,
  };
}

function ofDue({
  paper,
  date,
  path,
  kind,
}: CaptureDue): Pick<CaptureDue, 'paper' | 'date' | 'path' | 'kind'> {
  return { paper, date, path, kind };
}
