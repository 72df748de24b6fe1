import { type Decimal, compare } from '../../read/figures/decimal.ts';
import type { Comparator } from '../../read/figures/figure.ts';

/** An end of a span, with whether the number at the end belongs to it; `null` is without end. */
export interface End {
  readonly at: Decimal;
  readonly included: boolean;
}
/** All numbers between two ends. */
export interface Span {
  readonly low: End | null;
  readonly high: End | null;
}

/** What a bound allows, else all from `low` to `high`, both included. */
export function spanOf(comparator: Comparator, low: Decimal, high: Decimal): Span {
  switch (comparator) {
    case 'gte':
      return from(low);
    case 'gt':
      return { low: { at: low, included: false }, high: null };
    case 'lte':
      return upTo(high);
    case 'lt':
      return { low: null, high: { at: high, included: false } };
    case 'eq':
    case 'approx':
    case 'range':
      return { low: from(low).low, high: upTo(high).high };
  }
}

export function from(low: Decimal): Span {
  return { low: { at: low, included: true }, high: null };
}

export function upTo(high: Decimal): Span {
  return { low: null, high: { at: high, included: true } };
}

/** Whether all of `inner` lies within `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return isWithin(outer.low, inner.low, 1) && isWithin(outer.high, inner.high, -1);
}

function isWithin(limit: End | null, end: End | null, side: 1 | -1): boolean {
  if (limit === null) return true;
  if (end === null) return false;
  const order = side * compare(end.at, limit.at);
  return order > 0 || (order === 0 && (limit.included || !end.included));
}

/** Whether no number lies within both. */
export function areApart(a: Span, b: Span): boolean {
  return isBelow(a.high, b.low) || isBelow(b.high, a.low);
}

function isBelow(high: End | null, low: End | null): boolean {
  if (high === null || low === null) return false;
  const order = compare(high.at, low.at);
  return order < 0 || (order === 0 && !(high.included && low.included));
}
