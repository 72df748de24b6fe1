import { foldWidths } from '../fold-widths.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';

/*
 * Figures that say the same again in a unit that no fixed factor leads to: another currency, wind force and wind
 * speed. `scenes` and `figures` are of the same length and order.
 */

export function linkRestated(folded: string, scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  return figures.map((figure, at) => {
    const scene = scenes[at];
    if (scene === undefined || figure.sameAs !== null || figure.kind === 'change') return figure;
    const first =
      behindComma(scene, figure, figures[at - 1]) ??
      inBracket(folded, scene, figure, figures[at - 1]) ??
      inOtherMoney(scene, figures, at);
    if (first === undefined) return figure;
    const { kind, indicator, indicatorId } = first;
    return { ...figure, kind, indicator, indicatorId, sameAs: first.sameAs ?? first.id };
  });
}

const IN_OTHER_WORDS = /^,?(?:约合|折合约?|合约?|相当于|即|也就是)(?:人民币|美元)?约?$/;

/** 湿地12.4万公顷,约合186万亩. */
function behindComma(
  { since, previous }: Scene,
  figure: Figure,
  before: Figure | undefined,
): Figure | undefined {
  if (previous === null || before === undefined || !IN_OTHER_WORDS.test(since)) return undefined;
  const sameBase =
    figure.baseUnit !== null && figure.baseUnit === before.baseUnit && figure.unit !== before.unit;
  return sameBase || (isMoney(before) && isMoney(figure)) ? before : undefined;
}

/** 最大风力11级(30米/秒), 92519元(按年平均汇率折算为13130美元). */
function inBracket(
  folded: string,
  { printed, previous }: Scene,
  figure: Figure,
  before: Figure | undefined,
): Figure | undefined {
  if (previous === null || before === undefined || !RESTATES.test(printed)) return undefined;
  if (folded.charAt(figure.end) !== ')') return undefined;
  return measuresSame(before, figure) ? before : undefined;
}

const RESTATES =
  /^\((?:按[^()]{0,12}?)?(?:即|约)?(?:折合|折算|换算|相当于|合)?(?:成|为|约)?(?:人民币|美元)?(?:约|近|超)?$/;

function measuresSame(a: Figure, b: Figure): boolean {
  const units = [a, b].map(({ unit }) => foldWidths(unit));
  if (a.baseUnit !== null && a.baseUnit === b.baseUnit && a.unit !== b.unit && PHYSICAL.has(a.kind))
    return true;
  return SAME.some((pair) => pair.every((unit) => units.includes(unit))) || (isMoney(a) && isMoney(b));
}

const PHYSICAL: ReadonlySet<Figure['kind']> = new Set(['area', 'length']);

const SAME: readonly (readonly [string, string])[] = [
  ['级', '米/秒'],
  ['级', 'm/s'],
  ['级', '米每秒'],
];

function isMoney({ unit }: Figure): boolean {
  return MONEY.test(foldWidths(unit));
}

const MONEY = /^[百千万亿]*(?:元|美元|欧元|港元|日元|英镑)$/;

/** How many figures before it may be the same in the paper's own money. */
const MOST_BACK = 100;

/** 按美元计价,进出口总值5.26万亿美元: the same of which the amount in the paper's own money was told before. */
function inOtherMoney({ sentence }: Scene, figures: readonly Figure[], at: number): Figure | undefined {
  const figure = figures[at];
  if (figure === undefined || figure.indicator === null || figure.baseUnit === 'CNY' || !isMoney(figure))
    return undefined;
  if (!/(?:按|以)(?:美元|欧元|港元)(?:计价?|计算)/.test(sentence)) return undefined;
  return figures
    .slice(Math.max(0, at - MOST_BACK), at)
    .find(
      (other) =>
        other.kind === figure.kind &&
        other.indicator === figure.indicator &&
        isMoney(other) &&
        other.baseUnit !== figure.baseUnit,
    );
}
