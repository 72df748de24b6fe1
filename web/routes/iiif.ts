import { type Context, Hono } from 'hono';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { loadReading } from '../../core/read/stored-reading.ts';
import { isYear, parseDate } from '../addresses.ts';
import { type Access, type Judgement, askerOf, isListed, openAccess } from '../rights/access.ts';
import { type Asked, notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { RecentIssues } from '../recent-issues.ts';
import { type ArticleText, textAnnotations } from '../iiif/annotations.ts';
import { ALL_HREF, issuesCollection, papersCollection, yearsCollection } from '../iiif/collections.ts';
import { IIIF_MEDIA_TYPE } from '../iiif/iiif.ts';
import { type ManifestInput, iiifManifest } from '../iiif/manifest.ts';
import type { ImageSize } from '../image-size.ts';
import { ScanSizes } from '../scan-sizes.ts';
import { paperView } from '../views/calendar-view.ts';
import type { ArticleEntry, PageEntry } from '../views/issue-view.ts';
import { shownIssue } from '../views/shown-issue.ts';
import { withheldAnswer } from '../rights/withheld.ts';

/** How many images are read at a time. */
const AT_ONCE = 4;

/**
 * The archive as picture libraries have it, in IIIF Presentation 3: papers, their years, and each issue as a manifest.
 * The order of pages and what stands where are facts; images and texts are for readers.
 */
export function iiifRoutes(deps: ReadingRoomDeps, issues: RecentIssues): Hono {
  const { catalog, papers } = deps;
  const app = new Hono();
  const sizes = new ScanSizes(deps);
  const paperOf = (c: Context): Paper | null => papers.find(({ id }) => id === c.req.param('paper')) ?? null;

  app.get(ALL_HREF, async (c) => {
    const held = await catalog.papers();
    const known = papers.filter(({ id }) => held.includes(id));
    return iiifAnswer(c, deps, papersCollection(originOf(c), known));
  });

  app.get('/iiif/:paper/collection.json', async (c) => {
    const paper = paperOf(c);
    const access = paper && (await openAccess(deps, askerOf(deps), paper));
    const view = access && (await paperView(issues, access));
    if (!paper || !view) return notFound(asJson(c));
    return iiifAnswer(c, deps, yearsCollection(originOf(c), paper, view));
  });

  app.get('/iiif/:paper/:year{[0-9]{4}}/collection.json', async (c) => {
    const [paper, year] = [paperOf(c), c.req.param('year')];
    if (!paper || !isYear(year)) return notFound(asJson(c));
    const [from, to] = [asIssueDate(`${year}-01-01`), asIssueDate(`${year}-12-31`)];
    const access = await openAccess(deps, askerOf(deps), paper);
    const held = await Array.fromAsync(catalog.issues(paper.id, from, to));
    // A year of which nothing may be shown yet is one of the paper's all the same.
    if (!held.some(({ date }) => access.issue(date).listed)) return notFound(asJson(c));
    const issues = held.filter(({ date }) => isListed(access.issue(date)));
    return iiifAnswer(c, deps, issuesCollection(originOf(c), paper, year, issues));
  });

  app.get('/iiif/:paper/:date/manifest.json', async (c) => {
    const found = await inputOf(c, deps, sizes, paperOf(c));
    if (found === null) return notFound(asJson(c));
    if ('judged' in found) return withheldAnswer(asJson(c), found.judged);
    return iiifAnswer(c, deps, iiifManifest(found.input));
  });

  app.get('/iiif/:paper/:date/:page/text.json', async (c) => {
    const found = await inputOf(c, deps, sizes, paperOf(c));
    if (found === null) return notFound(asJson(c));
    if ('judged' in found) return withheldAnswer(asJson(c), found.judged);
    const { input, pages, access } = found;
    const page = pages.find((one) => one.page === c.req.param('page'));
    if (!page) return notFound(asJson(c));
    const ofPage = await access.to({ date: input.issue.date, pages: [page.page] });
    if (ofPage.shown !== 'all') return withheldAnswer(asJson(c), ofPage);
    const texts: ArticleText[] = [];
    for (const article of page.articles) {
      const { articleId, path } = article;
      const judged = await access.to({ date: input.issue.date, articleId, path });
      if (judged.shown !== 'all') continue;
      const text = await textOf(deps, input, article);
      if (text !== null) texts.push({ article, text });
    }
    return iiifAnswer(c, deps, textAnnotations(input, page, texts));
  });
  return app;
}

type Found =
  /** `pages` are those that are shown at their own addresses, be they in the manifest or not. */
  | { readonly input: ManifestInput; readonly pages: readonly PageEntry[]; readonly access: Access }
  | { readonly judged: Judgement };

/** `null` for an issue that the archive never asked for; a judgement where not even its pages are shown. */
async function inputOf(
  c: Context,
  deps: ReadingRoomDeps,
  scans: ScanSizes,
  paper: Paper | null,
): Promise<Found | null> {
  const date = parseDate(c.req.param('date') ?? '');
  if (!paper || !date) return null;
  const access = await openAccess(deps, askerOf(deps), paper);
  const shown = await shownIssue(deps.catalog, access, date);
  if (shown === null) return null;
  const { issue } = shown;
  const judged = access.issue(date);
  if (issue.withheld !== null) return { judged };
  const sizes = new Map<string, ImageSize>();
  for (let at = 0; at < issue.pages.length; at += AT_ONCE) {
    const some = issue.pages.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map(async (page) => scans.of(paper.id, page)));
    for (const [nth, size] of found.entries()) {
      const page = some[nth];
      if (page && size) sizes.set(page.page, size);
    }
  }
  const withholds = judged.shown !== 'all';
  return { input: { origin: originOf(c), paper, issue, sizes, withholds }, pages: shown.pages, access };
}

/** As today's reader reads the newest version; `null` of what is not read. */
async function textOf(
  { catalog, objects }: ReadingRoomDeps,
  { paper, issue }: ManifestInput,
  { path }: ArticleEntry,
): Promise<string | null> {
  const article = await catalog.article(paper.id, issue.date, path);
  return article === null ? null : (await loadReading(objects, article.reading)).document.text;
}

/** Viewers of any site may read what is open to everybody, and nothing else. */
function iiifAnswer(c: Context, { rights }: ReadingRoomDeps, resource: object): Response {
  if (rights === 'public') c.header('Access-Control-Allow-Origin', '*');
  return c.body(JSON.stringify(resource), 200, { 'Content-Type': IIIF_MEDIA_TYPE });
}

function asJson(c: Context): Asked {
  return { c, json: true };
}

function originOf(c: Context): string {
  return new URL(c.req.url).origin;
}
