import type { Check } from '../document.ts';
import { compare, sum } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings, Mention, Sentence } from './checked-article.ts';
import { PARTS_OF } from './known-totals.ts';
import { isExactAmount, isOfOne, measureOf, sumCheck } from './part-and-whole.ts';
import { checkOf, printedTogether } from './printed-number.ts';

/**
 * 其中, and 48根吊杆中有: what is named behind it is a part of the figure of the same measure before it, and no part
 * exceeds its whole. When the last one is 其余 or 其他 nothing is left out, and the parts must add up.
 */
export function namedParts({ sentences }: CheckedArticle): Findings {
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  for (const [at, sentence] of sentences.entries()) {
    const before = opensWithParts(sentence) ? (sentences[at - 1] ?? []) : [];
    for (const { whole, parts, complete } of groupsIn(sentence, before)) {
      for (const part of parts) wholes.set(part.id, whole.id);
      const added = complete ? sumCheck(whole, parts) : null;
      checks.push(...(added === null ? parts.flatMap((part) => withinCheck(whole, part)) : [added]));
    }
  }
  return { checks, wholes };
}

/** A whole with what is said to be parts of it; `complete` when they leave nothing out. */
interface Group {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
  readonly complete: boolean;
}

const OF_WHICH = /其中/;

/** 48根吊杆中有17根, 136起警情中,火灾41起; but no 高中, 集中 or 年中. */
const OUT_OF = /^[\u4e00-\u9fff]{1,10}(?<![其集高初期年空水地心当年之])[中里](?:,|有)/;
const REST = /(?:^|[,;、:])\s*(?:其余|其他|其它|剩余)/;

/** 其中 may open a sentence; then its whole is in the sentence before. */
function opensWithParts(sentence: Sentence): boolean {
  return /^\s*其中/.test(sentence[0]?.lead ?? '');
}

/** How many figures before 其中 may be its whole. */
const LOOK_BACK = 6;

function groupsIn(sentence: Sentence, before: Sentence): Group[] {
  return sentence.flatMap(({ lead }, at) => {
    const outOf = at > 0 && OUT_OF.test(lead);
    if (!outOf && !OF_WHICH.test(lead)) return [];
    const earlier = [...before, ...sentence.slice(Math.max(0, at - LOOK_BACK), at)];
    return groupsFrom(sentence.slice(at, at + MOST_PARTS), earlier.slice(outOf ? -1 : -LOOK_BACK));
  });
}

/** No sentence names more parts. */
const MOST_PARTS = 40;

function groupsFrom(behind: Sentence, earlier: Sentence): Group[] {
  const groups = new Map<string, { readonly whole: Figure; readonly parts: Figure[]; complete: boolean }>();
  let begun = false;
  for (const [at, mention] of behind.entries()) {
    const { figure, lead } = mention;
    if (at > 0 && (OF_WHICH.test(lead) || OUT_OF.test(lead) || TOTALS.test(lead))) break;
    if (isAside(figure)) continue;
    const measure = partMeasureOf(figure);
    const known = measure === null ? undefined : groups.get(measure);
    const whole = measure === null ? undefined : (known?.whole ?? wholeOf(measure, earlier));
    if (measure === null || whole === undefined || isOfOne(mention)) break;
    if (begun && !goesOn(mention, known?.parts ?? [], whole)) break;
    begun = true;
    const rest = REST.test(lead);
    if (known === undefined) groups.set(measure, { whole, parts: [figure], complete: false });
    else known.parts.push(figure);
    if (known !== undefined && rest) known.complete = [whole, ...known.parts].every(isExactAmount);
    if (rest) break;
  }
  return [...groups]
    .map(([measure, group]) => ({ ...group, others: amountsOf(measure, earlier) }))
    .filter(({ whole, parts, others }) => !isDoubtful(whole, parts, others));
}

/** What stands beside a part and says more of it: its growth, its share, itself in another unit. */
function isAside({ kind, baseUnit, sameAs, changeOf }: Figure): boolean {
  if (sameAs !== null || changeOf !== null || kind === 'threshold') return true;
  return (kind === 'change' || kind === 'ratio') && (baseUnit === '1' || baseUnit === 'pp');
}

/** An increase by an amount has increases as its parts. Scores are parted too. */
function partMeasureOf(figure: Figure): string | null {
  if (figure.value === null) return null;
  if (figure.unit === '分') return '分';
  if (figure.kind !== 'change') return measureOf(figure);
  const amount = measureOf({ ...figure, kind: 'level' });
  return amount === null ? null : `${figure.direction ?? ''} ${amount}`;
}

function amountsOf(measure: string, earlier: Sentence): Figure[] {
  return earlier.map(({ figure }) => figure).filter((figure) => partMeasureOf(figure) === measure);
}

/** The nearest of that measure; a bound that is only kept, 稳定在1.3万亿斤以上, is not it when there is another. */
function wholeOf(measure: string, earlier: Sentence): Figure | undefined {
  const amounts = amountsOf(measure, earlier);
  const nearest = amounts.at(-1);
  // 人均可支配收入3.5万元,其中城镇居民4.2万元: averages have no parts, and what was before them is not meant.
  if (nearest === undefined || earlier.some((one) => one.figure === nearest && isOfOne(one)))
    return undefined;
  if (nearest.comparator !== 'gte') return nearest;
  return amounts.findLast(({ comparator }) => comparator === 'eq') ?? nearest;
}

/** A part that is too large for the nearest total, but not for another, may be a part of that one. */
function isDoubtful(whole: Figure, parts: readonly Figure[], others: readonly Figure[]): boolean {
  return parts.some(
    (part) => exceeds(part, whole) && others.some((other) => other !== whole && !exceeds(part, other)),
  );
}

const TOTALS = /合计|共计|总计|累计|同时|另外|此外|全年|全市|总/;

/** Whether a figure behind a part is one too: joined to it by 、, of a like name, or known to be a part of the whole. */
function goesOn({ figure, lead }: Mention, parts: readonly Figure[], whole: Figure): boolean {
  if (REST.test(lead)) return true;
  if (whole.indicatorId === 'foreign-trade' && /^\s*[,;、]\s*(?:出口|进口)/.test(lead)) return true;
  const known = PARTS_OF.get(whole.indicatorId ?? '');
  if (figure.indicatorId !== null) return known?.has(figure.indicatorId) === true;
  if (lead.includes(';')) return false;
  if (/^\s*[、和及与]/.test(lead)) return true;
  const label = LABEL.exec(lead)?.[1];
  if (parts.length > 0 && label !== undefined && !DONE.test(label)) return true;
  const tail = nounTail(figure, lead);
  return tail !== '' && parts.some((part) => (part.indicator ?? '').endsWith(tail));
}

/** Nothing but a short name between the part before and the number, or nothing at all: 其中水稻251.8万亩,玉米184万亩. */
const LABEL = /^[^,;]{0,4},\s*([\u4e00-\u9fff()“”]{0,8})$/;

/** What was done is no name of a part. */
const DONE =
  /^(?:办|结|答|采|再|又|还|并|已|均|共|约|达|有|新[增建开签引设]|增[加至长]|减少|扩[大建]|投[入资产]|完成|实现|建[成设]|带动|惠及|吸[引纳]|培[育训]|引[进入]|签|拉动|覆盖|涉及|服务|接待|发放|拨|安排|同比|人均|户均|平均|总)/;

function nounTail({ indicator }: Figure, lead: string): string {
  const name = indicator ?? lead.replace(/[\s的有共为达]+$/, '');
  return name.length < 2 ? '' : name.slice(-2);
}

function exceeds(part: Figure, whole: Figure): boolean {
  const [all, some] = printedTogether([whole, part]) ?? [];
  if (!all || !some) return false;
  return compare(some.value, sum([all.value, all.slack, some.slack])) > 0;
}

/** 不足 and 约 say nothing that could be too much, and a net increase may have larger ones among its parts. */
function withinCheck(whole: Figure, part: Figure): Check[] {
  const atLeast = part.comparator === 'eq' || part.comparator === 'gt' || part.comparator === 'gte';
  const isAmount = part.kind !== 'change' && whole.comparator === 'eq' && whole.modality === part.modality;
  const [all, some] = (atLeast && isAmount && printedTogether([whole, part])) || [];
  if (!all || !some) return [];
  return [
    checkOf('part-within', [whole, part], {
      expected: all.value,
      got: some.value,
      pass: !exceeds(part, whole),
    }),
  ];
}
