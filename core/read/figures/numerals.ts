import { type Decimal, decimalOf, decimalText, sum } from './decimal.ts';
import type { Span } from '../fold-widths.ts';
import { multiplierAt } from './multipliers.ts';

/**
 * A number as it is written, without its unit. What multiplies the unit (the 万 of 3万元) is not a part of it: that is
 * printed with the unit, see units.ts.
 */
export interface Numeral extends Span {
  /** A decimal string, or the two ends of what is written as one: 两三, 十七八. */
  readonly numbers: readonly [string] | readonly [string, string];
  readonly script: 'arabic' | 'chinese';
  /** Whether it is nothing but 百 or 千: 超百家, 超千亿元, but also 百姓. */
  readonly bare: boolean;
}

/** No figure of a newspaper has more digits; a longer run is a serial number. */
const MAX_DIGITS = 24;

/** Whether a numeral of either script may begin with this character. */
export function beginsNumeral(char: string): boolean {
  return BEGINS[char.charCodeAt(0)] === 1;
}

/** Where the next numeral before `limit` begins, or `limit`, which is not behind the text's end. */
export function nextNumeral(folded: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && BEGINS[folded.charCodeAt(at)] === 0) at++;
  return at;
}

export function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/**
 * The numeral that begins at `at`, as long as it goes, within `limit`. `unreadable` tells what looks like one and is none: a serial
 * number, a version (3.5.2), a row of digits (二〇二三). Then only its end is of use.
 */
export function numeralAt(
  folded: string,
  at: number,
  limit: number,
): Numeral | { readonly unreadable: true; readonly end: number } {
  return isDigit(folded, at) ? arabicAt(folded, at, limit) : chineseAt(folded, at, limit);
}

function arabicAt(folded: string, start: number, limit: number): ReturnType<typeof numeralAt> {
  let end = digitsEnd(folded, start, limit);
  let text = folded.slice(start, Math.min(end, start + MAX_DIGITS + 1));
  if (text.length <= 3) {
    // Groups of three stand between commas, or between blanks that do not break.
    while (folded[end] === ',' || folded[end] === ' ') {
      if (digitsEnd(folded, end + 1, Math.min(limit, end + 5)) !== end + 4 || isDigit(folded, start - 1))
        break;
      if (text.length <= MAX_DIGITS) text += folded.slice(end + 1, end + 4);
      end += 4;
    }
  }
  if (folded[end] === '.' && end + 1 < limit && isDigit(folded, end + 1)) {
    const fractionEnd = digitsEnd(folded, end + 1, limit);
    text += folded.slice(end, Math.min(fractionEnd, end + MAX_DIGITS + 2));
    end = fractionEnd;
  }
  // 3.5.2 is a version or a section, whatever follows it.
  const dotted = folded[end] === '.' && isDigit(folded, end + 1);
  if (text.length > MAX_DIGITS || dotted) return { unreadable: true, end };
  const whole = { start, end, numbers: [text] as const, script: 'arabic' as const, bare: false };
  return mixedFrom(folded, whole, limit) ?? whole;
}

function digitsEnd(folded: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && isDigit(folded, end)) end++;
  return end;
}

/**
 * `1亿2000` 万元, `3万2` 千元: a second number goes on where the first one's multiplier ends, and its own multiplier is that
 * of the unit. What goes on in any other way (3千3百, 3万5) is read as nothing, rather than half of it as a number.
 */
function mixedFrom(folded: string, first: Numeral, limit: number): ReturnType<typeof numeralAt> | null {
  if (!PLACES.has(folded[first.end] ?? '')) return null;
  const goesOn = /^[十百千万亿]{1,2}(?=\d)/.exec(folded.slice(first.end, first.end + 4))?.[0];
  if (goesOn === undefined) return null;
  const start = first.end + goesOn.length;
  const end = digitsEnd(folded, start, Math.min(limit, start + MAX_DIGITS));
  const power = multiplierAt(goesOn, 0)?.power ?? 0;
  const rest = folded.slice(start, end);
  const tail = multiplierAt(folded, end);
  const next = tail?.power ?? 0;
  const whole = tail !== null || rest.length === power || rest.startsWith('0');
  const fits = power >= 4 && rest.length + next <= power && !isDigit(folded, end + (tail?.word.length ?? 0));
  if (!whole || !fits || folded[end] === '.') {
    return {
      unreadable: true,
      end: start + (/^[\d十百千万亿.]*/.exec(folded.slice(start, start + MAX_DIGITS))?.[0].length ?? 0),
    };
  }
  const high = scaled(decimalOf(first.numbers[0]), power - next);
  return { ...first, end, numbers: [decimalText(sum([high, decimalOf(rest)]))] };
}

function scaled({ digits, scale }: Decimal, power: number): Decimal {
  return { digits: digits * 10n ** BigInt(power), scale };
}

const DIGITS: ReadonlyMap<string, number> = new Map(
  Array.from('零一二三四五六七八九', (char, value): [string, number] => [char, value]).concat([
    ['〇', 0],
    ['两', 2],
    ...Array.from('壹贰叁肆伍陆柒捌玖', (char, at): [string, number] => [char, at + 1]),
  ]),
);
const PLACES: ReadonlyMap<string, number> = new Map([
  ['十', 1],
  ['百', 2],
  ['千', 3],
  ['拾', 1],
  ['佰', 2],
  ['仟', 3],
  ['万', 4],
  ['亿', 8],
]);
const CHINESE: ReadonlySet<string> = new Set([...DIGITS.keys(), ...PLACES.keys()]);
/** Of each UTF-16 unit, whether a numeral may begin with it: every character of a page is asked. */
const BEGINS = new Uint8Array(0x10000);
BEGINS.fill(1, '0'.charCodeAt(0), '9'.charCodeAt(0) + 1);
for (const char of CHINESE) BEGINS[char.charCodeAt(0)] = 1;
const LONGEST_CHINESE = 20;

function chineseAt(folded: string, start: number, limit: number): ReturnType<typeof numeralAt> {
  let end = start;
  while (end < limit && CHINESE.has(folded[end] ?? '')) end++;
  if (folded[end] === '点' && DIGITS.has(folded[end + 1] ?? '') && end + 1 < limit) {
    end++;
    while (end < limit && DIGITS.has(folded[end] ?? '')) end++;
  }
  const run = folded.slice(start, Math.min(end, start + LONGEST_CHINESE + 1));
  if (run.length > LONGEST_CHINESE) return { unreadable: true, end };
  // 三百万 is 三百 of 万元; 万 and 亿 alone tell no number.
  const multiplier = /(?:万亿|[万亿])$/.exec(run)?.[0] ?? '';
  const own = run.slice(0, run.length - multiplier.length);
  const bare = /^(?:[百千][万亿]*|万亿)$/.test(run);
  // 突破万亿元 tells one of them; a bare 万 or 亿 may be any, as in 亿元以上项目.
  const numbers =
    own !== ''
      ? (valueOf(own, multiplier) ?? discountOf(own, folded[end]))
      : run === '万亿'
        ? (['1'] as const)
        : null;
  if (numbers === null || isSpelledOut(run)) return { unreadable: true, end };
  return { start, end: end - multiplier.length, numbers, script: 'chinese', bare };
}

/** 八五折 is 8.5 of ten: only a price is spelled out so. */
function discountOf(run: string, after: string | undefined): readonly [string] | null {
  if (after !== '折' || !/^[一二三四五六七八九]{2}$/.test(run)) return null;
  return [Array.from(run, (char) => String(DIGITS.get(char) ?? '')).join('.')];
}

/** The financial forms are common characters too: 队伍, 大陆, 收拾. They count with a place: 贰拾伍. */
function isSpelledOut(run: string): boolean {
  return (
    /[壹贰叁肆伍陆柒捌玖拾佰仟]/.test(run) && !(/[拾佰仟万亿]/.test(run) && /[壹贰叁肆伍陆柒捌玖]/.test(run))
  );
}

/** `own` is the numeral without its last 万 or 亿, the `multiplier`. */
function valueOf(own: string, multiplier: string): readonly [string] | readonly [string, string] | null {
  const [whole = '', fraction] = own.split('点');
  if (fraction !== undefined) {
    const value = whole === '' ? null : wholeOf(whole);
    const digits = Array.from(fraction, (char) => String(DIGITS.get(char) ?? '')).join('');
    return value === null ? null : [`${value}.${digits}`];
  }
  const about = APPROXIMATION.exec(own);
  if (about) {
    const [, tens = '', low = '', high = '', place = ''] = about;
    const ends = [wholeOf(tens + low + place), wholeOf(tens + high + place)] as const;
    const [first, second] = ends;
    const next = (DIGITS.get(high) ?? 0) - (DIGITS.get(low) ?? 0) === 1 || low + high === '三五';
    return next && first !== null && second !== null ? [String(first), String(second)] : null;
  }
  // 两亿三千万 is 23000 of 万: read whole, and brought to its last multiplier.
  const value = wholeOf(own + multiplier);
  return value === null ? null : [String(value / 10n ** BigInt(multiplierAt(multiplier, 0)?.power ?? 0))];
}

/** 两三 and 二三十 give both ends of what is meant, and so does 十七八. */
const APPROXIMATION =
  /^(?:([二三四五六七八九]?十)(?=.{2}$))?([一二两三四五六七八九])([二两三四五六七八九])([十百千]?)$/;

function spelled(text: string): boolean {
  return /[零〇].$/.test(text);
}

/** Of a number below a billion billions that is written with its places, 一千二百零五; a row of digits is none. */
function wholeOf(text: string): bigint | null {
  let total = 0n;
  let section = 0n;
  let digit: bigint | null = null;
  let lowest = Infinity;
  let zero = false;
  let place = 0;
  for (const char of text) {
    const value = DIGITS.get(char);
    const power = PLACES.get(char);
    if (value !== undefined) {
      if (digit !== null) return null;
      if (value === 0) {
        if (zero) return null;
        zero = true;
      } else {
        digit = BigInt(value);
        zero = false;
      }
    } else if (power !== undefined && power < 4) {
      // 百十 and 千百 are many.
      if (power >= lowest || (digit === null && place > 0)) return null;
      section += (digit ?? 1n) * 10n ** BigInt(power);
      digit = null;
      lowest = power;
      place = power;
    } else if (power !== undefined) {
      const part = section + (digit ?? 0n);
      // 三万亿: 亿 multiplies all that stands before it, 万 its own section.
      if (part === 0n && (power !== 8 || total === 0n)) return null;
      total = power === 8 ? (total + part) * 10n ** 8n : total + part * 10n ** BigInt(power);
      section = 0n;
      digit = null;
      lowest = Infinity;
      place = power;
    }
  }
  // 一百二 is 120 when spoken and nothing that is printed.
  if (digit !== null && place > 1 && !spelled(text)) return null;
  return total + section + (digit ?? 0n);
}
