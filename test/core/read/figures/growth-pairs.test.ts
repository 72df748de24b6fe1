import { describe, expect, test } from 'vitest';
import { figuresIn } from './figures-in.ts';

const changes = (paragraph: string) =>
  figuresIn(paragraph).map(({ kind, direction, indicator }) => [kind, direction, indicator]);

describe('a growth that went from one number to another', () => {
  test.each([
    ['茶叶产值增速由3.3%抬升至9.6%。', 'increase', '茶叶产值'],
    ['茶叶产值增幅从9.6%回落至3.3%。', 'increase', '茶叶产值'],
    ['茶叶价格涨幅从5.2%收窄至3.1%。', 'increase', '茶叶价格'],
    ['茶叶价格降幅由2.3%扩大到3.1%。', 'decrease', '茶叶价格'],
    ['茶叶价格跌幅从3.1%缩小到2.3%。', 'decrease', '茶叶价格'],
  ])('is twice one, whatever happened in between: %s', (paragraph, direction, indicator) => {
    expect(changes(paragraph)).toEqual([
      ['change', direction, indicator],
      ['change', direction, indicator],
    ]);
  });

  test.each([['茶叶占比由3.3%提高到9.6%。'], ['茶叶增速快，占比由3.3%提高到9.6%。']])(
    'is none where a share went so: %s',
    (paragraph) => {
      expect(figuresIn(paragraph).map(({ kind, direction }) => [kind, direction])).toEqual([
        ['ratio', null],
        ['ratio', null],
      ]);
    },
  );
});

test('a row of growths is one, each of its time', () => {
  expect(changes('茶叶产值同比增速一路走低：一季度17.8%，上半年12.1%，三季度当季只有3.6%。')).toEqual([
    ['change', 'increase', '茶叶产值'],
    ['change', 'increase', '茶叶产值'],
    ['change', 'increase', '茶叶产值'],
  ]);
  expect(figuresIn('产值增速快，占比如下：一季度17.8%。').map(({ kind }) => kind)).toEqual(['ratio']);
});

test('a change is of what stands before it', () => {
  expect(changes('世界纪录缩短26秒。')).toEqual([['change', 'decrease', '世界纪录']]);
  expect(changes('茶业增长6%左右的预期目标有底气。')).toEqual([['change', 'increase', '茶业']]);
});

describe('a growth by less than nothing', () => {
  test.each([
    ['茶叶产值增长-3.5%。', 'decrease'],
    ['茶叶产值增速为-3.5%。', 'decrease'],
    ['茶叶产值增长3.5%。', 'increase'],
    ['茶叶产值下降3.5%。', 'decrease'],
  ])('is a fall: %s', (paragraph, direction) => {
    expect(changes(paragraph)).toEqual([['change', direction, '茶叶产值']]);
  });
});
