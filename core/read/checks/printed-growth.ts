import type { Check } from '../document.ts';
import {
  type Decimal,
  compare,
  decimalOf,
  difference,
  negated,
  product,
  quotient,
  sum,
} from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import { foldWidths } from '../fold-widths.ts';
import { indicatorOfId } from '../figures/indicators.ts';
import type { CheckedArticle, Findings, Mention, Sentence } from './checked-article.ts';
import { measureOf } from './part-and-whole.ts';
import { type Printed, checkOf, printedTogether } from './printed-number.ts';

/**
 * A growth beside the two levels that it is of: 由100亿元增至120亿元,增长20%, and an indicator whose levels of two years
 * are both printed. Only where both levels are at the prices and of the coverage that the growth is computed at: product
 * and value added grow at constant prices, so that their levels tell another growth than the one that is printed.
 */
export function printedGrowth({ sentences, figures, byId }: CheckedArticle): Findings {
  const checks = [...sentences.flatMap(risesIn), ...yearsApart(figures, byId)];
  return { checks, wholes: new Map() };
}

/** Two levels of one thing and what lies between them. */
interface Rise {
  readonly from: Figure;
  readonly to: Figure;
  readonly change: Figure;
}

function risesIn(sentence: Sentence): Check[] {
  return sentence.slice(2).flatMap((change, at) => {
    const [from, to, second] = [sentence[at], sentence[at + 1], sentence[at + 3]];
    if (!from || !to || !isRise(from, to, change)) return [];
    // 净增45家,增长15%: both are of the same two levels.
    const changes = second && isRise(from, to, second) ? [change, second] : [change];
    return changes.flatMap(({ figure }) => riseCheck({ from: from.figure, to: to.figure, change: figure }));
  });
}

function isRise(from: Mention, to: Mention, change: Mention): boolean {
  return (
    FROM.test(from.lead) &&
    TO.test(to.lead) &&
    CHANGED.test(change.lead) &&
    change.figure.kind === 'change' &&
    !OTHER_PRICES.test(`${from.lead}${to.lead}${change.lead}${change.figure.basis ?? ''}`)
  );
}

const FROM = /(?:由|从)[^,;]{0,20}$/;
const TO =
  /^[^,;]{0,14}(?:增加?|增长|提高|提升|上升|扩大|升|涨|降低?|下降|减少?|回落|压减|压缩|缩减|缩短|跃升|攀升|壮大|发展|拓展)(?:到|至)(?:[^,;]{0,6})$/;
const CHANGED =
  /^\s*[,、(](?:同比|比上年|较上年|净|共|累计|实际|大幅|增幅|增速|降幅|增长|增加|增|提高|提升|上升|扩大|涨|升|下降|降低|减少|降|减|回落|压减|缩减|缩短|了|达到?|为|约|\s)*$/;

/** What names a product, or tells that the rate is of other levels than those printed. */
const OTHER_PRICES = /增加值|生产总值|GDP|可比|不变|同口径|年均|平均|实际增|剔除|扣除/;

/** Indicators whose bureaus correct the year before ere they compute its growth, so that printed levels need not fit. */
const CORRECTED: ReadonlySet<string> = new Set([
  ...['fixed-asset-investment', 'industrial-investment', 'technical-upgrade-investment'],
  ...['infrastructure-investment', 'real-estate-investment', 'retail-sales', 'industrial-output'],
  ...['industrial-profits'],
]);

/** Indicators whose growth is often printed like for like without a word of it. */
const OFTEN_LIKE_FOR_LIKE: ReadonlySet<string> = new Set([
  ...['general-public-budget-revenue', 'tax-revenue', 'foreign-trade', 'exports', 'imports'],
  ...['foreign-investment-used', 'deposits', 'loans', 'population', 'consumer-prices'],
]);

function isAtOnePrice(figures: readonly Figure[], alsoNot: ReadonlySet<string>): boolean {
  return figures.every(({ indicatorId: id }) => {
    if (id === null) return true;
    return indicatorOfId(id)?.priceBasis !== 'constant' && !CORRECTED.has(id) && !alsoNot.has(id);
  });
}

const NONE: ReadonlySet<string> = new Set();

function riseCheck({ from, to, change }: Rise, alsoNot = NONE): Check[] {
  if (![from, to, change].every(isExact) || !isAtOnePrice([from, to, change], alsoNot)) return [];
  const printed = printedTogether([from, to]);
  const [a, b] = printed ?? [];
  if (!a || !b || a.value.digits <= 0n || b.value.digits <= 0n) return [];
  if (change.baseUnit === '1' && from.baseUnit !== '1') return relativeCheck({ from, to, change }, a, b);
  return absoluteCheck({ from, to, change });
}

function isExact({ comparator, value, kind }: Figure): boolean {
  return comparator === 'eq' && value !== null && kind !== 'threshold' && kind !== 'rank';
}

/** Whether a growth that rounds to the printed one leads from a level that rounds to `a` to one that rounds to `b`. */
function relativeCheck({ from, to, change }: Rise, a: Printed, b: Printed): Check[] {
  const rate = rateOf(change);
  if (rate === null) return [];
  const got = change.direction === 'decrease' ? negated(rate.value) : rate.value;
  const [low, high] = [difference(got, rate.slack), sum([got, rate.slack])];
  const least = product(difference(a.value, a.slack), sum([rate.one, low]));
  const most = product(sum([a.value, a.slack]), sum([rate.one, high]));
  const pass =
    compare(least, product(rate.one, sum([b.value, b.slack]))) <= 0 &&
    compare(product(rate.one, difference(b.value, b.slack)), most) <= 0;
  const risen = product(rate.one, difference(b.value, a.value));
  const expected = quotient(risen, a.value, Math.max(SHOWN_PLACES, rate.value.scale));
  return [checkOf('growth', [from, to, change], { expected, got, pass })];
}

const SHOWN_PLACES = 2;

/** A rate of growth as printed, with what the whole is in its unit: 100 %, or 1 倍. `null` in another unit. */
function rateOf(change: Figure): (Printed & { readonly one: Decimal }) | null {
  const [rate] = printedTogether([change]) ?? [];
  const one = { '%': '100', 百分之: '100', '‰': '1000', 成: '10', 倍: '1' }[foldWidths(change.unit)];
  return rate === undefined || one === undefined ? null : { ...rate, one: decimalOf(one) };
}

function sizeOf(value: Decimal): Decimal {
  return value.digits < 0n ? negated(value) : value;
}

/** 增加20亿元 between two amounts, or 提高5个百分点 between two rates. */
function absoluteCheck({ from, to, change }: Rise): Check[] {
  const points = change.baseUnit === 'pp' && from.baseUnit === '1' && from.unit === to.unit;
  if (!points && measureOf({ ...change, kind: from.kind }) !== measureOf(from)) return [];
  if (!points && measureOf(from) === null) return [];
  const [a, b, c] = printedTogether([from, to, points ? asPercent(change, from) : change]) ?? [];
  if (!a || !b || !c) return [];
  const expected = difference(b.value, a.value);
  const got = change.direction === 'decrease' ? negated(c.value) : c.value;
  const slack = sum([a.slack, b.slack, c.slack]);
  const off = sizeOf(difference(expected, got));
  return [checkOf('growth', [from, to, change], { expected, got, pass: compare(off, slack) <= 0 })];
}

/** Points lie between two rates in percent as the same number of percent would. */
function asPercent(points: Figure, { unit, baseUnit }: Figure): Figure {
  return { ...points, unit, baseUnit };
}

/** Levels of two following years and the growth of the second, wherever in the article they are. */
function yearsApart(figures: readonly Figure[], byId: ReadonlyMap<string, Figure>): Check[] {
  const levels = new Map<string, Figure | null>();
  for (const figure of figures) {
    const key = yearKey(figure, 0);
    if (key === null) continue;
    const known = levels.get(key);
    // Two different levels of one year tell nothing of its growth; the repeat itself is checked elsewhere.
    levels.set(key, known === undefined || known?.value === figure.value ? figure : null);
  }
  return figures.flatMap((change) => {
    const to = change.kind === 'change' ? byId.get(change.changeOf ?? '') : undefined;
    if (to === undefined || change.indicatorId !== to.indicatorId) return [];
    if (change.baseUnit !== '1' || OTHER_PRICES.test(change.basis ?? '') || change.basis === '环比')
      return [];
    const key = yearKey(to, -1);
    const from = key === null ? undefined : levels.get(key);
    return from ? riseCheck({ from, to, change }, OFTEN_LIKE_FOR_LIKE) : [];
  });
}

/** Names the level of a year `later` years after that of the figure; `null` when it is no level of a whole year. */
function yearKey(figure: Figure, later: number): string | null {
  const { indicatorId, kind, modality, place, period, baseUnit, sameAs } = figure;
  if (indicatorId === null || modality !== 'actual' || !isExact(figure) || sameAs !== null) return null;
  if ((kind !== 'level' && kind !== 'count') || period === null || !/^\d{4}$/.test(period.value)) return null;
  return [indicatorId, place?.value ?? '', baseUnit, String(Number(period.value) + later)].join('|');
}
