import { indicatorOfId } from '../../read/figures/indicators.ts';
import { printedUnitAt } from '../../read/figures/units.ts';
import { foldWidths } from '../../read/fold-widths.ts';
import type { FigureRow } from '../tables/figures.ts';

/*
 * What a number of a registered indicator measures, and on what basis: two numbers of one indicator can be the same
 * quantity only when both are alike.
 */

/** The indicator's level; its growth as a rate; that in percentage points; an increase in the unit of the level. */
export type Measure = 'level' | 'growth' | 'points' | 'amount';

type Measured = Pick<FigureRow, 'indicator_id' | 'base_unit'> & { readonly kind: FigureRow['kind'] | null };

/**
 * `null` for what is no measure of the indicator itself: a share of it (占全市GDP的12%), how far it is from another's, or
 * a unit that it never comes in.
 */
export function measureOf({ indicator_id, kind, base_unit }: Measured): Measure | null {
  const own = ownUnitOf(indicator_id);
  if (own === null || base_unit === null) return null;
  const isOwn = base_unit === own || (own === 'CNY' && base_unit === 'USD');
  switch (kind) {
    case 'change':
      if (base_unit === '1') return 'growth';
      if (base_unit === 'pp') return 'points';
      return isOwn ? 'amount' : null;
    case 'level':
    case 'ratio':
    case 'count':
    case 'area':
    case 'length':
      return isOwn ? 'level' : null;
    case 'threshold':
    case 'rank':
    case null:
      return null;
  }
}

/** The base unit of what the indicator's level is usually printed in; `null` for a slug that is not in the registry. */
export function ownUnitOf(indicatorId: string | null): string | null {
  const indicator = indicatorId === null ? undefined : indicatorOfId(indicatorId);
  if (indicator === undefined) return null;
  return printedUnitAt(foldWidths(indicator.unit))?.unit.baseUnit ?? null;
}

type OnBasis = Pick<FigureRow, 'basis' | 'inferred_price_basis'> & {
  readonly kind: FigureRow['kind'] | null;
};

/**
 * The basis of a number as far as it tells quantities apart. Against the same time of the year before is what growth is
 * measured when nothing else is printed; then the prices are those that are usual for the indicator. Words that no
 * class is known for are a class of their own.
 */
export function basisClassOf({ kind, basis, inferred_price_basis }: OnBasis): string {
  const words = basis === null ? '' : foldWidths(basis);
  if (kind !== 'change') return CONSTANT_PRICES.test(words) ? 'constant' : 'plain';
  if (SAME_TIME_OF_LAST_YEAR.test(words)) return inferred_price_basis ?? 'plain';
  return CLASSES.find(([, pattern]) => pattern.test(words))?.[0] ?? `words:${words}`;
}

const SAME_TIME_OF_LAST_YEAR = /^(?:同比|[比较](?:上年|去年|上一?年度)(?:同期|同月|同季)?)?$/;
const CONSTANT_PRICES = /可比(?!口径)|不变价/;

const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['like-for-like', /可比口径|同口径/],
  ['constant', CONSTANT_PRICES],
  ['current', /名义|现价/],
  ['average', /年均|平均/],
  ['chain', /^环比$|^[比较](?:上个?月|上一?季度?|上周)/],
  ['since-year-end', /^[比较](?:年初|(?:上年|去年)年?[末底])/],
];
