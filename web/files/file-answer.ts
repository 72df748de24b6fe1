import type { Context } from 'hono';
import type { ByteRange } from '../../core/capture/object-store.ts';
import type { Instant } from '../../core/paper/instant.ts';
import type { Sha256 } from '../../core/paper/sha256.ts';
import { alreadyHas, httpDate, renderingFor, wrong } from '../answers.ts';
import { rangeAsked } from './byte-range.ts';
import { isWorthCoding, prefersGzip } from './content-coding.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/** Bytes that never change under their address. */
export interface ServedFile {
  readonly bytes: number;
  readonly sha256: Sha256;
  readonly mediaType: string;
  /** `null` for what has an age of its own, that another header tells. */
  readonly modifiedAt: Instant | null;
  /** Whether it may be sent compressed; kept bytes go out as they are. */
  readonly mayBeCoded: boolean;
  /** Of the answer with the file, with a part of it, and of the one that says that it has not changed. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The file, or a range of it, and only its chunks may cost much. What is found out before the first chunk fails here:
   * then nothing has been sent.
   */
  open(range: ByteRange | null): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Sends a file as HTTP has it: the conditions of the request first, then one range of bytes, then gzip for whoever
 * prefers that, each as a stream. Several ranges are answered with the whole. Who asks for a range is given the bytes as
 * they are: no two compressors make the same bytes, so that parts of a compressed file could not be joined.
 *
 * The digest of RFC 9530 is of what is sent without a range, which for gzip nobody knows beforehand; there the digest
 * of the file itself goes as `Unencoded-Digest` (draft-ietf-httpbis-unencoded-digest).
 *
 * A failure in the midst of a stream is told to `report`, and the connection is broken off, for the reader to see it.
 */
export async function fileAnswer(
  c: Context,
  file: ServedFile,
  report: ReadingRoomDeps['report'],
): Promise<Response> {
  const hasCodings = file.mayBeCoded && isWorthCoding(file.mediaType, file.bytes);
  const wantsRange = c.req.method === 'GET' && c.req.header('Range') !== undefined;
  const isCoded = hasCodings && !wantsRange && prefersGzip(c.req.header('Accept-Encoding'));
  const etag = `"sha256-${file.sha256}${isCoded ? '-gzip' : ''}"`;
  const digest = `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`;
  const headers = {
    ...file.headers,
    ETag: etag,
    ...(file.modifiedAt === null ? {} : { 'Last-Modified': httpDate(file.modifiedAt) }),
    ...(hasCodings ? { Vary: 'Accept-Encoding' } : {}),
    ...(isCoded ? { 'Unencoded-Digest': digest } : { 'Repr-Digest': digest, 'Accept-Ranges': 'bytes' }),
  };
  const asked = { c, json: false };
  const { t } = renderingFor(c);
  if (!isWhatIsMeant(c, etag, file.modifiedAt)) return wrong(asked, 412, t.wrong.notWhatIsMeant);
  if (alreadyHas(c, etag, file.modifiedAt ?? undefined)) return c.body(null, 304, headers);

  const range =
    wantsRange && isStillTheSame(c, etag, file.modifiedAt)
      ? rangeAsked(c.req.header('Range'), file.bytes)
      : 'whole';
  if (range === 'unsatisfiable') {
    c.header('Content-Range', `bytes */${file.bytes}`);
    return wrong(asked, 416, t.noSuchRange(file.bytes));
  }
  const whole = range === 'whole';
  const chunks = reported(await file.open(whole ? null : range), c, report);
  const told = {
    ...headers,
    'Content-Type': file.mediaType,
    ...(isCoded ? { 'Content-Encoding': 'gzip' } : {}),
    ...(isCoded ? {} : { 'Content-Length': String(whole ? file.bytes : range.end - range.start) }),
    ...(whole ? {} : { 'Content-Range': `bytes ${range.start}-${range.end - 1}/${file.bytes}` }),
  };
  const status = whole ? 200 : 206;
  if (c.req.method === 'HEAD') return c.body(null, status, told);
  const stream = streamOf(chunks);
  return c.body(isCoded ? stream.pipeThrough(new CompressionStream('gzip')) : stream, status, told);
}

/** `If-Match` and `If-Unmodified-Since`: whether the asker means this very representation. */
function isWhatIsMeant(c: Context, etag: string, modifiedAt: Instant | null): boolean {
  const meant = c.req.header('If-Match');
  if (meant !== undefined) return meant.split(',').some((one) => ['*', etag].includes(one.trim()));
  const since = Date.parse(c.req.header('If-Unmodified-Since') ?? '');
  return modifiedAt === null || Number.isNaN(since) || Date.parse(httpDate(modifiedAt)) <= since;
}

/** `If-Range`: whether what the asker has a part of is this very representation; else it gets the whole. */
function isStillTheSame(c: Context, etag: string, modifiedAt: Instant | null): boolean {
  const held = c.req.header('If-Range')?.trim();
  return held === undefined || held === etag || (modifiedAt !== null && held === httpDate(modifiedAt));
}

async function* reported(
  chunks: AsyncIterable<Uint8Array>,
  { req: { method, path } }: Context,
  report: ReadingRoomDeps['report'],
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (failure) {
    report(failure, { method, path });
    throw failure;
  }
}

/** Asks for a chunk when the reader does, and closes the source when the reader goes. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream {
  const reading = chunks[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      pull: async (controller) => {
        const next = await reading.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await reading.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
