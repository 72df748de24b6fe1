import { type Context, Hono } from 'hono';
import { type Judgement, askerOf, openAccess, whyWithheld } from '../rights/access.ts';
import { type Asked, answer, notFound, renderingFor, withoutJson } from '../answers.ts';
import { NO_PAGE, articleHref, isArticleId, isPageLabel } from '../../core/publish/room-address.ts';
import { jsonHref, parseCitation, parseDate, parseDiffForm, parsePair, parseVersion } from '../addresses.ts';
import { cite } from '../../core/publish/citations/cite.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { articlePage } from '../pages/article-page.ts';
import { diffPage } from '../pages/diff-page.ts';
import { gapPage, versionsPage } from '../pages/versions-page.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { articleView, versionsView } from '../views/article-view.ts';
import { referenceOf } from '../views/reference.ts';
import { diffView } from '../views/diff-view.ts';
import { type ArticleEntry, type IssueView, findArticle } from '../views/issue-view.ts';
import { shownIssue } from '../views/shown-issue.ts';
import { withheldAnswer } from '../rights/withheld.ts';

interface Found {
  readonly paper: Paper;
  readonly issue: IssueView;
  readonly article: ArticleEntry;
  /** Where the article is, if it was asked for on another page slot than its own. */
  readonly elsewhere: string | null;
  readonly judged: Judgement;
}

/** An article's versions, each with its reading, and what differs between two of them. */
export function articleRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, objects, papers, now } = deps;
  const app = new Hono();

  /** `null` for an address that no article of the archive has. */
  const find = async (paperId: string, day: string, page: string, id: string): Promise<Found | null> => {
    const [paper, date] = [papers.find((one) => one.id === paperId), parseDate(day)];
    if (!paper || !date || !isArticleId(id) || !(isPageLabel(page) || page === NO_PAGE)) return null;
    const access = await openAccess(deps, askerOf(deps), paper);
    const shown = await shownIssue(catalog, access, date);
    const article = shown && findArticle(shown.held, id);
    const own = article && articleHref(paper.id, date, article.page, id);
    if (!shown || !article || own === null) return null;
    const judged = await access.to({ date, articleId: id, path: article.path });
    const { issue } = shown;
    return {
      paper,
      issue,
      article,
      judged,
      elsewhere: own === `/${paper.id}/${date}/${page}/${id}` ? null : own,
    };
  };

  app.get('/:paper/:date/:page/:id', async (c) => {
    const { name, json } = withoutJson(c.req.param('id'));
    const asked: Asked = { c, json };
    const { paper: paperId, date, page } = c.req.param();
    const wanted = askedVersion(c);
    if (wanted === undefined) return notFound(asked);
    const found = await find(paperId, date, page, name);
    if (!found) return notFound(asked);
    const { paper, issue, article, elsewhere, judged } = found;
    if (whyWithheld(judged) !== null) return withheldAnswer(asked, judged);
    const withholds = judged.shown !== 'all';
    if (elsewhere !== null) return c.redirect(moved(c.req.url, json ? jsonHref(elsewhere) : elsewhere), 302);

    const view = await articleView({ catalog, objects, withholds }, paper, issue.date, article, wanted);
    const rendering = renderingFor(c, withholds);
    if (view) {
      const reference = referenceOf(view, paper, new URL(c.req.url).origin, now());
      return answer(asked, view, () => articlePage(rendering, paper, issue, view, reference));
    }
    if (wanted !== null && article.version > 0) return notFound(asked);
    return answer(asked, { article }, () => gapPage(rendering, paper, issue, article), 404);
  });

  app.get('/:paper/:date/:page/:id/:versions{versions(\\.json)?}', async (c) => {
    const asked: Asked = { c, json: withoutJson(c.req.path).json };
    const { paper: paperId, date, page, id } = c.req.param();
    const found = await find(paperId, date, page, id);
    if (!found) return notFound(asked);
    const { paper, issue, article, elsewhere, judged } = found;
    if (whyWithheld(judged) !== null) return withheldAnswer(asked, judged);
    const withholds = judged.shown !== 'all';
    if (elsewhere !== null) {
      return c.redirect(moved(c.req.url, `${elsewhere}/versions${asked.json ? '.json' : ''}`), 302);
    }
    const view = await versionsView(catalog, paper, issue.date, article, withholds);
    return answer(asked, view, () => versionsPage(renderingFor(c, withholds), paper, issue, view));
  });

  app.get('/:paper/:date/:page/:id/:file{cite\\.[a-z.]+}', async (c) => {
    const asked: Asked = { c, json: false };
    const { paper: paperId, date, page, id, file } = c.req.param();
    const form = parseCitation(file);
    const wanted = askedVersion(c);
    if (form === null || wanted === undefined) return notFound(asked);
    const found = await find(paperId, date, page, id);
    if (!found) return notFound(asked);
    const { paper, issue, article, elsewhere, judged } = found;
    if (whyWithheld(judged) !== null) return withheldAnswer(asked, judged);
    if (elsewhere !== null) return c.redirect(moved(c.req.url, `${elsewhere}/${file}`), 302);
    const withholds = judged.shown !== 'all';
    const view = await articleView({ catalog, objects, withholds }, paper, issue.date, article, wanted);
    const reference = view && referenceOf(view, paper, new URL(c.req.url).origin, now());
    if (reference === null) return notFound(asked);
    const { text, mediaType } = cite(reference, form);
    c.header(
      'Content-Disposition',
      `${form === 'txt' ? 'inline' : 'attachment'}; filename="${reference.key}.${form}"`,
    );
    return c.body(text, 200, { 'Content-Type': mediaType });
  });

  app.get('/:paper/:date/:page/:id/diff/:pair', async (c) => {
    const { name, json } = withoutJson(c.req.param('pair'));
    const asked: Asked = { c, json };
    const { paper: paperId, date, page, id } = c.req.param();
    const pair = parsePair(name);
    const found = pair && (await find(paperId, date, page, id));
    if (!found) return notFound(asked);
    const { paper, issue, article, elsewhere, judged } = found;
    if (whyWithheld(judged) !== null) return withheldAnswer(asked, judged);
    const withholds = judged.shown !== 'all';
    if (elsewhere !== null)
      return c.redirect(moved(c.req.url, `${elsewhere}/diff/${c.req.param('pair')}`), 302);
    const view = await diffView({ catalog, objects, withholds }, paper, issue.date, article, pair);
    if (!view) return notFound(asked);
    const form = parseDiffForm(c.req.query('form'));
    return answer(asked, view, () => diffPage(renderingFor(c, withholds), paper, issue, view, form));
  });
  return app;
}

/** `null` when no version is asked for, `undefined` when what is asked for can be none. */
function askedVersion(c: Context): number | null | undefined {
  const asked = c.req.query('v');
  return asked === undefined ? null : (parseVersion(asked) ?? undefined);
}

/** The new address with the old one's query. */
function moved(from: string, to: string): string {
  return to + new URL(from).search;
}
