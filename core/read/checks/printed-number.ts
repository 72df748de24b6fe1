import type { CheckCode } from '../document.ts';
import {
  type Decimal,
  compare,
  decimalOf,
  decimalText,
  distance,
  halfLastPlace,
  quotient,
  product,
} from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import { foldWidths } from '../fold-widths.ts';
import type { Check } from '../document.ts';

/** A number with what rounding may have hidden of it: the true one is no further than `slack` away. */
export interface Printed {
  readonly value: Decimal;
  readonly slack: Decimal;
}

/**
 * The numbers of several figures on one scale: as printed when they share their unit, else in their base unit. `null`
 * when they cannot be compared, and when one is a range.
 */
export function printedTogether(figures: readonly Figure[]): readonly Printed[] | null {
  const [first] = figures;
  if (first === undefined) return null;
  const sameUnit = figures.every(({ unit }) => foldWidths(unit) === foldWidths(first.unit));
  const sameBase = first.baseUnit !== null && figures.every(({ baseUnit }) => baseUnit === first.baseUnit);
  if (!sameUnit && !sameBase) return null;
  const numbers = figures.map((figure) => (sameUnit ? asPrinted(figure) : inBaseUnit(figure)));
  const known = numbers.filter((number) => number !== null);
  return known.length === figures.length ? known : null;
}

function asPrinted(figure: Figure): Printed | null {
  if (figure.value === null) return null;
  const value = decimalOf(figure.value);
  return { value, slack: isWholeCount(figure, value) ? ZERO : halfLastPlace(value) };
}

function inBaseUnit(figure: Figure): Printed | null {
  const printed = asPrinted(figure);
  if (printed === null || figure.normValue === null) return null;
  const value = decimalOf(figure.normValue);
  if (printed.slack.digits === 0n) return { value, slack: ZERO };
  // Nothing but zero times the unit's factor is zero, and then the factor cannot be told from the two.
  if (printed.value.digits === 0n) return null;
  return { value, slack: size(quotient(product(value, printed.slack), printed.value, SLACK_PLACES)) };
}

/** 38件 is counted, 3.8万件 and 38公里 are rounded. */
function isWholeCount({ kind, unit }: Figure, { scale }: Decimal): boolean {
  return kind === 'count' && scale === 0 && !/^[十百千万亿]/.test(unit);
}

const ZERO: Decimal = { digits: 0n, scale: 0 };
const SLACK_PLACES = 9;

function size({ digits, scale }: Decimal): Decimal {
  return { digits: digits < 0n ? -digits : digits, scale };
}

/** Whether two numbers are no further apart than `slack`. */
export function isWithin(a: Decimal, b: Decimal, slack: Decimal): boolean {
  return compare(distance(a, b), slack) <= 0;
}

/** A check of `figures`, its numbers printed without needless zeros. */
export function checkOf(
  code: CheckCode,
  figures: readonly Figure[],
  { expected, got, pass }: { readonly expected: Decimal; readonly got: Decimal; readonly pass: boolean },
): Check {
  return {
    code,
    figures: figures.map(({ id }) => id),
    expected: decimalText(expected),
    got: decimalText(got),
    pass,
  };
}
