import { expect, test } from 'vitest';
import { parseReading } from '../../../../core/read/stored-reading.ts';
import { readingOf } from './checks-in.ts';

/** A reading as reader version 1 stored it. */
function earlier(code: string): Uint8Array {
  const reading = readingOf('供应用地266.67公顷(4000亩)，税收收入增长3%。');
  // What is undefined is left out of the JSON.
  const figures = reading.figures.map((figure) => ({
    ...figure,
    ...{ source: undefined, inferredPriceBasis: undefined },
  }));
  const checks = [{ code, figures: ['f1', 'f2'], expected: '1', got: '1', pass: true }];
  return new TextEncoder().encode(JSON.stringify({ ...reading, figures, checks }));
}

test.each(['area-pair', 'parts-sum'])('a stored reading with a check called %s is still read', (code) => {
  const { checks, figures } = parseReading(earlier(code));
  expect(checks).toEqual([{ code, figures: ['f1', 'f2'], expected: '1', got: '1', pass: true }]);
  expect(figures.map(({ inferredPriceBasis }) => inferredPriceBasis)).toEqual([null, null, null]);
});

test('a stored reading with a check that no reader made is none', () => {
  expect(() => parseReading(earlier('horoscope'))).toThrow();
});
