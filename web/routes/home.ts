import { Hono } from 'hono';
import { openRowRights } from '../api/shown-rows.ts';
import { alreadyHas, answer, renderingFor } from '../answers.ts';
import { homePage } from '../pages/home-page.ts';
import { statusPage } from '../pages/status-page.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { STYLE, STYLE_HREF } from '../style.ts';
import { type HeadlinesView, headlinesView } from '../views/headlines-view.ts';
import type { RecentIssues } from '../recent-issues.ts';
import type { SeriesData } from '../series/series-data.ts';
import { homeView } from '../views/home-view.ts';
import { statusView } from '../views/status-view.ts';

const STYLE_ETAG = `"${STYLE_HREF}"`;

/** The first page, the state of the archive, the stylesheet, and no icon. */
export function homeRoutes(deps: ReadingRoomDeps, series: SeriesData, issues: RecentIssues): Hono {
  const app = new Hono();
  const withholds = deps.rights === 'public';

  /** The first page is worth showing without them; whoever asks for a series is told what is wrong with it. */
  const headlines = async (path: string): Promise<HeadlinesView> => {
    try {
      return await headlinesView(series, await openRowRights(deps));
    } catch (failure) {
      deps.report(failure, { method: 'GET', path });
      return { indicators: [], places: [] };
    }
  };

  for (const path of ['/', '/index.json']) {
    app.get(path, async (c) => {
      const view = { ...(await homeView(deps, issues)), headlines: await headlines(c.req.path) };
      const rendering = renderingFor(c, withholds);
      return answer({ c, json: path !== '/' }, view, () => homePage(rendering, view));
    });
  }

  for (const path of ['/status', '/status.json']) {
    app.get(path, async (c) => {
      const view = await statusView(deps, issues);
      const rendering = renderingFor(c, withholds);
      return answer({ c, json: path !== '/status' }, view, () => statusPage(rendering, view));
    });
  }

  // Browsers ask for one whatever a page says; nothing is an answer too, and one that they remember.
  app.get('/favicon.ico', (c) => {
    c.header('Cache-Control', 'public, max-age=86400');
    return c.body(null, 204);
  });

  app.get('/style.css', (c) => {
    c.header('ETag', STYLE_ETAG);
    c.header('Cache-Control', 'public, max-age=86400');
    if (alreadyHas(c, STYLE_ETAG)) return c.body(null, 304);
    return c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  return app;
}
