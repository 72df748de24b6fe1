import { headerOf } from '../capture/paper-client.ts';
import type { KeptAnswer, KeptResponse } from '../capture/warc-capture.ts';
import { type Revisited, writeRevisitInfo, writeUnchanged } from '../capture/warc-revisit.ts';
import { WarcDamaged, fieldOf, readWarc } from '../capture/warc.ts';
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

/**
 * The WARC file of `captures`, which are as issueCaptures gives them, one capture after another: a kept one is its
 * object as it lies in the store, an unchanged one is made from the index. Fails with ObjectMissing or
 * SnapshotDamaged, before any byte of the damaged capture.
 */
export async function* writeIssueWarc(
  { objects }: Pick<ExportDeps, 'objects'>,
  paper: Paper,
  captures: readonly HeldCapture[],
): AsyncGenerator<WarcPart> {
  const wanted = new Set(captures.flatMap((one) => (one.kind === 'unchanged' ? [one.of.object] : [])));
  const kept = new Map<string, Revisited>();
  let warcinfo: string | null = null;
  for (const held of captures) {
    const { of } = held;
    if (held.kind === 'kept') {
      const { file, response } = await loadKeptCapture(objects, of);
      if (wanted.has(of.object)) kept.set(of.object, revisitedOf(file, response));
      yield { bytes: file, entries: entriesOf(of, response) };
      continue;
    }
    const revisited = kept.get(of.object);
    if (!revisited) throw new RangeError(`'${held.capture.id}' comes before what it found again`);
    if (warcinfo === null) {
      const info = infoOf(paper, captures);
      warcinfo = info.id;
      yield { bytes: info.bytes, entries: [] };
    }
    yield* partsOf(held.capture, revisited, warcinfo);
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

/** As the record itself says, whoever wrote it: a revisit must find it. */
function revisitedOf(file: Uint8Array, response: KeptResponse): Revisited {
  const { offset, length } = response.member;
  const [record] = readWarc(
    file.subarray(offset, offset + length),
    file.length + 2 * response.body.length + 2 ** 20,
  );
  const recordId = record ? fieldOf(record, 'WARC-Record-ID') : null;
  if (recordId === null) throw new WarcDamaged('record-damaged', 'a response record without WARC-Record-ID');
  const { url, at, status, body } = response;
  return { recordId, url, at, status, bodySha256: sha256Of(body) };
}

function infoOf(paper: Paper, captures: readonly HeldCapture[]): ReturnType<typeof writeRevisitInfo> {
  const unchanged = captures.flatMap((held) => (held.kind === 'unchanged' ? [held.capture] : []));
  const newest = captures.map(capturedAt).sort().at(-1);
  if (newest === undefined) throw new RangeError('no captures, so none is the newest');
  return writeRevisitInfo(
    paper,
    unchanged.map(({ id }) => id),
    newest,
  );
}
