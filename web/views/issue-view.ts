import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Manifest, type ManifestResource, isGap, readManifest } from '../../core/catalog/manifest.ts';
import type { ArticleRecord, IssueRecord, PageRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { type ResourcePath, readPath } from '../../core/paper/resource.ts';
import { articleHref } from '../../core/publish/room-address.ts';
import type { Why } from '../../core/rights/rights-book.ts';
import { issueHref, pageHref, rawHref, versionsHref } from '../addresses.ts';
import { neighbour } from './calendar-view.ts';

/** Links are `null` when nothing lies where they would lead. */
export interface ArticleEntry {
  readonly articleId: string;
  readonly path: ResourcePath;
  readonly page: string | null;
  readonly title: string | null;
  readonly state: ManifestResource['state'];
  readonly reason: string | null;
  /** Of the newest snapshot, 0 without one. */
  readonly version: number;
  /** `null` until it is read. */
  readonly figures: number | null;
  readonly report: ArticleRecord['report'];
  readonly href: string | null;
  readonly versionsHref: string | null;
  /** Polygons on the page's image, each as x, y, x, y … in the image's pixels. */
  readonly zones: readonly (readonly number[])[];
  /** Why its title and figures are left out; `null` where they are not. */
  readonly withheld: Why | null;
}

export interface PageEntry {
  readonly page: string;
  readonly section: string | null;
  readonly href: string | null;
  readonly nodeHref: string | null;
  readonly imageHref: string | null;
  readonly pdfHref: string | null;
  /** The image's resource, for whoever must look at its bytes. */
  readonly image: { readonly path: ResourcePath; readonly version: number } | null;
  readonly articles: readonly ArticleEntry[];
  /** What the reader found wrong with the page. */
  readonly flaws: readonly { readonly code: string; readonly near: string }[];
  /** Why nothing of it is shown; `null` where something is. */
  readonly withheld: Why | null;
  /** Which takedown keeps its scan back, since the scan shows what was taken down. */
  readonly filesWithheld: Why | null;
}

/** An issue as its manifest tells it, with its pages in printed order. */
export interface IssueView extends Manifest {
  readonly counts: Pick<IssueRecord, 'pages' | 'articles' | 'resources' | 'gaps' | 'withdrawn'>;
  readonly firstAskedAt: IssueRecord['firstAskedAt'];
  readonly checkedAt: IssueRecord['checkedAt'];
  readonly pages: readonly PageEntry[];
  /** Articles that no page lists. */
  readonly unpaged: readonly ArticleEntry[];
  readonly gaps: readonly ManifestResource[];
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  /** Why nothing is shown of it but how it stands and what it counts; `null` where more is. */
  readonly withheld: Why | null;
}

/**
 * All that is held of an issue, whoever may see it: `shownIssue` says what may be shown. `null` for an issue that the archive
 * never asked for. Raw addresses are left out when `withholds`, and neighbours that no list has are passed over.
 */
export async function issueView(
  catalog: Catalog,
  paper: Paper,
  date: IssueDate,
  withholds: boolean,
  isListed: (date: IssueDate) => boolean = () => true,
): Promise<IssueView | null> {
  const [issue, manifest] = await Promise.all([
    catalog.issue(paper.id, date),
    readManifest(catalog, paper.id, date),
  ]);
  if (!issue || !manifest) return null;
  const records: PageRecord[] = [];
  for await (const page of catalog.pages(paper.id, date)) records.push(page);
  const articles = new Map<string, ArticleRecord>();
  for await (const article of catalog.articles(paper.id, date)) articles.set(article.path, article);

  const known: Known = {
    paper,
    date,
    withholds,
    articles,
    resources: new Map(manifest.resources.map((resource) => [resource.path, resource])),
  };
  const pages = records
    .toSorted((a, b) => a.order - b.order || (a.page < b.page ? -1 : 1))
    .map((record) => pageEntry(known, record));
  const listed = new Set(records.flatMap((page) => page.articles.map(({ path }) => path)));
  const unlisted = [
    ...manifest.resources.filter(({ kind }) => kind === 'article').map(({ path }) => path),
    ...[...articles.values()].map(({ path }) => path),
  ].filter((path) => !listed.has(path));

  const [before, after] = await Promise.all([
    neighbour(catalog, paper.id, date, 'before', isListed),
    neighbour(catalog, paper.id, date, 'after', isListed),
  ]);
  return {
    ...manifest,
    counts: {
      pages: issue.pages,
      articles: issue.articles,
      resources: issue.resources,
      gaps: issue.gaps,
      withdrawn: issue.withdrawn,
    },
    firstAskedAt: issue.firstAskedAt,
    checkedAt: issue.checkedAt,
    pages,
    unpaged: [...new Set(unlisted)].flatMap((path) => articleEntry(known, path, null) ?? []),
    gaps: manifest.resources.filter(isGap),
    previousHref: before === null ? null : issueHref(paper.id, before),
    nextHref: after === null ? null : issueHref(paper.id, after),
    withheld: null,
  };
}

/** The article of that id, wherever in the issue it stands. */
export function findArticle(issue: IssueView, articleId: string): ArticleEntry | null {
  const all = [...issue.pages.flatMap(({ articles }) => articles), ...issue.unpaged];
  return all.find((article) => article.articleId === articleId) ?? null;
}

interface Known {
  readonly paper: Paper;
  readonly date: IssueDate;
  readonly withholds: boolean;
  readonly articles: ReadonlyMap<string, ArticleRecord>;
  readonly resources: ReadonlyMap<string, ManifestResource>;
}

function pageEntry(known: Known, record: PageRecord): PageEntry {
  const { paper, date, withholds } = known;
  const heldVersion = (path: ResourcePath | null): number =>
    path === null ? 0 : (known.resources.get(path)?.version ?? 0);
  const raw = (path: ResourcePath | null): string | null => {
    const version = heldVersion(path);
    return path === null || version === 0 || withholds ? null : rawHref(paper.id, version, path);
  };
  const version = heldVersion(record.image);
  return {
    page: record.page,
    section: record.section,
    href: pageHref(paper.id, date, record.page),
    nodeHref: raw(record.path),
    imageHref: raw(record.image),
    pdfHref: raw(record.pdf),
    image: record.image === null || version === 0 ? null : { path: record.image, version },
    articles: record.articles.flatMap((listed) => articleEntry(known, listed.path, record, listed) ?? []),
    flaws: record.flaws.map((code) => ({ code, near: '' })),
    withheld: null,
    filesWithheld: null,
  };
}

/** `null` for a path whose address tells no article. */
function articleEntry(
  { paper, date, articles, resources }: Known,
  path: ResourcePath,
  page: PageRecord | null,
  listed?: PageRecord['articles'][number],
): ArticleEntry | null {
  const article = articles.get(path);
  const resource = resources.get(path);
  const articleId = article?.articleId ?? readPath(paper, path)?.articleId ?? null;
  if (articleId === null) return null;
  const label = page?.page ?? article?.page ?? resource?.page ?? null;
  const version = Math.max(resource?.version ?? 0, article?.version ?? 0);
  const state = resource?.state ?? 'expected';
  return {
    articleId,
    path,
    page: label,
    title: article?.title ?? listed?.title ?? resource?.title ?? null,
    state,
    reason: resource?.reason ?? null,
    version,
    figures: article?.figures ?? null,
    report: article?.report ?? null,
    href: version === 0 ? null : articleHref(paper.id, date, label, articleId),
    versionsHref:
      version === 0 && state === 'expected' ? null : versionsHref(paper.id, date, label, articleId),
    zones: listed?.zones ?? [],
    withheld: null,
  };
}
