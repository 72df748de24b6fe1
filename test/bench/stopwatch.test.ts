import { expect, it } from 'vitest';
import { leastTimes, median, processorMs, quantile } from '../../bench/reading/stopwatch.ts';

it('the median is the middle one', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

it('a quantile is the least of the values that such a share of them are not above', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([quantile(hundred, 0.5), quantile(hundred, 0.95), quantile(hundred, 1)]).toEqual([50, 95, 100]);
  expect(quantile([7], 0.95)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

it('jobs take turns, and the first turns do not count', () => {
  const order: string[] = [];
  const times = leastTimes({ a: () => order.push('a'), b: () => order.push('b') }, { warmUps: 1, rounds: 2 });
  expect(order.join('')).toBe('ababab');
  expect([...times.keys()]).toEqual(['a', 'b']);
});

it('a job takes what its quickest turn takes', () => {
  const readings = [0, 1, 10, 15, 20, 22, 30, 39][Symbol.iterator]();
  const times = leastTimes(
    { a: () => 0 },
    { warmUps: 1, rounds: 3 },
    () => readings.next().value ?? Number.NaN,
  );
  expect(times.get('a')).toBe(2);
});

it('waiting costs no processor time, and work does', async () => {
  const before = processorMs();
  await new Promise((done) => setTimeout(done, 200));
  const waited = processorMs() - before;
  const start = performance.now();
  while (performance.now() - start < 200);
  expect(processorMs() - before - waited).toBeGreaterThan(waited);
});
