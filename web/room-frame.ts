import { Hono } from 'hono';
import { CatalogDamaged } from '../core/catalog/catalog.ts';
import { ObjectMissing } from '../core/capture/object-store.ts';
import { SnapshotDamaged } from '../core/capture/snapshot-payload.ts';
import { WarcDamaged } from '../core/capture/warc.ts';
import { ReleaseDamaged } from '../core/publish/release/release-files.ts';
import { slashTwin } from './addresses.ts';
import { notFound, renderingFor, withoutJson, wrong } from './answers.ts';
import { onlyReading } from './api/problems.ts';
import type { ReadingRoomDeps } from './deps.ts';
import { compressed } from './files/compressed.ts';
import { ANSWER_HEADERS, FILE_HEADERS, openToScripts } from './open-data.ts';
import type { Door, DoorSide } from './sign-in/door.ts';

/** No page runs a script, sends a form elsewhere, is framed, or loads anything that is not the archive's own. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A door as one of its sides has it. */
export interface OneSide extends Door {
  readonly side: DoorSide;
}

/**
 * What holds for every answer of the routes in `rooms`: its headers, its coding, what else than reading is refused, and what is
 * said where nothing is found or something fails.
 *
 * @param door the side of it that every visitor of this room stands on; `null` where nobody signs in
 */
export function framed(deps: ReadingRoomDeps, door: OneSide | null, rooms: Hono): Hono {
  rooms.all('*', (c) => notFound({ c, json: withoutJson(c.req.path).json }));
  rooms.onError((failure, c) => {
    deps.report(failure, { method: c.req.method, path: c.req.path });
    const { t } = renderingFor(c);
    const asked = { c, json: withoutJson(c.req.path).json };
    if (failure instanceof ObjectMissing) return wrong(asked, 404, t.wrong.objectMissing);
    return wrong(asked, 500, isDamage(failure) ? t.wrong.damaged : t.wrong.failed);
  });

  const app = new Hono();
  app.use(compressed);
  app.use(async (c, next) => {
    c.set('doorSide', door?.side ?? null);
    await next();
  });
  app.use('/data/*', openToScripts(FILE_HEADERS));
  app.use('/api/*', openToScripts(ANSWER_HEADERS), onlyReading);
  app.use('/series/*', openToScripts(ANSWER_HEADERS));
  app.use(async (c, next) => {
    c.header('Content-Security-Policy', PAGE_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    // What is shown can change with every capture; what a reader on the premises sees belongs in no shared cache.
    c.header('Cache-Control', deps.rights === 'public' ? 'no-cache' : 'private, no-cache');
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      c.header('Allow', 'GET, HEAD');
      return wrong({ c, json: false }, 405, renderingFor(c).t.methodRefused(c.req.method));
    }
    await next();
    // What everybody is shown is no answer to somebody whom the room lets in.
    if (c.res.headers.get('Cache-Control') === 'no-cache')
      c.header('Vary', 'Authorization, Cookie', { append: true });
    const twin = c.res.status === 404 ? slashTwin(new URL(c.req.url)) : null;
    if (twin !== null && (await rooms.request(twin)).status < 400) c.res = c.redirect(twin, 301);
    return undefined;
  });

  app.route('/', rooms);
  return app;
}

function isDamage(failure: Error): boolean {
  return [CatalogDamaged, SnapshotDamaged, WarcDamaged, ReleaseDamaged].some(
    (kind) => failure instanceof kind,
  );
}
