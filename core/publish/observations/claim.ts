import {
  type Decimal,
  compare,
  decimalOf,
  decimalText,
  difference,
  distance,
  halfLastPlace,
  negated,
  product,
  sum,
  tenTo,
  times,
} from '../../read/figures/decimal.ts';
import type { Comparator } from '../../read/figures/figure.ts';
import { printedUnitAt } from '../../read/figures/units.ts';
import { foldWidths } from '../../read/fold-widths.ts';
import { type Span, areApart, spanOf } from './span.ts';

/** What a claim is read from; rows of evidence and of observations have it all. */
export interface Claiming {
  readonly value: string | null;
  readonly value_min: string | null;
  readonly value_max: string | null;
  readonly unit: string | null;
  readonly norm_value: string | null;
  readonly norm_min: string | null;
  readonly norm_max: string | null;
  readonly comparator: Comparator | null;
  readonly kind: string | null;
}

/** What a number says of the quantity, in the base unit, or as printed where the unit has none. A fall is negative. */
export interface Claim {
  readonly comparator: Comparator;
  /** The number itself, or both ends of a range. */
  readonly low: Decimal;
  readonly high: Decimal;
  /** Half of its last printed place: how far rounding may have moved it. Nothing of what was counted one by one. */
  readonly half: Decimal;
  /** How far it may be off: the half place, of 左右 and 约 more where the number is round, but never over a twentieth. */
  readonly slack: Decimal;
  /** How much more the truth may be where an amount was cut off instead of rounded, as titles do: 458亿元 for 458.51亿元. */
  readonly cut: Decimal;
}

/** `null` of what has no number. The numbers of the row are signed already, see {@link signed}. */
export function claimOf(row: Claiming): Claim | null {
  const isNormal = row.norm_value !== null || row.norm_min !== null;
  const [low, high] = isNormal
    ? [row.norm_value ?? row.norm_min, row.norm_value ?? row.norm_max]
    : [row.value ?? row.value_min, row.value ?? row.value_max];
  const printed = row.value ?? row.value_min;
  if (low === null || high === null || printed === null || row.comparator === null) return null;
  const number = decimalOf(printed);
  const inUnit = (amount: Decimal): Decimal => (isNormal ? inBaseUnit(amount, row.unit) : amount);
  const isApprox = row.comparator === 'approx';
  const half = isWholeCount(row, number) && !isApprox ? ZERO : inUnit(halfLastPlace(number));
  const slack = isApprox ? inUnit(vagueness(number)) : half;
  const mayBeCut = row.kind !== 'change' && row.comparator === 'eq';
  return {
    comparator: row.comparator,
    low: decimalOf(low),
    high: decimalOf(high),
    half,
    slack,
    cut: mayBeCut ? sum([slack, slack]) : slack,
  };
}

/**
 * The same row with its base-unit numbers and comparator as of a signed number: 下降14.5% is -0.145, 下降3%以上 at most -0.03.
 * What is printed with a minus sign is negative already. The printed number is left as it is.
 */
export function signed<Row extends Claiming & { readonly direction: string | null }>(row: Row): Row {
  if (row.kind !== 'change' || row.direction !== 'decrease') return row;
  const numbers = [row.norm_value, row.norm_min, row.norm_max].filter((text) => text !== null);
  // Without a number in a base unit there is none that a sign could be given.
  if (numbers.length === 0 || numbers.some((text) => text.startsWith('-'))) return row;
  return {
    ...row,
    norm_value: opposite(row.norm_value),
    norm_min: opposite(row.norm_max),
    norm_max: opposite(row.norm_min),
    comparator: row.comparator === null ? null : MIRRORED[row.comparator],
  };
}

const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  ...{ eq: 'eq', approx: 'approx', range: 'range' },
  ...{ gte: 'lte', gt: 'lt', lte: 'gte', lt: 'gt' },
};

function opposite(text: string | null): string | null {
  return text === null ? null : decimalText(negated(decimalOf(text)));
}

/** Whether two claims can both be true of one quantity, as far as their printed digits and comparators tell. */
export function agree(a: Claim, b: Claim): boolean {
  if (a.comparator === 'range' && b.comparator === 'range') return sameEnds(a, b);
  if (isPoint(a) && isPoint(b)) return samePoint(a, b);
  return !areApart(allowedBy(a), allowedBy(b));
}

/**
 * Whether two targets are one: the number is what is promised, so that 8%以上 and 8% restate one another, and 6%以上 is
 * another promise than 8%, though 8% would keep both.
 */
export function agreeAsTargets(a: Claim, b: Claim): boolean {
  if ((a.comparator === 'range') !== (b.comparator === 'range')) return false;
  if (a.comparator === 'range') return sameEnds(a, b);
  if (sideOf(a) * sideOf(b) < 0) return false;
  return samePoint(asNumber(a), asNumber(b));
}

function asNumber(claim: Claim): Claim {
  return { ...claim, comparator: 'eq', slack: claim.half, cut: claim.half };
}

/** 1 of what is bounded below only, -1 of what is bounded above only. */
function sideOf({ comparator }: Claim): number {
  if (comparator === 'gte' || comparator === 'gt') return 1;
  return comparator === 'lte' || comparator === 'lt' ? -1 : 0;
}

function isPoint({ comparator }: Claim): boolean {
  return comparator === 'eq' || comparator === 'approx';
}

function sameEnds(a: Claim, b: Claim): boolean {
  return compare(a.low, b.low) === 0 && compare(a.high, b.high) === 0;
}

/** One is the other with fewer digits; numbers of equally many are the same or not. */
function samePoint(a: Claim, b: Claim): boolean {
  const coarser = compare(a.slack, b.slack);
  if (coarser === 0 && a.comparator === 'eq' && b.comparator === 'eq') return compare(a.low, b.low) === 0;
  const [coarse, fine] = coarser > 0 || (coarser === 0 && a.comparator === 'approx') ? [a, b] : [b, a];
  const order = compare(distance(coarse.low, fine.low), coarse.slack);
  const left = difference(sizeOf(fine.low), sizeOf(coarse.low));
  // 5.5 is rounded to 6, and 6.5 is not.
  if (order < 0 || (order === 0 && (left.digits < 0n || coarse.comparator === 'approx'))) return true;
  return left.digits >= 0n && compare(left, coarse.cut) < 0 && sameSign(coarse.low, fine.low);
}

function sameSign(a: Decimal, b: Decimal): boolean {
  return a.digits < 0n === b.digits < 0n;
}

/** Everything that a claim allows. */
function allowedBy(claim: Claim): Span {
  const { comparator, low, high, slack } = claim;
  return isPoint(claim)
    ? spanOf(comparator, difference(low, slack), sum([high, slack]))
    : spanOf(comparator, low, high);
}

/** For a sort: the claim that leaves least open first; one that is bounded on one side only is after all others. */
export function byPrecision(a: Claim, b: Claim): number {
  const [one, other] = [widthOf(a), widthOf(b)];
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return compare(one, other);
}

/** For a sort of targets: most digits first, then what says how it is bounded. */
export function byPrecisionOfTargets(a: Claim, b: Claim): number {
  return compare(a.half, b.half) || Number(a.comparator === 'eq') - Number(b.comparator === 'eq');
}

function widthOf(claim: Claim): Decimal | null {
  if (sideOf(claim) !== 0) return null;
  return sum([difference(claim.high, claim.low), claim.slack, claim.slack]);
}

function isWholeCount({ kind, unit }: Claiming, { scale }: Decimal): boolean {
  return kind === 'count' && scale === 0 && !/^[十百千万亿]/.test(unit ?? '');
}

/** 约500 is right to the hundred, but for its size; 约10 is not 5. */
function vagueness(number: Decimal): Decimal {
  const size = sizeOf(number);
  let zeros = 0;
  while (number.scale === 0 && size.digits > 0n && size.digits % tenTo(zeros + 1) === 0n) zeros += 1;
  const half = halfLastPlace(number);
  const round = zeros === 0 ? half : { digits: 5n * tenTo(zeros - 1), scale: 0 };
  const twentieth = product(size, { digits: 5n, scale: 2 });
  const most = compare(twentieth, half) > 0 ? twentieth : half;
  return compare(round, most) < 0 ? round : most;
}

function inBaseUnit(amount: Decimal, unit: string | null): Decimal {
  const factor = unit === null ? undefined : printedUnitAt(foldWidths(unit))?.unit.factor;
  return factor === undefined ? ZERO : times(amount, factor, SLACK_PLACES);
}

const SLACK_PLACES = 9;
const ZERO: Decimal = { digits: 0n, scale: 0 };

function sizeOf(value: Decimal): Decimal {
  return value.digits < 0n ? negated(value) : value;
}
