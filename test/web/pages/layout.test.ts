import { expect, it } from 'vitest';
import { grouped } from '../../../web/pages/layout.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
  [1234.5678, '1,235'],
])('writes the count %d as %s', (count, written) => {
  expect(grouped(count)).toBe(written);
});
