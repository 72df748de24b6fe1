import { ObjectMissing } from '../../capture/object-store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { SearchPartRecord } from '../../catalog/records.ts';
import type { Instant } from '../../paper/instant.ts';
import { monthOf } from '../../paper/issue-date.ts';
import { IndexDamaged, IndexNotReady } from '../indexes/data-index.ts';
import { monthsReadSince } from './due-months.ts';
import {
  type HiddenArticles,
  SEARCH_FORM,
  type SearchFilter,
  type SearchFound,
  type SearchIndex,
  type SearchIndexes,
  type SearchPlace,
  type SearchQuestion,
  type SearchedArticle,
} from './search-index.ts';

export interface SearchDeps {
  readonly catalog: Catalog;
  readonly searchIndexes: SearchIndexes;
  readonly now: () => Instant;
}

/** What all indexes of words together hold. */
export interface SearchHoldings {
  readonly articles: number;
  /** Articles that cannot be searched, since their readings are damaged or gone. */
  readonly unread: number;
  /** What was read before is searched, but for {@link due}; `null` while there is no index. */
  readonly since: Instant | null;
  /** Months of which something may have been read that is not searched yet, newest first. */
  readonly due: readonly string[];
}

/** What came of a question; months are `YYYY-MM`. */
export interface SearchAnswer {
  readonly holdings: SearchHoldings;
  /** Newest issue first, each issue as it is printed. */
  readonly articles: readonly SearchedArticle[];
  /** Whether there are more behind the last of these. */
  readonly more: boolean;
  /** How many articles fit, of the months that were looked through, newest first; of a month with none, none is told. */
  readonly months: readonly { readonly month: string; readonly total: number }[];
  /** There was no time for this month, nor for any before it; `null` when all were looked through. */
  readonly unaskedFrom: string | null;
  /** Months whose index is damaged or gone. */
  readonly broken: readonly string[];
}

/** How long indexes may be on their way from the store, until a page is full, and once it is. */
const PATIENCE_MS = { filling: 12_000, counting: 3_000 } as const;

/** Indexes that are sent for while one is asked. */
const AHEAD = 4;

/** What of a month, `YYYY-MM`, is not to be found by whoever asks. */
export type HiddenIn = (month: string) => Promise<readonly HiddenArticles[]>;

/** For whoever may see everything. */
export const NOTHING_HIDDEN: HiddenIn = () => Promise.resolve([]);

/** All that there is to be searched. */
export async function searchHoldings({ catalog }: Pick<SearchDeps, 'catalog'>): Promise<SearchHoldings> {
  return holdingsOf(catalog, await Array.fromAsync(catalog.searchParts(SEARCH_FORM)));
}

async function holdingsOf(catalog: Catalog, parts: readonly SearchPartRecord[]): Promise<SearchHoldings> {
  const instants = parts.map(({ at }) => at).sort();
  return {
    articles: parts.reduce((sum, { articles }) => sum + articles, 0),
    unread: parts.reduce((sum, { unread }) => sum + unread, 0),
    since: instants.at(-1) ?? null,
    due: await monthsReadSince(catalog, parts),
  };
}

interface Asking {
  readonly after: SearchPlace | null;
  readonly limit: number;
  readonly hiddenIn: HiddenIn;
}

/**
 * The first articles that fit behind `after`, and how many fit in all: month by month, the newest first. Where indexes come
 * from far away and time runs out, the answer tells from which month on it is not complete.
 *
 * Fails with what the catalog or the store fail with, but for indexes that are damaged or gone.
 */
export async function askSearch(
  { catalog, searchIndexes, now }: SearchDeps,
  filter: SearchFilter,
  { after, limit, hiddenIn }: Asking,
): Promise<SearchAnswer> {
  const all = await Array.fromAsync(catalog.searchParts(SEARCH_FORM));
  const parts = all.filter((part): part is Part => part.object !== null && isWithin(part.month, filter));
  const holdings = await holdingsOf(catalog, all);
  const began = Date.parse(now());
  const articles: SearchedArticle[] = [];
  const [months, broken] = [new Array<{ month: string; total: number }>(), new Array<string>()];
  let more = false;
  for (const [place, part] of parts.entries()) {
    const patience = articles.length === limit ? PATIENCE_MS.counting : PATIENCE_MS.filling;
    const isLate = Date.parse(now()) - began > patience;
    const hidden = isLate ? [] : await hiddenIn(part.month);
    const question = { ...filter, ...wantedOf(part.month, after, limit - articles.length), hidden };
    const next = parts.slice(place + 1, place + 1 + AHEAD);
    const found = isLate ? 'not-ready' : await askPart({ catalog, searchIndexes }, part, next, question);
    if (found === 'not-ready') return { holdings, articles, more, months, unaskedFrom: part.month, broken };
    if (found === 'broken') {
      broken.push(part.month);
      continue;
    }
    if (found.total > 0) months.push({ month: part.month, total: found.total });
    articles.push(...found.articles);
    more ||= found.more;
  }
  return { holdings, articles, more, months, unaskedFrom: null, broken };
}

/** Months before that of `after` were shown on pages before, and are counted only. */
function wantedOf(
  month: string,
  after: SearchPlace | null,
  limit: number,
): Pick<SearchQuestion, 'after' | 'limit'> {
  if (after === null || month < monthOf(after.date)) return { after: null, limit };
  return month === monthOf(after.date) ? { after, limit } : { after, limit: 0 };
}

type Part = SearchPartRecord & { readonly object: string };

async function askPart(
  { catalog, searchIndexes: indexes }: Pick<SearchDeps, 'catalog' | 'searchIndexes'>,
  part: Part,
  next: readonly Part[],
  question: SearchQuestion,
): Promise<SearchFound | 'not-ready' | 'broken'> {
  const opening = indexes.open(part.object);
  // They are on their way meanwhile; what becomes of them is told when their turn comes.
  for (const ahead of next) indexes.open(ahead.object).catch(() => undefined);
  try {
    const index = await opening.catch((cause: unknown) => openNewer(catalog, indexes, part, cause));
    return index.ask(question);
  } catch (cause) {
    if (cause instanceof IndexNotReady) return 'not-ready';
    if (cause instanceof IndexDamaged || cause instanceof ObjectMissing) return 'broken';
    throw cause;
  }
}

/** What replaced an index since it was read which one to ask; else what was wrong with that one. */
async function openNewer(
  catalog: Catalog,
  indexes: SearchIndexes,
  { month, object }: Part,
  cause: unknown,
): Promise<SearchIndex> {
  if (!(cause instanceof ObjectMissing)) throw cause;
  for await (const newer of catalog.searchParts(SEARCH_FORM))
    if (newer.month === month && newer.object !== null && newer.object !== object)
      return indexes.open(newer.object);
  throw cause;
}

function isWithin(month: string, { from, to }: SearchFilter): boolean {
  return (from === null || monthOf(from) <= month) && (to === null || month <= monthOf(to));
}
