import { Hono } from 'hono';
import { type Access, askerOf, openAccess } from '../rights/access.ts';
import { isYear } from '../addresses.ts';
import { type Asked, answer, notFound, renderingFor, withoutJson } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { sameDatePage } from '../pages/same-date-page.ts';
import { coverageView, sameDateView } from '../views/coverage-view.ts';

/** How every day of a year stands, for machines; and one day of the year in every year. */
export function calendarRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, papers, now } = deps;
  const app = new Hono();
  /** Of the paper that an address names; `null` where it names none. */
  const open = async (id: string): Promise<Access | null> => {
    const paper = papers.find((one) => one.id === id);
    return paper ? openAccess(deps, askerOf(deps), paper) : null;
  };

  app.get('/:paper/coverage/:file{[0-9]+\\.json}', async (c) => {
    const access = await open(c.req.param('paper'));
    const year = withoutJson(c.req.param('file')).name;
    const view = access && isYear(year) ? await coverageView(catalog, access, year, now()) : null;
    return view ? c.json(view) : notFound({ c, json: true });
  });

  app.get('/:paper/on/:day', async (c) => {
    const { name, json } = withoutJson(c.req.param('day'));
    const asked: Asked = { c, json };
    const access = await open(c.req.param('paper'));
    const view = access && (await sameDateView(catalog, access, name, now()));
    if (!access || !view) return notFound(asked);
    return answer(asked, view, () => sameDatePage(renderingFor(c), access.book.paper, view));
  });
  return app;
}
