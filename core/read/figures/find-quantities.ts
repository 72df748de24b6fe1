import { compare, decimalOf } from './decimal.ts';
import type { Span } from '../fold-widths.ts';
import { type Unit, unitAt } from './units.ts';

/** A number with its unit, or a range of numbers with theirs, as it stands in the text. */
export interface Quantity {
  /** From the number's first character, its sign included, to the unit's last. */
  readonly start: number;
  readonly end: number;
  /** One decimal string, or two for a range, smaller first. */
  readonly numbers: readonly [string] | readonly [string, string];
  readonly unit: Unit;
  /** 余, 多 or 来 between number and unit. */
  readonly more: string | null;
  /** Whether 第 stands before it: the sixth, not six. */
  readonly ordinal: boolean;
}

/**
 * Every Arabic number with a unit within `span` of a folded text, in order, in one pass.
 *
 * Numbers that belong to a name are left out: years and dates, 第B02版, telephone and licence numbers, 2.0,
 * 1+10+139, “…”工程. So are numbers without a unit, numbers that are written with Chinese numerals (三成, 十六届) or
 * with a multiplier alone (3亿), and durations in years.
 */
export function findQuantities(folded: string, span: Span): Quantity[] {
  const found: Quantity[] = [];
  let at = span.start;
  while (at < span.end) {
    if (!isDigit(folded, at)) {
      at++;
      continue;
    }
    const number = numberAt(folded, at, span);
    at = number.end;
    if (!number.readable) continue;
    const quantity = rangeFrom(folded, number, span) ?? single(folded, number, span);
    if (quantity === null) continue;
    at = quantity.end;
    if (!isOfName(folded, quantity, span)) found.push(quantity);
  }
  return found;
}

interface NumberToken extends Span {
  /** Digits and point, grouping commas left out. */
  readonly text: string;
  readonly readable: boolean;
}

/** No figure of the paper has more digits; a longer run is a serial number. */
const MAX_DIGITS = 24;

function numberAt(folded: string, start: number, span: Span): NumberToken {
  let end = digitsEnd(folded, start, span.end);
  let text = folded.slice(start, Math.min(end, start + MAX_DIGITS + 1));
  if (text.length <= 3) {
    while (folded[end] === ',' && digitsEnd(folded, end + 1, Math.min(span.end, end + 5)) === end + 4) {
      text += folded.slice(end + 1, end + 4);
      end += 4;
    }
  }
  if (folded[end] === '.' && end + 1 < span.end && isDigit(folded, end + 1)) {
    const fractionEnd = digitsEnd(folded, end + 1, span.end);
    text += folded.slice(end, Math.min(fractionEnd, end + MAX_DIGITS + 2));
    end = fractionEnd;
  }
  // 3.5.2 is a version or a section, whatever follows it.
  const dotted = folded[end] === '.' && isDigit(folded, end + 1);
  return { start, end, text, readable: text.length <= MAX_DIGITS && !dotted };
}

function digitsEnd(folded: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && isDigit(folded, end)) end++;
  return end;
}

function single(folded: string, number: NumberToken, span: Span): Quantity | null {
  const read = unitAfter(folded, number, span);
  if (read === null) return null;
  const { start, text } = signed(folded, number, read.unit, span);
  return { start, numbers: [text], ordinal: folded[number.start - 1] === '第', ...read };
}

/** `5%—6%`, `3至5家`: two numbers with one unit, or with the same unit twice. */
function rangeFrom(folded: string, first: NumberToken, span: Span): Quantity | null {
  const own = unitAfter(folded, first, span);
  const joint = own?.end ?? first.end;
  const connector = CONNECTORS.find((word) => folded.startsWith(word, joint));
  if (connector === undefined || joint + connector.length >= span.end) return null;
  const secondStart = joint + connector.length;
  if (!isDigit(folded, secondStart)) return null;
  const second = numberAt(folded, secondStart, span);
  const read = second.readable ? unitAfter(folded, second, span) : null;
  if (read === null || (own !== null && own.unit.text !== read.unit.text)) return null;
  // 从5%到6% is a way from one level to another, not a range.
  if (/[从由]/.test(folded[first.start - 1] ?? '')) return null;
  if (compare(decimalOf(first.text), decimalOf(second.text)) > 0) return null;
  const ordinal = folded[first.start - 1] === '第';
  return { start: first.start, numbers: [first.text, second.text], ordinal, ...read };
}

const CONNECTORS: readonly string[] = ['——', '—', '–', '-', '~', '至', '到'];

function unitAfter(folded: string, number: Span, span: Span): Pick<Quantity, 'end' | 'unit' | 'more'> | null {
  let at = number.end;
  while (folded[at] === ' ' && at - number.end < 2) at++;
  const more = /[余多来]/.test(folded[at] ?? '') ? (folded[at] ?? null) : null;
  if (more !== null) at++;
  // A misplaced bracket: (5000)亩.
  if (folded[at] === ')' && folded[number.start - 1] === '(') at++;
  const unit = unitAt(folded.slice(at, Math.min(span.end, at + LONGEST_UNIT)));
  return unit === null ? null : { unit, more, end: at + unit.text.length };
}

const LONGEST_UNIT = 16;

function signed(
  folded: string,
  number: NumberToken,
  unit: Unit,
  span: Span,
): { start: number; text: string } {
  const sign = folded[number.start - 1] ?? '';
  if ((sign !== '-' && sign !== '+') || number.start - 1 < span.start)
    return { start: number.start, text: number.text };
  const before = number.start - 2 < span.start ? '' : (folded[number.start - 2] ?? '');
  // After a word the dash more often joins than subtracts, unless what is counted can be negative.
  const free = before === '' || /[ (,;:、]/.test(before);
  const rate = unit.baseUnit === '1' || unit.baseUnit === 'pp';
  if (!free && !(rate && /[\u4e00-\u9fff]/.test(before))) return { start: number.start, text: number.text };
  return { start: number.start - 1, text: sign === '-' ? `-${number.text}` : number.text };
}

/** Whether the number is a part of a name, a code, a time or a fraction. */
function isOfName(folded: string, { start, end, unit, ordinal }: Quantity, span: Span): boolean {
  const before = start > span.start ? (folded[start - 1] ?? '') : '';
  // GDP and its like are words, single letters are codes.
  if (/[A-Za-z]/.test(before)) return !/[A-Z]{3}$/.test(folded.slice(Math.max(span.start, start - 3), start));
  if (/[0-9+/._∶]/.test(before)) return true;
  // 0750-3502626 and 粤B2-2005, but not 深圳-300公里.
  if (before === '-' && /[A-Za-z0-9)]/.test(folded[start - 2] ?? '')) return true;
  if (before === ':' && isDigit(folded, start - 2)) return true;
  if (ordinal && !RANKED.has(unit.text)) return true;
  const quoted = folded.slice(Math.max(span.start, start - 10), start).lastIndexOf('“');
  if (quoted < 0 || folded.slice(Math.max(span.start, start - 10), start).includes('”')) return false;
  const closing = folded.slice(end, end + 12).indexOf('”');
  return closing >= 0 && NAMED.test(folded.slice(end + closing + 1, end + closing + 5));
}

const RANKED: ReadonlySet<string> = new Set(['位', '名']);
const NAMED = /^.{0,2}(?:工程|行动|计划|模式|体系|战略|政策|机制|格局|布局|平台|系统|规划|会议|活动)/;

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
