import { describe, expect, it } from 'vitest';
import { type Quantity, compare, quantityOf, shifted } from '../../bench/reading/quantity.ts';

const amount = (value: string, unit: string, ends: Partial<Record<'min' | 'max', string>> = {}) => {
  const { min = null, max = null } = ends;
  const { amounts, unit: rest } = quantityOf({
    start: 0,
    end: 1,
    value: min === null ? value : null,
    min,
    max,
    unit,
  });
  return [...amounts, rest];
};

it.each([
  ['458.51', '亿元', '45851000000', '元'],
  ['0.5', '万亿元', '500000000000', '元'],
  ['1.20', '万人次', '12000', '人次'],
  ['5.60', '％', '5.6', '%'],
  ['5.6', '百分之', '5.6', '%'],
  ['3.5', '成', '35', '%'],
  ['8', '千元', '8000', '元'],
  ['8', '千瓦', '8', '千瓦'],
  ['8', '万千瓦', '80000', '千瓦'],
  ['3000', '万', '30000000', ''],
  ['0.9', '个百分点', '0.9', '个百分点'],
])('%s %s are %s %s', (value, unit, expected, rest) => {
  expect(amount(value, unit)).toEqual([expected, rest]);
});

it('a range has two amounts', () => {
  expect(amount('', '万元', { min: '30', max: '40.5' })).toEqual(['300000', '405000', '元']);
});

it('moves the point exactly', () => {
  expect(shifted('-0.05', 1)).toBe('-0.5');
  expect(shifted('0.05', 3)).toBe('50');
  expect(shifted('100', 0)).toBe('100');
  expect(() => shifted('1,000', 0)).toThrow("'1,000' is not a decimal");
});

describe('what an extractor found', () => {
  const text = '10亿元、20家、5%—6%、7%';
  const at = (exact: string, amounts: readonly string[], unit: string | null): Quantity => {
    const start = text.indexOf(exact);
    return { start, end: start + exact.length, amounts, unit };
  };
  const noted = [
    at('10亿元', ['1000000000'], '元'),
    at('20家', ['20'], '家'),
    at('5%—6%', ['5', '6'], '%'),
    at('7%', ['7'], '%'),
  ];

  it('is compared by value, by unit, and with a unit that is lent', () => {
    const found = [at('10亿', ['1000000000'], '元人民币'), at('20', ['20'], null), at('7%', ['70'], '%')];
    const { value, valueAndUnit, lentUnit } = compare(text, noted, found);
    expect(value).toEqual({ expected: 3, found: 3, right: 2 });
    expect(valueAndUnit).toEqual({ expected: 3, found: 2, right: 1 });
    expect(lentUnit).toEqual({ expected: 3, found: 3, right: 2 });
  });

  it('has ranges apart: two halves are no range, but both ends', () => {
    const halves = compare(text, noted, [at('5%', ['5'], '%'), at('6%', ['6'], '%')]);
    expect(halves.value).toEqual({ expected: 3, found: 0, right: 0 });
    expect(halves.ranges).toEqual({ expected: 1, found: 0, right: 0 });
    expect(halves.rangeEnds).toEqual({ expected: 1, found: 1, right: 1 });
    const whole = compare(text, noted, [at('5%—6%', ['5', '6'], '%')]);
    expect(whole.ranges).toEqual({ expected: 1, found: 1, right: 1 });
  });

  it('is no single amount when it is a range', () => {
    expect(compare(text, noted, [at('7%', ['7', '8'], '%')]).value).toEqual({
      expected: 3,
      found: 1,
      right: 0,
    });
  });
});
