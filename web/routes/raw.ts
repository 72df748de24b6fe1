import { Hono } from 'hono';
import { loadPayload } from '../../core/capture/snapshot-payload.ts';
import { httpDate, notFound, renderingFor, wrong } from '../answers.ts';
import { type ServedFile, fileAnswer } from '../file-answer.ts';
import { parseResourcePath, parseVersion, webUrl } from '../addresses.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/**
 * What a kept page may do in a reader's browser: show its own markup and inline style. The sandbox takes its
 * origin, scripts, forms, pop-ups and navigation of the top; nothing is loaded from anywhere.
 */
const RAW_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
export function rawRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, objects, papers } = deps;
  const app = new Hono();

  app.get('/:paper/raw/:version/:path{.+}', async (c) => {
    const asked = { c, json: false };
    const paper = papers.find(({ id }) => id === c.req.param('paper'));
    const version = parseVersion(c.req.param('version'));
    const path = parseResourcePath(c.req.param('path'));
    if (!paper || version === null || path === null) return notFound(asked);
    const snapshot = await catalog.snapshot(paper.id, path, version);
    if (!snapshot) return notFound(asked);
    if (deps.rights === 'public') {
      return wrong(asked, 451, renderingFor(c).t.wrong.withheld);
    }

    const original = webUrl(snapshot.url);
    const isShown = SHOWN.has(snapshot.mediaType);
    const file: ServedFile = {
      bytes: snapshot.bytes,
      sha256: snapshot.sha256,
      mediaType: isShown ? snapshot.mediaType : 'application/octet-stream',
      modifiedAt: null,
      mayBeCoded: false,
      headers: {
        'Content-Security-Policy': RAW_POLICY,
        'Content-Disposition': isShown ? 'inline' : 'attachment',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Memento-Datetime': httpDate(snapshot.at),
        ...(original === null ? {} : { Link: `<${original}>; rel="original"` }),
      },
      open: async (range) => {
        const payload = await loadPayload(objects, snapshot);
        return inOne(range ? payload.subarray(range.start, range.end) : payload);
      },
    };
    return fileAnswer(c, file, deps.report);
  });
  return app;
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
