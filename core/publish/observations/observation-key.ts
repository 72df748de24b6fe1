import { foldWidths } from '../../read/fold-widths.ts';
import type { FigureRow } from '../tables/figures.ts';
import { basisClassOf, measureOf } from './measure.ts';
import { boundsOf } from './period-bounds.ts';

/** What a key is made of; `words` are those of a target without a number. */
export type Keyed = { readonly [Name in KeyedColumn]: FigureRow[Name] | null } & {
  readonly words: string | null;
};
type KeyedColumn =
  | ('paper' | 'article_path' | 'place' | 'period' | 'indicator' | 'indicator_id' | 'basis')
  | ('inferred_price_basis' | 'kind' | 'modality' | 'strength' | 'base_unit' | 'unit')
  | ('value' | 'value_min');

/**
 * What is the same for all that claims the same quantity, as a text; `null` for what can be no observation: thresholds,
 * ranks, what has no indicator or no period.
 *
 * A key that begins with `n` is of a registered indicator: different numbers under it contradict one another. One that
 * begins with `w` is only of the same words, which prove nothing: under it only the very same numbers are one. What has
 * no place is never held against another article.
 */
export function observationKey(row: Keyed): string | null {
  const { indicator, indicator_id, period, place, kind, words } = row;
  if (kind === 'threshold' || kind === 'rank') return null;
  if (indicator === null || period === null) return null;
  if (words === null && row.value === null && row.value_min === null) return null;
  const days = boundsOf(period);
  if (days === null) return null;
  const where = place === null ? [null, row.paper, row.article_path] : [place];
  const how = [row.modality, row.strength === 'strive' ? 'strive' : null];
  const measure = words === null ? measureOf({ ...row, kind }) : null;
  const basis = words === null ? basisClassOf({ ...row, kind }) : null;
  const what =
    measure === null
      ? ['w', indicator_id ?? foldWidths(indicator), words === null ? kind : 'words']
      : ['n', indicator_id, measure];
  return JSON.stringify([
    ...[what[0], ...where, ...what.slice(1)],
    ...[row.base_unit ?? foldWidths(row.unit ?? ''), days.start, days.end, ...how, basis],
  ]);
}

/** Whether different numbers under the key contradict one another. */
export function isOfOneQuantity(key: string): boolean {
  return key.startsWith('["n"');
}
