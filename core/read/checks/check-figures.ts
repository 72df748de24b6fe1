import { type Decimal, compare, decimalOf, decimalText, distance, sum, times } from '../figures/decimal.ts';
import type { ArticleDocument, Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';

/**
 * Tests figures against each other, and links the parts of a sum to it. A pair such as 266.67公顷(4000亩) must agree
 * as far as its digits go (`area-pair`); items under a paragraph must add up to a figure of it (`parts-sum`).
 */
export function checkFigures(
  document: ArticleDocument,
  figures: readonly Figure[],
): { readonly figures: readonly Figure[]; readonly checks: readonly Check[] } {
  const sums = partsOfSums(document, figures);
  const linked = figures.map((figure) => ({ ...figure, partOf: sums.wholes.get(figure.id) ?? null }));
  return { figures: linked, checks: [...areaPairs(figures), ...sums.checks] };
}

function areaPairs(figures: readonly Figure[]): Check[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  return figures.flatMap((figure) => {
    const other = byId.get(figure.sameAs ?? '');
    if (!other || figure.baseUnit !== 'm2' || figure.normValue === null || other.normValue === null)
      return [];
    const [expected, got] = [decimalOf(figure.normValue), decimalOf(other.normValue)];
    const pass = compare(distance(expected, got), sum([slack(figure), slack(other)])) <= 0;
    return [
      {
        code: 'area-pair',
        figures: [other.id, figure.id],
        expected: figure.normValue,
        got: other.normValue,
        pass,
      },
    ];
  });
}

/** Half of the last printed digit's place, in the base unit: as much as rounding may have hidden. */
function slack({ value, normValue }: Figure): Decimal {
  const printed = decimalOf(value ?? '0');
  const norm = decimalOf(normValue ?? '0');
  if (printed.digits === 0n) return { digits: 0n, scale: 0 };
  // normValue / digits is what the last place is worth.
  return times(
    norm,
    { numerator: 1n, denominator: 2n * (printed.digits < 0n ? -printed.digits : printed.digits) },
    6,
  );
}

const FEWEST_PARTS = 3;

/** Longer lists are no breakdown of a sum; the bound keeps the search short. */
const MOST_PARTS = 60;

/**
 * A paragraph with figures, and under it at least three items with one figure each, of the same unit: they are the
 * parts of the figure that they add up to, all of them or all but some at the end that add up to another of its figures.
 */
function partsOfSums(
  document: ArticleDocument,
  figures: readonly Figure[],
): { wholes: Map<string, string>; checks: Check[] } {
  const inBlock = figuresByBlock(document, figures);
  const wholes = new Map<string, string>();
  const checks: Check[] = [];
  for (let at = 0; at < inBlock.length; at++) {
    const totals = inBlock[at] ?? [];
    if (document.blocks[at]?.kind !== 'paragraph' || totals.length === 0) continue;
    const items = itemsAfter(document, inBlock, at);
    const found = sumAmong(totals, items);
    if (found === null) continue;
    for (const part of found.parts) wholes.set(part.id, found.whole.id);
    const expected = decimalText(found.total);
    const ids = [found.whole.id, ...found.parts.map(({ id }) => id)];
    checks.push({ code: 'parts-sum', figures: ids, expected, got: found.whole.value ?? '', pass: true });
  }
  return { wholes, checks };
}

/** The figures of each block, by its index. Blocks and figures are both in the order of the text. */
function figuresByBlock(document: ArticleDocument, figures: readonly Figure[]): Figure[][] {
  let next = 0;
  return document.blocks.map(({ start, end }) => {
    const own: Figure[] = [];
    for (let figure = figures[next]; figure !== undefined && figure.start < end; figure = figures[++next]) {
      if (figure.start >= start) own.push(figure);
    }
    return own;
  });
}

function itemsAfter(document: ArticleDocument, inBlock: readonly Figure[][], at: number): Figure[] {
  const items: Figure[] = [];
  for (let next = at + 1; document.blocks[next]?.kind === 'item'; next++) {
    const [only, ...others] = inBlock[next] ?? [];
    if (only?.kind !== 'count' || only.comparator !== 'eq' || others.length > 0) break;
    items.push(only);
    if (items.length > MOST_PARTS) return [];
  }
  return items;
}

function sumAmong(
  totals: readonly Figure[],
  items: readonly Figure[],
): { readonly whole: Figure; readonly parts: readonly Figure[]; readonly total: Decimal } | null {
  const whatIsLeft = items.map((_item, at) => sum(valuesOf(items.slice(at))));
  for (let count = items.length; count >= FEWEST_PARTS; count--) {
    const left = whatIsLeft[count];
    if (
      left !== undefined &&
      !totals.some(({ value }) => value !== null && compare(decimalOf(value), left) === 0)
    )
      continue;
    const parts = items.slice(0, count);
    const total = sum(valuesOf(parts));
    const whole = totals.find(({ value, unit }) => {
      return (
        value !== null && parts.every((part) => part.unit === unit) && compare(decimalOf(value), total) === 0
      );
    });
    if (whole) return { whole, parts, total };
  }
  return null;
}

function valuesOf(figures: readonly Figure[]): Decimal[] {
  return figures.map(({ value }) => decimalOf(value ?? '0'));
}
