import type { Catalog } from '../catalog/catalog.ts';
import type { EventRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { type IssueLayout, articleIn, layoutOf, placed } from './issue-layout.ts';
import type { Judgement, RightsBook, Subject, Why } from './rights-book.ts';

/** The rights of one paper for one request, or for one round of alerts. */
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

/** What an event is about, for whoever asks whether it may be told. */
export function subjectOfEvent({ date, page, path }: EventRecord): Subject {
  return { date, path, pages: page === null ? [] : [page] };
}
