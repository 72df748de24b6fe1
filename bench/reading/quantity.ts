import { foldWidths } from '../../core/read/fold-widths.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { align } from '../scoring/align.ts';
import { NO_TALLY, type Tally, addTally } from '../scoring/tally.ts';

/*
 * What two extractors can be compared by, whatever else they tell: an amount with its unit as printed. 458.51亿元 and
 * 45851000000元 are the same.
 */

/** UTF-16 offsets, `end` exclusive. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  /** Decimal strings with the unit's multiplier in them; a range has two. */
  readonly amounts: readonly string[];
  /** Without its multiplier; `null` when nothing is known but the number. */
  readonly unit: string | null;
}

/** Of a note, or of a figure that was read. */
export function quantityOf(
  figure: Pick<Figure, 'start' | 'end' | 'value' | 'min' | 'max' | 'unit'>,
): Quantity {
  const printed = foldWidths(figure.unit);
  const unit = SAME_UNIT[printed] ?? {
    power: powerOf(multiplierOf(printed)),
    rest: withoutMultiplier(printed),
  };
  const amounts = figure.value === null ? [figure.min ?? '', figure.max ?? ''] : [figure.value];
  return {
    start: figure.start,
    end: figure.end,
    amounts: amounts.map((amount) => shifted(amount, unit.power)),
    unit: unit.rest,
  };
}

/** Tenths and hundredths as every extractor gives them: in per cent. */
const SAME_UNIT: Readonly<Record<string, { readonly power: number; readonly rest: string }>> = {
  百分之: { power: 0, rest: '%' },
  成: { power: 1, rest: '%' },
};

const POWERS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };

/** 千 and 百 are multipliers before what is counted, but the first half of 千瓦 and 百帕. */
const MULTIPLIER = /^(?:[十百千]?(?:万亿|万|亿)|[十百千](?=[元人名个户套家吨亩]))/;

function multiplierOf(unit: string): string {
  return MULTIPLIER.exec(unit)?.[0] ?? '';
}

export function withoutMultiplier(unit: string): string {
  return unit.slice(multiplierOf(unit).length);
}

function powerOf(multiplier: string): number {
  return Array.from(multiplier).reduce((sum, char) => sum + (POWERS[char] ?? 0), 0);
}

/** `decimal` times ten to the `power`, exactly and without needless zeros. */
export function shifted(decimal: string, power: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') throw new TypeError(`'${decimal}' is not a decimal such as 458.51`);
  const moved = fraction.padEnd(power, '0');
  const digits = `${whole}${moved.slice(0, power)}`.replace(/^0+(?=\d)/, '');
  const rest = moved.slice(power).replace(/0+$/, '');
  return `${sign}${digits}${rest === '' ? '' : `.${rest}`}`;
}

/** What an extractor found of the amounts that were noted. */
export interface Comparison {
  readonly value: Tally;
  readonly valueAndUnit: Tally;
  /** As {@link valueAndUnit}, where a number without a unit takes the noted one if that is printed right behind it. */
  readonly lentUnit: Tally;
  /** Both ends and the unit, as one quantity. */
  readonly ranges: Tally;
  /** Noted ranges of which both ends were found, together or apart. */
  readonly rangeEnds: Tally;
}

export const NO_COMPARISON: Comparison = {
  value: NO_TALLY,
  valueAndUnit: NO_TALLY,
  lentUnit: NO_TALLY,
  ranges: NO_TALLY,
  rangeEnds: NO_TALLY,
};

export function addComparison(a: Comparison, b: Comparison): Comparison {
  return {
    value: addTally(a.value, b.value),
    valueAndUnit: addTally(a.valueAndUnit, b.valueAndUnit),
    lentUnit: addTally(a.lentUnit, b.lentUnit),
    ranges: addTally(a.ranges, b.ranges),
    rangeEnds: addTally(a.rangeEnds, b.rangeEnds),
  };
}

/**
 * Compares what was found in `text` with what was noted. Ranges are counted apart, and so is what was found in the
 * place of one: half a range is neither right nor wrong as a single amount.
 */
export function compare(text: string, noted: readonly Quantity[], found: readonly Quantity[]): Comparison {
  const [ranges, singles] = [noted.filter(isRange), noted.filter((one) => !isRange(one))];
  const elsewhere = found.filter((one) => !ranges.some((range) => overlaps(one, range)));
  const { pairs } = align(singles, elsewhere);
  const valued = pairs.filter(
    (pair) => pair.expected.amounts[0] === pair.found.amounts[0] && !isRange(pair.found),
  );
  const united = valued.filter((pair) => isSameUnit(pair.expected.unit, pair.found.unit));
  const lent = valued.filter(
    ({ expected, found: one }) =>
      one.unit === null && unitBehind(text, one.end).startsWith(expected.unit ?? ' '),
  );
  const foundRanges = found.filter(isRange);
  const whole = align(ranges, foundRanges).pairs.filter(
    ({ expected, found: one }) =>
      expected.amounts.every((amount, at) => amount === one.amounts[at]) &&
      isSameUnit(expected.unit, one.unit),
  );
  const ended = ranges.filter((range) => {
    const amounts = found.filter((one) => overlaps(one, range)).flatMap((one) => one.amounts);
    return range.amounts.every((amount) => amounts.includes(amount));
  });
  return {
    value: { expected: singles.length, found: elsewhere.length, right: valued.length },
    valueAndUnit: {
      expected: singles.length,
      found: elsewhere.filter(({ unit }) => unit !== null).length,
      right: united.length,
    },
    lentUnit: { expected: singles.length, found: elsewhere.length, right: united.length + lent.length },
    ranges: { expected: ranges.length, found: foundRanges.length, right: whole.length },
    rangeEnds: { expected: ranges.length, found: ended.length, right: ended.length },
  };
}

/** 元人民币 begins with 元: an extractor that takes more of the unit is not told wrong. */
function isSameUnit(noted: string | null, found: string | null): boolean {
  return noted !== null && found !== null && (found.startsWith(noted) || (noted === '' && found === ''));
}

function unitBehind(text: string, end: number): string {
  return withoutMultiplier(foldWidths(text.slice(end, end + 20))).trimStart();
}

function isRange({ amounts }: Quantity): boolean {
  return amounts.length === 2;
}

function overlaps(a: Quantity, b: Quantity): boolean {
  return a.start < b.end && b.start < a.end;
}
