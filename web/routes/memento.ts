import { type Context, Hono } from 'hono';
import { type Memento, type Original, instantOfStamp, nearestTo } from '../../core/catalog/mementos.ts';
import { cdxjText } from '../../core/publish/cdx/cdx-output.ts';
import { linesOf } from '../../core/publish/cdx/cdx-lines.ts';
import { answer, notFound, renderingFor, wrong } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { isNotTold, judgedOriginal, judgedWithinPage } from '../replay/judged-original.ts';
import {
  LINK_FORMAT,
  MODIFIERS,
  type Modifier,
  linkHeader,
  mementoAddresses,
  timeMap,
  timeMapJson,
} from '../replay/memento-links.ts';
import { calendarPage, framePage, notHeldPage } from '../pages/replay-pages.ts';
import { FRAME_POLICY, mementoAnswer, notHeldInFrame } from '../replay/replay-answer.ts';
import { calendarView, frameView } from '../views/replay-view.ts';
import { withheldAnswer } from '../rights/withheld.ts';

/**
 * The archive as RFC 7089 has it, by the addresses of the newspaper's own site: `/web/<URL>` leads to what it was at the
 * time of `Accept-Datetime`, `/web/<14 digits>mp_/<URL>` is what it was, with links and images of the archive,
 * `/web/<14 digits>id_/<URL>` the same to the byte, `/web/<14 digits>/<URL>` a page of the room's own around it, and
 * `/web/timemap/…` lists all of it for programs, an asterisk in the place of the digits for people. When something was seen is a fact and open to everybody; its bytes
 * are as withheld as anywhere.
 */
export function mementoRoutes(deps: ReadingRoomDeps): Hono {
  const app = new Hono();

  app.get('/web/timemap/:form{link|json|cdxj}/*', async (c) => {
    const { origin } = new URL(c.req.url);
    const form = c.req.param('form');
    const asked = { c, json: form === 'json' };
    const found = await judgedOriginal(deps, urlBehind(c, `/web/timemap/${form}/`));
    if (found === null) return notFound(asked);
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer(asked, judged);
    if (form === 'json') return c.json(timeMapJson(origin, original));
    if (form === 'link') return c.body(timeMap(origin, original), 200, { 'Content-Type': LINK_FORMAT });
    return c.body(cdxjText(linesOf(original)), 200, { 'Content-Type': 'text/x-cdxj; charset=utf-8' });
  });

  app.get('/web/:all{\\*}/*', async (c) => {
    const url = urlBehind(c, '/web/*/');
    const found = await judgedWithinPage(deps, url);
    const rendering = renderingFor(c);
    if (found === null) return c.html(notHeldPage(rendering, url), 404);
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer({ c, json: false }, judged);
    return answer({ c, json: false }, original, () => calendarPage(rendering, calendarView(original)));
  });

  app.get('/web/:stamp{[0-9]{1,14}((id|mp|im)_)?}/*', async (c) => {
    const { origin } = new URL(c.req.url);
    const [, digits = '', letters] = /^(\d+)(...)?$/.exec(c.req.param('stamp')) ?? [];
    const modifier = MODIFIERS.find((one) => one === letters) ?? null;
    const at = instantOfStamp(digits);
    const url = urlBehind(c, `/web/${c.req.param('stamp')}/`);
    const find = modifier === null ? judgedWithinPage : judgedOriginal;
    const found = Number.isNaN(at) ? null : await find(deps, url);
    const memento = found && nearestTo(found.original, at);
    if (!memento) return notHeld(c, url, modifier);
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer({ c, json: false }, judged);
    if (memento.stamp !== digits) return redirectTo(c, original, memento, modifier);
    if (modifier === null) {
      const rendering = renderingFor(c, judged.shown !== 'all');
      const view = await frameView(deps, original, memento);
      c.header('Content-Security-Policy', FRAME_POLICY);
      c.header('Link', linkHeader(origin, original, memento));
      return c.html(framePage(rendering, view, judged.why));
    }
    if (judged.shown !== 'all') return withheldAnswer({ c, json: false }, judged);
    return mementoAnswer(c, deps, original, memento, modifier);
  });

  app.get('/web/*', async (c) => {
    const asked = { c, json: false };
    const url = urlBehind(c, '/web/');
    const found = await judgedOriginal(deps, url);
    if (found === null) return notHeld(c, url, null);
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer(asked, judged);
    const wanted = c.req.header('Accept-Datetime');
    // Without a time it also matters who asks.
    c.header('Vary', wanted === undefined ? 'Accept-Datetime, Sec-Fetch-Dest' : 'Accept-Datetime');
    const at = wanted === undefined ? Infinity : parseDatetime(wanted);
    if (Number.isNaN(at)) return wrong(asked, 400, renderingFor(c).t.wrong.noDatetime);
    const memento = at === Infinity ? (original.mementos.at(-1) ?? null) : nearestTo(original, at);
    if (memento === null) return notFound(asked);
    // A browser that opens a page for somebody to read is led to the page around it; programs and frames to the memento.
    if (wanted === undefined && c.req.header('Sec-Fetch-Dest') === 'document')
      return redirectTo(c, original, memento, null);
    return c.body(null, 302, {
      Location: mementoAddresses('', original.url).of(memento),
      Link: linkHeader(new URL(c.req.url).origin, original, null),
    });
  });
  return app;
}

function redirectTo(c: Context, original: Original, memento: Memento, modifier: Modifier | null): Response {
  const addresses = mementoAddresses('', original.url);
  return c.body(null, 302, {
    // A page of the room's own stays in its reader's language.
    Location:
      modifier === null ? renderingFor(c).link(addresses.frameOf(memento)) : addresses.of(memento, modifier),
    Link: linkHeader(new URL(c.req.url).origin, original, memento, modifier ?? undefined),
  });
}

/** In a frame the room's own pages could not be shown: what is not held is said there in a few words. */
function notHeld(c: Context, url: string, modifier: Modifier | null): Response | Promise<Response> {
  if (modifier === null) return c.html(notHeldPage(renderingFor(c), url), 404);
  return modifier === 'mp_' ? notHeldInFrame(c, url) : notFound({ c, json: false });
}

/**
 * The URL that stands in an address behind `beginning`, its query with it. Who merges slashes on the way leaves one, and
 * people leave out the scheme.
 */
function urlBehind(c: Context, beginning: string): string {
  const { pathname, search } = new URL(c.req.url);
  const text = pathname.slice(beginning.length) + search;
  if (/^https?:\//i.test(text)) return text.replace(/^(https?:)\/+/i, '$1//');
  return /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(text) ? `http://${text}` : text;
}

/** RFC 1123, in GMT, as RFC 7089 demands; `NaN` for anything else. */
function parseDatetime(text: string): number {
  const isFixed = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const at = isFixed ? Date.parse(text) : Number.NaN;
  // The name of another day would be passed over.
  return Number.isNaN(at) || new Date(at).toUTCString() !== text ? Number.NaN : at;
}
