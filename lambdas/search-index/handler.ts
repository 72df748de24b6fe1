import * as z from 'zod';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import { type SearchMakerDeps, makeSearch } from '../../core/publish/search/make-search.ts';
import type { Report } from '../report.ts';
import { SEARCH_TASKS } from './settings.ts';

export interface SearchIndexHandlerDeps extends Omit<SearchMakerDeps, 'readingTakesMs'> {
  readonly now: () => Instant;
  readonly report: Report;
}

const Call = z.object({ task: z.enum(SEARCH_TASKS) });

/** Read has two minutes for a message, whose reading it then writes; clocks of two functions hardly differ. */
const READING_TAKES_MS = 5 * 60_000;

/** The function has 15 minutes; a month that is begun at the end of these takes far less than the rest. */
const INDEXING_MS = 10 * 60_000;

/**
 * Brings the indexes of words up to date, the newest month first, as many as there is time for: what is left is due still at
 * the next call. Fails with a ZodError on an event of another form, and with what the store or the catalog fail with.
 */
export function createHandler({ report, ...deps }: SearchIndexHandlerDeps) {
  return async (event: unknown): Promise<void> => {
    const { task } = Call.parse(event);
    const until = instantOf(new Date(Date.parse(deps.now()) + INDEXING_MS));
    for await (const made of makeSearch({ ...deps, readingTakesMs: READING_TAKES_MS }, task)) {
      const { kind, ...told } = made;
      if (kind === 'made') report('search-indexed', told);
      if (deps.now() > until) break;
    }
  };
}
