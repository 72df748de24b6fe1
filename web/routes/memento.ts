import { type Context, Hono } from 'hono';
import { type Original, instantOfStamp, nearestTo, originalOf } from '../../core/catalog/mementos.ts';
import { notFound, renderingFor, wrong } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { fileAnswer } from '../file-answer.ts';
import { keptFile } from '../kept-file.ts';
import {
  LINK_FORMAT,
  datetimeOf,
  linkHeader,
  mementoAddresses,
  timeMap,
  timeMapJson,
} from '../memento-links.ts';

/**
 * The archive as RFC 7089 has it, by the addresses of the newspaper's own site: `/web/<URL>` leads to what it was at the
 * time of `Accept-Datetime`, `/web/<14 digits>id_/<URL>` is what it was, to the byte, and `/web/timemap/…` lists
 * all of it. When something was seen is a fact and open to everybody; its bytes are as withheld as anywhere.
 */
export function mementoRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, objects, papers } = deps;
  const app = new Hono();

  const held = (url: string): Promise<Original | null> => originalOf(catalog, papers, url);

  app.get('/web/timemap/:form{link|json}/*', async (c) => {
    const { origin } = new URL(c.req.url);
    const json = c.req.param('form') === 'json';
    const original = await held(urlBehind(c, `/web/timemap/${c.req.param('form')}/`));
    if (original === null) return notFound({ c, json });
    if (json) return c.json(timeMapJson(origin, original));
    return c.body(timeMap(origin, original), 200, { 'Content-Type': LINK_FORMAT });
  });

  app.get('/web/:stamp{[0-9]{1,14}(id_)?}/*', async (c) => {
    const asked = { c, json: false };
    const { origin } = new URL(c.req.url);
    const [, digits = '', isRaw] = /^(\d+)(id_)?$/.exec(c.req.param('stamp')) ?? [];
    const at = instantOfStamp(digits);
    if (Number.isNaN(at)) return notFound(asked);
    const original = await held(urlBehind(c, `/web/${c.req.param('stamp')}/`));
    const memento = original && nearestTo(original, at);
    if (!memento) return notFound(asked);
    const link = linkHeader(origin, original, memento);
    if (memento.stamp !== digits || isRaw === undefined)
      return c.body(null, 302, { Location: mementoAddresses('', original.url).of(memento), Link: link });
    if (deps.rights === 'public') return wrong(asked, 451, renderingFor(c).t.wrong.withheld);
    const headers = { 'Memento-Datetime': datetimeOf(memento), Link: link };
    return fileAnswer(c, keptFile(objects, memento.snapshot, headers), deps.report);
  });

  app.get('/web/*', async (c) => {
    const asked = { c, json: false };
    const { origin } = new URL(c.req.url);
    const original = await held(urlBehind(c, '/web/'));
    if (original === null) return notFound(asked);
    c.header('Vary', 'Accept-Datetime');
    const wanted = c.req.header('Accept-Datetime');
    const at = wanted === undefined ? Infinity : parseDatetime(wanted);
    if (Number.isNaN(at)) return wrong(asked, 400, renderingFor(c).t.wrong.noDatetime);
    const memento = at === Infinity ? (original.mementos.at(-1) ?? null) : nearestTo(original, at);
    if (memento === null) return notFound(asked);
    return c.body(null, 302, {
      Location: mementoAddresses('', original.url).of(memento),
      Link: linkHeader(origin, original, null),
    });
  });
  return app;
}

/** The URL that stands in an address behind `beginning`, its query with it. Who merges slashes on the way leaves one. */
function urlBehind(c: Context, beginning: string): string {
  const { pathname, search } = new URL(c.req.url);
  return (pathname.slice(beginning.length) + search).replace(/^(https?:\/)(?=[^/])/, '$1/');
}

/** RFC 1123, in GMT, as RFC 7089 demands; `NaN` for anything else. */
function parseDatetime(text: string): number {
  const isFixed = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const at = isFixed ? Date.parse(text) : Number.NaN;
  // The name of another day would be passed over.
  return Number.isNaN(at) || new Date(at).toUTCString() !== text ? Number.NaN : at;
}
