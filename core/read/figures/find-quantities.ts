import type { Span } from '../fold-widths.ts';
import { type Factor, compare, decimalOf, decimalText, times } from './decimal.ts';
import { MULTIPLIERS, multiplierAt } from './multipliers.ts';
import { isOfName } from './names-with-numbers.ts';
import { type Numeral, beginsNumeral, isDigit, numeralAt } from './numerals.ts';
import { type PrintedUnit, type Unit, printedUnitAt, sameDimension } from './units.ts';

/** A number with its unit, or a range of numbers with theirs, as it stands in the text. */
export interface Quantity {
  /** From the number's first character, its sign included, to the unit's last. */
  readonly start: number;
  readonly end: number;
  /** One decimal string, or two for a range, smaller first. */
  readonly numbers: readonly [string] | readonly [string, string];
  readonly unit: Unit;
  /** Where the unit stands; 百分之 stands before its number. */
  readonly unitSpan: Span;
  /** 余, 多, 几, 来 or + at the number. */
  readonly more: string | null;
  /** Whether 第 or 前 stands before it: the sixth, not six. */
  readonly ordinal: boolean;
  /** Whether it is written with Chinese numerals. */
  readonly chinese: boolean;
  /** Whether the numeral is nothing but 百, 千, 万 or 亿. */
  readonly bare: boolean;
}

/**
 * Every number with a unit within `span` of a folded text, in order, in one pass. Numbers that belong to a name are
 * left out, see names-with-numbers.ts, and so are numbers without a unit.
 */
export function findQuantities(folded: string, span: Span): Quantity[] {
  const found: Quantity[] = [];
  let rank: Quantity | null = null;
  let at = span.start;
  while (at < span.end) {
    if (!beginsNumeral(folded[at] ?? '')) {
      at++;
      continue;
    }
    const share = shareAt(folded, at, span);
    if (share !== null) {
      found.push(share);
      at = share.end;
      continue;
    }
    const numeral = numeralAt(folded, at, span.end);
    at = Math.max(numeral.end, at + 1);
    if ('unreadable' in numeral) continue;
    const own = unitAfter(folded, numeral, span);
    const quantity =
      rangeFrom(folded, numeral, own, span) ??
      single(folded, numeral, own, span) ??
      listed(folded, numeral, span);
    if (quantity === null) continue;
    at = Math.max(quantity.end, at);
    // 第3、4名 are two ranks.
    const listedRank: boolean =
      rank !== null && quantity.start === rank.end + 1 && /[、和及]/.test(folded[rank.end] ?? '');
    const placed: Quantity = listedRank ? { ...quantity, ordinal: true } : quantity;
    rank = placed.ordinal ? placed : null;
    if (!isOfName(folded, placed, span)) found.push(placed);
  }
  return found;
}

function single(folded: string, numeral: Numeral, read: PlacedUnit | null, span: Span): Quantity | null {
  if (read === null) return null;
  const { half, ...placed } = withSharedPoints(folded, read, span);
  const start = signedStart(folded, numeral, read.unit, span);
  const negative = start < numeral.start && folded[start] !== '+';
  const halved = half && /^\d+$/.test(numeral.numbers[0]) ? ([`${numeral.numbers[0]}.5`] as const) : null;
  const numbers = negative
    ? ([`-${numeral.numbers[0]}`] as const)
    : (halved ?? withFifth(folded, numeral, read));
  return { ...placed, start, numbers, ...mannerOf(folded, numeral) };
}

/** 提高1.9个、0.8个百分点: the 个 of the first number is that of the points behind the last. */
function withSharedPoints(folded: string, read: PlacedUnit, span: Span): PlacedUnit {
  const behind = folded.slice(read.end, Math.min(span.end, read.end + LONGEST_UNIT));
  const points = read.unit.text === '个' && SHARED_POINTS.test(behind) ? printedUnitAt('个百分点') : null;
  return points === null ? read : { ...read, unit: points.unit };
}

const SHARED_POINTS = /^[、和与及,](?:[\d.]{1,8}个?[、和与及,]){0,4}[\d.]{1,8}个?百分点/;

/** 15、22、31个: a number of a list whose last has the unit of all. */
function listed(folded: string, numeral: Numeral, span: Span): Quantity | null {
  if (numeral.script !== 'arabic') return null;
  let at = numeral.end;
  for (let count = 0; count < LONGEST_LIST && /[、和及]/.test(folded[at] ?? ''); count++) {
    if (at + 1 >= span.end || !isDigit(folded, at + 1)) return null;
    const next = numeralAt(folded, at + 1, span.end);
    if ('unreadable' in next) return null;
    const read = unitAfter(folded, next, span);
    if (read !== null) {
      const { unit, unitSpan } = read;
      const { start, end, numbers } = numeral;
      return { start, end, numbers, unit, unitSpan, more: null, ...mannerOf(folded, numeral) };
    }
    at = next.end;
  }
  return null;
}

const LONGEST_LIST = 10;

function mannerOf(
  folded: string,
  { start, script, bare }: Numeral,
): Pick<Quantity, 'ordinal' | 'chinese' | 'bare'> {
  return {
    ordinal: ORDINAL.test(folded.slice(Math.max(0, start - 3), start)),
    chinese: script === 'chinese',
    bare,
  };
}

/** 第6位 and 前10名, but not 目前10名. */
const ORDINAL = /第$|(?<![目之以月日天周当提空眼此])(?<!(?<![今去明本\d])年)前$|(?<=[名列])后$/;

/** `5%—6%`, `3至5家`, `3000万至1亿元`: two numbers with one unit, or with units of one dimension. */
function rangeFrom(folded: string, first: Numeral, own: PlacedUnit | null, span: Span): Quantity | null {
  const joint = own?.end ?? first.end + (multiplierAt(folded, first.end)?.word.length ?? 0);
  const blank = folded[joint] === ' ' ? 1 : 0;
  const connector = CONNECTORS.find((word) => folded.startsWith(word, joint + blank));
  if (connector === undefined || first.numbers.length > 1) return null;
  const connected = joint + blank + connector.length;
  const secondStart = connected + (blank === 1 && folded[connected] === ' ' ? 1 : 0);
  const minus = folded[secondStart] === '-' && isDigit(folded, secondStart + 1) ? 1 : 0;
  if (secondStart + minus >= span.end || !beginsNumeral(folded[secondStart + minus] ?? '')) return null;
  const second = numeralAt(folded, secondStart + minus, span.end);
  if ('unreadable' in second || second.script !== first.script || second.numbers.length > 1) return null;
  const read = unitAfter(folded, second, span);
  if (read === null) return null;
  // 从5%到6% is a way from one level to another, not a range.
  if (/[从由自]/.test(folded[first.start - 1] ?? '') && /[至到]/.test(connector)) return null;
  const start = signedStart(folded, first, read.unit, span);
  const low = inUnitOf(read.unit, own?.unit ?? null, folded.slice(first.end, joint), first.numbers[0]);
  if (low === null) return null;
  const min = start < first.start && folded[start] !== '+' ? `-${low}` : low;
  const max = minus === 1 ? `-${second.numbers[0]}` : second.numbers[0];
  if (compare(decimalOf(min), decimalOf(max)) > 0) return null;
  return { ...read, start, numbers: [min, max], ...mannerOf(folded, first) };
}

const CONNECTORS: readonly string[] = ['——', '—', '--', '–', '-', '~', '∼', '至', '到'];

/**
 * The first end in the unit of the second: 5 of 5%—6% and of 3至5家 as it stands, 3000万 of 3000万至1亿元 as 0.3. `null`
 * when the ends measure different things.
 */
function inUnitOf(unit: Unit, own: Unit | null, multiplier: string, number: string): string | null {
  if (own === null && multiplier === '') return number;
  if (own !== null && own.text === unit.text) return number;
  // A multiplier alone: 30万—50万元, 8000万至1亿人.
  const alone = own === null ? multiplier : own.baseUnit === null ? own.text : '';
  const mine = MULTIPLIERS.find(({ word }) => word === alone);
  if (mine !== undefined) {
    const theirs = multiplierAt(unit.text, 0)?.power ?? 0;
    return converted(number, { numerator: 10n ** BigInt(mine.power), denominator: 10n ** BigInt(theirs) });
  }
  if (own === null || !sameDimension(own, unit)) return null;
  const { numerator, denominator } = own.factor;
  return converted(number, {
    numerator: numerator * unit.factor.denominator,
    denominator: denominator * unit.factor.numerator,
  });
}

function converted(number: string, factor: Factor): string {
  return decimalText(times(decimalOf(number), factor, 6));
}

type PlacedUnit = Pick<Quantity, 'end' | 'unit' | 'unitSpan' | 'more'> & { readonly half: boolean };

function unitAfter(folded: string, numeral: Numeral, span: Span): PlacedUnit | null {
  let at = numeral.end;
  while (folded[at] === ' ' && at - numeral.end < 2) at++;
  const plus = folded[at] === '+' && numeral.script === 'arabic' ? 1 : 0;
  at += plus;
  // A misplaced bracket: (5000)亩.
  if (folded[at] === ')' && folded[numeral.start - 1] === '(') at++;
  const read: PrintedUnit | null = printedUnitAt(folded.slice(at, Math.min(span.end, at + LONGEST_UNIT)));
  if (read === null) return null;
  const end = at + read.length;
  const plusBehind = folded[end] === '+' && /[万亿]$/.test(read.unit.text);
  const more = read.more ?? (plus > 0 || plusBehind ? '+' : null);
  const unitSpan = { start: end - read.unit.text.length, end };
  return {
    unit: read.unit,
    end: end + (hasFifth(folded, numeral, read.unit, end) ? 1 : 0),
    unitSpan,
    more,
    half: read.half === true,
  };
}

const LONGEST_UNIT = 20;

/** 三成五 and 三成半 are three and a half of ten. */
function hasFifth(folded: string, { script, numbers }: Numeral, unit: Unit, end: number): boolean {
  return (
    script === 'chinese' &&
    numbers.length === 1 &&
    !numbers[0].includes('.') &&
    unit.text === '成' &&
    FIFTHS.includes(folded[end] ?? ' ') &&
    ENDS_SHARE.test(folded.slice(end + 1, end + 3))
  );
}

function withFifth(folded: string, numeral: Numeral, read: PlacedUnit): Numeral['numbers'] {
  const fifth = read.end > read.unitSpan.end ? FIFTHS.indexOf(folded[read.end - 1] ?? ' ') : -1;
  if (fifth < 0) return numeral.numbers;
  return [`${numeral.numbers[0]}.${FIFTHS[fifth] === '半' ? 5 : fifth + 1}`];
}

/** 近三成一线职工 are three of ten. */
const ENDS_SHARE = /^(?:$|[^\u4e00-\u9fff]|的|以上|以下|以内|左右|多)/;
const FIFTHS = '一二三四五六七八九半';

/** Where the number begins when a sign before it counts, else where it begins without. */
function signedStart(folded: string, { start }: Numeral, unit: Unit, span: Span): number {
  const sign = folded[start - 1] ?? '';
  if ((sign !== '-' && sign !== '+') || start - 1 < span.start) return start;
  const before = start - 2 < span.start ? '' : (folded[start - 2] ?? '');
  // After a word the dash more often joins than subtracts, unless what is counted can be negative.
  const free = before === '' || /[ (,;:、由从到至为达]/.test(before);
  const rate = unit.baseUnit === '1' || unit.baseUnit === 'pp' || unit.text === '℃';
  return free || (rate && /[\u4e00-\u9fff]/.test(before)) ? start - 1 : start;
}

/** 百分之五点六, 千分之三, 百分之五至百分之六: the unit stands before its number. */
function shareAt(folded: string, at: number, span: Span): Quantity | null {
  const word = SHARES.find(([text]) => folded.startsWith(text, at));
  if (word === undefined) return null;
  const [text, unit] = word;
  const first = valueAt(folded, at + text.length, span);
  if (first === null) return null;
  const connector = CONNECTORS.find((one) => folded.startsWith(one, first.end));
  const next = first.end + (connector?.length ?? 0);
  const again = folded.startsWith(text, next) ? next + text.length : next;
  const second = connector === undefined ? null : valueAt(folded, again, span);
  const more = /^[多余几]/.exec(folded.slice(first.end, first.end + 1))?.[0] ?? null;
  const whole = {
    start: at,
    unit,
    unitSpan: { start: at, end: at + text.length },
    ordinal: false,
    chinese: true,
    bare: false,
  };
  const ofOther =
    second !== null && printedUnitAt(folded.slice(second.end, second.end + LONGEST_UNIT)) !== null;
  if (second !== null && !ofOther && compare(decimalOf(first.number), decimalOf(second.number)) <= 0) {
    return { ...whole, end: second.end, numbers: [first.number, second.number], more: null };
  }
  return { ...whole, end: first.end, numbers: [first.number], more };
}

const SHARES: readonly (readonly [string, Unit])[] = (
  [
    ['百分之', 100n],
    ['千分之', 1000n],
    ['万分之', 10_000n],
  ] as const
).map(([text, denominator]) => [
  text,
  { text, baseUnit: '1', factor: { numerator: 1n, denominator }, kind: 'ratio', measure: true },
]);

function valueAt(
  folded: string,
  at: number,
  span: Span,
): { readonly number: string; readonly end: number } | null {
  if (at >= span.end || !beginsNumeral(folded[at] ?? '')) return null;
  const numeral = numeralAt(folded, at, span.end);
  if ('unreadable' in numeral || numeral.numbers.length > 1) return null;
  return { number: numeral.numbers[0], end: numeral.end };
}
