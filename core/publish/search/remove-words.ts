import { SEARCH, parseSearchKey } from '../../capture/object-keys.ts';
import type { ObjectKey } from '../../capture/object-store.ts';
import type { Instant } from '../../paper/instant.ts';
import { type IssueDate, monthOf } from '../../paper/issue-date.ts';
import type { ReplacedDeps } from './remove-replaced.ts';
import { SEARCH_FORM } from './search-index.ts';

/**
 * Takes those indexes of words out of the store in which there may still be the words of what was removed of an issue: of
 * its month, one that was begun before the last removal, and all that no record names. The month is due first, so that it is
 * made again without them; until then whoever searches is told that it is missing. Done twice it finds nothing.
 */
export async function removeWords(
  { catalog, objects, removal }: ReplacedDeps,
  { paper, date }: { readonly paper: string; readonly date: IssueDate },
  at: Instant,
): Promise<ObjectKey[]> {
  let last: Instant | null = null;
  for await (const removed of catalog.removals(paper, date))
    if (last === null || removed.at > last) last = removed.at;
  if (last === null) return [];
  const month = monthOf(date);
  let clean: ObjectKey | null = null;
  for await (const part of catalog.searchParts(SEARCH_FORM))
    if (part.month === month && part.at > last) clean = part.object;
  const keys: ObjectKey[] = [];
  for await (const { key } of objects.list(SEARCH))
    if (key !== clean && parseSearchKey(key)?.month === month) keys.push(key);
  if (keys.length === 0) return [];
  await catalog.putSearchDue({ month, at });
  for (const key of keys) await removal.remove(key);
  return keys;
}
