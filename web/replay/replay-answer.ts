import type { Context } from 'hono';
import { loadSnapshot } from '../../core/capture/snapshot-payload.ts';
import { headerOf } from '../../core/capture/paper-client.ts';
import type { Memento, Original } from '../../core/catalog/mementos.ts';
import { WorkEnded } from '../../core/deadline.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { alreadyHas, renderingFor } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { fileAnswer } from '../files/file-answer.ts';
import { REPLAY_POLICY, keptFile } from '../files/kept-file.ts';
import { type Modifier, datetimeOf, linkHeader, mementoAddresses } from './memento-links.ts';
import { missingInFrame } from '../pages/replay-pages.ts';

/** Of the page around a memento: as that of all pages, but that it frames what the room itself has. */
export const FRAME_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What is said in a frame of what is not held: no link of it could lead out of there. */
const MISSING_POLICY =
  "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** What differs between the forms in which kept bytes are sent as they are. */
const FORM_HEADERS: Readonly<Record<Modifier, Readonly<Record<string, string>>>> = {
  id_: {},
  mp_: { 'Content-Security-Policy': REPLAY_POLICY },
  // The page that an image stands in is in a sandbox, and so has no origin that anything could share.
  im_: { 'Content-Security-Policy': REPLAY_POLICY, 'Cross-Origin-Resource-Policy': 'cross-origin' },
};

/** A memento in the form that was asked for, with its time and its place among the others. */
export async function mementoAnswer(
  c: Context,
  deps: ReadingRoomDeps,
  original: Original,
  memento: Memento,
  modifier: Modifier,
): Promise<Response> {
  const { snapshot } = memento;
  const headers = {
    'Memento-Datetime': datetimeOf(memento),
    Link: linkHeader(new URL(c.req.url).origin, original, memento, modifier),
  };
  if (modifier === 'mp_' && snapshot.mediaType === 'text/html')
    return pageAnswer(c, deps, original, memento, headers);
  if (modifier === 'im_' && !snapshot.mediaType.startsWith('image/'))
    return c.redirect(mementoAddresses('', original.url).of(memento), 302);
  const file = keptFile(deps.objects, snapshot, { ...headers, ...FORM_HEADERS[modifier] });
  return fileAnswer(c, file, deps.report);
}

async function pageAnswer(
  c: Context,
  { objects, within, report }: ReadingRoomDeps,
  original: Original,
  memento: Memento,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const { stamp, snapshot } = memento;
  const { payload, response } = await loadSnapshot(objects, snapshot);
  const contentType = headerOf(response.headers, 'content-type');
  // What takes pages apart is large: loaded for the first one that is shown.
  const { REPLAY_PAGE } = await import('../../core/publish/replay/replay-page.ts');
  const html = await shownHtml(
    () => within(REPLAY_PAGE, { payload, contentType, url: snapshot.url, stamp }),
    {
      report,
      path: c.req.path,
    },
  );
  // What cannot be shown so is led to as it was kept.
  if (html === null) return c.redirect(mementoAddresses('', original.url).of(memento, 'id_'), 302);
  const etag = `"sha256-${sha256Of(html)}"`;
  const told = {
    ...headers,
    ETag: etag,
    'Content-Security-Policy': REPLAY_POLICY,
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  if (alreadyHas(c, etag)) return c.body(null, 304, told);
  return c.body(html, 200, { ...told, 'Content-Type': 'text/html; charset=utf-8' });
}

async function shownHtml(
  make: () => Promise<string | null>,
  { report, path }: Pick<ReadingRoomDeps, 'report'> & { readonly path: string },
): Promise<string | null> {
  try {
    return await make();
  } catch (failure) {
    if (!(failure instanceof WorkEnded)) throw failure;
    report(failure, { method: 'GET', path });
    return null;
  }
}

/** Says in a frame that the archive holds nothing of `url`. */
export function notHeldInFrame(c: Context, url: string): Response | Promise<Response> {
  c.header('Content-Security-Policy', MISSING_POLICY);
  return c.html(missingInFrame(renderingFor(c), url), 404);
}
