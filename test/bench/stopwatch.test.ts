import { expect, it } from 'vitest';
import { leastTime, median, medianTimes } from '../../bench/reading/stopwatch.ts';

it('the median is the middle one', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

it('jobs take turns, and the first turns do not count', () => {
  const order: string[] = [];
  const times = medianTimes(
    { a: () => order.push('a'), b: () => order.push('b') },
    { warmUps: 1, rounds: 2 },
  );
  expect(order.join('')).toBe('ababab');
  expect([...times.keys()]).toEqual(['a', 'b']);
});

it('a short job is run until the clock can tell it', () => {
  let runs = 0;
  expect(leastTime(() => (runs += 1), 2)).toBeGreaterThan(0);
  expect(runs).toBeGreaterThan(100);
});
