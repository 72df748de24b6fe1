import type { Catalog } from '../../core/catalog/catalog.ts';
import type { ManifestResource } from '../../core/catalog/manifest.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Why } from '../../core/rights/rights-book.ts';
import { type Access, whyWithheld } from '../rights/access.ts';
import { rawHref } from '../addresses.ts';
import { type ArticleEntry, type IssueView, type PageEntry, issueView } from './issue-view.ts';

/** An issue for whoever asks. */
export interface ShownIssue {
  /** As it may be shown. */
  readonly issue: IssueView;
  /** Its pages as they may be shown at their own addresses, those among them that no list has. */
  readonly pages: readonly PageEntry[];
  /** With what no list has, and what is withheld: to find things in, and not to be shown. */
  readonly held: IssueView;
}

/** `null` for an issue that the archive never asked for, and for one that is to be as if it never had. */
export async function shownIssue(
  catalog: Catalog,
  access: Access,
  date: IssueDate,
): Promise<ShownIssue | null> {
  const { paper } = access.book;
  const whole = access.issue(date);
  if (whole.shown === 'nothing') return null;
  const isListed = (other: IssueDate): boolean => access.issue(other).listed;
  const held = await issueView(catalog, paper, date, whole.shown !== 'all', isListed);
  if (held === null) return null;
  const withheld = whyWithheld(whole);
  const nothing = { resources: [], gaps: [], pages: [], unpaged: [] };
  if (withheld !== null) return { issue: { ...held, ...nothing, withheld }, pages: [], held };
  if (access.book.takedownsOf(date).length === 0) return { issue: held, pages: held.pages, held };

  const resources: ManifestResource[] = [];
  const keptBack = new Set<string>();
  for (const resource of held.resources) {
    const { path, version, page } = resource;
    const judged = await access.to({ date, path, pages: page === null ? [] : [page] });
    if (judged.shown !== 'all') keptBack.add(rawHref(paper.id, version, path));
    if (judged.listed)
      resources.push(whyWithheld(judged) === null ? resource : { ...resource, title: null, reason: null });
  }
  const listed = new Set(resources.map(({ path }) => path));
  const pages: PageEntry[] = [];
  const unlisted = new Set<string>();
  for (const page of held.pages) {
    const judged = await access.to({ date, pages: [page.page] });
    if (!judged.listed) unlisted.add(page.page);
    pages.push(await shownPage(access, date, page, whyWithheld(judged), keptBack));
  }
  const issue = {
    ...{ ...held, resources, pages: pages.filter(({ page }) => !unlisted.has(page)) },
    gaps: resources.filter(({ path }) => held.gaps.some((gap) => gap.path === path)),
    unpaged: await shownArticles(
      access,
      date,
      held.unpaged.filter(({ path }) => listed.has(path)),
    ),
  };
  return { issue, pages, held };
}

async function shownPage(
  access: Access,
  date: IssueDate,
  page: PageEntry,
  withheld: Why | null,
  keptBack: ReadonlySet<string>,
): Promise<PageEntry> {
  if (withheld !== null) {
    const { page: label, href } = page;
    const files = { nodeHref: null, imageHref: null, pdfHref: null, image: null };
    return {
      page: label,
      href,
      section: null,
      ...files,
      articles: [],
      flaws: [],
      withheld,
      filesWithheld: null,
    };
  }
  const may = (href: string | null): string | null => (href === null || keptBack.has(href) ? null : href);
  const files = await access.to({ date, pages: [page.page], path: page.image?.path ?? null });
  const filesWithheld = files.shown !== 'all' && files.why?.kind === 'takedown' ? files.why : null;
  return {
    ...page,
    ...{ nodeHref: may(page.nodeHref), imageHref: may(page.imageHref), pdfHref: may(page.pdfHref) },
    articles: await shownArticles(access, date, page.articles),
    filesWithheld,
  };
}

async function shownArticles(
  access: Access,
  date: IssueDate,
  articles: readonly ArticleEntry[],
): Promise<ArticleEntry[]> {
  const shown: ArticleEntry[] = [];
  for (const article of articles) {
    const judged = await access.to({ date, articleId: article.articleId, path: article.path });
    if (!judged.listed) continue;
    const withheld = whyWithheld(judged);
    const emptied = { title: null, reason: null, figures: null, report: null, zones: [] };
    shown.push(withheld === null ? article : { ...article, ...emptied, withheld });
  }
  return shown;
}
