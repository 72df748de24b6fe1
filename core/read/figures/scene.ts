import type { Span } from '../fold-widths.ts';
import { type ChangeWords, changeBefore, changeBehind, restricts } from './figure-words.ts';
import type { Quantity } from './find-quantities.ts';
import { sameDimension } from './units.ts';

/** A quantity with the words around it, folded and bounded, so that a page without punctuation costs no more. */
export interface Scene {
  readonly quantity: Quantity;
  /** From the figure before, or the beginning of the sentence, to the number; whole brackets are masked with `_`. */
  readonly since: string;
  /** {@link since} with its brackets as printed. */
  readonly printed: string;
  /** The last part of {@link since} that no comma or bracket divides. */
  readonly clause: string;
  /** From the figure before in the passage, in whatever sentence, to the number. */
  readonly sinceFigure: string;
  /** The sentence up to the number. */
  readonly sentence: string;
  /** All that was said up to the number since the last full stop, semicolons or not. */
  readonly statement: string;
  /** The sentence behind the unit. */
  readonly rest: string;
  /** What follows the unit, a second unit in brackets skipped. */
  readonly after: string;
  /** The quantity before in the same sentence. */
  readonly previous: Quantity | null;
  /** Whether this is the other unit of {@link previous}: 266.67公顷(4000亩). */
  readonly restates: boolean;
  /** Whether the number only restricts what is counted: 10亿元以上项目. */
  readonly restricts: boolean;
  readonly change: ChangeWords | null;
}

const LONGEST_CLAUSE = 80;
/** As far back as a sentence is looked at. */
export const LONGEST_SENTENCE = 400;
const LONGEST_AFTER = 40;

/** The scene of the quantity `at` of those in the passage. */
export function sceneOf(folded: string, passage: Span, quantities: readonly Quantity[], at: number): Scene {
  const quantity = quantities[at];
  if (quantity === undefined) throw new RangeError(`there is no quantity ${at} of ${quantities.length}`);
  const behindSpell =
    quantities[at - 1] !== undefined && isSpell(folded, quantities[at - 1]) ? at - 2 : at - 1;
  const before = quantities[behindSpell] ?? null;
  const sentenceStart = Math.max(passage.start, quantity.start - LONGEST_SENTENCE);
  const said = folded.slice(sentenceStart, quantity.start);
  const sentence = afterLastStop(said);
  const previous = before !== null && before.start >= quantity.start - sentence.length ? before : null;
  const sinceStart = Math.max(
    quantity.start - LONGEST_CLAUSE,
    previous?.end ?? 0,
    quantity.start - sentence.length,
  );
  const printed = folded.slice(sinceStart, quantity.start);
  const since = masked(printed);
  const clause = behindLast(',():', since);
  const behind = folded.slice(quantity.end, Math.min(passage.end, quantity.end + LONGEST_AFTER));
  const after = afterFigure(behind, quantity);
  const isCount = quantity.unit.kind === 'count';
  const figureEnd = Math.max(quantities[at - 1]?.end ?? passage.start, quantity.start - LONGEST_SENTENCE);
  return {
    quantity,
    sinceFigure: folded.slice(figureEnd, quantity.start),
    since,
    printed,
    clause,
    sentence,
    statement: said.charAt(said.length - sentence.length - 1) === ';' ? afterFullStop(said) : sentence,
    rest: untilStop(behind),
    after,
    previous,
    restricts: restricts(clause, after, quantity.unit),
    change:
      quantity.unit.text === '番'
        ? DOUBLED
        : (changeBefore(clause, isCount) ?? changeBehind(after) ?? savedIn(clause, quantity)),
    restates:
      previous !== null &&
      IN_OTHER_UNIT.test(since) &&
      !(since.startsWith('(') && tellsOfSome(folded, quantity)) &&
      sameDimension(previous.unit, quantity.unit),
  };
}

const IN_OTHER_UNIT = /^(?:\((?:折|合|约|相当于|折合)*|,?(?:折合|合|相当于)约?)$/;

/** 销售额9.8亿元(980万元来自出口): what goes on in the bracket is said of some, and restates nothing. */
function tellsOfSome(folded: string, { start, end }: Quantity): boolean {
  const closed = folded.slice(start, end).includes(')');
  return !closed && /^(?!以[上下内]|左右|上下)[\u4e00-\u9fff]{2}/.test(folded.slice(end, end + 2));
}

/** 连续11年稳定在90亿斤以上, 由5年前的3万元: a sentence goes on through such a figure as if it were not there. */
function isSpell(folded: string, quantity: Quantity | undefined): boolean {
  return (
    quantity !== undefined &&
    SPELLS.has(quantity.unit.text) &&
    (folded.slice(Math.max(0, quantity.start - 2), quantity.start) === '连续' ||
      (folded.startsWith('前的', quantity.end) && '由从'.includes(folded.charAt(quantity.start - 1))))
  );
}

const SPELLS: ReadonlySet<string> = new Set(['年', '个月', '月', '天', '个季度', '季度']);

/** 为群众节约费用1960万元: money that is saved is so much less of it. */
function savedIn(clause: string, { unit }: Quantity): ChangeWords | null {
  return unit.baseUnit === 'CNY' && SAVED.test(clause) ? { direction: 'decrease', toLevel: false } : null;
}

const SAVED = /(?:节省|节约|省下|减负)了?[^,:的率]{0,10}$/;

const DOUBLED: ChangeWords = { direction: 'increase', toLevel: false };

/**
 * Brackets explain what stands before them: 地区生产总值(GDP)312亿元; and 扣除价格因素,实际增长 is about what was spoken of. Both are
 * masked, so that offsets stay true.
 */
function masked(since: string): string {
  return /[(扣剔]/.test(since) ? since.replace(ASIDES, (aside) => '_'.repeat(aside.length)) : since;
}

const ASIDES = /\([^()]*\)|(?:扣除|剔除)[^,。;的]{2,16}?(?:因素(?:影响)?|影响)?后?(?=[,增下同按])/g;

/** What is said before the next full stop or semicolon. */
function untilStop(text: string): string {
  let end = 0;
  while (end < text.length && (isOfWord(text.charCodeAt(end)) || !'。;!?'.includes(text.charAt(end)))) end++;
  return text.slice(0, end);
}

/** What was said since the last full stop. */
export function afterFullStop(text: string): string {
  return behindLast('。!?', text);
}

/** What was said since the last full stop or semicolon. */
export function afterLastStop(text: string): string {
  return behindLast('。;!?', text);
}

function isOfWord(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

/** What stands behind the last of the characters; all of the text without one. */
export function behindLast(stops: string, text: string): string {
  let start = text.length;
  // No word's character is a stop, and most characters are those of words.
  while (start > 0 && (isOfWord(text.charCodeAt(start - 1)) || !stops.includes(text.charAt(start - 1))))
    start--;
  return text.slice(start);
}

/** What follows the unit, with a second unit in brackets skipped: the 以下 of 1公顷(15亩)以下 is about both. */
function afterFigure(text: string, { unit }: Quantity): string {
  if (!text.startsWith('(')) return text.startsWith(')') ? text.slice(1) : text;
  const bracket = /^\((?:折合|合|约)*[\d.,]{1,15}([^()\d]{0,6})\)([^()\d]{0,3})/.exec(text);
  if (unit.baseUnit === null || !bracket) return text;
  const inside = bracket[1] ?? '';
  const outside = inside === '' ? (/^(?:亩|公顷|平方米|平方公里)/.exec(bracket[2] ?? '')?.[0] ?? '') : '';
  return text.slice(bracket[0].length - (bracket[2] ?? '').length + outside.length);
}
