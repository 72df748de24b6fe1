import type { Catalog } from '../core/catalog/catalog.ts';
import type { IssueRecord } from '../core/catalog/records.ts';
import type { ReadingRoomDeps } from './deps.ts';

/**
 * All issues of a paper as they stood a moment ago: no longer than `freshForMs`, so that pages which add them up need
 * not read some thousands of records each. What may be shown of them is another question, and asked every time.
 */
export class RecentIssues {
  readonly #catalog: Catalog;
  readonly #now: ReadingRoomDeps['now'];
  readonly #freshForMs: number;
  readonly #read = new Map<
    string,
    { readonly at: number; readonly issues: Promise<readonly IssueRecord[]> }
  >();

  constructor({ catalog, now, freshForMs }: Pick<ReadingRoomDeps, 'catalog' | 'now' | 'freshForMs'>) {
    this.#catalog = catalog;
    this.#now = now;
    this.#freshForMs = freshForMs;
  }

  /** Newest first. Fails as the catalog does, and is read anew by whoever asks next. */
  async of(paper: string): Promise<readonly IssueRecord[]> {
    const at = Date.parse(this.#now());
    const known = this.#read.get(paper);
    if (known !== undefined && Math.abs(at - known.at) < this.#freshForMs) return known.issues;
    const issues = Array.fromAsync(this.#catalog.issues(paper, undefined, undefined, true));
    this.#read.set(paper, { at, issues });
    try {
      return await issues;
    } catch (failure) {
      if (this.#read.get(paper)?.issues === issues) this.#read.delete(paper);
      throw failure;
    }
  }
}
