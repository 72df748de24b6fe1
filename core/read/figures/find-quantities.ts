import type { Span } from '../fold-widths.ts';
import { type Factor, compare, decimalOf, decimalText, times } from './decimal.ts';
import { MULTIPLIERS, multiplierAt } from './multipliers.ts';
import { isOfName } from './names-with-numbers.ts';
import { type Numeral, beginsNumeral, isDigit, nextNumeral, numeralAt } from './numerals.ts';
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
  /** 余, 多, 几, 来, 把 or + at the number. */
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
    at = nextNumeral(folded, at, span.end);
    if (at >= span.end) break;
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
  const { half, tail, end, unit, unitSpan, more } = asMoney(
    folded,
    numeral,
    withSharedPoints(folded, read, span),
  );
  const start = signedStart(folded, numeral, read.unit, span);
  const negative = start < numeral.start && folded[start] !== '+';
  const [number] = numeral.numbers;
  const fraction = half && /^\d+$/.test(number) ? '5' : tail;
  const numbers = negative
    ? ([`-${number}`] as const)
    : fraction === ''
      ? numeral.numbers
      : ([`${number}.${fraction}`] as const);
  return { start, end, numbers, unit, unitSpan, more, ...mannerOf(folded, numeral) };
}

/** 净挣8000块, 每天120块: where money is spoken of and nothing stands behind that it could count, 块 is money. */
function asMoney(folded: string, { start }: Numeral, read: PlacedUnit): PlacedUnit {
  if (!read.unit.text.endsWith('块') || !/^[十百千万]{0,2}块$/.test(read.unit.text)) return read;
  const before = folded.slice(Math.max(0, start - LONGEST_TALK), start);
  const behind = folded.slice(read.end, read.end + 2);
  const money = MONEY_TALK.test(before) && NO_NOUN.test(behind) ? printedUnitAt(`${read.unit.text}钱`) : null;
  return money === null ? read : { ...read, unit: { ...money.unit, text: read.unit.text } };
}

const LONGEST_TALK = 14;
const MONEY_TALK = /[钱价费薪租资补罚赚挣花赔亏卖付润](?!.*[。;])|每[人天月年晚]\D{0,4}$/;
const NO_NOUN = /^(?:$|[^\u4e00-\u9fff]|的?[。,]|开外|左右|上下|以[上下内]|出头|不止|一[斤个只件份条碗天])/;

/** 提高1.9个、0.8个百分点: the 个 of the first number is that of the points behind the last. */
function withSharedPoints(folded: string, read: PlacedUnit, span: Span): PlacedUnit {
  if (read.unit.text !== '个') return read;
  const behind = folded.slice(read.end, Math.min(span.end, read.end + LONGEST_UNIT));
  const points = SHARED_POINTS.test(behind) ? printedUnitAt('个百分点') : null;
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
    ordinal:
      '第前后'.includes(folded[start - 1] ?? ' ') &&
      ORDINAL.test(folded.slice(Math.max(0, start - 3), start)),
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
  const connector = connectorAt(folded, joint + blank);
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
  // 零下3至5℃ is five to three below.
  if (folded[start] === '零') {
    const numbers = [`-${second.numbers[0]}`, `-${low}`] as const;
    const ordered = minus === 0 && compare(decimalOf(numbers[0]), decimalOf(numbers[1])) <= 0;
    return ordered ? { ...read, start, numbers, ...mannerOf(folded, first) } : null;
  }
  const min = start < first.start && folded[start] !== '+' ? `-${low}` : low;
  const max = minus === 1 ? `-${second.numbers[0]}` : second.numbers[0];
  if (compare(decimalOf(min), decimalOf(max)) > 0) return null;
  return { ...read, start, numbers: [min, max], ...mannerOf(folded, first) };
}

const CONNECTORS: readonly string[] = ['——', '—', '--', '–', '-', '~', '∼', '至', '到'];

function connectorAt(folded: string, at: number): string | undefined {
  return '—–-~∼至到'.includes(folded[at] ?? ' ')
    ? CONNECTORS.find((word) => folded.startsWith(word, at))
    : undefined;
}

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

type PlacedUnit = Pick<Quantity, 'end' | 'unit' | 'unitSpan' | 'more'> & {
  readonly half: boolean;
  /** The digits of the fraction that stands behind the unit, as in 三成五. */
  readonly tail: string;
};

function unitAfter(folded: string, numeral: Numeral, span: Span): PlacedUnit | null {
  let at = numeral.end;
  while (folded[at] === ' ' && at - numeral.end < 2) at++;
  const plus = folded[at] === '+' && numeral.script === 'arabic' ? 1 : 0;
  at += plus;
  // A misplaced bracket: (5000)亩.
  if (folded[at] === ')' && folded[numeral.start - 1] === '(') at++;
  const about = numeral.bare && folded[at] === '把' ? unitBehindAbout(folded, at, span) : null;
  const read = about ?? printedUnitAt(folded.slice(at, Math.min(span.end, at + LONGEST_UNIT)));
  if (read === null) return null;
  const end = at + read.length;
  const plusBehind = folded[end] === '+' && /[万亿]$/.test(read.unit.text);
  const more = read.more ?? (plus > 0 || plusBehind ? '+' : null);
  const unitSpan = { start: end - read.unit.text.length, end };
  const tail = more === null ? tailAt(folded, numeral, read.unit.text, end, span) : '';
  return {
    unit: read.unit,
    end: end + tail.length,
    unitSpan,
    more,
    half: read.half === true,
    tail:
      tail === '半'
        ? '5'
        : tail === '' || /^\d*$/.test(tail)
          ? tail
          : String(CHINESE_DIGITS.indexOf(tail) + 1),
  };
}

const LONGEST_UNIT = 20;

/** 千把块钱, 百把人: a round number and about so many. */
function unitBehindAbout(folded: string, at: number, span: Span): PrintedUnit | null {
  const read = printedUnitAt(folded.slice(at + 1, Math.min(span.end, at + LONGEST_UNIT)));
  return read === null ? null : { ...read, length: read.length + 1, more: '把' };
}

/** The digits behind the unit that stand for its tenths and hundredths: 三成五, 53秒26, 2米05, 2块8; else nothing. */
function tailAt(folded: string, { script, numbers }: Numeral, unit: string, end: number, span: Span): string {
  if (numbers.length > 1 || numbers[0].includes('.')) return '';
  const behind = folded.slice(end, Math.min(span.end, end + LONGEST_UNIT));
  const tail = (script === 'chinese' ? CHINESE_TAILS : ARABIC_TAILS).get(unit)?.exec(behind)?.[0] ?? '';
  // 三成五个 would be five of something, 3米20厘米 is two lengths.
  return tail === '' || printedUnitAt(behind.slice(tail.length)) !== null ? '' : tail;
}

const CHINESE_DIGITS = '一二三四五六七八九';
/** 近三成一线职工 and 三成五星级酒店 are three of ten: what begins a word with its digit. */
const WORDS_OF_DIGITS =
  '(?![十百千万亿零〇点一二三四五六七八九线类流般样定直起切致共律心体旦些手胎孩维产季甲农星角方边环班本次届批期楼等级号]|[一二三四五六]至)';
const CHINESE_TAILS: ReadonlyMap<string, RegExp> = new Map([
  ['成', new RegExp(`^[${CHINESE_DIGITS}半]${WORDS_OF_DIGITS}`)],
  ['块', new RegExp(`^[${CHINESE_DIGITS}半](?![\\u4e00-\\u9fff])`)],
]);
const ARABIC_TAILS: ReadonlyMap<string, RegExp> = new Map([
  ['秒', /^\d\d(?![\d.])/],
  ['米', /^\d{1,2}(?![\d.])/],
  ['块', /^\d{1,2}(?![\d.])/],
]);

/** Where the number begins when a sign before it counts, else where it begins without. */
function signedStart(folded: string, { start }: Numeral, unit: Unit, span: Span): number {
  if (unit.text === '℃' || unit.text.endsWith('度')) {
    if (start - 2 >= span.start && folded.startsWith('零下', start - 2)) return start - 2;
  }
  const sign = folded[start - 1] ?? '';
  if ((sign !== '-' && sign !== '+') || start - 1 < span.start) return start;
  const before = start - 2 < span.start ? '' : (folded[start - 2] ?? '');
  // After a word the dash more often joins than subtracts, unless what is counted can be negative.
  const free = before === '' || /[ (,;:、由从到至为达]/.test(before);
  const rate = unit.baseUnit === '1' || unit.baseUnit === 'pp' || unit.text === '℃';
  // 每股收益-0.41元: what is earned can be lost.
  const earned =
    unit.baseUnit === 'CNY' &&
    /[收权]益$|利润$|净利$|[差余]额$/.test(folded.slice(Math.max(span.start, start - 3), start - 1));
  return free || earned || (rate && /[\u4e00-\u9fff]/.test(before)) ? start - 1 : start;
}

/** 百分之五点六, 千分之三, 百分之五至百分之六: the unit stands before its number. */
function shareAt(folded: string, at: number, span: Span): Quantity | null {
  const word = folded.startsWith('分之', at + 1)
    ? SHARES.find(([text]) => folded.startsWith(text, at))
    : undefined;
  if (word === undefined) return null;
  const [text, unit] = word;
  const first = valueAt(folded, at + text.length, span);
  if (first === null) return null;
  const connector = connectorAt(folded, first.end);
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
