import { type Context, Hono } from 'hono';
import { type Original, instantOfStamp, nearestTo, originalOf } from '../../core/catalog/mementos.ts';
import { type Judgement, askerOf, openAccess, whyWithheld } from '../access.ts';
import { notFound, renderingFor, wrong } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { fileAnswer } from '../file-answer.ts';
import { keptFile } from '../kept-file.ts';
import { SHOWN } from '../../core/rights/rights-book.ts';
import {
  LINK_FORMAT,
  datetimeOf,
  linkHeader,
  mementoAddresses,
  timeMap,
  timeMapJson,
} from '../memento-links.ts';
import { withheldAnswer } from '../withheld.ts';

/**
 * The archive as RFC 7089 has it, by the addresses of the newspaper's own site: `/web/<URL>` leads to what it was at the
 * time of `Accept-Datetime`, `/web/<14 digits>id_/<URL>` is what it was, to the byte, and `/web/timemap/…` lists
 * all of it. When something was seen is a fact and open to everybody; its bytes are as withheld as anywhere.
 */
export function mementoRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, objects, papers } = deps;
  const app = new Hono();

  /** What is held of an address, and what may be shown of that; `null` for nothing. */
  const find = async (url: string): Promise<Found | null> => {
    const original = await originalOf(catalog, papers, url);
    return original && { original, judged: await judgeOriginal(deps, original) };
  };

  app.get('/web/timemap/:form{link|json}/*', async (c) => {
    const { origin } = new URL(c.req.url);
    const json = c.req.param('form') === 'json';
    const found = await find(urlBehind(c, `/web/timemap/${c.req.param('form')}/`));
    if (found === null) return notFound({ c, json });
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer({ c, json }, judged);
    if (json) return c.json(timeMapJson(origin, original));
    return c.body(timeMap(origin, original), 200, { 'Content-Type': LINK_FORMAT });
  });

  app.get('/web/:stamp{[0-9]{1,14}(id_)?}/*', async (c) => {
    const asked = { c, json: false };
    const { origin } = new URL(c.req.url);
    const [, digits = '', isRaw] = /^(\d+)(id_)?$/.exec(c.req.param('stamp')) ?? [];
    const at = instantOfStamp(digits);
    if (Number.isNaN(at)) return notFound(asked);
    const found = await find(urlBehind(c, `/web/${c.req.param('stamp')}/`));
    const memento = found && nearestTo(found.original, at);
    if (!memento) return notFound(asked);
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer(asked, judged);
    const link = linkHeader(origin, original, memento);
    if (memento.stamp !== digits || isRaw === undefined)
      return c.body(null, 302, { Location: mementoAddresses('', original.url).of(memento), Link: link });
    if (judged.shown !== 'all') return withheldAnswer(asked, judged);
    const headers = { 'Memento-Datetime': datetimeOf(memento), Link: link };
    return fileAnswer(c, keptFile(objects, memento.snapshot, headers), deps.report);
  });

  app.get('/web/*', async (c) => {
    const asked = { c, json: false };
    const { origin } = new URL(c.req.url);
    const found = await find(urlBehind(c, '/web/'));
    if (found === null) return notFound(asked);
    const { original, judged } = found;
    if (isNotTold(judged)) return withheldAnswer(asked, judged);
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

interface Found {
  readonly original: Original;
  readonly judged: Judgement;
}

/** Of an address that was captured for several issues what the strictest of them has. */
async function judgeOriginal(deps: ReadingRoomDeps, { paper, mementos }: Original): Promise<Judgement> {
  const access = await openAccess(deps, askerOf(deps), paper);
  const of = new Map(mementos.map(({ snapshot: { date, path } }) => [date, { date, path }]));
  const judged = await Promise.all(Array.from(of.values(), (subject) => access.to(subject)));
  return judged.reduce((a, b) => (SHOWN.indexOf(b.shown) < SHOWN.indexOf(a.shown) ? b : a));
}

/** Whether not even when it was seen may be told. */
function isNotTold(judged: Judgement): boolean {
  return judged.shown === 'nothing' || whyWithheld(judged) !== null;
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
