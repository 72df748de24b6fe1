import { Hono } from 'hono';
import { type Access, askerOf, isListed, openAccess } from '../access.ts';
import { renderingFor } from '../answers.ts';
import { SEARCH } from '../addresses.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { searchPage } from '../pages/search-page.ts';
import { readSearch } from '../search/question.ts';
import { heldPapers } from '../views/entries.ts';
import { type RuleOf, searchView } from '../views/search-view.ts';

/** The search in all articles, for everybody: what it quotes of an article depends on who asks. */
export function searchRoutes(deps: ReadingRoomDeps): Hono {
  const app = new Hono();
  for (const path of [SEARCH, `${SEARCH}.json`]) {
    app.get(path, async (c) => {
      const asked = readSearch(new URL(c.req.url).searchParams, deps.papers);
      const view = await searchView(deps, asked, ruleFor(deps));
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

/** What is quoted of an article, by the rights of its paper, which are read once a search. */
function ruleFor(deps: ReadingRoomDeps): RuleOf {
  const opened = new Map<string, Promise<Access>>();
  return async ({ paper: id, date, articleId, path }) => {
    const paper = deps.papers.find((one) => one.id === id);
    if (!paper) return null;
    const access = opened.get(id) ?? openAccess(deps, askerOf(deps), paper);
    opened.set(id, access);
    const judged = await (await access).to({ date, articleId, path });
    if (!isListed(judged)) return null;
    return judged.shown === 'all' ? 'around' : 'opening';
  };
}
