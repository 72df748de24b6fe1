import { retargetChanges } from './change-targets.ts';
import type { Figure } from './figure.ts';
import { pairRows } from './paired-rows.ts';
import type { Scene } from './scene.ts';
import { areOfOneUnit } from './units.ts';
import { DECREASES, INCREASES, either } from './words.ts';

/*
 * Which figure a change is of, where the clause of the change alone cannot tell. `scenes` and `figures` are of the
 * same length and order.
 */

export function linkChanges(scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  const linked: Figure[] = [];
  for (const [at, figure] of pairRows(scenes, figures).entries()) {
    const scene = scenes[at];
    linked.push(scene === undefined ? figure : changeIn({ scene, figure, earlier: linked, scenes, at }));
  }
  const levels = linked.map((figure, at) => levelReached(scenes[at], figure, linked[at - 1]) ?? figure);
  const reached = levels.map((figure, at) => reachedBehind(scenes, levels, at) ?? figure);
  return retargetChanges(scenes, reached);
}

/** 净增6家,总数达39家: the 39 are no growth again, though nothing but the growth's own words are before them. */
function levelReached(scene: Scene | undefined, figure: Figure, before: Figure | undefined): Figure | null {
  if (scene === undefined || before === undefined || scene.previous === null) return null;
  if (figure.kind !== 'change' || before.kind !== 'change' || !areOfOneUnit(figure, before)) return null;
  const { kind } = scene.quantity.unit;
  if (figure.baseUnit === '1' || kind === 'ratio' || kind === 'change' || !REACHED.test(scene.since))
    return null;
  return { ...figure, kind, direction: null, changeOf: null };
}

interface Situation {
  readonly scene: Scene;
  readonly figure: Figure;
  /** The figures before, in the same passage. */
  readonly earlier: readonly Figure[];
  readonly scenes: readonly Scene[];
  readonly at: number;
}

function changeIn(situation: Situation): Figure {
  const { figure, scene } = situation;
  const compared = comparedWithBefore(situation);
  if (compared !== null) return compared;
  if (figure.kind !== 'change') return listedChange(situation) ?? figure;
  // An average rate of several years is of no one level: 两年平均增长4.7%.
  if (AVERAGE.test(figure.basis ?? '') || /[两二三四五]年平均|年均/.test(scene.since))
    return { ...figure, changeOf: null };
  const changed = figure.baseUnit === 'pp' ? pointsOf(situation) : amountOf(situation);
  return { ...figure, ...nameOfNearer(situation, changed), changeOf: changed };
}

/** 压减炼铁产能105万吨、炼钢产能86万吨: one verb of change before a list of things. */
function listedChange({ figure, scene, earlier }: Situation): Figure | null {
  const before = earlier.at(-1);
  if (before?.kind !== 'change' || before.changeOf !== null || !ONE_MORE.test(scene.since)) return null;
  if (!areOfOneUnit(figure, before) || figure.baseUnit === '1' || figure.kind !== scene.quantity.unit.kind)
    return null;
  return { ...figure, kind: 'change', direction: before.direction };
}

const ONE_MORE = /^、[\u4e00-\u9fff]{2,10}$/;

/** 平均亩产542.8公斤,提高3.5公斤: a change that turns out to be of another figure is about what that is about. */
function nameOfNearer(
  { figure, earlier }: Situation,
  changed: string | null,
): Partial<Pick<Figure, 'indicator' | 'indicatorId'>> {
  if (changed === null || changed === figure.changeOf) return {};
  const recent = earlier.slice(-MOST_BACK);
  const [old, target] = [figure.changeOf, changed].map((wanted) => recent.find(({ id }) => id === wanted));
  if (target === undefined || target.indicator === null || figure.indicator !== old?.indicator) return {};
  return { indicator: target.indicator, indicatorId: target.indicatorId };
}

const AVERAGE = /年均|年平均/;

/** The rate that percentage points are of; never an amount. */
function pointsOf({ figure, scene, earlier, scenes, at }: Situation): string | null {
  // 拉动经济增长4.4个百分点 is a share in another growth.
  if (LIFTS.test(scene.since)) return null;
  const before = earlier.at(-1);
  if (scene.previous !== null && before?.baseUnit === 'pp' && LIFTS.test(scenes[at - 1]?.since ?? ''))
    return before.id;
  // 占全市比重比上年提高2个百分点: the share itself is not printed.
  if (SHARE_UNPRINTED.test(scene.since)) return null;
  const target = earlier.findLast(({ id }) => id === figure.changeOf);
  if (target === undefined || target.baseUnit === '1' || target.baseUnit === 'pp' || target.unit === '点')
    return figure.changeOf;
  return nearestInSentence(scene, earlier, ({ baseUnit, kind }) => baseUnit === '1' && kind === 'ratio');
}

/** An amount is no change of another dimension: 台数460台,22小时送达,比去年快了3.5小时. */
function isOtherAmount(figure: Figure, target: Figure): boolean {
  if (figure.baseUnit === '1' || figure.unit === '番' || figure.unit === '倍') return false;
  if (target.kind === 'change' || target.kind === 'rank' || areOfOneUnit(figure, target)) return false;
  return (
    !target.unit.startsWith(`${figure.unit}/`) && target.baseUnit?.startsWith(`${figure.baseUnit}/`) !== true
  );
}

const LIFTS = /拉动[^,。;]{0,16}$/;
const SHARE_UNPRINTED = /占[^,。;]{0,14}比[重例]|所?占比[重例]?(?:较|比|提|上|下|增|回)/;

function amountOf({ figure, scene, earlier }: Situation): string | null {
  const before = earlier.at(-1);
  if (before === undefined || scene.previous === null) return figure.changeOf;
  // 贷款增加21万亿元,同比多增1万亿元: the increase itself grew.
  if (/[多少][增减降]$/.test(scene.clause) && figure.baseUnit !== '1') {
    const grown = nearestInSentence(
      scene,
      earlier,
      (other) => other.kind === 'change' && areOfOneUnit(other, figure),
    );
    if (grown !== null) return grown;
  }
  if (figure.changeOf === null)
    return GREW_BY.test(scene.since) && before.kind === 'change' ? before.changeOf : null;
  // 60种药品,平均降价48% is of their price.
  const target = earlier.findLast(({ id }) => id === figure.changeOf);
  if (target?.kind === 'count' && /[降涨提]价$/.test(scene.clause)) return null;
  // 进口4亿吨,每吨4721元,上涨5%: what is said behind a price is of the price.
  if (target !== undefined && isOtherAmount(figure, target))
    return nearestInSentence(
      scene,
      earlier,
      (other) => other.kind !== 'change' && areOfOneUnit(other, figure),
    );
  const isQuotient = before.kind === 'ratio' && before.baseUnit !== '1' && before.baseUnit !== 'pp';
  return isQuotient && target?.kind !== 'ratio' ? before.id : figure.changeOf;
}

/** 减少3.6亿元,降幅1.9%: the same change again. */
const GREW_BY = /^,(?:同比|环比)?(?:增幅|涨幅|升幅|降幅|跌幅|减幅)(?:为|达到?|约)?$/;

/** The nearest figure before in the same sentence that fits. */
function nearestInSentence(
  { quantity, sentence }: Scene,
  earlier: readonly Figure[],
  fits: (figure: Figure) => boolean,
): string | null {
  const from = quantity.start - sentence.length;
  return earlier.slice(-MOST_BACK).findLast((figure) => figure.start >= from && fits(figure))?.id ?? null;
}

/** How many figures before it a change may be of. */
const MOST_BACK = 40;

/**
 * A clause with nothing in it but a comparison with another time is of the figure before, in whatever verb it is told:
 * 比上年多办21件, 较去年同期仍低三成, 反倒少了9件.
 */
function comparedWithBefore({ scene, figure, earlier }: Situation): Figure | null {
  if (scene.previous === null || figure.changeOf !== null || figure.sameAs !== null) return null;
  const { kind, comparator } = figure;
  if (kind === 'rank' || kind === 'threshold' || scene.quantity.ordinal) return null;
  if (!/^[,、]/.test(scene.since)) return null;
  const goesOn = earlier.at(-1)?.kind === 'change' ? AND_MORE.exec(scene.since) : null;
  const found = COMPARED.exec(scene.clause) ?? BARE.exec(scene.clause) ?? goesOn;
  if (found === null) return null;
  const target = targetOf(scene, figure, earlier);
  if (target === null) return null;
  const { indicator, indicatorId } = target;
  const direction = figure.direction ?? (LESS.test(found[1] ?? '') ? 'decrease' : 'increase');
  return { ...figure, kind: 'change', comparator, direction, indicator, indicatorId, changeOf: target.id };
}

const ADVERBS = '(?:但是?|却|而|反倒|反而|只|仅|就|还|又|也|仍|更|均|都|并)?';
/** Another time, or a record of it: 上一年, 原纪录, “十三五”末, 此前. */
const ANOTHER_TIME =
  '(?:同比|环比|一年|[比较](?:去年|上年|前年|上一|上月|上季|上届|上次|上周|年初|平日|平时|往年|常年|此前|以前|之前|过去|原|“?十[一二三四五]五|“?第?[一二三四五六七]次?[人经农污国普][^,。;:\\d]{0,4}|“?[一二三四五六七]普|20\\d\\d年|\\d{1,2}月|(?:年度|年初|全年|原)?(?:计划|预算)|现在|目前)[^,。;:\\d]{0,10}?(?:相比)?)';
const MORE_OR_LESS = `((?:净增加?|放量|扩招|增招|节约|节省|贵|便宜|远|近|厚|重|轻|早|晚|多|少|高|低|快|慢|长|短|大|小|${either(INCREASES, DECREASES)}))`;
/** At most three characters of what was done: 多办, 少用, 多争取. */
const DONE = '(?:[了出]|[\\u4e00-\\u9fff]{1,2}[了出]?)?(?:约|近|超过?|逾|不到|不足)?';
const COMPARED = new RegExp(`^${ADVERBS}${ANOTHER_TIME}[也仍又还均]?${MORE_OR_LESS}${DONE}$`);
const BARE = /^(?:但|却|反倒|反而|还|又)?([多少涨跌降])[了出](?:约|近|超过?|逾)?$/;
/** 同比多开1735列、多运20万标箱. */
const AND_MORE = /^[、,]([多少])[\u4e00-\u9fff]{1,2}$/;
const LESS = new RegExp(`^(?:便宜|近|轻|少|低|慢|短|小|${either(DECREASES)})`);

/** The nearest figure before in the sentence that can have grown by so much. */
function targetOf(scene: Scene, figure: Figure, earlier: readonly Figure[]): Figure | null {
  const from = scene.quantity.start - scene.sentence.length;
  const before = earlier.at(-1);
  if (before === undefined || before.start < from) return null;
  const relative = figure.baseUnit === '1' || figure.baseUnit === 'pp';
  const fits = (other: Figure): boolean => {
    if (other.kind === 'threshold' || other.kind === 'rank') return false;
    if (figure.baseUnit === 'pp') return other.baseUnit === '1';
    if (relative) return true;
    return areOfOneUnit(other, figure) || other.unit.startsWith(`${figure.unit}/`);
  };
  const target = earlier
    .slice(-MOST_BACK)
    .findLast((other) => other.start >= from && other.kind !== 'change' && fits(other));
  return target === undefined ? null : (earlier.findLast(({ id }) => id === target.sameAs) ?? target);
}

/** 净增6家,总数达39家; 提高98元,达到3156元: the level that a growth before it led to. */
function reachedBehind(scenes: readonly Scene[], figures: readonly Figure[], at: number): Figure | null {
  const [figure, next, scene] = [figures[at], figures[at + 1], scenes[at + 1]];
  if (figure === undefined || next === undefined || scene === undefined || scene.previous === null)
    return null;
  if (figure.kind !== 'change' || figure.changeOf !== null || next.kind === 'change') return null;
  if (next.kind === 'threshold' || next.kind === 'rank' || next.sameAs !== null) return null;
  const sameIndicator = next.indicator === figure.indicator && LED_TO.test(scene.since);
  const isRate = next.baseUnit === '1';
  if (
    OF_WHAT_GREW.test(scene.since) &&
    (figure.baseUnit === 'pp' ? isRate : figure.baseUnit === '1' && !isRate)
  )
    return { ...figure, changeOf: next.id };
  const sameUnit = figure.baseUnit === 'pp' ? next.baseUnit === '1' : areOfOneUnit(figure, next);
  return sameIndicator || (sameUnit && REACHED.test(scene.since)) ? { ...figure, changeOf: next.id } : null;
}

const LED_TO = /^,?(?:达到?|升?至|增?至|增?加?到|总量达|总额达)(?:了|到)?/;

/** 同比增长8.6%的工业用电量,达到32.5亿千瓦时: the level is told of what the growth is said of. */
const OF_WHAT_GREW =
  /^的[\u4e00-\u9fff]{2,16},?(?:总额|总量|规模|具体数额|如今)?(?:已|为|是|达到?|升至|增至|降至){1,2}了?$/;

/** Nothing else is said between the growth and the level. */
const REACHED =
  /^[,、]?(?:总数|总量|总额|总规模|累计|目前|现|共|已){0,2}(?:达到?|升至|增至|降至|减至|至|到|增加到|提高到|只有|仅有|仅为|仅剩|只剩)(?:了|到)?(?:每人每[年月])?(?:不低于|不少于|超过?|近|约|逾)?$/;
