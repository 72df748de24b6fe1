import type { Catalog } from '../catalog/catalog.ts';
import type { CaptureRecord, ChangeClass, SnapshotRecord, StateRecord } from '../catalog/records.ts';
import { WorkEnded, type WithinDeadline } from '../deadline.ts';
import type { CaptureDue, Message } from '../messages.ts';
import type { Instant } from '../paper/instant.ts';
import { paperById } from '../paper/registry.ts';
import { siteOf, urlOf } from '../paper/resource.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { READER_VERSION } from '../read/reader-version.ts';
import type { PageComparer } from './compare-content.ts';
import { type Verdict, judgeOutside, verdictOf } from './content-gate.ts';
import { type Followed, followRedirects } from './follow-redirects.ts';
import { traceOf } from './exchange-trace.ts';
import { captureKey } from './object-keys.ts';
import type { ObjectKey, ObjectStore } from './object-store.ts';
import { JUDGE_PAGE } from './page-tasks.ts';
import { type Exchange, type FailedTry, FetchFailed, type PaperClient, headerOf } from './paper-client.ts';
import { presenceOf, tellTurns } from './presence.ts';
import { type LeftExchange, type Standing, findLeft, standingOf, turnMark } from './unfinished.ts';
import { readCapture, writeCapture } from './warc-capture.ts';

export interface CaptureDeps {
  readonly client: PaperClient;
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  /** A name that no other capture has or will have: at least 64 random bits, in lower-case letters and digits. */
  readonly newId: () => string;
  /** How long a page may take to be judged. */
  readonly within: WithinDeadline;
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
  const site = siteOf(paperById(due.paper), due.site);
  const url = urlOf(site, due.path);
  const asked = await finishReturn(deps, await beginAttempt(deps, due, url));
  const { held, gone } = asked;

  let followed: Followed;
  try {
    // That a page is back is proven by its bytes, not by word that they are the same.
    const isWhole = due.unconditional === true || gone !== null;
    const { etag = null, lastModified = null } = isWhole ? {} : (held ?? {});
    const request = { url, etag, lastModified, maxBytes: MAX_BODY_BYTES };
    followed = await followRedirects(deps.client, site, due.path, request);
  } catch (failure) {
    if (!(failure instanceof FetchFailed)) throw failure;
    const state = failure.reason === 'disallowed-by-robots' ? 'refused' : 'failed';
    await settle(deps, asked, { state, at, reason: failure.reason, tries: failure.tries });
    if (state === 'refused') return { kind: 'refused', reason: failure.reason };
    return { kind: 'failed', reason: failure.reason, detail: failure.message };
  }

  const { hops, exchange, refusal } = followed;
  const attempt: Attempt = { ...asked, hops };
  const verdict: Verdict =
    refusal === null
      ? await judgeInTime(deps, { ...due, site }, exchange, held?.sha256 ?? null)
      : { kind: 'refused', reason: refusal };
  switch (verdict.kind) {
    case 'gone':
      return withdraw(deps, attempt, exchange, verdict.reason);
    case 'refused': {
      const refused = digestOfRefused([...hops, exchange]);
      const isNew = asked.before?.refusedSha256 !== refused;
      const object = isNew ? await keepExchange(deps, attempt, 'quarantine', exchange) : null;
      const { reason } = verdict;
      await settle(deps, attempt, { state: 'refused', at: exchange.at, reason, exchange, object, refused });
      return { kind: 'refused', reason: verdict.reason };
    }
    case 'failed':
      await settle(deps, attempt, { state: 'failed', at: exchange.at, reason: verdict.reason, exchange });
      return { kind: 'failed', reason: verdict.reason, detail: `${url} answers ${verdict.reason}` };
    case 'not-modified':
      if (held === null || gone !== null) {
        const reason = 'unasked-304';
        await settle(deps, attempt, { state: 'refused', at: exchange.at, reason, exchange });
        return { kind: 'refused', reason };
      }
      return unchanged(deps, attempt, held, exchange);
    case 'good':
      return keepVersion(deps, attempt, exchange, verdict.mediaType);
  }
}

/** A page that takes too much to be judged could not be read either: it is kept apart, for whoever looks into it. */
async function judgeInTime(
  { within }: CaptureDeps,
  place: Parameters<typeof judgeOutside>[0],
  exchange: Exchange,
  held: Sha256 | null,
): Promise<Verdict> {
  const first = judgeOutside(place, exchange, held);
  if (first.kind !== 'page') return first;
  const { site, path, date } = place;
  const { headers, payload } = exchange.response;
  const page = { path, date, kind: first.page };
  const contentType = headerOf(headers, 'content-type');
  try {
    const judged = await within(JUDGE_PAGE, site.paper.id, site.baseUrl, page, payload, contentType);
    return verdictOf(first, judged);
  } catch (failure) {
    if (!(failure instanceof WorkEnded)) throw failure;
    return { kind: 'refused', reason: failure.flaw };
  }
}

interface Attempt extends Standing {
  readonly due: CaptureDue;
  readonly url: string;
  readonly id: string;
  /** The redirects that led to the answer. */
  readonly hops: readonly Exchange[];
  /** Where an earlier run kept the exchange; `null` for one that was made just now. */
  readonly left: ObjectKey | null;
}

async function beginAttempt(deps: CaptureDeps, due: CaptureDue, url: string): Promise<Attempt> {
  const standing = await standingOf(deps.catalog, due);
  const mark = standing.gone === null ? '' : turnMark(due, 'back', standing.gone);
  return { ...standing, due, url, id: mark + deps.newId(), hops: [], left: null };
}

/** Enters the answer that has the page back, where an earlier run kept it and no more. */
async function finishReturn(deps: CaptureDeps, attempt: Attempt): Promise<Attempt> {
  const { due, url, gone, held } = attempt;
  const left = gone && (await findLeft(deps.objects, due, turnMark(due, 'back', gone)));
  if (!left) return attempt;
  const site = siteOf(paperById(due.paper), due.site);
  const verdict = await judgeInTime(deps, { ...due, site }, left.exchange, held?.sha256 ?? null);
  if (verdict.kind !== 'good') return attempt;
  await keepVersion(deps, ofLeft(attempt, left), left.exchange, verdict.mediaType);
  return beginAttempt(deps, due, url);
}

function ofLeft(attempt: Attempt, { id, object }: LeftExchange): Attempt {
  return { ...attempt, id, left: object };
}

/** That a page which was held has gone is to be proven as its versions are; once is enough. */
async function withdraw(
  deps: CaptureDeps,
  attempt: Attempt,
  exchange: Exchange,
  reason: string,
): Promise<CaptureOutcome> {
  const { due, held, url, id } = attempt;
  const at = { at: exchange.at, reason, exchange };
  if (held === null) {
    await settle(deps, attempt, { state: 'missing', ...at });
    return { kind: 'missing', reason };
  }
  const { presence, since } = await presenceOf(deps.catalog, due);
  if (presence === 'gone') {
    await settle(deps, attempt, { state: 'withdrawn', ...at });
    return { kind: 'withdrawn', reason };
  }
  const mark = turnMark(due, 'gone', since);
  const left = attempt.left === null ? await findLeft(deps.objects, due, mark) : null;
  if (left?.exchange.response.status === exchange.response.status) {
    await withdraw(deps, ofLeft(attempt, left), left.exchange, reason);
    return withdraw(deps, { ...(await beginAttempt(deps, due, url)), hops: attempt.hops }, exchange, reason);
  }
  const first = attempt.left === null ? { ...attempt, id: mark + id } : attempt;
  const object = await keepExchange(deps, first, 'captures', exchange);
  await settle(deps, first, { state: 'withdrawn', ...at, object });
  return { kind: 'withdrawn', reason };
}

/** Where one answer was had its payload's; of redirects, which mostly have none, also where they lead. */
function digestOfRefused(exchanges: readonly Exchange[]): Sha256 {
  const last = exchanges.at(-1);
  const isPlain = exchanges.length === 1 && headerOf(last?.response.headers ?? [], 'location') === null;
  if (isPlain && last) return sha256Of(last.response.payload);
  const told = exchanges.map(({ url, response: { status, headers, payload } }) =>
    [url, status, headerOf(headers, 'location'), sha256Of(payload)].join(' '),
  );
  return sha256Of(told.join('\n'));
}

async function keepVersion(
  deps: CaptureDeps,
  attempt: Attempt,
  exchange: Exchange,
  mediaType: string,
): Promise<CaptureOutcome> {
  const { due, held, id } = attempt;
  const { payload, headers } = exchange.response;
  const served: Served = { sha256: sha256Of(payload), bytes: payload.length };
  const { sha256 } = served;
  if (held?.sha256 === sha256) return unchanged(deps, attempt, held, exchange);
  if (held !== null && (await isKeptLayout(deps.catalog, held, sha256)))
    return unchanged(deps, attempt, held, exchange, { served });

  const object = await keepExchange(deps, attempt, 'captures', exchange);
  const site = siteOf(paperById(due.paper), due.site);
  const contentType = headerOf(headers, 'content-type');
  const page = { ...ofDue(due), site, payload, contentType };
  let comparer: PageComparer | null = null;
  for (let newest = held; ; newest = await deps.catalog.newestSnapshot(due.paper, due.path)) {
    // A repair may have entered our own object before us, and a store taken our entry and lost its answer.
    if (newest?.captureId === id) return settleVersion(deps, attempt, exchange, newest);
    // Another process may have taken the next version number since; if it kept the same bytes, ours are an orphan.
    if (newest?.sha256 === sha256) return unchanged(deps, attempt, newest, exchange);
    if (newest !== null) comparer ??= await comparerOf(deps.objects, page);
    const compared = newest === null ? null : ((await comparer?.compare(newest)) ?? null);
    if (newest !== null && compared?.isLayoutOnly === true)
      return unchanged(deps, attempt, newest, exchange, { served, object, classes: ['layout-only'] });
    const snapshot: SnapshotRecord = {
      ...ofDue(due),
      version: (newest?.version ?? 0) + 1,
      sha256,
      bytes: payload.length,
      mediaType,
      object,
      captureId: id,
      url: exchange.url,
      at: exchange.at,
      etag: headerOf(headers, 'etag'),
      lastModified: headerOf(headers, 'last-modified'),
      content: compared?.content ?? null,
      classes: [...(compared?.classes ?? [])],
    };
    if (await deps.catalog.addSnapshot(snapshot)) return settleVersion(deps, attempt, exchange, snapshot);
  }
}

async function settleVersion(
  deps: CaptureDeps,
  attempt: Attempt,
  exchange: Exchange,
  snapshot: SnapshotRecord,
): Promise<CaptureOutcome> {
  const { classes, object, version } = snapshot;
  await settle(deps, attempt, { state: 'captured', at: exchange.at, exchange, object, snapshot, classes });
  return { kind: 'captured', version, next: await toRead(deps, attempt.due, snapshot) };
}

/** Loaded only where there is a version to compare with: what takes pages apart is long to load, and most captures are the first. */
async function comparerOf(...of: ConstructorParameters<typeof PageComparer>): Promise<PageComparer> {
  const { PageComparer: Comparer } = await import('./compare-content.ts');
  return new Comparer(...of);
}

/** Whether these very bytes were found before to have the version's content, and kept then. */
async function isKeptLayout(catalog: Catalog, held: SnapshotRecord, sha256: Sha256): Promise<boolean> {
  for await (const one of catalog.captures(held.paper, held.path)) {
    const isLayout = one.state === 'unchanged' && one.object !== null && one.version === held.version;
    if (isLayout && one.sha256 === sha256) return true;
  }
  return false;
}

/**
 * `layout` is of a payload that is not the version's to the byte and has its content. The answer by which a page was
 * found to be back is kept, as the one by which it had gone: the index is not the only one to know.
 */
async function unchanged(
  deps: CaptureDeps,
  attempt: Attempt,
  snapshot: SnapshotRecord,
  exchange: Exchange,
  layout: Pick<Ending, 'served' | 'object' | 'classes'> = {},
): Promise<CaptureOutcome> {
  const back =
    attempt.gone !== null && !layout.object ? await keepExchange(deps, attempt, 'captures', exchange) : null;
  const ending = { at: exchange.at, exchange, snapshot, ...layout, object: layout.object ?? back };
  await settle(deps, attempt, { state: 'unchanged', ...ending });
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
  { due, id, hops, left }: Attempt,
  area: 'captures' | 'quarantine',
  exchange: Exchange,
): Promise<ObjectKey> {
  if (left !== null) return left;
  const stamp = exchange.at.replace(/\D/g, '');
  const fileName = `${due.paper.toUpperCase()}-${stamp}-00000-${id}.warc.gz`;
  const key = captureKey(area, due.paper, due.date, fileName);
  const file = writeCapture(paperById(due.paper), id, fileName, exchange, hops);
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

type Served = Pick<SnapshotRecord, 'sha256' | 'bytes'>;

interface Ending {
  readonly state: StateRecord['state'];
  readonly at: Instant;
  readonly reason?: string;
  readonly exchange?: Exchange;
  readonly object?: ObjectKey | null;
  /** The digest of what was refused. */
  readonly refused?: Sha256;
  readonly snapshot?: SnapshotRecord;
  /** The payload, where it is not the snapshot's. */
  readonly served?: Served;
  /** The tries before the one that failed. */
  readonly tries?: readonly FailedTry[];
  /** How the page's content changed. */
  readonly classes?: readonly ChangeClass[];
}

/** Writes down what the capture came to: the attempt, what it tells of the source, and last how things stand. */
async function settle({ catalog }: CaptureDeps, attempt: Attempt, ending: Ending): Promise<void> {
  const { due, url, held, isUp, id } = attempt;
  const { state, at, exchange, reason = null } = ending;
  const { snapshot } = ending;
  const good = snapshot ?? held;
  const now = state === 'withdrawn' ? 'gone' : 'back';
  const mayTurn = state === 'withdrawn' || (snapshot !== undefined && !isUp);
  const was = mayTurn ? (await presenceOf(catalog, due)).presence : 'up';
  const turn: ChangeClass[] =
    mayTurn && (now === 'gone') !== (was === 'gone') ? [now === 'gone' ? 'withdrawn' : 'restored'] : [];
  const exchanges = exchange ? [...attempt.hops, exchange] : [];
  const capture: CaptureRecord = {
    ...ofDue(due),
    id,
    url,
    at,
    tookMs: exchange?.tookMs ?? 0,
    state,
    status: exchange?.response.status ?? null,
    reason,
    sha256: (ending.served ?? snapshot)?.sha256 ?? null,
    bytes: (ending.served ?? snapshot)?.bytes ?? null,
    version: snapshot?.version ?? null,
    object: ending.object ?? null,
    classes: [...turn, ...(ending.classes ?? [])],
    tries: [...(ending.tries ?? exchanges.flatMap((one) => one.tries ?? []))],
    trace: state === 'unchanged' && !ending.object && exchange ? exchanges.map(traceOf) : null,
  };
  await catalog.addCapture(capture);

  // What was left by an earlier run may lie before others that were entered since.
  if (mayTurn) await tellTurns(catalog, due, attempt.left === null ? 'last' : 'all');

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

function ofDue({
  paper,
  date,
  path,
  kind,
}: CaptureDue): Pick<CaptureDue, 'paper' | 'date' | 'path' | 'kind'> {
  return { paper, date, path, kind };
}
