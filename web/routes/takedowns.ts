import { Hono } from 'hono';
import { TAKEDOWNS_HREF } from '../addresses.ts';
import { answer, renderingFor } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { takedownsPage } from '../pages/takedowns-page.ts';
import { takedownsView } from '../views/takedowns-view.ts';

/** The transparency log, open to everybody. */
export function takedownRoutes({ catalog, papers }: ReadingRoomDeps): Hono {
  const app = new Hono();
  for (const path of [TAKEDOWNS_HREF, `${TAKEDOWNS_HREF}.json`]) {
    app.get(path, async (c) => {
      const view = await takedownsView(catalog, papers);
      const page = () => takedownsPage(renderingFor(c), papers, view);
      return answer({ c, json: path !== TAKEDOWNS_HREF }, view, page);
    });
  }
  return app;
}
