import * as z from 'zod';
import { searchKey } from '../../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing, type ObjectStore } from '../../capture/object-store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ArticleRecord, SearchPartRecord } from '../../catalog/records.ts';
import type { Instant } from '../../paper/instant.ts';
import { addDays, asIssueDate, monthOf } from '../../paper/issue-date.ts';
import { sha256Of } from '../../paper/sha256.ts';
import { loadReading } from '../../read/stored-reading.ts';
import { byCodeUnit } from '../../text-order.ts';
import { inOrder } from '../../in-order.ts';
import { dueMonths, heldMonths } from './due-months.ts';
import { type IndexedArticle, SEARCH_FORM, type SearchIndexMaker } from './search-index.ts';
import { indexedArticle } from './searched-article.ts';

export interface SearchMakerDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly searchMaker: SearchIndexMaker;
  readonly now: () => Instant;
  /**
   * A reading says when it was begun, and writes later, elsewhere by another clock: an index that was begun less than this after
   * it may lack it. 0 where nobody else reads meanwhile.
   */
  readonly readingTakesMs: number;
}

/** What became of a month: its index was made, or was found to be of the very same readings. */
export interface SearchMade {
  readonly kind: 'made' | 'same';
  readonly month: string;
  readonly articles: number;
  /** Articles that it lacks, since their readings are damaged or gone. */
  readonly unread: number;
}

const SQLITE_TYPE = 'application/vnd.sqlite3';

/**
 * Makes the indexes of words of those months of which something was read since, or of `all`; newest first. A month that turns
 * out to be as it was costs no more than a look at its records. Whoever has no more time ends the iteration: what is left is due still.
 * Of two at once the one that began later is believed, as it has seen more.
 *
 * Fails with StoreFull, or with what the catalog or the store fail with.
 */
export async function* makeSearch(
  deps: SearchMakerDeps,
  which: 'due' | 'all' = 'due',
): AsyncGenerator<SearchMade> {
  const months =
    which === 'all' ? await heldMonths(deps.catalog) : await dueMonths(deps.catalog, deps.readingTakesMs);
  const held = new Map<string, SearchPartRecord>();
  for await (const part of deps.catalog.searchParts(SEARCH_FORM)) held.set(part.month, part);
  for (const month of months) yield await makePart(deps, month, held.get(month) ?? null);
}

async function makePart(
  { catalog, objects, searchMaker, now }: SearchMakerDeps,
  month: string,
  held: SearchPartRecord | null,
): Promise<SearchMade> {
  const at = now();
  const entries = await entriesOf(catalog, month);
  const state = stateOf(entries);
  if (held?.state === state && held.unread === 0 && (await isThere(objects, held.object))) {
    await catalog.putSearchPart({ ...held, at });
    return { kind: 'same', month, articles: held.articles, unread: held.unread };
  }
  let unread = 0;
  async function* articles(): AsyncGenerator<IndexedArticle> {
    for await (const article of inOrder(entries, (entry) => readEntry(objects, entry))) {
      if (article === null) unread += 1;
      else yield article;
    }
  }
  const made = await searchMaker.make(articles());
  try {
    const object: ObjectKey = searchKey({ form: SEARCH_FORM, month, sha256: made.sha256 });
    let bytes = 0;
    if (made.rows > 0) ({ bytes } = await objects.putOnceFrom(object, made.bytes(), SQLITE_TYPE));
    await catalog.putSearchPart({
      ...{ month, form: SEARCH_FORM, at, state, bytes, articles: made.rows, unread },
      object: made.rows > 0 ? object : null,
    });
    return { kind: 'made', month, articles: made.rows, unread };
  } finally {
    await made.close();
  }
}

async function isThere(objects: ObjectStore, key: ObjectKey | null): Promise<boolean> {
  if (key === null) return true;
  try {
    await objects.size(key);
    return true;
  } catch (cause) {
    if (cause instanceof ObjectMissing) return false;
    throw cause;
  }
}

/** An article with what its page tells of it. */
interface Entry {
  readonly article: ArticleRecord;
  readonly section: string | null;
}

/** In the order in which articles are found: the newest issue first, and each as it is printed. */
async function entriesOf(catalog: Catalog, month: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  const first = asIssueDate(`${month}-01`);
  for (const paper of await catalog.papers()) {
    for await (const { date } of catalog.issues(paper, first, addDays(first, 30))) {
      if (monthOf(date) !== month) continue;
      const sections = new Map<string, string | null>();
      for await (const { page, section } of catalog.pages(paper, date)) sections.set(page, section);
      for await (const article of catalog.articles(paper, date))
        entries.push({ article, section: sections.get(article.page ?? '') ?? null });
    }
  }
  return entries.sort(({ article: a }, { article: b }) => {
    const byPage = byCodeUnit(a.page ?? '~', b.page ?? '~');
    const byId = a.articleId.length - b.articleId.length || byCodeUnit(a.articleId, b.articleId);
    return byCodeUnit(b.date, a.date) || byCodeUnit(a.paper, b.paper) || byPage || byId;
  });
}

/** Another state wherever anything that is searched or shown of a month may be another. */
function stateOf(entries: readonly Entry[]): SearchPartRecord['state'] {
  return sha256Of(JSON.stringify(entries));
}

/** `null` where the reading is damaged or gone: `verify` names it, and the others are searched. */
async function readEntry(objects: ObjectStore, { article, section }: Entry): Promise<IndexedArticle | null> {
  try {
    return indexedArticle(article, section, await loadReading(objects, article.reading));
  } catch (cause) {
    if (cause instanceof ObjectMissing || cause instanceof SyntaxError || cause instanceof z.ZodError)
      return null;
    throw cause;
  }
}
