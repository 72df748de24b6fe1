import type { Context } from 'hono';
import type { Html } from './html.ts';
import { wrongPage } from './pages/wrong-page.ts';
import { type Rendering, renderingOf } from './texts.ts';

/** What every route is asked with. */
export interface Asked {
  readonly c: Context;
  /** Whether the machine's twin of the page was asked for. */
  readonly json: boolean;
}

/** How the answer to `c` is written. Only pages that show the newspaper need to know what is withheld. */
export function renderingFor(c: Context, withholds = false): Rendering {
  return renderingOf(new URL(c.req.url), withholds, c.get('doorSide'));
}

/** A page, or the same facts as JSON. */
export function answer(
  { c, json }: Asked,
  view: object,
  page: () => Html,
  status: 200 | 404 | 451 = 200,
): Response | Promise<Response> {
  return json ? c.json(view, status) : c.html(page(), status);
}

/** An answer of one sentence, in the form that was asked for. */
export function wrong(
  { c, json }: Asked,
  status: 400 | 404 | 405 | 412 | 416 | 451 | 500 | 503,
  sentence: string,
): Response | Promise<Response> {
  if (json) return c.json({ status, error: sentence }, status);
  return c.html(wrongPage(renderingFor(c), status, sentence), status);
}

export function notFound(asked: Asked): Response | Promise<Response> {
  return wrong(asked, 404, renderingFor(asked.c).t.wrong.notFound);
}

/** Splits the machine's ending off a name: `2023-02-25.json`. */
export function withoutJson(name: string): { readonly name: string; readonly json: boolean } {
  return name.endsWith('.json') ? { name: name.slice(0, -5), json: true } : { name, json: false };
}

/** Whether the asker says that it holds this very representation (RFC 9110, weak comparison). */
export function alreadyHas(c: Context, etag: string, modifiedAt?: string): boolean {
  const held = c.req.header('If-None-Match');
  if (held !== undefined) {
    return held.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(c.req.header('If-Modified-Since') ?? '');
  // HTTP dates know no fractions of a second.
  return modifiedAt !== undefined && Math.floor(Date.parse(modifiedAt) / 1000) * 1000 <= since;
}

/** `Fri, 24 Feb 2023 22:05:00 GMT`. */
export function httpDate(at: string): string {
  return new Date(at).toUTCString();
}
