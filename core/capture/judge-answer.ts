import type { Sha256 } from '../paper/sha256.ts';
import { type AnswerPlace, type Verdict, judgeOutside, verdictOf } from './content-gate.ts';
import { judgePage } from './page-gate.ts';
import { type Exchange, headerOf } from './paper-client.ts';

/**
 * Judges an answer by what it is, never by its own word that all is well: by its status and first bytes, by whether
 * it is whole, and a page by what it says of itself. What is `held` was judged when it was kept.
 */
export function judgeAnswer(place: AnswerPlace, exchange: Exchange, held: Sha256 | null): Verdict {
  const first = judgeOutside(place, exchange, held);
  if (first.kind !== 'page') return first;
  const { site, path, date } = place;
  const { headers, payload } = exchange.response;
  const contentType = headerOf(headers, 'content-type');
  return verdictOf(first, judgePage({ site, path, date, kind: first.page }, payload, contentType));
}
