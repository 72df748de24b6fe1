import { expect, test } from 'vitest';
import { checksOf, passes, readingOf } from './checks-in.ts';

test.each([
  ['供应用地266.67公顷(4000亩)。', true],
  ['供应用地266.67公顷(4100亩)。', false],
  ['供应用地266.7公顷(4000亩)。', true],
  ['供应用地266.97公顷(4000亩)。', false],
  // A few 亩 are as coarse as any hectares.
  ['供应用地1.3245公顷(20亩)。', true],
  ['供应用地240公顷(3600亩)。', true],
  ['供应用地240公顷(3610亩)。', false],
  ['新建道路1.5公里(1500米)。', true],
  ['新建道路1.5公里(1600米)。', false],
  ['收获早稻2.4万吨(4800万斤)。', true],
  ['收获早稻2.4万吨(5800万斤)。', false],
])('%s: %s', (line, pass) => {
  expect(passes('unit-pair', line)).toEqual([pass]);
});

test('tells both numbers in their base unit', () => {
  expect(readingOf('供应用地266.67公顷(4100亩)。').checks).toEqual([
    { code: 'unit-pair', figures: ['f1', 'f2'], expected: '2733333.333333', got: '2666700', pass: false },
  ]);
});

test.each(['供应用地266.67公顷，新建道路4100米。', '改造管网15公里(总投资300万元)。'])(
  '%s has no pair',
  (line) => {
    expect(checksOf('unit-pair', readingOf(line))).toEqual([]);
  },
);
