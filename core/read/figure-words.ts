import type { Comparator, Figure } from './figure.ts';

/** The words around a number that say how it is meant. All texts are folded; see fold-widths.ts. */

const BEFORE: readonly (readonly [RegExp, Comparator])[] = [
  [/(?:不少于|不低于|不小于|至少)$/, 'gte'],
  [/(?:不超过|不高于|不多于|不大于|至多|最多)$/, 'lte'],
  [/(?:超过|超出|突破|高于|多于|大于|逾|(?<![赶反])超)$/, 'gt'],
  [/(?:不足|不到|低于|少于|小于|接近|(?<![最附临])近)$/, 'lt'],
  [/(?:大约|大概|(?<![节签合预契条制公])约)$/, 'approx'],
];
const AFTER: readonly (readonly [RegExp, Comparator])[] = [
  [/^(?:及|\()?以上/, 'gte'],
  [/^(?:及|\()?(?:以下|以内|之内)/, 'lte'],
  [/^(?:左右|上下)/, 'approx'],
];

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
): { readonly direction: Exclude<Figure['direction'], null>; readonly toLevel: boolean } | null {
  const found = CHANGE.exec(before);
  if (!found) return null;
  const word = found[1] ?? '';
  if (counted && /^[提扩攀上]/.test(word) && found[2] === '') return null;
  return {
    direction: INCREASE.test(word) ? 'increase' : 'decrease',
    toLevel: /^[到至]/.test(found[2] ?? ''),
  };
}

const CHANGE =
  /((?<!新)(?:负增长|正增长|增长|增加|提高|提升|上升|上涨|增速|增幅|涨幅|攀升|扩大|下降|减少|降低|下跌|回落|缩减|缩短|压减|降幅|跌幅|增|升|涨|降|跌|减))((?:了|到|至|为|达|在|保持在|达到|约|近|超过|超|突破|不低于|不少于|不超过|高于|大约){0,3})$/;
const INCREASE = /^(?:正?增|提|上|攀|扩|涨|升)/;

/** The basis as printed, nearest to the number: 可比口径, 同比. */
export function basisIn(before: string): string | null {
  return before.match(BASIS)?.at(-1) ?? null;
}

const BASIS = /可比口径|同口径|可比价格?|不变价格?|同比|环比|比上年同期|比上年末|比上年|较上年|比去年|年均/g;

/** What is left of a clause once all words are taken out that say nothing of what is counted. */
export function substance(clause: string): string {
  return clause.replace(FUNCTION_WORDS, '');
}

const FUNCTION_WORDS =
  /可比口径|同口径|可比价格?|不变价格?|同比|环比|比上年同期|比上年末|比上年|较上年|比去年|年均|计算|名义|实际(?!利用|使用|吸收)|累计|预计|预期|力争|争取|力促|确保|实现|达到|保持在?|控制在?|负增长|增长|增加(?!值)|提高|提升|上升|上涨|增速|增幅|涨幅|下降|减少|降低|下跌|回落|不少于|不低于|不超过|不高于|至少|超过|突破|接近|大约|左右|以上|以内|同时|[达为约近超逾增降按将了到至再又,、() ]/g;

/** 力争 and its kin anywhere before the number in its sentence. */
export function strengthIn(sentence: string): Figure['strength'] {
  if (/力争|争取|力促/.test(sentence)) return 'strive';
  return /预期目标|预期/.test(sentence) ? 'expected' : null;
}

/** What a sentence says of its own figures; `null` when it leaves that to the headings. */
export function modalityIn(sentence: string): Figure['modality'] | null {
  if (/(?<!公共|一般)预算(?!收入|支出|执行)/.test(sentence)) return 'budget';
  if (/预计|预测|有望/.test(sentence)) return 'forecast';
  return /力争|争取|力促|预期|确保(?!了)|目标(?:是|为|值)/.test(sentence) ? 'target' : null;
}

/** What the innermost heading that says anything says of the figures under it. */
export function modalityOfHeadings(headings: readonly string[]): 'actual' | 'target' | null {
  for (const heading of headings.toReversed()) {
    if (/回顾|回望|亮点|成绩|成效|成就|总结|过去[一五]年|完成情况|执行情况/.test(heading)) return 'actual';
    if (/目标|安排|预期|任务|计划|打算|部署|展望|工作重点/.test(heading)) return 'target';
  }
  return null;
}
