import { Hono } from 'hono';
import { loadPayload } from '../../core/capture/snapshot-payload.ts';
import { alreadyHas, bodyOf, digestHeaders, httpDate, notFound, wrong } from '../answers.ts';
import { parseResourcePath, parseVersion, webUrl } from '../addresses.ts';
import type { ReadingRoomDeps } from '../reading-room.ts';
import { renderingOf } from '../texts.ts';

/**
 * What a kept page may do in a reader's browser: show its own markup and inline style. The sandbox takes its
 * origin, scripts, forms, pop-ups and navigation of the top; nothing is loaded from anywhere.
 */
const RAW_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Types that a browser may show. Whatever else the paper's server claimed is only handed out as a file. */
const SHOWN = new Set(['text/html', 'image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf']);
const HANDED_OUT = new Set(['text/plain', 'text/xml', 'application/xml']);

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
      return wrong(asked, 451, renderingOf(new URL(c.req.url), true).t.wrong.withheld);
    }

    const digest = digestHeaders(snapshot.sha256);
    const original = webUrl(snapshot.url);
    const type = typeOf(snapshot.mediaType);
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
      'Content-Type': type.contentType,
      'Content-Disposition': type.isShown ? 'inline' : 'attachment',
      'Content-Length': String(payload.byteLength),
    });
  });
  return app;
}

/** The recorded type if it is one that we know, with its charset; anything else is only bytes. */
function typeOf(recorded: string): { readonly contentType: string; readonly isShown: boolean } {
  const [named = '', ...parameters] = recorded.split(';').map((part) => part.trim().toLowerCase());
  if (!SHOWN.has(named) && !HANDED_OUT.has(named)) {
    return { contentType: 'application/octet-stream', isShown: false };
  }
  const charset = parameters.find((parameter) => /^charset=[a-z0-9_-]{1,40}$/.test(parameter));
  return { contentType: charset === undefined ? named : `${named}; ${charset}`, isShown: SHOWN.has(named) };
}
