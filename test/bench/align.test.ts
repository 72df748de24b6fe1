import { expect, it } from 'vitest';
import { align } from '../../bench/scoring/align.ts';

const stretch = (start: number, end: number) => ({ start, end });

it('sets the same characters against each other first, then those that share most', () => {
  const [a, b, c] = [stretch(0, 5), stretch(5, 8), stretch(20, 22)];
  const [x, y, z] = [stretch(0, 6), stretch(5, 8), stretch(30, 31)];
  expect(align([a, b, c], [x, y, z])).toEqual({
    pairs: [
      { expected: a, found: x },
      { expected: b, found: y },
    ],
    missed: [c],
    spurious: [z],
  });
});

it('gives each one partner only', () => {
  const [range, from, to] = [stretch(0, 5), stretch(0, 2), stretch(2, 5)];
  expect(align([range], [from, to])).toEqual({
    pairs: [{ expected: range, found: to }],
    missed: [],
    spurious: [from],
  });
});

it('does not pair what only touches', () => {
  expect(align([stretch(0, 2)], [stretch(2, 4)]).pairs).toEqual([]);
});
