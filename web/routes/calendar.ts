import { Hono } from 'hono';
import { isYear } from '../addresses.ts';
import { type Asked, answer, notFound, renderingFor, withoutJson } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { sameDatePage } from '../pages/same-date-page.ts';
import { coverageView, sameDateView } from '../views/coverage-view.ts';

/** How every day of a year stands, for machines; and one day of the year in every year. */
export function calendarRoutes({ catalog, papers, now, rights }: ReadingRoomDeps): Hono {
  const app = new Hono();
  const paperOf = (id: string) => papers.find((paper) => paper.id === id) ?? null;

  app.get('/:paper/coverage/:file{[0-9]+\\.json}', async (c) => {
    const paper = paperOf(c.req.param('paper'));
    const year = withoutJson(c.req.param('file')).name;
    const view = paper && isYear(year) ? await coverageView(catalog, paper, year, now()) : null;
    return view ? c.json(view) : notFound({ c, json: true });
  });

  app.get('/:paper/on/:day', async (c) => {
    const { name, json } = withoutJson(c.req.param('day'));
    const asked: Asked = { c, json };
    const paper = paperOf(c.req.param('paper'));
    const view = paper && (await sameDateView(catalog, paper, name));
    if (!paper || !view) return notFound(asked);
    return answer(asked, view, () => sameDatePage(renderingFor(c, rights === 'public'), paper, view));
  });
  return app;
}
