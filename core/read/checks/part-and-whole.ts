import { type Decimal, sum } from '../figures/decimal.ts';
import type { Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import { counterOf } from '../figures/units.ts';
import type { Mention } from './checked-article.ts';
import { checkOf, isWithin, printedTogether } from './printed-number.ts';

/**
 * What a figure is an amount of: figures of one measure can be parts of each other. Companies are no parts of
 * projects, so a counter is a measure of its own, while 人 and 名 are one. `null` for what cannot be taken apart.
 */
export function measureOf({
  kind,
  unit,
  baseUnit,
}: Pick<Figure, 'kind' | 'unit' | 'baseUnit'>): string | null {
  if (!PARTED.has(kind) || UNPARTED.has(baseUnit ?? '')) return null;
  return baseUnit === null || baseUnit === 'item' ? withoutBrackets(counterOf(unit)) : baseUnit;
}

/** 件(套) counts what 件 counts. */
function withoutBrackets(counter: string): string {
  return counter.endsWith(')') ? counter.replace(/\([^()]{1,2}\)$/, '') : counter;
}

/** Whether the words before a number make it one that no parts add up to: an average, a price, the largest of some. */
export function isOfOne({ figure, lead }: Mention): boolean {
  const { indicator, kind } = figure;
  if (OF_ONE.test(lead) || (indicator !== null && OF_ONE.test(indicator))) return true;
  return kind !== 'count' && (PRICE.test(lead) || (indicator !== null && PRICE.test(indicator)));
}

const OF_ONE = /[人户亩平]均|最[高低大小长短]|中位|密度|每|主跨|单跨|跨径/;

/** Of money; things whose 价格 fell are counted. Wages that were paid out to many are a sum: 讨回工资8600万元. */
const PRICE = /均价|单价|价格|(?<!讨回|追回|补发|拖欠|兑付|发放)(?<!农民工)工资|月薪|年薪|标准/;

const PARTED: ReadonlySet<Figure['kind']> = new Set(['level', 'count', 'area', 'length']);

/** Ages, durations and whatever is a quotient. */
const UNPARTED: ReadonlySet<string> = new Set(['a', 'd', '1', 'pp', 'rank']);

/** A single exact number of something that has parts. */
export function isExactAmount(figure: Figure): boolean {
  return figure.comparator === 'eq' && figure.value !== null && measureOf(figure) !== null;
}

/** Whether `parts` add up to `whole` as far as the printed digits tell; `null` when they cannot be added. */
export function sumOf(
  whole: Figure,
  parts: readonly Figure[],
): { readonly total: Decimal; readonly expected: Decimal; readonly agrees: boolean } | null {
  const [first, ...others] = printedTogether([whole, ...parts]) ?? [];
  if (first === undefined) return null;
  const total = sum(others.map(({ value }) => value));
  const slack = sum([first, ...others].map((number) => number.slack));
  return { total, expected: first.value, agrees: isWithin(first.value, total, slack) };
}

/** The check that the parts of a complete breakdown add up to their whole: `got` is the whole as printed. */
export function sumCheck(whole: Figure, parts: readonly Figure[]): Check | null {
  const added = sumOf(whole, parts);
  return (
    added &&
    checkOf('parts-sum', [whole, ...parts], {
      expected: added.total,
      got: added.expected,
      pass: added.agrees,
    })
  );
}
