import { expect, it } from 'vitest';
import { sharedEnds } from '../../../web/pages/shared-ends.ts';

it.each([
  ['增长5.0%，持平', '增长5.5%，持平', '增长', '%，持平'],
  ['458.5亿元', '458.51亿元', '', '亿元'],
  ['共12人', '共112人', '共', '人'],
  ['𠮷人', '𠮸人', '', '人'],
  ['甲', '甲乙', '甲', ''],
  ['啊啊', '啊', '啊', ''],
  ['', '新', '', ''],
])('%s and %s share their ends and no half of a number or character', (before, after, head, tail) => {
  expect(sharedEnds(before, after)).toEqual({ head, tail });
});
