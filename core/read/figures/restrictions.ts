import { THERE_ARE, boundsTheNext, boundsTheOneBefore } from './bounds-of-things.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';
import { BROUGHT } from './words.ts';

/*
 * Numbers that only say which things are counted (10亿元以上项目12个), and the figures that they restrict. Much of what
 * makes a number one of these stands behind the next number's noun, so it is asked once all figures of the passage are
 * known. `scenes` and `figures` are of the same length and order.
 */

/** The figures with every threshold known, and with the figure that each restricts. */
export function linkRestrictions(
  folded: string,
  scenes: readonly Scene[],
  figures: readonly Figure[],
): Figure[] {
  const known = figures.map((figure, at) =>
    figure.kind !== 'threshold' && isRestriction(folded, scenes, figures, at)
      ? { ...figure, kind: 'threshold' as const, direction: null, changeOf: null }
      : figure,
  );
  for (let at = known.length - 2; at >= 0; at--) known[at] = boundOfRow(folded, known[at], known[at + 1]);
  return known.map((figure, at) => {
    if (figure.kind !== 'threshold') return figure;
    return {
      ...figure,
      qualifies: restrictedBehind(folded, known, at) ?? restrictedBefore(folded, known, at),
    };
  });
}

/** 投资1000万元以上、带动就业50人以上的项目: both are bounds when the last is one. */
function boundOfRow(folded: string, figure: Figure | undefined, next: Figure | undefined): Figure {
  if (figure === undefined) throw new RangeError('there is no such figure');
  if (next?.kind !== 'threshold' || figure.kind === 'threshold' || figure.kind === 'rank') return figure;
  if (figure.comparator === 'eq' || figure.baseUnit === '1') return figure;
  return ONE_MORE_BOUND.test(wordsBetween(folded, figure, next) ?? '')
    ? { ...figure, kind: 'threshold', direction: null, changeOf: null }
    : figure;
}

const ONE_MORE_BOUND = /^[及或]?以[上下内](?:、|或者?|且|并|和)[^,。;!?()、]{0,12}$/;

function isRestriction(
  folded: string,
  scenes: readonly Scene[],
  figures: readonly Figure[],
  at: number,
): boolean {
  const [figure, next, scene] = [figures[at], figures[at + 1], scenes[at]];
  if (figure === undefined || scene === undefined || figure.kind === 'rank') return false;
  const before = figures[at - 1];
  if (isBoundOfThose(figure, scene, before)) return true;
  if (before !== undefined && boundsTheOneBefore(figure, scene, before)) return true;
  if (next === undefined || next.sameAs !== null) return false;
  const between = wordsBetween(folded, figure, next);
  if (between === null) return false;
  if (boundsTheNext(figure, next, between)) return true;
  if (AGES.has(figure.unit)) return figure.min !== null && !AGES.has(next.unit) && IN_CLAUSE.test(between);
  if (
    next.kind === 'count' &&
    figure.baseUnit === '1' &&
    figure.comparator !== 'eq' &&
    THOSE_ARE.test(between)
  )
    return true;
  // 超过5%的企业有3家 may be a share of them.
  if (figure.baseUnit === '1' || figure.baseUnit === 'pp' || figure.baseUnit === next.baseUnit) return false;
  const bounded = figure.comparator !== 'eq' || /(?:达到?|[满过])$/.test(scene.clause);
  if (bounded && next.kind === 'count' && WHICH_ARE.test(between)) return true;
  const isMeasure = figure.kind === 'length' || figure.kind === 'level' || figure.kind === 'area';
  if (next.kind === 'count' && isMeasure && (WITHIN.test(between) || OF_SIZE.test(between)))
    return !/[最全总][\u4e00-\u9fff]$/.test(scene.clause);
  if (figure.kind === 'count' && /^[层级]$/.test(figure.unit) && STOREYS.test(between)) return true;
  return next.baseUnit === '1' && figure.kind !== 'change' && SHARE_OF_THOSE.test(between);
}

const AGES: ReadonlySet<string> = new Set(['岁', '周岁']);

const IN_CLAUSE = /^[^,。;!?()、]{0,24}$/;

/** 投资超10亿元的有3宗, 降雨超过100毫米的站点多达187个, 1000万元以上的七个. */
const WHICH_ARE =
  /^(?:[及或]?以[上下内])?的(?:[^,。;!?()、]{0,10}?(?:共有?|一共|总共|只有|仅有?|就有|也有|已有|多?达到?|有)|)(?:不到|不足|超过?|近|约|逾)?$/;

/** 跌幅超过10%的有7个. */
const THOSE_ARE = /^的(?:共有?|一共|只有|仅有?|就有|也有|已有|多?达到?|有)$/;

/** 20英寸的大口径管1.76万支: nothing is said of the things but their size and their number. */
const OF_SIZE = /^的[\u4e00-\u9fff]{2,8}(?<![里中上内有了到为达设建投起出成过完])$/;

/** 考点周边500米内的工地停工118处. */
const WITHIN = /^(?:范围)?[以之]?内的[^,。;!?()、]{1,12}$/;

/** 六层以上楼栋提高到12万元. */
const STOREYS = /^[及或]?以[上下](?:的|楼栋|住宅|建筑|房屋|楼房)[^,。;!?()、]{0,12}$/;

/** 56人以上大班额占比0.4%: what has the share is restricted by the number, and is not counted by it. */
const SHARE_OF_THOSE =
  /^[及或]?以[上下内][\u4e00-\u9fff]{2,14}(?:率|占比|比重|比例)(?:已?由[^,。;!?()、]{0,8}|[^,。;!?()、]{0,8})$/;

/** 5部超过10亿元, 两成的影院日均观众不足50人: the bound ends the clause of the things that it picks out. */
function isBoundOfThose(
  figure: Figure,
  { since, previous, after }: Scene,
  before: Figure | undefined,
): boolean {
  if (previous === null || before === undefined || figure.kind === 'change' || figure.baseUnit === '1')
    return false;
  if (!ONE_SIDED.has(figure.comparator) || !/^(?:的|$|[,。;!?)])/.test(after)) return false;
  if (before.kind === 'count') return before.baseUnit !== figure.baseUnit && BARE_BOUND.test(since);
  return before.kind === 'ratio' && before.baseUnit === '1' && OF_THOSE.test(since);
}

const ONE_SIDED: ReadonlySet<Figure['comparator']> = new Set(['gt', 'gte', 'lt', 'lte']);
const BARE_BOUND = /^(?:超过?|突破|过|不足|不到|低于|高于)$/;
const OF_THOSE = /^(?:以[上下]|左右)?的[^,。;!?()、]{2,14}(?:超过?|不足|不到|低于|高于)$/;

const LONGEST_LINK = 80;

/** What stands between two figures, `null` when it is long. */
function wordsBetween(folded: string, first: Figure, second: Figure): string | null {
  const between = folded.slice(first.end, Math.min(second.start, first.end + LONGEST_LINK + 1));
  return between.length <= LONGEST_LINK ? between : null;
}

/** How many thresholds may stand before what all of them restrict. */
const MOST_THRESHOLDS = 4;

/** The figure behind that the threshold restricts: 10亿元以上项目12个; 1000万元以上3000万元以下的合同5份 has two of them. */
function restrictedBehind(folded: string, figures: readonly Figure[], at: number): string | null {
  const figure = figures[at];
  const behind = figures.slice(at + 1, at + 1 + MOST_THRESHOLDS);
  const target = behind.find(({ kind }) => kind !== 'threshold');
  if (figure === undefined || target === undefined || target.sameAs !== null) return null;
  const between = wordsBetween(folded, figure, target);
  if (between === null) return null;
  // 由2000万元以上降至1000万元 goes from one to the other.
  if (target.baseUnit === figure.baseUnit && FROM_TO.test(between)) return null;
  const aside = /\([^()]{0,6}$/.test(folded.slice(Math.max(0, figure.start - 7), figure.start));
  const words = aside ? between.replace(/^[^()]{0,4}\)/, '') : between;
  return /^[^,。;!?()]*$/.test(words) || TOLD_BEHIND_COMMA.test(words) || THERE_ARE.test(words)
    ? target.id
    : null;
}

const FROM_TO = new RegExp(`^(?:[及或]?以[上下内])?${BROUGHT}`);

/** 35岁以下的返乡青年,前年只有3名. */
const TOLD_BEHIND_COMMA =
  /^[^,。;!?()]{1,20},(?:去年|今年|前年|目前|现在|如今|现|已|全市|全县|全省|一){0,2}(?:共|一共|总共)?(?:只有|仅有?|共|计|有|达|就有|还有|涉及(?:金额|资金|人员)?|占)(?:不到|不足|超过?|近|约|逾)?$/;

/** The figure before, when nothing behind is restricted: 3个项目完工180天以上未验收, 每斤1.19元(水分14%以内). */
function restrictedBefore(folded: string, figures: readonly Figure[], at: number): string | null {
  const [before, figure] = [figures[at - 1], figures[at]];
  if (before === undefined || figure === undefined) return null;
  const between = wordsBetween(folded, before, figure);
  if (between === null) return null;
  if (/^\([^()]{0,6}$/.test(between) && /^[^()]{0,5}\)/.test(folded.slice(figure.end, figure.end + 6)))
    return before.kind === 'threshold' ? null : before.id;
  const picks = before.kind === 'count' || (before.kind === 'ratio' && before.baseUnit === '1');
  return picks && before.baseUnit !== figure.baseUnit && PICKED.test(between) ? before.id : null;
}

const PICKED = /^[^,。;!?()、和及]{0,16}$/;
