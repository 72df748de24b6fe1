import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compare,
  decimalOf,
  decimalText,
  difference,
  distance,
  halfLastPlace,
  negated,
  product,
  quotient,
  sum,
  times,
} from '../../../../core/read/figures/decimal.ts';

const text = (value: string, numerator: bigint, denominator: bigint) =>
  decimalText(times(decimalOf(value), { numerator, denominator }, 6));

test('multiplies exactly where floating point does not', () => {
  expect(text('458.51', 100_000_000n, 1n)).toBe('45851000000');
  expect(text('1.1', 11n, 10n)).toBe('1.21');
  expect(text('0.000000001', 1n, 100n)).toBe('0.00000000001');
});

test('rounds to six places what does not come out even, halves away from zero', () => {
  expect(text('1', 2000n, 3n)).toBe('666.666667');
  expect(text('8000', 2000n, 3n)).toBe('5333333.333333');
  expect(text('-1', 2000n, 3n)).toBe('-666.666667');
});

test('prints no needless zeros and no negative zero', () => {
  expect(['1.50', '100', '0.00', '-0.0', '007'].map((value) => decimalText(decimalOf(value)))).toEqual([
    '1.5',
    '100',
    '0',
    '0',
    '7',
  ]);
});

test('adds and compares across scales', () => {
  expect(decimalText(sum([decimalOf('0.1'), decimalOf('0.2')]))).toBe('0.3');
  expect(compare(decimalOf('0.30'), decimalOf('0.3'))).toBe(0);
  expect(decimalText(distance(decimalOf('1'), decimalOf('2.5')))).toBe('1.5');
});

test('subtracts, multiplies and turns around exactly', () => {
  expect(decimalText(difference(decimalOf('0.3'), decimalOf('1')))).toBe('-0.7');
  expect(decimalText(product(decimalOf('458.51'), decimalOf('-0.028')))).toBe('-12.83828');
  expect(decimalText(negated(decimalOf('-1.50')))).toBe('1.5');
});

test('divides to so many places, halves away from zero', () => {
  const divided = (a: string, b: string, places: number) =>
    decimalText(quotient(decimalOf(a), decimalOf(b), places));
  expect(divided('1', '3', 4)).toBe('0.3333');
  expect(divided('-2', '3', 4)).toBe('-0.6667');
  expect(divided('2', '-3', 0)).toBe('-1');
  expect(divided('0.125', '0.5', 2)).toBe('0.25');
  expect(divided('0.25', '2', 2)).toBe('0.13');
  expect(() => divided('1', '0.00', 2)).toThrow(RangeError);
});

test('tells what rounding may have hidden', () => {
  expect(
    ['458.51', '458.50', '458', '0.0', '-3.5'].map((value) => decimalText(halfLastPlace(decimalOf(value)))),
  ).toEqual(['0.005', '0.005', '0.5', '0.05', '0.05']);
});

test('refuses what is no decimal number', () => {
  for (const wrong of ['', '1e5', '1.', '.5', '1,000', '一'])
    expect(() => decimalOf(wrong)).toThrow(TypeError);
});

test('agrees with whole-number arithmetic', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      (a, b) => {
        expect(text(String(a), b, 1n)).toBe(String(a * b));
      },
    ),
  );
});
