import { type Context, Hono } from 'hono';
import { sha256Of } from '../../core/paper/sha256.ts';
import { type SitemapEntry, sitemap, sitemapIndex } from '../../core/publish/sitemap.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { type Access, askerOf, openAccess } from '../rights/access.ts';
import { isMonth } from '../addresses.ts';
import { alreadyHas, notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { RecentIssues } from '../recent-issues.ts';
import { monthSitemap, roomSitemap, sitemapsOf } from '../views/sitemap-view.ts';
import { heldPapers } from '../views/entries.ts';

/** Replayed pages and kept files are copies of another site's: they are for people, and never for another's index. */
const NOT_FOR_ROBOTS = ['/web/', '/*/raw/', '/cdx', '/api/', '/search', '/sign-in'];

/** What robots are told: where everything is, and what is none of theirs. */
export function sitemapRoutes(deps: ReadingRoomDeps, issues: RecentIssues): Hono {
  const { catalog, papers } = deps;
  const app = new Hono();
  const open = (paper: Paper): Promise<Access> => openAccess(deps, askerOf(deps), paper);
  const openAll = async (): Promise<Access[]> =>
    Promise.all((await heldPapers(catalog, papers)).map((paper) => open(paper)));

  app.get('/robots.txt', (c) =>
    c.text(
      [
        'User-agent: *',
        ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
        '',
        `Sitemap: ${originOf(c)}/sitemap.xml`,
        '',
      ].join('\n'),
    ),
  );

  app.get('/sitemap.xml', async (c) =>
    xmlAnswer(c, sitemapIndex, await sitemapsOf(await openAll(), issues, originOf(c))),
  );

  app.get('/sitemap/room.xml', async (c) =>
    xmlAnswer(c, sitemap, await roomSitemap(await openAll(), catalog, issues, originOf(c))),
  );

  app.get('/sitemap/:paper/:file{[0-9-]+\\.xml}', async (c) => {
    const paper = papers.find(({ id }) => id === c.req.param('paper'));
    const month = c.req.param('file').slice(0, -'.xml'.length);
    const entries =
      paper && isMonth(month) ? await monthSitemap(await open(paper), catalog, month, originOf(c)) : null;
    return entries === null ? notFound({ c, json: false }) : xmlAnswer(c, sitemap, entries);
  });
  return app;
}

function originOf(c: Context): string {
  return new URL(c.req.url).origin;
}

function xmlAnswer(
  c: Context,
  write: (entries: readonly SitemapEntry[]) => string,
  entries: readonly SitemapEntry[],
): Response {
  const xml = write(entries);
  const etag = `"sha256-${sha256Of(xml)}"`;
  c.header('ETag', etag);
  if (alreadyHas(c, etag)) return c.body(null, 304);
  return c.body(xml, 200, { 'Content-Type': 'application/xml; charset=utf-8' });
}
