import type { Comparator } from './figure.ts';

/**
 * The words that the reader knows around a number, each list once. They are pieces of regular expressions, for folded
 * text (see fold-widths.ts), so that a word can say beside what it is another: 节约 is no 约.
 */

/** One of the words, the longest that fits: a regular expression's source, without a group of its own. */
export function either(...lists: readonly (readonly string[])[]): string {
  const words = lists.flat().toSorted((a, b) => plainLength(b) - plainLength(a));
  return `(?:${words.join('|')})`;
}

function plainLength(word: string): number {
  return word.replace(/\(\?[^)]*\)/g, '').length;
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** What a change is measured against. */
export const BASES = words(
  '可比口径 同口径 可比价格? 不变价格? 同比 环比 比上年同期 比上年末 比上年 较上年 比去年 年均',
);

/** 增加值 is a thing that is measured, not a change. */
export const INCREASES = words(
  '正增长 增长 增加(?!值) 提高 提升 上升 上涨 增速 增幅 涨幅 攀升 扩大 增 升 涨',
);
export const DECREASES = words('负增长 下降 减少 降低 下跌 回落 缩减 缩短 压减 降幅 跌幅 降 跌 减');

/** Words before a number that bound it, in the order in which they are looked for: 不超过 before 超过. */
export const BOUNDS_BEFORE: readonly (readonly [Comparator, readonly string[]])[] = [
  ['gte', words('不少于 不低于 不小于 至少')],
  ['lte', words('不超过 不高于 不多于 不大于 至多 最多')],
  ['gt', words('超过 超出 突破 高于 多于 大于 逾 (?<![赶反])超')],
  ['lt', words('不足 不到 低于 少于 小于 接近 (?<![最附临])近')],
  ['approx', words('大约 大概 (?<![节签合预契条制公])约')],
];

/** Words behind the unit that bound the number. */
export const BOUNDS_AFTER: readonly (readonly [Comparator, readonly string[]])[] = [
  ['gte', words('以上')],
  ['lte', words('以下 以内 之内')],
  ['approx', words('左右 上下')],
];

/** All bounds, by where they stand. */
export const BEFORE_NUMBER = BOUNDS_BEFORE.flatMap(([, bounds]) => bounds);
export const BEHIND_UNIT = BOUNDS_AFTER.flatMap(([, bounds]) => bounds);

/** A target that is striven for. */
export const STRIVING = words('力争 争取 力促');

/** A target that is expected. */
export const EXPECTING = words('预期目标 预期');

/** Where a level is, was kept or was brought to. */
export const STANDING = words('达到 实现 保持在? 控制在?');
