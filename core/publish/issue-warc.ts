import { headerOf } from '../capture/paper-client.ts';
import type { KeptAnswer, KeptResponse } from '../capture/warc-capture.ts';
import { type Revisited, writeRevisitInfo, writeUnchanged } from '../capture/warc-revisit.ts';
import type { CaptureRecord } from '../catalog/records.ts';
import type { Paper } from '../paper/paper.ts';
import { sha256Of } from '../paper/sha256.ts';
import type { CdxjEntry } from './cdxj.ts';
import {
  type ExportDeps,
  type HeldCapture,
  type KeptObject,
  capturedAt,
  loadKeptCapture,
} from './kept-captures.ts';

/** A stretch of the file: whole gzip members. */
export interface WarcPart {
  readonly bytes: Uint8Array;
  /** What an index has to tell of it; `offset` counts within `bytes`. */
  readonly entries: readonly Omit<CdxjEntry, 'filename'>[];
}

/** A stretch that is a capture's, and what it holds or found again. */
export interface CapturePart extends WarcPart {
  readonly held: HeldCapture;
  readonly revisited: Revisited;
  /** `null` of one that found again what was kept before. */
  readonly kept: { readonly response: KeptResponse; readonly payload: Uint8Array } | null;
}

/**
 * The WARC file of `captures`, which are as issueCaptures gives them, one capture after another: a kept one is its
 * object as it lies in the store, an unchanged one is made from the index. Fails with ObjectMissing or
 * SnapshotDamaged, before any byte of the damaged capture.
 */
export async function* writeIssueWarc(
  { objects }: Pick<ExportDeps, 'objects'>,
  paper: Paper,
  captures: readonly HeldCapture[],
): AsyncGenerator<WarcPart | CapturePart> {
  const wanted = new Set(captures.flatMap((one) => (one.kind === 'unchanged' ? [one.of.object] : [])));
  const kept = new Map<string, Revisited>();
  let warcinfo: string | null = null;
  for (const held of captures) {
    const { of } = held;
    if (held.kind === 'kept') {
      const { file, response, payload } = await loadKeptCapture(objects, of);
      const revisited = revisitedOf(response);
      if (wanted.has(of.object)) kept.set(of.object, revisited);
      yield { bytes: file, entries: entriesOf(of, response), held, revisited, kept: { response, payload } };
      continue;
    }
    const revisited = kept.get(of.object);
    if (!revisited) throw new RangeError(`'${held.capture.id}' comes before what it found again`);
    if (warcinfo === null) {
      const info = infoOf(paper, captures);
      warcinfo = info.id;
      yield { bytes: info.bytes, entries: [] };
    }
    for (const part of partsOf(held.capture, revisited, warcinfo))
      yield { ...part, held, revisited, kept: null };
  }
}

function partsOf(capture: CaptureRecord, revisited: Revisited, warcinfoId: string): WarcPart[] {
  return writeUnchanged(capture, revisited, warcinfoId).map(({ bytes, index }) => {
    if (index === null) return { bytes, entries: [] };
    const { bodySha256, ...told } = index;
    const place = { offset: 0, length: bytes.length, recordSha256: sha256Of(bytes) };
    return { bytes, entries: [{ ...told, ...place, digest: `sha256:${bodySha256}` }] };
  });
}

/** Of the redirects as well as of the answer that they led to. */
function entriesOf(of: KeptObject, response: KeptResponse): WarcPart['entries'] {
  return [...response.hops, response].map((answer) => ({
    url: answer.url,
    at: answer.at,
    digest: `sha256:${sha256Of(answer.body)}`,
    mime: answer === response ? of.mediaType : mediaTypeOf(answer),
    status: answer.status,
    offset: answer.member.offset,
    length: answer.member.length,
    recordSha256: answer.member.sha256,
  }));
}

/** `unk` is what indexes say of none. */
function mediaTypeOf({ headers }: KeptAnswer): string {
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(headerOf(headers, 'content-type') ?? '')?.[1];
  return type?.toLowerCase() ?? 'unk';
}

function revisitedOf({ recordId, url, at, status, body }: KeptResponse): Revisited {
  return { recordId, url, at, status, bodySha256: sha256Of(body) };
}

function infoOf(paper: Paper, captures: readonly HeldCapture[]): ReturnType<typeof writeRevisitInfo> {
  const unchanged = captures.flatMap((held) => (held.kind === 'unchanged' ? [held.capture] : []));
  const newest = captures.map(capturedAt).sort().at(-1);
  if (newest === undefined) throw new RangeError('no captures, so none is the newest');
  return writeRevisitInfo(paper, { name: 'revisits', ids: unchanged.map(({ id }) => id) }, newest);
}
