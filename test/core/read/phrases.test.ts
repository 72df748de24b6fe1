import { expect, test } from 'vitest';
import { phraseText, scorePhrases } from '../../../bench/scoring/phrases.ts';
import { accuracy, f1 } from '../../../bench/scoring/tally.ts';

// The bar that an analyst's trust needs; `npm run score` tells where the reader stands above it.
test('phrases of the genre give their values, units, ranges and comparators', async () => {
  const score = await scorePhrases();
  expect(score.phrases).toBeGreaterThanOrEqual(300);
  expect(f1(score.figures), phraseText(score)).toBeGreaterThanOrEqual(0.97);
  expect(accuracy(score.comparators)).toBeGreaterThanOrEqual(0.95);
  expect(score.ranges.right).toBe(score.ranges.expected);
});
