import { difference, sum } from '../../read/figures/decimal.ts';
import type { ObservationRow } from '../tables/observations.ts';
import { type Claim, claimOf } from './claim.ts';
import { basisClassOf } from './measure.ts';
import { type Span, areApart, contains, from, spanOf, upTo } from './span.ts';

/** What became of a target. */
export const OUTCOMES = ['met', 'missed', 'not-comparable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a target and what came cannot be held against one another. */
export const INCOMPARABLE = [
  'no-target',
  'target-in-words',
  'no-actual',
  'estimate-only',
  'basis-differs',
  'unit-differs',
  'bound-too-wide',
  'conflict',
] as const;
export type Incomparable = (typeof INCOMPARABLE)[number];

/** `reason` is `null` of what is met or missed. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: Incomparable | null;
}

/** Of these less is better, so that a bare target is one not to be exceeded. A new one is a new row. */
const BETTER_WHEN_LESS: ReadonlySet<string> = new Set([
  'consumer-prices',
  'registered-unemployment-rate',
  'surveyed-unemployment-rate',
  'pm25',
]);

export function incomparable(reason: Incomparable): Verdict {
  return { outcome: 'not-comparable', reason };
}

/**
 * Whether what came keeps what was promised. Both are of one indicator, place and year; several rows are values that
 * contradict one another, which are told only where all of them come to the same.
 */
export function verdictOf(targets: readonly ObservationRow[], actuals: readonly ObservationRow[]): Verdict {
  if (targets.length === 0) return incomparable('no-target');
  if (actuals.length === 0) return incomparable('no-actual');
  const verdicts = targets.flatMap((target) => actuals.map((actual) => judge(target, actual)));
  const [first] = verdicts;
  const isAlike = verdicts.every(
    ({ outcome, reason }) => outcome === first?.outcome && reason === first.reason,
  );
  return first !== undefined && isAlike ? first : incomparable('conflict');
}

/** As printed: what rounding may hide of either number is left out of it. */
function judge(target: ObservationRow, actual: ObservationRow): Verdict {
  if (actual.modality !== 'actual') return incomparable('estimate-only');
  if (target.base_unit !== actual.base_unit) return incomparable('unit-differs');
  if (basisClassOf(target) !== basisClassOf(actual)) return incomparable('basis-differs');
  const [aim, came] = [claimOf(target), claimOf(actual)];
  if (aim === null || came === null) return incomparable('target-in-words');
  const kept = keptBy(aim, BETTER_WHEN_LESS.has(target.indicator_id ?? ''));
  const truth = truthOf(came);
  if (contains(kept, truth)) return { outcome: 'met', reason: null };
  return areApart(kept, truth) ? { outcome: 'missed', reason: null } : incomparable('bound-too-wide');
}

/**
 * All that keeps a target. A bare number is to be reached, or not to be exceeded where less is better; 左右 is kept from half
 * a unit of its last printed place off; of a range the end that is easier to reach counts.
 */
function keptBy({ comparator, low, high, half }: Claim, lessIsBetter: boolean): Span {
  switch (comparator) {
    case 'gte':
    case 'gt':
    case 'lte':
    case 'lt':
      return spanOf(comparator, low, high);
    case 'approx':
      return lessIsBetter ? upTo(sum([high, half])) : from(difference(low, half));
    case 'eq':
    case 'range':
      return lessIsBetter ? upTo(high) : from(low);
  }
}

/** All that what is printed of the truth allows. */
function truthOf({ comparator, low, high, slack }: Claim): Span {
  return comparator === 'approx'
    ? spanOf(comparator, difference(low, slack), sum([high, slack]))
    : spanOf(comparator, low, high);
}
