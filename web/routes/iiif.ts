import { type Context, Hono } from 'hono';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { loadReading } from '../../core/read/stored-reading.ts';
import { isYear, parseDate } from '../addresses.ts';
import { type Asked, notFound, renderingFor, wrong } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { type ArticleText, textAnnotations } from '../iiif/annotations.ts';
import { ALL_HREF, issuesCollection, papersCollection, yearsCollection } from '../iiif/collections.ts';
import { IIIF_MEDIA_TYPE } from '../iiif/iiif.ts';
import { type ManifestInput, iiifManifest } from '../iiif/manifest.ts';
import type { ImageSize } from '../image-size.ts';
import { ScanSizes } from '../scan-sizes.ts';
import { paperView } from '../views/calendar-view.ts';
import { type ArticleEntry, issueView } from '../views/issue-view.ts';

/** How many images are read at a time. */
const AT_ONCE = 4;

/**
 * The archive as picture libraries have it, in IIIF Presentation 3: papers, their years, and each issue as a manifest.
 * The order of pages and what stands where are facts; images and texts are for readers.
 */
export function iiifRoutes(deps: ReadingRoomDeps): Hono {
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
    const view = paper && (await paperView(catalog, paper));
    if (!paper || !view) return notFound(asJson(c));
    return iiifAnswer(c, deps, yearsCollection(originOf(c), paper, view));
  });

  app.get('/iiif/:paper/:year{[0-9]{4}}/collection.json', async (c) => {
    const [paper, year] = [paperOf(c), c.req.param('year')];
    if (!paper || !isYear(year)) return notFound(asJson(c));
    const [from, to] = [asIssueDate(`${year}-01-01`), asIssueDate(`${year}-12-31`)];
    const issues = await Array.fromAsync(catalog.issues(paper.id, from, to));
    if (issues.length === 0) return notFound(asJson(c));
    return iiifAnswer(c, deps, issuesCollection(originOf(c), paper, year, issues));
  });

  app.get('/iiif/:paper/:date/manifest.json', async (c) => {
    const input = await inputOf(c, deps, sizes, paperOf(c));
    return input === null ? notFound(asJson(c)) : iiifAnswer(c, deps, iiifManifest(input));
  });

  app.get('/iiif/:paper/:date/:page/text.json', async (c) => {
    const input = await inputOf(c, deps, sizes, paperOf(c));
    const page = input?.issue.pages.find((one) => one.page === c.req.param('page'));
    if (input === null || !page) return notFound(asJson(c));
    if (input.withholds) return wrong(asJson(c), 451, renderingFor(c).t.wrong.withheld);
    const texts: ArticleText[] = [];
    for (const article of page.articles) {
      const text = await textOf(deps, input, article);
      if (text !== null) texts.push({ article, text });
    }
    return iiifAnswer(c, deps, textAnnotations(input, page, texts));
  });
  return app;
}

/** `null` for an issue that the archive never asked for. */
async function inputOf(
  c: Context,
  { catalog, rights }: ReadingRoomDeps,
  scans: ScanSizes,
  paper: Paper | null,
): Promise<ManifestInput | null> {
  const date = parseDate(c.req.param('date') ?? '');
  const withholds = rights === 'public';
  const issue = paper && date ? await issueView(catalog, paper, date, withholds) : null;
  if (!paper || !issue) return null;
  const sizes = new Map<string, ImageSize>();
  for (let at = 0; at < issue.pages.length; at += AT_ONCE) {
    const some = issue.pages.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map(async (page) => scans.of(paper.id, page)));
    for (const [nth, size] of found.entries()) {
      const page = some[nth];
      if (page && size) sizes.set(page.page, size);
    }
  }
  return { origin: originOf(c), paper, issue, sizes, withholds };
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
