import type { Miss } from './misses.ts';
import { type AnnotatedArticle, type ScoredReading, scoreArticle } from './score-article.ts';
import { NO_SCORE, type Score, addScore } from './score.ts';

/** What a set of articles comes to. */
export interface SetScore {
  readonly set: string;
  readonly score: Score;
  readonly misses: readonly Miss[];
}

/** Reads and scores every article of a set. */
export function scoreSet(
  set: string,
  articles: readonly AnnotatedArticle[],
  read: (text: string) => ScoredReading,
): SetScore {
  const scored = articles.map((article) => scoreArticle(article, read(article.text)));
  return {
    set,
    score: scored.map(({ score }) => score).reduce(addScore, NO_SCORE),
    misses: scored.flatMap(({ misses }) => misses),
  };
}
