import { foldWidths } from '../fold-widths.ts';
import { type Factor, tenTo } from './decimal.ts';
import type { FigureKind } from './figure.ts';
import { MULTIPLIERS, type Multiplier, multiplierAt } from './multipliers.ts';
import { COMPOUND_BASES, COUNTED_WORD, OTHER_WORD, PER_UNITS, UNIT_ROWS } from './unit-table.ts';

/** A unit as the paper prints it, with what it is in its base unit. */
export interface Unit {
  /** With its multiplier: `万亿元`. Of 3万多亩 it is `万亩`. */
  readonly text: string;
  /** `null` when the reader knows no base, such as for 个月. */
  readonly baseUnit: string | null;
  readonly factor: Factor;
  /** What a number in this unit is when nothing else is said of it. */
  readonly kind: FigureKind;
  /** Whether any numeral makes a quantity of it; a counter asks for a noun: 三家企业, but 三个方面. */
  readonly measure: boolean;
}

/** A unit with what was printed of it. */
export interface PrintedUnit {
  readonly unit: Unit;
  /** How many characters it takes, from the number's end. */
  readonly length: number;
  /** 余, 多, 几 or 来 before, inside or behind it, or +: 10多万元, 3万余亩, 两年多. */
  readonly more: string | null;
  /** 半 inside it: 3个半小时 are three and a half. */
  readonly half?: true;
}

/**
 * The unit at the beginning of `text`, the longest that fits, or `null`, with 余, 多, 几 and 来 between the number, the multiplier
 * and the unit. `text` is folded, see fold-widths.ts. 亿 and 万 count alone when no word follows them: 突破3000万。
 */
export function printedUnitAt(text: string): PrintedUnit | null {
  const per = text.startsWith('/') ? PER_SO_MANY.exec(text) : null;
  if (per !== null) return { unit: perSoMany(per[0], per[1] ?? ''), length: per[0].length, more: null };
  const divided = text.startsWith('个') ? DIVIDED.exec(text) : null;
  const time = divided === null ? undefined : BY_TEXT.get(`个${divided[2] ?? ''}`);
  if (divided !== null && time !== undefined) {
    const [printed, inside] = divided;
    return {
      unit: time,
      length: printed.length,
      ...(inside === '半' ? { more: null, half: true } : { more: '多' }),
    };
  }
  const before = vagueAt(text, 0);
  // 千米, 千瓦 and 百分点 are units of their own, whose first character multiplies nothing.
  const plain = atomAt(text, before.length);
  if (plain !== null && !isOtherWord(plain, text.slice(before.length + plain.text.length))) {
    return withDivisor(text, plain, ONE, before.length, before);
  }
  const multiplier = multiplierAt(text, before.length);
  if (multiplier === null) return null;
  const multiplied = before.length + multiplier.word.length;
  const inside = before === '' ? vagueAt(text, multiplied) : '';
  // 3千多万元: the multiplier goes on behind 多.
  const second =
    inside === '' || multiplier.power > 3
      ? null
      : (BIG.find(({ word }) => text.startsWith(word, multiplied + 1)) ?? null);
  const joined =
    second === null
      ? multiplier
      : { word: multiplier.word + second.word, power: multiplier.power + second.power };
  const start = multiplied + inside.length + (second?.word.length ?? 0);
  const atom = atomAt(text, start);
  if (atom !== null && !isOtherWord(atom, text.slice(start + atom.text.length))) {
    return withDivisor(text, atom, joined, start, before || inside);
  }
  if (multiplier.power < 4) return null;
  // 3万里长征 and 5亿年 are other counts, in units that the table lacks.
  const end = multiplied + (/^[余多]/.test(inside) ? inside.length : 0);
  return MAY_STAND_ALONE.test(text.slice(end, end + LONGEST_PEOPLE))
    ? alone(multiplier, end, before || inside)
    : null;
}

/** What a printed unit counts, its widths folded: 万人 counts 人; 亿 alone is what it counts. */
export function counterOf(unit: string): string {
  const folded = foldWidths(unit);
  return MULTIPLIED.has(folded.charAt(0)) ? folded.replace(/^[十百千万亿余多]+(?=.)/, '') : folded;
}

const MULTIPLIED: ReadonlySet<string> = new Set('十百千万亿余多');

/** Whether two printed units are of one dimension; 列 and 箱, both things that are counted, are not. */
export function areOfOneUnit(a: PrintedWith, b: PrintedWith): boolean {
  if (a.baseUnit !== b.baseUnit) return false;
  return (a.baseUnit !== null && a.baseUnit !== 'item') || counterOf(a.unit) === counterOf(b.unit);
}

interface PrintedWith {
  readonly unit: string;
  readonly baseUnit: string | null;
}

/** Metres, square metres: whether two units measure the same thing. */
export function sameDimension(a: Unit, b: Unit): boolean {
  return a.baseUnit !== null && a.baseUnit === b.baseUnit;
}

/** 6.8/10万: cases among so many people. */
const PER_SO_MANY = /^\/(1万|10万|100万|十万|百万)(?![\d元吨亩户家米])/;

function perSoMany(text: string, people: string): Unit {
  const denominator = people === '1万' ? 10_000n : /^(?:100|百)/.test(people) ? 1_000_000n : 100_000n;
  return { text, baseUnit: '1', factor: { numerator: 1n, denominator }, kind: 'ratio', measure: true };
}

/** 3个多小时, 两个半月. */
const DIVIDED = /^个([多半])(小时|月|钟头|星期|季度)/;

const ONE: Multiplier = { word: '', power: 0 };

const BIG: readonly Multiplier[] = MULTIPLIERS.filter(({ word }) => word === '万' || word === '亿');

/** Behind 3000万 alone: the end of a phrase, a bound, or what is only said of numbers. */
const MAY_STAND_ALONE =
  /^(?:$|(?![里年])[\u4e00-\u9fff]{0,6}?(?:群众|人口|人员|农民|居民|游客|学生|党员|职工|农户|儿童|老人|市民|军民|干部|用户|粉丝|观众|读者|考生|网友|家庭)|农村|贫困|低收入|困难|[^\u4e00-\u9fffA-Za-z0-9]|[的和及与或至到]|大关|关口|以上|以下|以内|左右)/;

const LONGEST_PEOPLE = 8;

function vagueAt(text: string, at: number): string {
  const char = text[at] ?? '';
  return char !== '' && '余多几来'.includes(char) ? char : '';
}

function alone({ word, power }: Multiplier, length: number, more: string): PrintedUnit {
  const unit = {
    text: word,
    baseUnit: null,
    factor: { numerator: 10n ** BigInt(power), denominator: 1n },
    kind: 'count' as const,
    measure: true,
  };
  return { unit, length, more: more || null };
}

interface Atom extends Unit {
  /** Without a multiplier. */
  readonly text: string;
}

/** The unit with what stands below its line, and the 多 that may follow it. */
function withDivisor(
  text: string,
  atom: Atom,
  { word, power }: Multiplier,
  start: number,
  more: string,
): PrintedUnit {
  const end = start + atom.text.length;
  const times = tenTo(power);
  const below = atom.text === '%' ? null : divisorAt(text, end, atom);
  if (below !== null) {
    const known = COMPOUND_BASES.get(`${atom.text}/${below.unit}`) ?? null;
    const unit = {
      text: word + text.slice(start, end + below.length),
      baseUnit: known,
      factor: { numerator: times, denominator: 1n },
      kind: 'ratio' as const,
      measure: true,
    };
    return { unit, length: end + below.length, more: more || null };
  }
  const { numerator, denominator } = atom.factor;
  const unit = { ...atom, text: word + atom.text, factor: { numerator: numerator * times, denominator } };
  // 两年多, but 3个多 is nothing.
  const behind =
    more === '' && atom.measure
      ? ((atom.baseUnit === '1' ? MORE_OF_SHARE : MORE_BEHIND).exec(text.slice(end, end + 3))?.[0] ?? '')
      : '';
  return { unit, length: end, more: more || behind.slice(-1) || null };
}

const MORE_BEHIND = /^(?:多(?![^的,。;、)\s])|有余|出头)/;
/** 八成多进入: behind a share 多 is always more. */
const MORE_OF_SHARE = /^(?:多|有余)/;

/** `/立方米`, `每立方米`: how much is printed of it and which unit it is. */
function divisorAt(
  text: string,
  at: number,
  { text: numerator }: Atom,
): { readonly unit: string; readonly length: number } | null {
  if (text[at] !== '/' && !(text[at] === '每' && /[克斤吨元升米]$/.test(numerator))) return null;
  const rest = text.slice(at + 1, at + 1 + LONGEST_PER);
  const unit = PER_BY_LENGTH.find((per) => rest.startsWith(per));
  if (unit === undefined) return null;
  // 元/平方米·月 is per square metre and per month.
  // So is 元/人/月: what stands below the line may go on.
  const again =
    /^(?:[·/](?:月|年|天|日|人|次|户|层)|每[月年天日次]){1,2}/.exec(
      text.slice(at + 1 + unit.length, at + 6 + unit.length),
    )?.[0] ?? '';
  return { unit: unit + again, length: unit.length + again.length + 1 };
}

const PER_BY_LENGTH = PER_UNITS.toSorted((a, b) => b.length - a.length);
const LONGEST_PER = Math.max(...PER_UNITS.map((unit) => unit.length));

const ATOMS: readonly Atom[] = UNIT_ROWS.flatMap(
  ({ texts, baseUnit, kind, numerator = 1n, denominator = 1n, measure = false }) =>
    texts.split(' ').map((text) => ({ text, baseUnit, kind, factor: { numerator, denominator }, measure })),
);
/** By their first character, the longest first. */
const BY_FIRST: ReadonlyMap<string, readonly Atom[]> = Map.groupBy(
  ATOMS.toSorted((a, b) => b.text.length - a.text.length),
  ({ text }) => text.slice(0, 1),
);
const BY_TEXT: ReadonlyMap<string, Atom> = new Map(ATOMS.map((atom) => [atom.text, atom]));

function atomAt(text: string, at: number): Atom | null {
  for (const atom of BY_FIRST.get(text[at] ?? '') ?? []) {
    if (!text.startsWith(atom.text, at) || isCutWord(atom.text, text[at + atom.text.length] ?? '')) continue;
    // 26支队伍 are no 支队, but counted in 支.
    if (atom.text.length > 1 && isOtherWord(atom, text.slice(at + atom.text.length))) continue;
    return atom;
  }
  return null;
}

/** A unit in Latin letters ends where the word ends: 3MB, but 3MBA. */
function isCutWord(unit: string, after: string): boolean {
  // Most of what follows a unit is no Latin letter, nor is most of what a unit ends with.
  return after !== '' && after < '\u0080' && /[A-Za-z]$/.test(unit) && /[A-Za-z0-9]/.test(after);
}

function isOtherWord({ text }: Atom, after: string): boolean {
  if (after === '' || OTHER_WORD.get(text)?.includes(after.charAt(0)) !== true) return false;
  return COUNTED_WORD.get(text)?.test(after) !== true;
}
