import { Hono } from 'hono';
import { loadPayload } from '../../core/capture/snapshot-payload.ts';
import { alreadyHas, bodyOf, digestHeaders, httpDate, notFound, renderingFor, wrong } from '../answers.ts';
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

    const digest = digestHeaders(snapshot.sha256);
    const original = webUrl(snapshot.url);
    const isShown = SHOWN.has(snapshot.mediaType);
    const headers: Record<string, string> = {
      ...digest,
      'Content-Security-Policy': RAW_POLICY,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Memento-Datetime': httpDate(snapshot.at),
      ...(original === null ? {} : { Link: `<${original}>; rel="original"` }),
    };
    if (alreadyHas(c, digest['ETag'] ?? '')) return c.body(null, 304, headers);
    const payload = await loadPayload(objects, snapshot);
    return c.body(bodyOf(payload), 200, {
      ...headers,
      'Content-Type': isShown ? snapshot.mediaType : 'application/octet-stream',
      'Content-Disposition': isShown ? 'inline' : 'attachment',
      'Content-Length': String(payload.byteLength),
    });
  });
  return app;
}
