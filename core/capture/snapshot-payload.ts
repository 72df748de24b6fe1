import type { SnapshotRecord } from '../catalog/records.ts';
import { sha256Of } from '../paper/sha256.ts';
import { BadContentCoding, decodeBody } from './content-coding.ts';
import type { ObjectStore } from './object-store.ts';
import { type Exchange, headerOf } from './paper-client.ts';
import { type KeptResponse, readCapture } from './warc-capture.ts';
import { WarcDamaged } from './warc.ts';

const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

/** What lies in the store is not what the index says was kept. */
export class SnapshotDamaged extends Error {
  override readonly name = 'SnapshotDamaged';
  readonly object: string;

  constructor(object: string, what: string, options?: ErrorOptions) {
    super(`the snapshot in '${object}' is damaged: ${what}`, options);
    this.object = object;
  }
}

/**
 * The payload of a version, without content coding, proven against the index's digest. Fails with ObjectMissing
 * or {@link SnapshotDamaged}.
 */
export async function loadPayload(objects: ObjectStore, snapshot: SnapshotRecord): Promise<Uint8Array> {
  return (await loadSnapshot(objects, snapshot)).payload;
}

/** As {@link loadPayload}, with the response's head beside it. */
export async function loadSnapshot(
  objects: ObjectStore,
  snapshot: SnapshotRecord,
): Promise<{ payload: Uint8Array; response: KeptResponse }> {
  return openSnapshot(await objects.get(snapshot.object), snapshot);
}

/** Proves that `file`, the snapshot's object, holds what the index says. Fails with {@link SnapshotDamaged}. */
export function openSnapshot(
  file: Uint8Array,
  snapshot: SnapshotRecord,
): { payload: Uint8Array; response: KeptResponse } {
  const damaged = (what: string, options?: ErrorOptions): SnapshotDamaged =>
    new SnapshotDamaged(snapshot.object, what, options);
  try {
    const response = readCapture(file);
    const coding = headerOf(response.headers, 'content-encoding');
    const payload = decodeBody(response.body, coding, snapshot.bytes + 1);
    const sha256 = sha256Of(payload);
    if (sha256 !== snapshot.sha256)
      throw damaged(`its payload hashes to ${sha256} instead of ${snapshot.sha256}`);
    if (payload.length !== snapshot.bytes)
      throw damaged(`its payload has ${payload.length} bytes instead of ${snapshot.bytes}`);
    return { payload, response };
  } catch (cause) {
    if (cause instanceof WarcDamaged || cause instanceof BadContentCoding)
      throw damaged(cause.message, { cause });
    throw cause;
  }
}

/**
 * The exchange that a capture's object holds, without what no object tells: how long it took. Fails with WarcDamaged or
 * BadContentCoding.
 */
export function readExchange(file: Uint8Array): Exchange & { readonly response: KeptResponse } {
  const response = readCapture(file);
  const { url, at, headers, body } = response;
  const payload = decodeBody(body, headerOf(headers, 'content-encoding'), MAX_PAYLOAD_BYTES);
  const request = { line: '', headers: [] };
  return { url, at, tookMs: 0, ip: null, request, response: { ...response, payload } };
}
