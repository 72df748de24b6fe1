import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compare,
  decimalOf,
  decimalText,
  distance,
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
