import { Hono } from 'hono';
import { renderingFor } from '../answers.ts';
import { SEARCH } from '../addresses.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { searchPage } from '../pages/search-page.ts';
import { readSearch } from '../search/question.ts';
import { heldPapers } from '../views/entries.ts';
import { searchRights } from '../search/search-rights.ts';
import { searchView } from '../views/search-view.ts';

/** The search in all articles, for everybody: what it quotes of an article depends on who asks. */
export function searchRoutes(deps: ReadingRoomDeps): Hono {
  const app = new Hono();
  for (const path of [SEARCH, `${SEARCH}.json`]) {
    app.get(path, async (c) => {
      const asked = readSearch(new URL(c.req.url).searchParams, deps.papers);
      const view = await searchView(deps, asked, await searchRights(deps));
      const rendering = renderingFor(c, deps.rights === 'public');
      const { wrong } = asked;
      const status = wrong.length === 0 ? 200 : 400;
      if (path !== SEARCH) {
        if (status === 200) return c.json(view);
        const allowed = rendering.t.search.allowed;
        return c.json({ status, error: wrong.map((one) => allowed[one]).join(' '), wrong }, status);
      }
      const papers = await heldPapers(deps.catalog, deps.papers);
      return c.html(searchPage(rendering, { view, wrong, papers }), status);
    });
  }
  return app;
}
