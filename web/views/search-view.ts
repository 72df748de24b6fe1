import type { Paper } from '../../core/paper/paper.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import {
  type SearchDeps,
  type SearchHoldings,
  askSearch,
  searchHoldings,
} from '../../core/publish/search/ask-search.ts';
import { articleHref, passageHref } from '../../core/publish/room-address.ts';
import {
  type Quote,
  type QuoteRule,
  type QuotedArticle,
  quoteHits,
} from '../../core/publish/search/quote-hits.ts';
import type { SearchFilter, SearchedArticle } from '../../core/publish/search/search-index.ts';
import type { ReportKind } from '../../core/read/document.ts';
import { searchHref } from '../addresses.ts';
import { type Given, type SearchAsked, boundOf, placeText } from '../search/question.ts';
import type { SearchRights } from '../search/search-rights.ts';

/** A quotation with where its place is shown; `null` where the text is not. */
export interface QuoteEntry extends Quote {
  readonly href: string | null;
}

/** An article that was found, with the addresses that it leads to. */
export interface HitEntry {
  readonly paper: string;
  readonly date: IssueDate;
  readonly page: string | null;
  readonly section: string | null;
  readonly articleId: string;
  /** The version that was searched. */
  readonly version: number;
  /** Of the newest version that was read; another one where the index does not have it yet. */
  readonly newestVersion: number;
  readonly isWithdrawn: boolean;
  readonly report: ReportKind | null;
  readonly title: QuotedArticle['title'];
  readonly quotes: readonly QuoteEntry[];
  /** How often any of the words stands in it. */
  readonly hits: number;
  readonly href: string | null;
}

export interface SearchView {
  readonly asked: Given;
  readonly holdings: SearchHoldings;
  /** `null` where nothing was looked for. */
  readonly found: FoundView | null;
}

export interface FoundView {
  /** The words as they were looked for. */
  readonly words: readonly string[];
  /** Of the months that were looked through. */
  readonly total: number;
  /** Newest first; without those in which nothing was found. */
  readonly years: readonly { readonly year: string; readonly total: number; readonly href: string }[];
  readonly hits: readonly HitEntry[];
  readonly nextHref: string | null;
  /** The month from which on there was no time, and where it goes on; `null` when all were looked through. */
  readonly unasked: { readonly month: string; readonly href: string } | null;
  /** Months whose index is damaged or gone. */
  readonly broken: readonly string[];
}

export const HITS_A_PAGE = 20;

export async function searchView(
  deps: SearchDeps & { readonly papers: readonly Paper[] },
  { given, filter, after }: SearchAsked,
  { ruleOf, hiddenIn }: SearchRights,
): Promise<SearchView> {
  if (filter === null) return { asked: given, holdings: await searchHoldings(deps), found: null };
  const answer = await askSearch(deps, filter, { after, limit: HITS_A_PAGE, hiddenIn });
  const { articles, months, more, unaskedFrom, broken, holdings } = answer;
  // The one place where what was found becomes something to be shown.
  const hits = await Promise.all(
    articles.map(async (article) => {
      const rule = await ruleOf(article);
      return rule === null ? [] : [await hitEntry(deps, article, filter, rule)];
    }),
  );
  const last = articles.at(-1);
  const found: FoundView = {
    words: filter.words,
    total: months.reduce((sum, { total }) => sum + total, 0),
    years: yearsOf(months, given),
    hits: hits.flat(),
    nextHref: more && last !== undefined ? hrefWith(given, { after: placeText(last) }) : null,
    unasked:
      unaskedFrom === null
        ? null
        : {
            month: unaskedFrom,
            href: hrefWith(given, { to: boundOf(unaskedFrom, 'last') ?? '', after: '' }),
          },
    broken,
  };
  return { asked: given, holdings, found };
}

async function hitEntry(
  { catalog }: SearchDeps,
  article: SearchedArticle,
  { words }: SearchFilter,
  rule: QuoteRule,
): Promise<HitEntry> {
  const { paper, date, page, section, articleId, path, version, report, fields } = article;
  const [state, newest] = await Promise.all([
    catalog.state(paper, date, path),
    catalog.article(paper, date, path),
  ]);
  const newestVersion = newest?.version ?? version;
  // Of a newer version the place may be another, or gone.
  const href = articleHref(paper, date, page, articleId, newestVersion === version ? undefined : version);
  const quoted = quoteHits(fields, words, rule);
  return {
    ...{ paper, date, page, section, articleId, version, newestVersion, report, href },
    ...{ title: quoted.title, hits: quoted.hits },
    isWithdrawn: state?.state === 'withdrawn',
    quotes: quoted.quotes.map((quote) => ({
      ...quote,
      href: href === null || rule !== 'around' ? null : placeHref(href, quote),
    })),
  };
}

function placeHref(article: string, { paragraph, parts, cutBefore, cutAfter }: Quote): string {
  const at = parts.findIndex(({ isHit }) => isHit);
  const textOf = (some: Quote['parts']): string => some.map(({ text }) => text).join('');
  return passageHref(article, paragraph, {
    exact: parts[at]?.text ?? '',
    // Where nothing is cut off, the line begins and ends.
    prefix: `${cutBefore ? '' : '\n'}${textOf(parts.slice(0, at))}`,
    suffix: `${textOf(parts.slice(at + 1))}${cutAfter ? '' : '\n'}`,
  });
}

function yearsOf(
  months: readonly { readonly month: string; readonly total: number }[],
  given: Given,
): FoundView['years'] {
  const totals = new Map<string, number>();
  for (const { month, total } of months)
    totals.set(month.slice(0, 4), (totals.get(month.slice(0, 4)) ?? 0) + total);
  return [...totals].map(([year, total]) => ({
    ...{ year, total, href: hrefWith(given, { from: year, to: year, date: '', after: '' }) },
  }));
}

/** The address of the same search but for `changes`; what is empty is left out. */
function hrefWith(given: Given, changes: Given): string {
  const query = new URLSearchParams();
  for (const [name, text] of Object.entries({ ...given, ...changes })) if (text !== '') query.set(name, text);
  return searchHref(query);
}
