import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { asIssueDate, endOfMonth, monthOf } from '../../core/paper/issue-date.ts';
import { articleHref } from '../../core/publish/room-address.ts';
import type { SitemapEntry } from '../../core/publish/sitemap.ts';
import type { Access } from '../rights/access.ts';
import {
  TAKEDOWNS_HREF,
  issueHref,
  pageHref,
  paperHref,
  releaseHref,
  sitemapHref,
  yearHref,
} from '../addresses.ts';
import type { RecentIssues } from '../recent-issues.ts';
import { SERIES_HREF } from '../series/series-addresses.ts';

/** What `origin` has a sitemap of: the room itself, and every month of which it holds an issue, oldest first. */
export async function sitemapsOf(
  accesses: readonly Access[],
  issues: RecentIssues,
  origin: string,
): Promise<SitemapEntry[]> {
  const told: SitemapEntry[] = [{ url: `${origin}/sitemap/room.xml`, changedAt: null }];
  for (const access of accesses) {
    const { paper } = access.book;
    const months = new Map<string, Instant>();
    for (const { date, settledAt } of (await issues.of(paper.id)).toReversed()) {
      if (!access.issue(date).listed) continue;
      const month = monthOf(date);
      const so = months.get(month);
      months.set(month, so === undefined || settledAt > so ? settledAt : so);
    }
    for (const [month, changedAt] of months)
      told.push({ url: origin + sitemapHref(paper.id, month), changedAt });
  }
  return told;
}

/** The pages that belong to no issue. */
export async function roomSitemap(
  accesses: readonly Access[],
  catalog: Catalog,
  issues: RecentIssues,
  origin: string,
): Promise<SitemapEntry[]> {
  const hrefs = ['/', SERIES_HREF, '/data/', '/status', TAKEDOWNS_HREF];
  for await (const { version } of catalog.releases()) hrefs.push(releaseHref(version));
  for (const access of accesses) {
    const { id } = access.book.paper;
    const years = new Set<string>();
    for (const { date } of (await issues.of(id)).toReversed())
      if (access.issue(date).listed) years.add(date.slice(0, 4));
    hrefs.push(paperHref(id), ...[...years].map((year) => yearHref(id, year)));
  }
  return hrefs.map((href) => ({ url: origin + href, changedAt: null }));
}

/** The issues of a month with their pages and articles; `null` for a month without an issue. */
export async function monthSitemap(
  access: Access,
  catalog: Catalog,
  month: string,
  origin: string,
): Promise<SitemapEntry[] | null> {
  const { paper } = access.book;
  const first = asIssueDate(`${month}-01`);
  const entries: SitemapEntry[] = [];
  for await (const { date, settledAt } of catalog.issues(paper.id, first, endOfMonth(first))) {
    if (!access.issue(date).listed) continue;
    entries.push({ url: origin + issueHref(paper.id, date), changedAt: settledAt });
    const pages = access.listed(catalog.pages(paper.id, date), ({ page }) => ({ date, pages: [page] }));
    for await (const { page } of pages) {
      const href = pageHref(paper.id, date, page);
      if (href !== null) entries.push({ url: origin + href, changedAt: settledAt });
    }
    const articles = access.listed(catalog.articles(paper.id, date), ({ articleId, path }) => ({
      ...{ date, articleId, path },
    }));
    for await (const { page, articleId, capturedAt } of articles) {
      const href = articleHref(paper.id, date, page, articleId);
      if (href !== null) entries.push({ url: origin + href, changedAt: capturedAt });
    }
  }
  return entries.length === 0 ? null : entries;
}
