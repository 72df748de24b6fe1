import type { Catalog } from '../catalog/catalog.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type ResourcePath, readPath } from '../paper/resource.ts';
import type { Subject } from './rights-book.ts';

/** What stands where in an issue, as far as the archive was told. */
export interface IssueLayout {
  /** By article id. */
  readonly pagesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** By page slot. */
  readonly articlesOn: ReadonlyMap<string, ReadonlySet<string>>;
  /** What nodes, scans, PDFs and pictures are of. */
  readonly showing: ReadonlyMap<ResourcePath, Showing>;
}

interface Showing {
  readonly isOfPage: boolean;
  readonly pages: readonly string[];
  readonly articles: readonly string[];
}

/** Three queries. */
export async function layoutOf(catalog: Catalog, paper: Paper, date: IssueDate): Promise<IssueLayout> {
  const pagesOf = new Map<string, Set<string>>();
  const articlesOn = new Map<string, Set<string>>();
  const showing = new Map<ResourcePath, Showing>();
  const stands = (path: ResourcePath, page: string | null): void => {
    const id = articleIn(paper, path);
    if (id === null || page === null) return;
    pagesOf.set(id, (pagesOf.get(id) ?? new Set()).add(page));
    articlesOn.set(page, (articlesOn.get(page) ?? new Set()).add(id));
  };
  const labels = new Map<ResourcePath, string>();
  for await (const { path, page, image, pdf, articles } of catalog.pages(paper.id, date)) {
    for (const own of [path, image, pdf]) if (own !== null) labels.set(own, page);
    for (const article of articles) stands(article.path, page);
  }
  for await (const { path, page } of catalog.articles(paper.id, date)) stands(path, page);
  for await (const { path, kind, page, foundOn } of catalog.expected(paper.id, date)) {
    if (kind === 'article') {
      stands(path, page);
      continue;
    }
    const label = labels.get(path) ?? page;
    const from = kind !== 'picture' || foundOn === null ? null : articleIn(paper, foundOn);
    showing.set(path, {
      isOfPage: kind !== 'picture',
      pages: label === null ? [] : [label],
      articles: from === null ? [] : [from],
    });
  }
  return { pagesOf, articlesOn, showing };
}

/** The id of the article that a path is; `null` of anything else. */
export function articleIn(paper: Paper, path: ResourcePath): string | null {
  return readPath(paper, path)?.articleId ?? null;
}

/** With all that is known of where the subject stands, and of what can be seen in it. */
export function placed(
  paper: Paper,
  { pagesOf, articlesOn, showing }: IssueLayout,
  subject: Subject,
): Subject {
  const { path = null } = subject;
  const articleId = subject.articleId ?? (path === null ? null : articleIn(paper, path));
  const own = path === null ? null : (showing.get(path) ?? null);
  const pages = new Set([...(subject.pages ?? []), ...(own?.pages ?? [])]);
  if (articleId !== null) for (const page of pagesOf.get(articleId) ?? []) pages.add(page);
  const shows = new Set([...(subject.shows ?? []), ...(own?.articles ?? [])]);
  // Which page a scan is of may not be known: then it may be any.
  if (own?.isOfPage === true)
    for (const page of own.pages.length === 0 ? articlesOn.keys() : own.pages)
      for (const article of articlesOn.get(page) ?? []) shows.add(article);
  return { ...subject, articleId, pages: [...pages], shows: [...shows] };
}
