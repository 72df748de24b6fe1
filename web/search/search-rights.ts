import { type IssueDate, asIssueDate, daysFrom, endOfMonth } from '../../core/paper/issue-date.ts';
import type { HiddenIn } from '../../core/publish/search/ask-search.ts';
import type { QuoteRule } from '../../core/publish/search/quote-hits.ts';
import type { HiddenArticles, SearchedArticle } from '../../core/publish/search/search-index.ts';
import { type Access, askerOf, isListed, openAccess } from '../rights/access.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/** What a search tells whoever asks this room. */
export interface SearchRights {
  /** What is quoted of an article; `null` of one that is not told at all. */
  readonly ruleOf: (article: SearchedArticle) => Promise<QuoteRule | null>;
  /** Articles that must not even be counted: how many have certain words would tell these words. */
  readonly hiddenIn: HiddenIn;
}

/** The rights of every paper as they are now, read once a search. */
export async function searchRights(deps: ReadingRoomDeps): Promise<SearchRights> {
  const accesses = await Promise.all(deps.papers.map((paper) => openAccess(deps, askerOf(deps), paper)));
  return {
    ruleOf: async ({ paper, date, articleId, path }) => {
      const access = accesses.find(({ book }) => book.paper.id === paper);
      const judged = await access?.to({ date, articleId, path });
      if (judged === undefined || !isListed(judged)) return null;
      return judged.shown === 'all' ? 'around' : 'opening';
    },
    hiddenIn: async (month) => {
      const hidden: HiddenArticles[] = [];
      const first = asIssueDate(`${month}-01`);
      for (const access of accesses) {
        // Without a record of rights all dates are told alike, and told.
        if (access.book.revision === '') continue;
        for (const date of daysFrom(first, endOfMonth(first)))
          hidden.push(...(await hiddenOf(deps, access, date)));
      }
      return hidden;
    },
  };
}

async function hiddenOf(
  { catalog }: ReadingRoomDeps,
  access: Access,
  date: IssueDate,
): Promise<HiddenArticles[]> {
  const paper = access.book.paper.id;
  if (!isListed(access.issue(date))) return [{ paper, date, articleId: null }];
  const takedowns = access.book.takedownsOf(date);
  if (takedowns.length === 0) return [];
  const hidden = new Set<string>();
  for (const { of } of takedowns) if (of.what === 'article') hidden.add(of.articleId);
  for await (const { articleId, path } of catalog.articles(paper, date))
    if (!isListed(await access.to({ date, articleId, path }))) hidden.add(articleId);
  return Array.from(hidden, (articleId) => ({ paper, date, articleId }));
}
