import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';
import { areOfOneUnit } from './units.ts';
import { DECREASES, INCREASES, either } from './words.ts';

/*
 * Where the nearest figure before is not the one that changed. `scenes` and `figures` are of the same length and order.
 */

/** How many figures before or behind a change may be what it is of. */
const MOST_BACK = 12;

/** The changes with the figure that each can be of: of its dimension, outside of the bracket, and not what it is compared with. */
export function retargetChanges(scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  return figures.map((figure, at) => {
    const scene = scenes[at];
    if (scene === undefined || scene.previous === null) return figure;
    if (figure.kind !== 'change' || figure.changeOf === null)
      return rankMoved(scene, figure, figures[at - 1]);
    if (isLevelOfPast(scene, figure, scenes[at + 1]))
      return { ...figure, kind: scene.quantity.unit.kind, direction: null, changeOf: null };
    const target = targetOf(scenes, figures, at);
    return target === null
      ? figure
      : { ...figure, changeOf: target.sameAs ?? target.id, ...namesOf(figure, target) };
  });
}

/** What a change was named after goes with what it is of. */
function namesOf(figure: Figure, target: Figure): Partial<Pick<Figure, 'indicator' | 'indicatorId'>> {
  if (figure.changeOf === null || figure.changeOf === target.id || target.indicator === null) return {};
  return { indicator: target.indicator, indicatorId: target.indicatorId };
}

function targetOf(scenes: readonly Scene[], figures: readonly Figure[], at: number): Figure | null {
  const [figure, scene] = [figures[at], scenes[at]];
  if (figure === undefined || scene === undefined) return null;
  const from = scene.quantity.start - scene.sentence.length;
  const first = Math.max(0, at - MOST_BACK);
  const earlier = figures.slice(first, at);
  const known = earlier.findLastIndex(({ id }) => id === figure.changeOf);
  const target = earlier[known];
  if (target === undefined) return null;
  const told = (fits: (other: Figure) => boolean): Figure | null =>
    earlier.findLast((other) => other.start >= from && other !== target && fits(other)) ?? null;
  const isAmount = figure.baseUnit !== '1' && figure.baseUnit !== 'pp' && !/[番倍]$/.test(figure.unit);
  // 计划3200人(艺术类360人、体育类240人),比上年增加120人.
  const opened = openedBefore(scenes, at);
  if (opened !== null && known + first >= opened) return figures[opened - 1] ?? null;
  // 失业率4.8%,低于全国0.4个百分点,较上月回落0.2个百分点: what grew is the rate, and not how far it is from another.
  if (figure.baseUnit === 'pp' && target.baseUnit === 'pp' && target.kind === 'ratio')
    return told(({ baseUnit, kind }) => baseUnit === '1' && (kind === 'ratio' || kind === 'change'));
  if (isAmount && target.kind === 'change' && target.baseUnit === '1')
    return told((other) => isAlike(other, figure));
  if (isAmount && target.kind === 'rank' && target.unit !== figure.unit)
    return told((other) => isAlike(other, figure));
  // 增加96.2亿元,增速10.4%: the same growth again.
  if (!isAmount && figure.baseUnit === '1' && target.kind === 'change' && RATE_OF_SAME.test(scene.since))
    return earlier.find(({ id }) => id === target.changeOf) ?? null;
  return isBase(scenes, figures, first + known, at)
    ? (told((other) => isAlike(other, target)) ?? reached(scenes, figures, at))
    : null;
}

/** An amount of the same dimension, of which there may be more. */
function isAlike(other: Figure, figure: Figure): boolean {
  if (other.kind === 'change' || other.kind === 'threshold' || other.kind === 'rank' || other.sameAs !== null)
    return false;
  return areOfOneUnit(other, figure);
}

const RATE_OF_SAME = /^,(?:同比|环比)?(?:增速|增长率|增幅|涨幅|升幅|降幅|跌幅|减幅)(?:为|达到?|约)?$/;

/** The first figure in the bracket that closes right before the change; `null` without one. */
function openedBefore(scenes: readonly Scene[], at: number): number | null {
  if (!/^[^()]{0,12}\)/.test(scenes[at]?.printed ?? '')) return null;
  for (let back = at - 1; back > 0 && back >= at - MOST_BACK; back--) {
    const printed = scenes[back]?.printed ?? '';
    if (printed.lastIndexOf('(') > printed.lastIndexOf(')')) return back;
    if (printed.includes(')')) return null;
  }
  return null;
}

/** 较去年同期的1350起下降12%, 较10月高点5.75元累计下跌11%: what stands right before the change is what it is compared with. */
function isBase(scenes: readonly Scene[], figures: readonly Figure[], base: number, at: number): boolean {
  if (figures[base] === undefined || base !== at - 1) return false;
  // 利润83.6亿元,去年同期为61.2亿元,增长36.6%.
  if (OTHER_LEVEL.test(scenes[base]?.clause ?? '')) return true;
  return COMPARED_WITH.test(scenes[base]?.clause ?? '') && ONLY_CHANGED.test(scenes[at]?.since ?? '');
}

const COMPARED_WITH =
  /(?:^|[^对相])[比较][^,。;:]{0,6}?(?:去年|上年|前年|上月|上季|同期|20\d\d年|高点|低点|峰值|最高|最低|时期?|原来|此前|计划)[^,。;:]{0,6}$/;
const OTHER_LEVEL = /(?:去年|上年|前年)同期(?:为|是|仅|只有|有)*$/;
const ONLY_CHANGED = new RegExp(
  `^(?:又|已|再|累计|大幅|明显)?(?:${either(INCREASES, DECREASES)})了?(?:约|近|超过?|逾)?$`,
);

/** 较10月高点5.75元累计下跌11%: the 5.75 is no change, though it stands behind 较. */
function isLevelOfPast({ clause, quantity }: Scene, figure: Figure, next: Scene | undefined): boolean {
  const { kind } = quantity.unit;
  if (figure.baseUnit === '1' || figure.baseUnit === 'pp' || kind === 'change') return false;
  return AT_A_POINT.test(clause) && next?.previous === quantity && ONLY_CHANGED.test(next.since);
}

const AT_A_POINT = /[比较][^,。;:]{0,12}(?:高点|低点|峰值|时点|水平|同期的?|年的|月的|时的)$/;

/** …下降12%,为1188起. */
function reached(scenes: readonly Scene[], figures: readonly Figure[], at: number): Figure | null {
  const [base, next] = [figures[at - 1], figures[at + 1]];
  if (base === undefined || next === undefined || !isAlike(next, base)) return null;
  return /^,?(?:为|至|到|达到?|降至|升至|增至)$/.test(scenes[at + 1]?.since ?? '') ? next : null;
}

/** 列第29位,较上年前进7位: places that were gained or lost. */
function rankMoved({ since }: Scene, figure: Figure, before: Figure | undefined): Figure {
  const moved = before?.kind === 'rank' ? MOVED.exec(since)?.[1] : undefined;
  if (before === undefined || moved === undefined || before.unit !== figure.unit) return figure;
  const { indicator, indicatorId } = before;
  const direction = LOST.test(moved) ? 'decrease' : 'increase';
  return { ...figure, kind: 'change', direction, indicator, indicatorId, changeOf: before.id };
}

const MOVED =
  /^,?(?:排名|位次|名次)?[比较][^,。;:]{1,8}?(前进|前移|上升|提升|跃升|晋升|后退|后移|下降|下滑|退后)了?$/;
const LOST = /^[后下退]/;
