import { foldWidths } from '../fold-widths.ts';
import { saysNothing } from './figure-words.ts';
import type { Figure } from './figure.ts';
import { BECAME, startOfActs } from './naming-words.ts';
import type { Scene } from './scene.ts';
import { PER } from './words.ts';
import { counterOf } from './units.ts';

/*
 * What a number is about that its own clause does not name: what was spoken of before. `earlier` are the figures before
 * it in the same passage.
 */

/** The name of what was spoken of before. */
export type Spoken = Pick<Figure, 'indicator' | 'indicatorId'>;

/** What is counted, of which the number of the scene counts some: 其中投资超10亿元的有3宗, 吊杆中有17根, 预售定金不退的占四成. */
export function partOfEarlier(scene: Scene, earlier: readonly Figure[]): Spoken | undefined {
  const { quantity, clause } = scene;
  if (quantity.unit.kind === 'count' && SOME_OF_THEM.test(clause))
    return topicOf(scene, earlier) ?? earlier.findLast((figure) => isCountedAs(figure, scene));
  if (quantity.unit.baseUnit === '1' && SHARE_OF_THEM.test(clause))
    return (
      topicOf(scene, earlier) ??
      earlier.findLast(({ kind, indicator }) => kind === 'count' && indicator !== null)
    );
  return undefined;
}

const SOME_OF_THEM =
  /(?:的(?:有|共有?|达|约|近|超过?)?|其中|占(?:了|到)?|[中里](?:有|共有?)|^[、,]?(?:其中)?[\u4e00-\u9fff]{2,3}[镇市县区村](?:则|为)?(?:不到|超过?|约|近)?)$/;
const SHARE_OF_THEM =
  /[^的,]{2}(?<![年月期日时])的(?:合计|约|仍|就|也|已)?(?:占(?:了|到|比)?|有|不足|不少于|不低于|超过?|约|近|达)+$/;

/**
 * What a number without a name of its own is about: what it says in other terms, the same thing counted again, or the topic of its
 * sentence. `null` when nothing was said.
 */
export function spokenOfBefore(scene: Scene, earlier: readonly Figure[]): Spoken | null {
  const topic = topicOf(scene, earlier);
  if (topic !== null) return topic;
  return inBracketsBehind(scene, earlier) ?? sameAgain(scene, earlier) ?? null;
}

/** 11级(30米/秒), 92519元(按年平均汇率折算为13130美元), 160部5283集: the same in other terms. */
function inBracketsBehind({ since, previous, quantity }: Scene, earlier: readonly Figure[]): Figure | null {
  if (previous === null) return null;
  // 为年度任务6500人的105.1%
  const isShare = since === '的' && quantity.unit.baseUnit === '1';
  const again = isShare || [OTHER_TERMS, OF_EACH, LASTS].some((form) => form.test(since));
  return again ? (earlier.at(-1) ?? null) : null;
}

/** 森林面积210万亩,人均0.6亩; 发放慰问金300万元,每户800元. */
const OF_EACH = new RegExp(`^,(?:平均)?(?:[人户亩]均|${PER})+(?:约|近|超过?|不到|不足)?$`);

/** 电煤库存86万吨,可用18天: how long it lasts. */
const LASTS =
  /^,?(?:还|仅|只|足够|大约|约)*(?:可|够|能)(?:供|用|支付|支撑|使用|保障|维持|烧|吃)+(?:约|近|超过?)?$/;

const OTHER_TERMS =
  /^\((?:按[^(),]{1,16})?(?:折合|折算|约?合|人民币|约|为|相当于)*$|^,(?:按[^(),]{1,16})?(?:折合|折算|约?合|相当于)(?:人民币|为|约)*$|^(?:,约)?$/;

/** 1843名患者中,45岁以下的…, 就业补助资金方面,…: what the sentence says since the last figure that its figures are some of. */
export function topicOf({ sentence, quantity }: Scene, earlier: readonly Figure[]): Spoken | null {
  if (quantity.unit.kind !== 'count' && quantity.unit.baseUnit !== '1') return null;
  const found = TOPIC.exec(sentence);
  const topic = found?.[1]?.slice(found[1].lastIndexOf('的') + 1) ?? '';
  if (found === null || topic.length < 2) return null;
  const start = quantity.start - sentence.length + found.index;
  // 18.6万名毕业生里,…: the topic is what was counted there.
  const counted = earlier.findLast(
    (figure) => figure.start >= start && figure.end <= start + found[0].length - (found[2]?.length ?? 0),
  );
  if (counted !== undefined)
    return counted.indicator === null || /^[百千万亿]?%$/.test(counted.unit) ? null : counted;
  if (/\d/.test(topic)) return null;
  const named = earlier.findLast(({ kind, indicator }) => kind !== 'threshold' && indicator !== null);
  // What was named behind the topic is nearer.
  return named !== undefined && named.start > start ? null : { indicator: topic, indicatorId: null };
}

const TOPIC = /(?:^|[,;:])(?:在|从)?([^,;:]{2,24}?)(?:当中|之中|中|里)(,[^;]*)$/;

/** The same thing again: 16种涨价,7种持平; 去年是97.3亿斤. */
function sameAgain(scene: Scene, earlier: readonly Figure[]): Figure | undefined {
  const { quantity, since, previous, sentence, clause } = scene;
  if (quantity.ordinal || scene.restricts) return undefined;
  // 救治伤员12人,培训300人: people that something else was done to are others.
  if (quantity.unit.baseUnit === 'person' && clause !== '' && startOfActs(clause) === 0) return undefined;
  if (quantity.unit.kind === 'count') return earlier.findLast((figure) => isCountedAs(figure, scene));
  const silent = since !== '' && saysNothing(since);
  if (previous === null && !silent) return undefined;
  const from = silent ? 0 : quantity.start - sentence.length;
  return earlier.findLast(
    ({ indicator, kind, start, unit, baseUnit }) =>
      indicator !== null &&
      kind !== 'threshold' &&
      start >= from &&
      (silent
        ? baseUnit === quantity.unit.baseUnit && kind !== 'change'
        : foldWidths(unit) === quantity.unit.text),
  );
}

/** Of what became so many of the things counted or measured before: 花椒5200亩,其中已挂果3700亩. */
export function becameOf(
  words: string,
  { quantity, sentence }: Scene,
  earlier: readonly Figure[],
): Spoken | undefined {
  const { unit, start } = quantity;
  if (unit.baseUnit === 'person' || !BECAME.test(foldWidths(words))) return undefined;
  const from = start - sentence.length;
  return earlier.findLast(
    (figure) =>
      figure.indicator !== null &&
      AMOUNTS.has(figure.kind) &&
      (unit.kind === 'count'
        ? countedIn(figure.unit) === countedIn(unit.text)
        : figure.baseUnit === unit.baseUnit &&
          figure.baseUnit !== '1' &&
          figure.baseUnit !== null &&
          figure.start >= from) &&
      !BECAME.test(foldWidths(figure.indicator)),
  );
}

const AMOUNTS: ReadonlySet<Figure['kind']> = new Set(['level', 'count', 'area', 'length']);

/** Whether the figure has a name, and counts in the unit of the scene's. */
export function isCountedAs({ unit, indicator }: Figure, { quantity }: Scene): boolean {
  return indicator !== null && countedIn(unit) === countedIn(quantity.unit.text);
}

/** People are counted as 名 and as 人. */
function countedIn(unit: string): string {
  const counter = counterOf(unit);
  return counter === '名' ? '人' : counter;
}
