import { expect, it } from 'vitest';
import { NO_TALLY, accuracy, f1, precision, recall } from '../../bench/scoring/tally.ts';

it('precision, recall and F1 are those of the textbook', () => {
  const tally = { expected: 8, found: 5, right: 4 };
  expect([precision(tally), recall(tally), f1(tally)]).toEqual([0.8, 0.5, 8 / 13]);
  expect(accuracy({ compared: 4, right: 3 })).toBe(0.75);
});

it('nothing has no share', () => {
  expect([precision(NO_TALLY), recall(NO_TALLY), f1(NO_TALLY), accuracy({ compared: 0, right: 0 })]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
