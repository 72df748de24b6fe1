import { compare, decimalOf, product, sum } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import { foldWidths } from '../fold-widths.ts';
import type { CheckedArticle, Findings, Mention } from './checked-article.ts';
import { isOfOne } from './part-and-whole.ts';
import { isAside, partMeasureOf } from './parts-of-figures.ts';
import { printedTogether } from './printed-number.ts';

/*
 * Parts that are told by their share.
 */

/** 日均车流量3.8万辆次,其中大货车占两成多: a share behind 其中 is itself a part of the amount before it. */
export function sharesOfWhich({ sentences }: CheckedArticle): Findings {
  const wholes = new Map<string, string>();
  for (const sentence of sentences) {
    let whole: Figure | undefined;
    let amount: Figure | undefined;
    for (const mention of sentence) {
      const { figure, lead } = mention;
      const isPart = figure.kind === 'ratio' && figure.baseUnit === '1';
      if (lead.includes('其中')) whole = amount;
      else if (lead.includes(';')) whole = undefined;
      if (isPart && whole !== undefined && SOME_HAVE.test(lead)) wholes.set(figure.id, whole.id);
      if (isAside(figure) || figure.kind === 'change' || figure.kind === 'rank') continue;
      // 床位8600张,每千人拥有36张,其中护理型占六成.
      if (!isOfOne(mention)) amount = figure;
    }
  }
  return { checks: [], wholes };
}

/** Somebody else than the part before: 其中大货车占两成, but not 其中大货车8辆,占两成, nor a 占比 of what is not printed. */
const SOME_HAVE = /(?:其中|[,;])[^,;:]{2,16}占(?!比)[了到]?(?:约|近|超过?|不到|不足)?$/;

/**
 * 数字业务收入1869亿元,占电信业务收入的25.4%: what is said to be a share of something, with the figure before it that the
 * share is true of. Only the quotient tells which, so nothing is said where none fits. It breaks nothing down, but classes
 * told behind it are of that figure.
 */
export function sharedParts({ sentences }: CheckedArticle): Findings {
  const wholes = new Map<string, string>();
  const told: Figure[] = [];
  for (const sentence of sentences) {
    for (const [at, mention] of sentence.entries()) {
      const part = isShareOfSome(mention) ? amountBefore(sentence, at) : undefined;
      const whole = part === undefined ? undefined : wholeOf(part, mention.figure, told);
      if (part !== undefined && whole !== undefined) wholes.set(part.id, whole.id);
      if (!isAside(mention.figure) && !isOfOne(mention)) told.push(mention.figure);
    }
  }
  return { checks: [], wholes };
}

const SHARE =
  /^[,(]?(?:约|仅|就|也|已)?占(?![^,;:()]{0,20}(?:概算|预算|计划|目标|任务))(?:比|[^,;:()]{0,20}(?:的|比重|比例))?(?:重|例)?(?:为|达到?|约|近|超过?)?$/;

function isShareOfSome({ figure, lead }: Mention): boolean {
  const { kind, baseUnit, unit, comparator } = figure;
  return (
    kind === 'ratio' &&
    baseUnit === '1' &&
    comparator === 'eq' &&
    SHARES.has(foldWidths(unit)) &&
    significantDigits(figure) >= DIGITS_ENOUGH &&
    SHARE.test(lead)
  );
}

const SHARES: ReadonlySet<string> = new Set(['%', '百分之']);

/** A share of fewer digits fits many numbers. */
const DIGITS_ENOUGH = 3;

function significantDigits({ value }: Figure): number {
  return (value ?? '').replace(/\D/g, '').replace(/^0+/, '').length;
}

/** The amount that has the share: right before it, or before its own growth. */
function amountBefore(sentence: readonly Mention[], at: number): Figure | undefined {
  const before = sentence.slice(Math.max(0, at - 3), at).findLast(({ figure }) => !isAside(figure));
  return before?.figure;
}

/** How many figures before the part may be its whole. */
const LOOK_BACK = 40;

function wholeOf(part: Figure, share: Figure, told: readonly Figure[]): Figure | undefined {
  const measure = partMeasureOf(part);
  if (measure === null) return undefined;
  return told
    .slice(-LOOK_BACK)
    .findLast(
      (figure) =>
        figure.id !== part.id &&
        figure.kind === part.kind &&
        partMeasureOf(figure) === measure &&
        isTrueOf(share, part, figure),
    );
}

/** Whether the part is so many hundredths of the whole, as far as the printed digits tell. */
function isTrueOf({ value }: Figure, part: Figure, whole: Figure): boolean {
  const [all, some] = printedTogether([whole, part]) ?? [];
  if (!all || !some || value === null) return false;
  const share = decimalOf(value);
  const half = { digits: 5n, scale: share.scale + 1 };
  const hundredfold = product(some.value, decimalOf('100'));
  const slack = product(some.slack, decimalOf('100'));
  const low = product({ digits: -half.digits, scale: half.scale }, all.value);
  const high = product(half, all.value);
  const expected = product(share, all.value);
  return (
    compare(sum([hundredfold, slack]), sum([expected, low])) >= 0 &&
    compare(hundredfold, sum([expected, high, slack])) <= 0
  );
}
