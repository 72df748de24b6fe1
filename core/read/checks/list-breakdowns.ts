import type { Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, CheckedBlock, Findings, Mention } from './checked-article.ts';
import { isExactAmount, isOfOne, measureOf, sumCheck, sumOf } from './part-and-whole.ts';
import { exceedTogether, isAside, withoutNested } from './parts-of-figures.ts';

/**
 * Lists that break a total down: 收到提案46件,立案40件,涉及… and under it so many items of 聚焦…的16件.
 *
 * Which total, and whether the list is complete, is decided from the words alone, so that a wrong number cannot hide
 * by spoiling the very evidence: then the items must add up. Where the words leave it open, items that do add up are
 * taken for the parts, and nothing is said of others.
 */
export function listBreakdowns({ blocks }: CheckedArticle): Findings {
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  for (let at = 0; at < blocks.length; at++) {
    const above = blocks[at];
    if (above === undefined || above.block.kind === 'item' || above.mentions.length === 0) continue;
    const items = itemsBelow(blocks, at);
    if (items.length < 2) continue;
    for (const [part, whole] of announcedParts(above, items)) wholes.set(part, whole);
    for (const { whole, parts } of breakdowns(above, items)) {
      const check = sumCheck(whole, parts);
      if (check === null) continue;
      checks.push(check);
      for (const part of parts) wholes.set(part.id, whole.id);
    }
  }
  return { checks, wholes };
}

interface Breakdown {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
}

/** Longer lists are no breakdown of a total. */
const MOST_ITEMS = 60;

/** A paragraph that ends in a colon may have its list in short lines without marks. */
const LONGEST_LINE = 60;

function itemsBelow(blocks: readonly CheckedBlock[], at: number): readonly CheckedBlock[] {
  const above = blocks[at];
  const announced = above !== undefined && /:$/.test(above.text.trimEnd());
  const kind = blocks[at + 1]?.block.kind;
  if (kind !== 'item' && !(kind === 'paragraph' && announced)) return [];
  const items: CheckedBlock[] = [];
  for (let next = at + 1; ; next++) {
    const item = blocks[next];
    if (item?.block.kind !== kind || item.mentions.length === 0) break;
    if (kind === 'paragraph' && item.text.length > LONGEST_LINE) break;
    items.push(item);
    if (items.length > MOST_ITEMS) return [];
    if (REST.test(item.text)) break;
  }
  return items;
}

/** The last item of a breakdown: 其他方面有3件. */
const REST = /^(?:其他|其它|其余|另有|此外)/;

/** The words before a list's colon that make its items parts of what was told last: 安排资金12亿元,其中: */
const OF_WHICH =
  /(?:其中|包括|包含|分为|分别(?:为|是)|(?:构成|组成|分布|分配|安排)(?:情况)?(?:为|是|如下)|具体(?:为|是|如下|包括)):$/;

/** The items of an announced list, each with its first figure of the total's measure. */
function announcedParts(
  above: CheckedBlock,
  items: readonly CheckedBlock[],
): [part: string, whole: string][] {
  if (!OF_WHICH.test(above.text.trimEnd())) return [];
  const firsts = items.map(({ mentions }) => mentions.find(({ figure }) => !isAside(figure)));
  const measure = firsts[0] === undefined ? null : measureOf(firsts[0].figure);
  const whole = above.mentions.findLast(
    (total) => measure !== null && measureOf(total.figure) === measure && !isOfOne(total),
  )?.figure;
  const parts = firsts.flatMap((one) =>
    one !== undefined && measureOf(one.figure) === measure && !isOfOne(one) ? [one.figure] : [],
  );
  if (whole === undefined || parts.length < 2 || exceedTogether(parts, whole)) return [];
  return parts.map(({ id }) => [id, whole.id]);
}

/** The breakdowns of each measure that the paragraph has a total of and every item has one figure of. */
function breakdowns(above: CheckedBlock, items: readonly CheckedBlock[]): Breakdown[] {
  const byMeasure = new Map<string, Mention[]>();
  for (const mention of above.mentions) {
    const measure = isTotal(mention) ? measureOf(mention.figure) : null;
    if (measure !== null)
      byMeasure.set(measure, [...(byMeasure.get(measure) ?? []), mention].slice(-MOST_TOTALS));
  }
  return [...byMeasure].flatMap(([measure, totals]) => {
    const column = items.map(({ mentions }) => onlyOf(measure, mentions)).filter((one) => one !== null);
    return column.length === items.length ? breakdownsOf({ above, totals, items, column }) : [];
  });
}

function isTotal(mention: Mention): boolean {
  return isExactAmount(mention.figure) && !isOfOne(mention);
}

/** No paragraph introduces its list with more totals than this; more would make the page costly to check. */
const MOST_TOTALS = 8;

function onlyOf(measure: string, mentions: readonly Mention[]): Mention | null {
  const own = withoutNested(mentions.slice(0, MOST_ITEMS)).filter(
    ({ figure }) => measureOf(figure) === measure && figure.sameAs === null,
  );
  const [only, ...others] = own;
  return only !== undefined && others.length === 0 && isExactAmount(only.figure) ? only : null;
}

/** One column of a list: the figures of one measure, one of each item. */
interface Column {
  readonly above: CheckedBlock;
  readonly totals: readonly Mention[];
  readonly items: readonly CheckedBlock[];
  readonly column: readonly Mention[];
}

function breakdownsOf(list: Column): Breakdown[] {
  const { claimed, free } = dealOut(list);
  const named = [...claimed].map(([whole, parts]) => ({ whole: whole.figure, parts }));
  const unclaimed = list.totals.filter((total) => !claimed.has(total));
  const main = mainTotal(unclaimed);
  if (main !== null && free.length > 0 && isComplete(list, main)) {
    return [{ whole: main.figure, parts: free }, ...named];
  }
  // All items name totals, and not all the same one: the list is a breakdown of each.
  if (free.length === 0 && named.length > 1 && isComplete(list, list.totals[0])) return named;
  return agreeing(unclaimed, free, named);
}

/** Items whose own noun is that of one total belong to that one: 关于…的议案1件. The others are free. */
function dealOut({ totals, column }: Column): {
  readonly claimed: ReadonlyMap<Mention, readonly Figure[]>;
  readonly free: readonly Figure[];
} {
  const claimed = new Map<Mention, Figure[]>();
  const free: Figure[] = [];
  for (const { figure, lead } of column) {
    const noun = tailOf(lead);
    const owners = totals.length < 2 ? [] : totals.filter((total) => nounsOf(total).has(noun));
    const [owner] = owners;
    if (owner === undefined || owners.length > 1) free.push(figure);
    else claimed.set(owner, [...(claimed.get(owner) ?? []), figure]);
  }
  return { claimed, free };
}

/** The last two characters of the words that name a number: the noun of 关于…的议案有. */
function tailOf(lead: string): string {
  return lead.replace(/[\s:,、]+$|(?:[的有共为达计]|合计)+$/g, '').slice(-2);
}

/** 建议、批评和意见46件 counts all three. */
function nounsOf({ lead, figure }: Mention): ReadonlySet<string> {
  const words = lead.slice(Math.max(lead.lastIndexOf(','), lead.lastIndexOf('(')) + 1);
  const named = [words, figure.indicator ?? ''].flatMap((name) => name.split(/[、和及与]/));
  return new Set(named.map(tailOf).filter(({ length }) => length === 2));
}

/**
 * The total that a list breaks down when its items do not name one: the only one, or the last of a chain that narrows
 * down, as 立案55件 does after 收到提案60件. `null` when it might be another.
 */
function mainTotal(totals: readonly Mention[]): Mention | null {
  const last = totals.at(-1);
  if (last === undefined || totals.length === 1) return last ?? null;
  return totals.slice(1).every(({ lead }) => NARROWS.test(lead)) ? last : null;
}

const NARROWS = /立案|审查|审定|采纳|办结|通过|入选|入围|筛选|确定|其中|实际|受理|有效/;

/** Whether the words say that the list breaks `total` down and leaves nothing out. */
function isComplete({ above, items, column }: Column, total: Mention | undefined): boolean {
  if (total === undefined) return false;
  const behind = above.text.slice(total.figure.end - above.block.start);
  const before = `${total.lead}${behind}`;
  const rest = REST.test(items.at(-1)?.text ?? '');
  if (!areParallel(items, column)) return false;
  if (rest) return BREAKS_DOWN.test(before) || PARTLY.test(before) || /:$/.test(above.text.trimEnd());
  if (!BREAKS_DOWN.test(behind) || PARTLY.test(behind)) return false;
  const nouns = nounsOf(total);
  return column.every(({ lead }) => isBareLabel(lead) || nouns.has(tailOf(lead)));
}

const BREAKS_DOWN =
  /涉及|包括|包含|分为|分成|分别|涵盖|构成|组成|如下|具体[为是有]|按[^,。]{1,8}(?:分|划分|统计)/;

/** Words that let a list name some of many. */
const PARTLY = /其中|主要|重点|部分|一批|代表性|等(?!各?个?(?:方面|领域|行业|类))/;

/** Every item has the same measures in the same order, and nothing behind the last number. */
function areParallel(items: readonly CheckedBlock[], column: readonly Mention[]): boolean {
  const shapes = new Set(items.map(({ mentions }) => mentions.map(({ figure }) => figure.unit).join(' ')));
  const single = items.every(({ mentions }) => mentions.length === 1);
  const ended = column.every(({ tail }) => /^[\s;,、。.)]*$/.test(tail));
  return single ? ended : shapes.size === 1;
}

/** A label that leaves the noun out, which can then only be the noun of the total: 聚焦…方面的, 农业类, 沙坪街道. */
function isBareLabel(lead: string): boolean {
  return (
    /^[\s]*(?:聚焦|围绕|针对|关于|涉及)|(?:方面|领域|类|行业|系统|界别?|战线|[镇市区县省]|街道)(?:的|有|共|为)*$|的有?$/.test(
      lead,
    ) || REST.test(lead)
  );
}

/** The fewest items whose sum is no coincidence. */
const FEWEST_PARTS = 3;

/** Breakdowns that nothing but the sum tells: the free items make up one of the totals that none names. */
function agreeing(
  totals: readonly Mention[],
  free: readonly Figure[],
  named: readonly Breakdown[],
): Breakdown[] {
  if (free.length < FEWEST_PARTS) return [];
  const whole = totals.findLast(({ figure }) => sumOf(figure, free)?.agrees === true)?.figure;
  if (whole === undefined) return [];
  return [{ whole, parts: free }, ...named.filter((one) => sumOf(one.whole, one.parts)?.agrees === true)];
}
