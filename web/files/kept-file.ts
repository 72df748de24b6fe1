import { loadPayload } from '../../core/capture/snapshot-payload.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { SnapshotRecord } from '../../core/catalog/records.ts';
import type { ServedFile } from './file-answer.ts';

/**
 * What a kept page may do in a reader's browser: show its own markup and inline style. The sandbox takes its
 * origin, scripts, forms, pop-ups and navigation of the top; nothing is loaded from anywhere.
 */
const POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What a kept page may do that leads into the archive (`mp_`): as above, but that it loads the archive's own images, and
 * that the room's own page may frame it. Its origin is none, so that nothing of the room is its own.
 */
export const REPLAY_POLICY =
  "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Types that a browser may show: those that the content gate gives. Anything else is only bytes, for a file. */
const SHOWN: ReadonlySet<string> = new Set([
  'text/html',
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'application/pdf',
]);

/** Kept bytes, unchanged and inert. */
export function keptFile(
  objects: ObjectStore,
  snapshot: SnapshotRecord,
  headers: Readonly<Record<string, string>>,
): ServedFile {
  const isShown = SHOWN.has(snapshot.mediaType);
  return {
    bytes: snapshot.bytes,
    sha256: snapshot.sha256,
    mediaType: isShown ? snapshot.mediaType : 'application/octet-stream',
    modifiedAt: null,
    mayBeCoded: false,
    headers: {
      'Content-Security-Policy': POLICY,
      'Content-Disposition': isShown ? 'inline' : 'attachment',
      'Cross-Origin-Resource-Policy': 'same-origin',
      ...headers,
    },
    open: async (range) => {
      const payload = await loadPayload(objects, snapshot);
      return inOne(range ? payload.subarray(range.start, range.end) : payload);
    },
  };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
