import type { Catalog } from '../../catalog/catalog.ts';
import type { SearchPartRecord } from '../../catalog/records.ts';
import { type Instant, instantOf } from '../../paper/instant.ts';
import { monthOf } from '../../paper/issue-date.ts';
import { SEARCH_FORM } from './search-index.ts';

/** Months whose index may lack something that was read, newest first. */
export async function dueMonths(catalog: Catalog, readingTakesMs: number): Promise<string[]> {
  const parts = await Array.fromAsync(catalog.searchParts(SEARCH_FORM));
  const made = new Set(parts.map(({ month }) => month));
  const never = (await heldMonths(catalog)).filter((month) => !made.has(month));
  const due = new Set([...never, ...(await monthsReadSince(catalog, parts, readingTakesMs))]);
  return [...due].sort().reverse();
}

/** Months of which something was read after the making of their index began, or up to `marginMs` before; newest first. */
export async function monthsReadSince(
  catalog: Catalog,
  parts: readonly SearchPartRecord[],
  marginMs = 0,
): Promise<string[]> {
  const made = new Map(parts.map(({ month, at }) => [month, earlier(at, marginMs)]));
  const months: string[] = [];
  for await (const { month, at } of catalog.searchDue()) {
    const madeAt = made.get(month);
    if (madeAt === undefined || at > madeAt) months.push(month);
  }
  return months.reverse();
}

/** Months of whose issues the archive knows an article, newest first. */
export async function heldMonths(catalog: Catalog): Promise<string[]> {
  const months = new Set<string>();
  for (const paper of await catalog.papers())
    for await (const { date, articles } of catalog.issues(paper)) if (articles > 0) months.add(monthOf(date));
  return [...months].sort().reverse();
}

function earlier(at: Instant, ms: number): Instant {
  return instantOf(new Date(Date.parse(at) - ms));
}
