import { CatalogDamaged, type Catalog } from '../../core/catalog/catalog.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { type IssueLayout, articleIn, layoutOf, placed } from '../../core/rights/issue-layout.ts';
import { type Judgement, RightsBook, type Subject, type Why } from '../../core/rights/rights-book.ts';
import type { Asker, RightsRecord } from '../../core/catalog/rights-records.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/*
 * What a route may show. Every route asks here before it answers with anything of a newspaper:
 *
 * - one thing:  `await accessTo(deps, askerOf(deps), { paper, date, articleId })`
 * - a list:     `const access = await openAccess(deps, askerOf(deps), paper)`, and then `access.issue(date)` for a
 *               calendar, or `access.listed(rows, (row) => ({ date, articleId }))` for rows of search results or feeds.
 *               Both cost nothing a row: the rights of a paper are read once a request, and pages of an issue only
 *               where one of its pages was taken down.
 *
 * What comes back says how much is shown (`shown`), why not more (`why`), and whether lists have it (`listed`).
 * `withheldAnswer` in web/rights/withheld.ts is the answer at an address of which less is shown than the route has to show.
 */

export type { Judgement, Subject } from '../../core/rights/rights-book.ts';

type AccessDeps = Pick<ReadingRoomDeps, 'catalog' | 'now' | 'report'>;

/** Who asks this room. */
export function askerOf({ rights }: Pick<ReadingRoomDeps, 'rights'>): Asker {
  return rights === 'public' ? 'anybody' : 'reader';
}

/** What may be shown of one thing of an issue. Fails as the catalog does, but not with CatalogDamaged. */
export async function accessTo(
  deps: AccessDeps,
  asker: Asker,
  { paper, ...subject }: Subject & { readonly paper: Paper },
): Promise<Judgement> {
  return (await openAccess(deps, asker, paper)).to(subject);
}

/**
 * The rights of a paper as they are now: one query. They are never kept for the next request, so that a takedown holds
 * from the moment it is written. Where they cannot be read the paper is closed, and the failure reported.
 */
export async function openAccess(deps: AccessDeps, asker: Asker, paper: Paper): Promise<Access> {
  return new Access(deps.catalog, new RightsBook(paper, await rightsOf(deps, paper), deps.now(), asker));
}

async function rightsOf(
  { catalog, report }: AccessDeps,
  paper: Paper,
): Promise<readonly RightsRecord[] | null> {
  try {
    return await Array.fromAsync(catalog.rights(paper.id));
  } catch (failure) {
    if (!(failure instanceof CatalogDamaged)) throw failure;
    report(failure, { method: 'GET', path: `/${paper.id}/` });
    return null;
  }
}

/** The rights of one paper for one request. */
export class Access {
  readonly book: RightsBook;
  readonly #catalog: Catalog;
  readonly #layouts = new Map<IssueDate, Promise<IssueLayout>>();

  constructor(catalog: Catalog, book: RightsBook) {
    this.#catalog = catalog;
    this.book = book;
  }

  /** Of an issue as a whole; without a query. */
  issue(date: IssueDate): Judgement {
    return this.book.judge({ date });
  }

  /**
   * Of anything of an issue. Where something of that date was taken down, the issue's page list is asked for what stands on
   * which page: an article may stand on two, and a page's scan shows its articles.
   */
  async to(subject: Subject): Promise<Judgement> {
    const { date, path = null } = subject;
    const articleId = subject.articleId ?? (path === null ? null : articleIn(this.book.paper, path));
    const isPlain = this.book
      .takedownsOf(date)
      .every(({ of }) => of.what === 'issue' || (of.what !== 'page' && articleId !== null));
    return this.book.judge(isPlain ? subject : await this.#placed(subject));
  }

  /** Those rows that lists may have, and of which at least titles and figures are shown, as they come. */
  async *listed<T>(rows: Iterable<T> | AsyncIterable<T>, subjectOf: (row: T) => Subject): AsyncGenerator<T> {
    for await (const row of rows) if (isListed(await this.to(subjectOf(row)))) yield row;
  }

  async #placed(subject: Subject): Promise<Subject> {
    let layout = this.#layouts.get(subject.date);
    if (layout === undefined) {
      layout = layoutOf(this.#catalog, this.book.paper, subject.date);
      this.#layouts.set(subject.date, layout);
    }
    return placed(this.book.paper, await layout, subject);
  }
}

/** Whether lists may have something with its title. */
export function isListed({ listed, shown }: Judgement): boolean {
  return listed && (shown === 'facts' || shown === 'all');
}

/** Why not even titles and figures are shown where something is; `null` where they are. */
export function whyWithheld({ shown, why }: Judgement): Why | null {
  return shown === 'existence' || shown === 'figures' ? why : null;
}
