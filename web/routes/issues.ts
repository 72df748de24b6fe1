import { Hono } from 'hono';
import { ndjsonOf } from '../../core/catalog/capture-log.ts';
import { type Asked, answer, notFound, renderingFor, withoutJson } from '../answers.ts';
import { isPageLabel } from '../../core/publish/room-address.ts';
import { isYear, parseDate } from '../addresses.ts';
import { captureLogPage } from '../pages/capture-log-page.ts';
import { paperPage, yearPage } from '../pages/calendar-pages.ts';
import { issuePage } from '../pages/issue-page.ts';
import { pagePage } from '../pages/page-page.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { ScanSizes } from '../scan-sizes.ts';
import { captureLogView } from '../views/capture-log-view.ts';
import { paperView, yearView } from '../views/calendar-view.ts';
import { issueView } from '../views/issue-view.ts';

/** A paper's years, a year's days, an issue, its crawl log and its pages. */
export function issueRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, papers } = deps;
  const app = new Hono();
  const withholds = deps.rights === 'public';
  const sizes = new ScanSizes(deps);
  const paperOf = (id: string) => papers.find((paper) => paper.id === id) ?? null;

  app.get('/:paper/:name{(index\\.json)?}', async (c) => {
    const asked: Asked = { c, json: c.req.param('name') === 'index.json' };
    const paper = paperOf(c.req.param('paper'));
    const view = paper && (await paperView(catalog, paper));
    if (!paper || !view) return notFound(asked);
    return answer(asked, view, () => paperPage(renderingFor(c, withholds), paper, view));
  });

  app.get('/:paper/:year{[0-9]{4}}/:name{(index\\.json)?}', async (c) => {
    const asked: Asked = { c, json: c.req.param('name') === 'index.json' };
    const paper = paperOf(c.req.param('paper'));
    const year = c.req.param('year');
    const view = paper && isYear(year) ? await yearView(catalog, paper, year) : null;
    if (!paper || !view) return notFound(asked);
    return answer(asked, view, () => yearPage(renderingFor(c, withholds), paper, view));
  });

  app.get('/:paper/:date', async (c) => {
    const { name, json } = withoutJson(c.req.param('date'));
    const asked: Asked = { c, json };
    const [paper, date] = [paperOf(c.req.param('paper')), parseDate(name)];
    const issue = paper && date ? await issueView(catalog, paper, date, withholds) : null;
    if (!paper || !issue) return notFound(asked);
    return answer(asked, issue, () => issuePage(renderingFor(c, withholds), paper, issue));
  });

  app.get('/:paper/:date/:log{captures(?:\\.json|\\.ndjson)?}', async (c) => {
    const name = c.req.param('log');
    const asked: Asked = { c, json: name !== 'captures' };
    const [paper, date] = [paperOf(c.req.param('paper')), parseDate(c.req.param('date'))];
    const view = paper && date ? await captureLogView(catalog, paper, date) : null;
    if (!paper || !view) return notFound(asked);
    if (name === 'captures.ndjson') {
      return c.body(ndjsonOf(view.captures), 200, { 'Content-Type': 'application/x-ndjson' });
    }
    return answer(asked, view, () => captureLogPage(renderingFor(c, withholds), paper, view));
  });

  app.get('/:paper/:date/:page', async (c) => {
    const { name, json } = withoutJson(c.req.param('page'));
    const asked: Asked = { c, json };
    const [paper, date] = [paperOf(c.req.param('paper')), parseDate(c.req.param('date'))];
    const issue =
      paper && date && isPageLabel(name) ? await issueView(catalog, paper, date, withholds) : null;
    const page = issue?.pages.find((one) => one.page === name);
    if (!paper || !issue || !page) return notFound(asked);
    if (json) return c.json({ paper: paper.id, date: issue.date, ...page });
    const size = withholds ? null : await sizes.of(paper.id, page);
    return c.html(pagePage(renderingFor(c, withholds), paper, issue, page, size));
  });
  return app;
}
