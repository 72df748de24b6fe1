import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';
import { DECREASES, INCREASES, either } from './words.ts';

/**
 * A row of growths belongs to the row of levels right before it, one by one: 完成59亿件、581亿件和14亿件,增长23%、25%和20%,
 * 营业额823亿元、新签合同额1251亿元,增幅分别为3.5%和25.1%. `scenes` and `figures` are of the same length and order.
 */
export function pairRows(scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  const paired = [...figures];
  for (let start = 1; start < figures.length;) {
    const count = rowFrom(scenes, figures, start);
    if (count > 1 && areGrowths(scenes, figures, start, count)) pairRow(scenes, paired, start, count);
    start += count;
  }
  return paired;
}

const JOINT = new RegExp(`^[、,和及与以 ]{1,2}${either(INCREASES, DECREASES)}?$`);

/** How many figures of one unit follow each other from `start` with nothing but a joint between. */
function rowFrom(scenes: readonly Scene[], figures: readonly Figure[], start: number): number {
  const first = figures[start];
  let end = start + 1;
  while (end < figures.length && isOfRow(figures[end], first) && isJoined(scenes[end])) end++;
  return end - start;
}

/** 35.3%、112.9%和2.1倍 is one row. */
function isOfRow(figure: Figure | undefined, first: Figure | undefined): boolean {
  return figure?.unit === first?.unit || (first?.baseUnit === '1' && figure?.unit === '倍');
}

function isJoined(scene: Scene | undefined): boolean {
  return scene !== undefined && scene.previous !== null && JOINT.test(scene.since);
}

/** 同比增幅依次是 says of numbers without a word of change of their own that they are growths. */
const GROWTHS = new RegExp(
  `^,?(?:同比|环比|比上年|比去年|较上年|较去年|名义|实际)?(${either(INCREASES, DECREASES)})(?:分别|依次|各)?(?:为|是|达到?|约)?$`,
);

const FALLS = new RegExp(either(DECREASES));

/** 同比分别增长, 分别增长. */
const DEALT = new RegExp(
  `^,?(?:同比|环比|比上年|比去年|较上年|较去年)?(?:分别|依次|各)(?:比上年|比去年|较上年|较去年|同比)?(${either(INCREASES, DECREASES)})(?:了|约)?$`,
);

function areGrowths(
  scenes: readonly Scene[],
  figures: readonly Figure[],
  start: number,
  count: number,
): boolean {
  const [scene, first] = [scenes[start], figures[start]];
  if (scene === undefined || first === undefined || first.baseUnit !== '1' || scene.previous === null)
    return false;
  if (!GROWTHS.test(scene.since) && !DEALT.test(scene.since)) return false;
  return figures.slice(start, start + count).every(({ kind }) => kind === 'change' || kind === 'ratio');
}

function pairRow(scenes: readonly Scene[], paired: Figure[], start: number, count: number): void {
  const since = scenes[start]?.since ?? '';
  const levels = paired.slice(Math.max(0, start - count), start);
  const dealt = /分别|依次|各/.test(since);
  const inRow = levels.slice(1).every((_level, at) => isJoined(scenes[start - count + 1 + at]));
  if (levels.length < count || !(dealt || inRow)) return;
  if (levels.some(({ kind }) => kind === 'change' || kind === 'threshold' || kind === 'rank')) return;
  const falls = FALLS.test((GROWTHS.exec(since) ?? DEALT.exec(since))?.[1] ?? '');
  for (const [at, level] of levels.entries()) {
    const figure = paired[start + at];
    if (figure === undefined) continue;
    const { indicator, indicatorId } = level;
    const direction = figure.direction ?? (falls ? 'decrease' : 'increase');
    paired[start + at] = { ...figure, kind: 'change', direction, indicator, indicatorId, changeOf: level.id };
  }
}
