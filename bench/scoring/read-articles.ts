import { JMRB } from '../../core/paper/papers/jmrb.ts';
import { readArticleText } from '../../core/read/read-text.ts';
import { SETS, type SetName, articlesOf } from './corpus.ts';
import type { ScoredReading } from './score-article.ts';
import { type SetScore, scoreSet } from './score-sets.ts';

/** Today's reading of an article's text; of the paper only its places are asked. */
export function todaysReading(text: string): ScoredReading {
  return readArticleText(text, JMRB);
}

/** The sets of the corpus as today's reader reads them. */
export async function scoreCorpus(sets: readonly SetName[] = SETS): Promise<SetScore[]> {
  return Promise.all(sets.map(async (set) => scoreSet(set, await articlesOf(set), todaysReading)));
}
