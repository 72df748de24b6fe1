import type { Comparator, Direction, Modality, Strength } from './figure.ts';
import {
  BASES,
  BEFORE_NUMBER,
  BEHIND_UNIT,
  BOUNDS_AFTER,
  BOUNDS_BEFORE,
  DECREASES,
  EXPECTING,
  INCREASES,
  STANDING,
  STRIVING,
  either,
} from './words.ts';

/** The words around a number that say how it is meant. All texts are folded; see fold-widths.ts. */

const BEFORE = BOUNDS_BEFORE.map(
  ([comparator, words]) => [new RegExp(`${either(words)}$`), comparator] as const,
);
const AFTER = BOUNDS_AFTER.map(
  ([comparator, words]) => [new RegExp(`^[及(]?${either(words)}`), comparator] as const,
);

/** `before` ends at the number, `after` begins behind the unit. `range` when the number is one. */
export function comparatorOf(before: string, after: string, more: string | null, range: boolean): Comparator {
  const worded = before.replace(/[了到为在达有]$/, '');
  const found =
    BEFORE.find(([words]) => words.test(worded) || words.test(before)) ??
    AFTER.find(([words]) => words.test(after));
  if (range) return 'range';
  if (more === '余' || more === '多') return 'gt';
  if (more === '来') return 'approx';
  return found?.[1] ?? 'eq';
}

/**
 * Whether the number only restricts what is counted: 10亿元以上项目, 60周岁以上老年人, 超过18万元的企业. Behind a count
 * 以上 needs a 的 for that: in 70家以上企业升规 the 70 are the count.
 */
export function restricts(before: string, after: string, isCount: boolean): boolean {
  if (/(?:超过|超|不足|不到|低于|高于)$/.test(before) && /^的[\u4e00-\u9fff]/.test(after)) return true;
  const rest = /^(?:及)?(?:以上|以下|以内)(.?)/.exec(after)?.[1];
  if (rest === undefined || rest === '') return false;
  return rest === '的' || (!isCount && /[\u4e00-\u9fff“A-Za-z]/.test(rest) && !/[是为和与并且或]/.test(rest));
}

/**
 * 增长 and its kin right before the number; `toLevel` when a level follows, as in 提高到. Things that are counted grow
 * by 增加 and the like only: in 完成风貌提升1300栋 the word before is what was done to them.
 */
export function changeBefore(
  before: string,
  counted: boolean,
): { readonly direction: Direction; readonly toLevel: boolean } | null {
  const found = CHANGE.exec(before);
  if (!found) return null;
  const [, word = '', link = ''] = found;
  if (counted && /^[提扩攀上]/.test(word) && link === '') return null;
  return {
    direction: INCREASE.test(word) ? 'increase' : 'decrease',
    toLevel: /^(?:到|至(?![少多]))/.test(link),
  };
}

const LINKS = either(['了', '到', '至', '为', '达', '在', '保持在', '达到'], BEFORE_NUMBER);
const CHANGE = new RegExp(`((?<!新)${either(INCREASES, DECREASES)})(${LINKS}{0,3})$`);
const INCREASE = new RegExp(`^${either(INCREASES)}`);

/** The basis as printed, nearest to the number: 可比口径, 同比. */
export function basisIn(before: string): string | null {
  return before.match(BASIS)?.at(-1) ?? null;
}

const BASIS = new RegExp(either(BASES), 'g');

/** What is left of a clause once all words are taken out that say nothing of what is counted. */
export function substance(clause: string): string {
  return clause.replace(FUNCTION_WORDS, '');
}

const FUNCTION_WORDS = new RegExp(
  either(...[BASES, INCREASES, DECREASES, BEFORE_NUMBER, BEHIND_UNIT, STRIVING, EXPECTING, STANDING], [
    '计算',
    '名义',
    '实际(?!利用|使用|吸收)',
    '累计',
    '预计',
    '确保',
    '同时',
    '[达为按将了到至再又,、() ]',
  ]),
  'g',
);

/** 力争 and its kin anywhere before the number in its sentence. */
export function strengthIn(sentence: string): Strength | null {
  if (STRIVES.test(sentence)) return 'strive';
  return EXPECTS.test(sentence) ? 'expected' : null;
}

const STRIVES = new RegExp(either(STRIVING));
const EXPECTS = new RegExp(either(EXPECTING));

/** What a sentence says of its own figures; `null` when it leaves that to the headings. */
export function modalityIn(sentence: string): Modality | null {
  if (/(?<!公共|一般)预算(?!收入|支出|执行)/.test(sentence)) return 'budget';
  if (/预计|预测|有望/.test(sentence)) return 'forecast';
  return AIMS.test(sentence) ? 'target' : null;
}

const AIMS = new RegExp(either(STRIVING, EXPECTING, ['确保(?!了)', '目标[是为值]']));

/** What the innermost heading that says anything says of the figures under it. */
export function modalityOfHeadings(headings: readonly string[]): Modality | null {
  for (const heading of headings.toReversed()) {
    if (/回顾|回望|亮点|成绩|成效|成就|总结|过去[一五]年|完成情况|执行情况/.test(heading)) return 'actual';
    if (/目标|安排|预期|任务|计划|打算|部署|展望|工作重点/.test(heading)) return 'target';
  }
  return null;
}
