import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { asIssueDate, endOfMonth, monthOf } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { articleHref } from '../../core/publish/room-address.ts';
import type { SitemapEntry } from '../../core/publish/sitemap.ts';
import { issueHref, pageHref, paperHref, releaseHref, sitemapHref, yearHref } from '../addresses.ts';
import { heldPapers } from './entries.ts';

/** What `origin` has a sitemap of: the room itself, and every month of which it holds an issue, oldest first. */
export async function sitemapsOf(
  catalog: Catalog,
  papers: readonly Paper[],
  origin: string,
): Promise<SitemapEntry[]> {
  const told: SitemapEntry[] = [{ url: `${origin}/sitemap/room.xml`, changedAt: null }];
  for (const paper of await heldPapers(catalog, papers)) {
    const months = new Map<string, Instant>();
    for await (const { date, settledAt } of catalog.issues(paper.id)) {
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
  catalog: Catalog,
  papers: readonly Paper[],
  origin: string,
): Promise<SitemapEntry[]> {
  const hrefs = ['/', '/data/', '/status'];
  for await (const { version } of catalog.releases()) hrefs.push(releaseHref(version));
  for (const { id } of await heldPapers(catalog, papers)) {
    const years = new Set<string>();
    for await (const { date } of catalog.issues(id)) years.add(date.slice(0, 4));
    hrefs.push(paperHref(id), ...[...years].map((year) => yearHref(id, year)));
  }
  return hrefs.map((href) => ({ url: origin + href, changedAt: null }));
}

/** The issues of a month with their pages and articles; `null` for a month without an issue. */
export async function monthSitemap(
  catalog: Catalog,
  paper: Paper,
  month: string,
  origin: string,
): Promise<SitemapEntry[] | null> {
  const first = asIssueDate(`${month}-01`);
  const entries: SitemapEntry[] = [];
  for await (const { date, settledAt } of catalog.issues(paper.id, first, endOfMonth(first))) {
    entries.push({ url: origin + issueHref(paper.id, date), changedAt: settledAt });
    for await (const { page } of catalog.pages(paper.id, date)) {
      const href = pageHref(paper.id, date, page);
      if (href !== null) entries.push({ url: origin + href, changedAt: settledAt });
    }
    for await (const { page, articleId, capturedAt } of catalog.articles(paper.id, date)) {
      const href = articleHref(paper.id, date, page, articleId);
      if (href !== null) entries.push({ url: origin + href, changedAt: capturedAt });
    }
  }
  return entries.length === 0 ? null : entries;
}
