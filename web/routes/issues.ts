import { Hono } from 'hono';
import { ndjsonOf } from '../../core/catalog/capture-log.ts';
import { type Access, askerOf, openAccess, whyWithheld } from '../rights/access.ts';
import { type Asked, answer, notFound, renderingFor, withoutJson } from '../answers.ts';
import { isPageLabel } from '../../core/publish/room-address.ts';
import { isYear, parseDate } from '../addresses.ts';
import { captureLogPage } from '../pages/capture-log-page.ts';
import { paperPage, yearPage } from '../pages/calendar-pages.ts';
import { issuePage } from '../pages/issue-page.ts';
import { pagePage } from '../pages/page-page.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { RecentIssues } from '../recent-issues.ts';
import { ScanSizes } from '../scan-sizes.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { captureLogView } from '../views/capture-log-view.ts';
import { paperView, yearView } from '../views/calendar-view.ts';
import { shownIssue } from '../views/shown-issue.ts';
import type { Html } from '../html.ts';
import { blockedByLink, withheldAnswer } from '../rights/withheld.ts';

/** A paper's years, a year's days, an issue, its crawl log and its pages. */
export function issueRoutes(deps: ReadingRoomDeps, issues: RecentIssues): Hono {
  const { catalog, papers } = deps;
  const app = new Hono();
  const sizes = new ScanSizes(deps);
  const paperOf = (id: string) => papers.find((paper) => paper.id === id) ?? null;
  const open = (paper: Paper): Promise<Access> => openAccess(deps, askerOf(deps), paper);
  /** Of the paper and the date that an address names; `null` where it names none. */
  const find = async (
    paperId: string,
    day: string,
  ): Promise<{ readonly paper: Paper; readonly date: IssueDate; readonly access: Access } | null> => {
    const [paper, date] = [paperOf(paperId), parseDate(day)];
    return paper && date ? { paper, date, access: await open(paper) } : null;
  };

  app.get('/:paper/:name{(index\\.json)?}', async (c) => {
    const asked: Asked = { c, json: c.req.param('name') === 'index.json' };
    const paper = paperOf(c.req.param('paper'));
    const view = paper && (await paperView(issues, await open(paper)));
    if (!paper || !view) return notFound(asked);
    return answer(asked, view, () => paperPage(renderingFor(c), paper, view));
  });

  app.get('/:paper/:year{[0-9]{4}}/:name{(index\\.json)?}', async (c) => {
    const asked: Asked = { c, json: c.req.param('name') === 'index.json' };
    const paper = paperOf(c.req.param('paper'));
    const year = c.req.param('year');
    const view = paper && isYear(year) ? await yearView(catalog, await open(paper), year) : null;
    if (!paper || !view) return notFound(asked);
    return answer(asked, view, () => yearPage(renderingFor(c), paper, view));
  });

  app.get('/:paper/:date', async (c) => {
    const { name, json } = withoutJson(c.req.param('date'));
    const asked: Asked = { c, json };
    const found = await find(c.req.param('paper'), name);
    const shown = found && (await shownIssue(catalog, found.access, found.date));
    if (!found || !shown) return notFound(asked);
    const { paper, access, date } = found;
    const { issue } = shown;
    // An embargo and a closed date are told in the issue's own words; a takedown is an answer of its own (RFC 7725).
    const isTakenDown = issue.withheld?.kind === 'takedown';
    const link = issue.withheld && blockedByLink(issue.withheld);
    if (link !== null) c.header('Link', link);
    if (isTakenDown) c.header('Cache-Control', 'no-store');
    const withholds = access.issue(date).shown !== 'all';
    const page = (): Html => issuePage(renderingFor(c, withholds), paper, issue);
    return answer(asked, issue, page, isTakenDown ? 451 : 200);
  });

  app.get('/:paper/:date/:log{captures(?:\\.json|\\.ndjson)?}', async (c) => {
    const name = c.req.param('log');
    const asked: Asked = { c, json: name !== 'captures' };
    const found = await find(c.req.param('paper'), c.req.param('date'));
    const view = found && (await captureLogView(catalog, found.access, found.date));
    if (!found || !view) return notFound(asked);
    if (name === 'captures.ndjson') {
      return c.body(ndjsonOf(view.captures), 200, { 'Content-Type': 'application/x-ndjson' });
    }
    return answer(asked, view, () => captureLogPage(renderingFor(c), found.paper, view));
  });

  app.get('/:paper/:date/:page', async (c) => {
    const { name, json } = withoutJson(c.req.param('page'));
    const asked: Asked = { c, json };
    const found = isPageLabel(name) ? await find(c.req.param('paper'), c.req.param('date')) : null;
    const shown = found && (await shownIssue(catalog, found.access, found.date));
    const held = shown?.held.pages.find((one) => one.page === name);
    if (!found || !shown || !held) return notFound(asked);
    const judged = await found.access.to({ date: found.date, pages: [name] });
    if (whyWithheld(judged) !== null) return withheldAnswer(asked, judged);

    const { paper } = found;
    const { issue } = shown;
    // What no list has is shown at its own address.
    const page = shown.pages.find((one) => one.page === name) ?? held;
    if (json) return c.json({ paper: paper.id, date: issue.date, ...page });
    const withholds = judged.shown !== 'all';
    const size = withholds ? null : await sizes.of(paper.id, page);
    return c.html(pagePage(renderingFor(c, withholds), paper, issue, page, size));
  });
  return app;
}
