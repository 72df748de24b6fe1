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
import { ANSWER_HEADERS, FILE_HEADERS, openToScripts } from './open-data.ts';
import { apiRoutes } from './routes/api.ts';
import { articleRoutes } from './routes/articles.ts';
import { dataRoutes } from './routes/data.ts';
import { feedRoutes } from './routes/feeds.ts';
import { homeRoutes } from './routes/home.ts';
import { issueRoutes } from './routes/issues.ts';
import { mementoRoutes } from './routes/memento.ts';
import { rawRoutes } from './routes/raw.ts';
import { takedownRoutes } from './routes/takedowns.ts';

/** No page runs a script, sends a form, is framed, or loads anything that is not the archive's own. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The reading room: data in, HTML, JSON, feeds and downloads out. The same app on a desk and in Lambda. */
export function createReadingRoom(deps: ReadingRoomDeps): Hono {
  const rooms = roomsOf(deps);
  const app = new Hono();

  app.use('/data/*', openToScripts(FILE_HEADERS));
  app.use('/api/*', openToScripts(ANSWER_HEADERS), onlyReading);
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

function roomsOf(deps: ReadingRoomDeps): Hono {
  const rooms = new Hono();
  // Addresses of the archive itself come first; whatever begins with a paper's id after them.
  rooms.route('/', homeRoutes(deps));
  rooms.route('/', feedRoutes(deps));
  rooms.route('/', dataRoutes(deps));
  rooms.route('/', apiRoutes(deps));
  rooms.route('/', takedownRoutes(deps));
  rooms.route('/', mementoRoutes(deps));
  rooms.route('/', rawRoutes(deps));
  rooms.route('/', issueRoutes(deps));
  rooms.route('/', articleRoutes(deps));

  rooms.all('*', (c) => notFound({ c, json: withoutJson(c.req.path).json }));

  rooms.onError((failure, c) => {
    deps.report(failure, { method: c.req.method, path: c.req.path });
    const { t } = renderingFor(c);
    const asked = { c, json: withoutJson(c.req.path).json };
    if (failure instanceof ObjectMissing) return wrong(asked, 404, t.wrong.objectMissing);
    return wrong(asked, 500, isDamage(failure) ? t.wrong.damaged : t.wrong.failed);
  });
  return rooms;
}

function isDamage(failure: Error): boolean {
  return [CatalogDamaged, SnapshotDamaged, WarcDamaged, ReleaseDamaged].some(
    (kind) => failure instanceof kind,
  );
}
