import { describe, expect, it } from 'vitest';
import { sortKeyRange } from '../../../core/catalog/sort-key-range.ts';

describe('sortKeyRange', () => {
  it.each([
    ['', null],
    ['ISSUE#', 'ISSUE$'],
    ['版', '牉'],
    ['a\u007f', 'a\u0080'],
    ['a\uffff', 'a\u{10000}'],
    // No text can hold what comes next as a number: half of a character.
    ['a\ud7ff', 'a\ue000'],
    ['a\u{10ffff}', 'b'],
    ['\u{10ffff}\u{10ffff}', null],
  ])('ends for the prefix %j at the first text after all that begin so', (prefix, to) => {
    expect(sortKeyRange({ pk: 'p', prefix })).toEqual({ from: prefix, to });
  });

  it('is the narrower of prefix and range at either end', () => {
    expect(sortKeyRange({ pk: 'p', prefix: 'B', from: 'A', to: 'D' })).toEqual({ from: 'B', to: 'C' });
    expect(sortKeyRange({ pk: 'p', prefix: 'B', from: 'B5', to: 'B7' })).toEqual({ from: 'B5', to: 'B7' });
  });

  it('is nothing when the two do not meet', () => {
    expect(sortKeyRange({ pk: 'p', prefix: 'B', from: 'D' })).toBeNull();
    expect(sortKeyRange({ pk: 'p', prefix: 'B', to: 'A' })).toBeNull();
    expect(sortKeyRange({ pk: 'p', prefix: '', from: '\u{1f600}', to: '\uff5e' })).toBeNull();
  });
});
