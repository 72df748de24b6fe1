import type { Catalog } from '../../catalog/catalog.ts';
import type { IssueRecord } from '../../catalog/records.ts';
import type { Instant } from '../../paper/instant.ts';

/**
 * How an issue stood at `asOf`, as far as that decides why a year has nothing: one that is complete today was not while
 * something that it was known to list had not come. What it was found to list later was no gap then.
 */
export async function stateAsOf(
  catalog: Catalog,
  { paper, date, state, settledAt }: IssueRecord,
  asOf: Instant,
): Promise<IssueRecord['state']> {
  if (state !== 'complete' || settledAt <= asOf) return state;
  for await (const { path, at } of catalog.expected(paper, date)) {
    if (at > asOf) continue;
    const first = await catalog.snapshot(paper, path, 1);
    if (first === null || first.at > asOf) return 'partial';
  }
  return 'complete';
}
