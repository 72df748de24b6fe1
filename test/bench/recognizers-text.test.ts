import { expect, it } from 'vitest';
import { quantitiesIn, quantitiesOf } from '../../bench/reading/recognizers-text.ts';

it('takes the number and what stands besides it as the unit', () => {
  const text = '2023年投资458.51亿元，占地4000亩，\n增长2.8%，提高0.9个百分点，工期33个月，第3届有20家。';
  expect(
    quantitiesIn(text).map(({ start, end, amounts, unit }) => [text.slice(start, end), ...amounts, unit]),
  ).toEqual([
    ['458.51亿元', '45851000000', '元'],
    ['4000亩', '4000', '亩'],
    ['2.8%', '2.8', '%'],
    ['0.9个百分点', '0.9', '个百分点'],
    ['33个月', '33', '个月'],
    ['20', '20', null],
  ]);
});

it('leaves out what has no plain value, and what is within something else', () => {
  const entity = (start: number, end: number, typeName: string, value: string) => ({
    start,
    end,
    typeName,
    resolution: { value },
  });
  const nothing = { numbers: [], ordinals: [], percentages: [], withUnit: [], times: [] };
  const quantities = quantitiesOf('1/2的5元', {
    ...nothing,
    numbers: [entity(0, 2, 'number', '1/2'), entity(4, 4, 'number', '5')],
    withUnit: [entity(4, 5, 'currency', '5')],
  });
  expect(quantities).toEqual([{ start: 4, end: 6, amounts: ['5'], unit: '元' }]);
});
