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
import type { Door, DoorSide } from './sign-in/door.ts';
import { ANSWER_HEADERS, FILE_HEADERS, openToScripts } from './open-data.ts';
import { RecentIssues } from './recent-issues.ts';
import { ReleaseData } from './release-data.ts';
import { apiRoutes } from './routes/api.ts';
import { articleRoutes } from './routes/articles.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { cdxRoutes } from './routes/cdx.ts';
import { dataRoutes } from './routes/data.ts';
import { feedRoutes } from './routes/feeds.ts';
import { homeRoutes } from './routes/home.ts';
import { iiifRoutes } from './routes/iiif.ts';
import { issueRoutes } from './routes/issues.ts';
import { mementoRoutes } from './routes/memento.ts';
import { sitemapRoutes } from './routes/sitemaps.ts';
import { packageRoutes } from './routes/packages.ts';
import { rawRoutes } from './routes/raw.ts';
import { topicFeedRoutes } from './routes/topic-feeds.ts';
import { seriesRoutes } from './routes/series.ts';
import { SeriesData } from './series/series-data.ts';
import { searchRoutes } from './routes/search.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { takedownFeedRoutes } from './routes/takedown-feed.ts';
import { takedownRoutes } from './routes/takedowns.ts';
import { WithheldObservations } from './rights/withheld-observations.ts';

/** No page runs a script, sends a form elsewhere, is framed, or loads anything that is not the archive's own. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A door as one of its sides has it. */
interface OneSide extends Door {
  readonly side: DoorSide;
}

/**
 * The reading room: data in, HTML, JSON, feeds and downloads out. The same app on a desk and in Lambda.
 *
 * @param door the side of it that every visitor of this room stands on; `null` where nobody signs in
 */
export function createReadingRoom(deps: ReadingRoomDeps, door: OneSide | null = null): Hono {
  const rooms = roomsOf(deps, door);
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

function roomsOf(deps: ReadingRoomDeps, door: OneSide | null): Hono {
  const rooms = new Hono();
  const data = new ReleaseData(deps);
  const withheld = new WithheldObservations(data);
  const series = new SeriesData(data, withheld);
  const issues = new RecentIssues(deps);
  if (door !== null) rooms.route('/', signInRoutes(deps, door));
  // Addresses of the archive itself come first; whatever begins with a paper's id after them.
  rooms.route('/', homeRoutes(deps, series, issues));
  rooms.route('/', searchRoutes(deps));
  rooms.route('/', feedRoutes(deps));
  rooms.route('/', topicFeedRoutes(deps, series));
  rooms.route('/', dataRoutes(deps));
  rooms.route('/', apiRoutes(deps, data, withheld));
  rooms.route('/', seriesRoutes(deps, series));
  rooms.route('/', takedownRoutes(deps));
  rooms.route('/', takedownFeedRoutes(deps));
  rooms.route('/', mementoRoutes(deps));
  rooms.route('/', rawRoutes(deps));
  rooms.route('/', sitemapRoutes(deps, issues));
  rooms.route('/', calendarRoutes(deps));
  rooms.route('/', cdxRoutes(deps));
  rooms.route('/', iiifRoutes(deps, issues));
  rooms.route('/', packageRoutes(deps));
  rooms.route('/', issueRoutes(deps, issues));
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
