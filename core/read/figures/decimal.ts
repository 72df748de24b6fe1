/**
 * Exact decimal numbers. A figure is never held as a floating-point number: 458.51 times 100,000,000 must be
 * 45851000000 and not 45850999999.99999.
 */
export interface Decimal {
  /** The number without its point. */
  readonly digits: bigint;
  /** How many of the digits stand after the point. */
  readonly scale: number;
}

/** Ten to a power; the small ones are those of units and of printed digits. */
export function tenTo(power: number): bigint {
  return POWERS_OF_TEN[power] ?? 10n ** BigInt(power);
}

const POWERS_OF_TEN: readonly bigint[] = Array.from({ length: 40 }, (_, power) => 10n ** BigInt(power));

/** Of the form `-12.50`. Fails with a TypeError for anything else. */
export function decimalOf(text: string): Decimal {
  if (!DECIMAL.test(text)) throw new TypeError(`'${text}' is not a decimal number such as 458.51`);
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return {
    digits: BigInt(text.slice(0, point) + text.slice(point + 1)),
    scale: text.length - point - 1,
  };
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** Without needless zeros at the end: `0.028`, `45851000000`. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const all = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = all.slice(0, all.length - scale);
  let end = all.length;
  while (end > all.length - scale && all.charAt(end - 1) === '0') end--;
  const fraction = all.slice(all.length - scale, end);
  return `${whole === '0' && fraction === '' ? '' : sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A rational factor, `numerator / denominator`. */
export interface Factor {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Exact when the quotient comes out even, else rounded to `places`, halves away from zero. */
export function times(value: Decimal, factor: Factor, places: number): Decimal {
  if (factor.denominator === 1n) return { digits: value.digits * factor.numerator, scale: value.scale };
  const scale = value.scale + Math.max(places, EXACT_PLACES);
  const numerator = value.digits * factor.numerator * tenTo(scale - value.scale);
  const quotient = numerator / factor.denominator;
  if (quotient * factor.denominator === numerator) return { digits: quotient, scale };
  return rounded(numerator, factor.denominator * tenTo(scale - places), places);
}

/** Enough for every unit whose factor is a decimal: the smallest is a thousand-millionth. */
const EXACT_PLACES = 9;

/** Exact; 0 of no values. */
export function sum(values: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...values.map((value) => value.scale));
  return { digits: values.reduce((total, value) => total + atScale(value, scale), 0n), scale };
}

/** Negative, zero or positive, as for a sort. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** How far apart two numbers are. */
export function distance(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return { digits: difference < 0n ? -difference : difference, scale };
}

/** Exact. */
export function product(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** `a - b`, exact. */
export function difference(a: Decimal, b: Decimal): Decimal {
  return sum([a, negated(b)]);
}

export function negated({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

/** `a / b`, rounded to `places`, halves away from zero. Fails with a RangeError when `b` is zero. */
export function quotient(a: Decimal, b: Decimal, places: number): Decimal {
  if (b.digits === 0n) throw new RangeError('nothing can be divided by zero');
  const numerator = a.digits * tenTo(b.scale + places);
  const denominator = b.digits * tenTo(a.scale);
  return denominator < 0n
    ? rounded(-numerator, -denominator, places)
    : rounded(numerator, denominator, places);
}

/** Half of the last place that the number was written with: as much as rounding may have hidden. */
export function halfLastPlace({ scale }: Decimal): Decimal {
  return { digits: 5n, scale: scale + 1 };
}

function atScale(value: Decimal, scale: number): bigint {
  return value.digits * tenTo(scale - value.scale);
}

function rounded(numerator: bigint, denominator: bigint, scale: number): Decimal {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const digits = (2n * size + denominator) / (2n * denominator);
  return { digits: negative ? -digits : digits, scale };
}
