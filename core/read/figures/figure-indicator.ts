import { foldWidths } from '../fold-widths.ts';
import { type Naming, endsInNoun } from './counted-nouns.ts';
import { lastIndicatorIn } from './indicators.ts';
import {
  AGENT_ACTS,
  ANY_VERB,
  ASIDE,
  END,
  LEADING,
  LEADING_VERBS,
  MEASURES,
  NO_NAME,
  POINTING,
  PREDICATE,
  RELATION,
  SENTENCE,
  endOfName,
  endsInVerb,
} from './naming-words.ts';
import type { Scene } from './scene.ts';
import { BROUGHT, DECREASES, INCREASES, either } from './words.ts';

/** What a number is about: the words as printed, and the slug when they are a headline indicator. */
export interface Named {
  readonly words: string;
  readonly id: string | null;
}

/** How a number can be named: what it measures, and whether it only restricts what is counted. */
interface Counting {
  readonly naming: Naming;
  readonly kind: string;
  readonly unit: string;
  /** As in 10亿元以上项目: then the words behind it name what it restricts, whatever its unit. */
  readonly restricts: boolean;
  /** Whether words behind the unit can name it: 18公里燃气管道, but not 1339万元改造生产线. */
  readonly behind: boolean;
}

/**
 * The words that name what the number of `scene` is about: behind its unit, as in 筹集320套人才公寓, or before it in its
 * clause, or in a part of the sentence before that has no figure of its own. `carried` when they say that it is about what the figure
 * before is about: 占八成. `null` when nothing there is safe to repeat. `text` is the document's, of which the words are quoted.
 */
export function nameOf(text: string, scene: Scene, isChange: boolean): Named | 'carried' | null {
  const counting = countingOf(scene, isChange);
  const { quantity, since, after, restricts } = scene;
  const offset = quantity.start - since.length;
  const behind = counting.behind ? asPrintedBehind(text, scene, nameBehind(after, counting)) : null;
  // What a threshold restricts stands behind it.
  if (restricts && behind !== null) return { words: behind.words, id: null };
  if (quantity.ordinal) return rankedName(text, scene, counting);
  const parts = partsOf(since);
  const nearest = parts[0]?.start ?? 0;
  for (const [at, part] of parts.entries()) {
    const whole = since.slice(part.start, part.end);
    const clause = withoutRelation(whole, counting);
    if (at === 0 && clause.length < whole.length && nothingIn(clause)) return 'carried';
    // What stands before the comma names the number only when nothing behind the comma could.
    if (at > 0 && !nothingIn(withoutRelation(since.slice(nearest, since.length), counting))) return null;
    // What directly follows the figure before is about that one.
    if (at > 0 && part.start === 0 && scene.previous !== null) return null;
    if (at > 0 && ASIDE.test(clause)) continue;
    // Some names have a bracket of their own: 空气质量指数(AQI)优良率.
    const asPrinted = scene.printed.slice(part.start, part.start + clause.length);
    const known = restricts ? null : (lastIndicatorIn(clause) ?? lastIndicatorIn(asPrinted));
    const start = offset + part.start;
    if (known !== null && !isFarFrom(clause.slice(known.end))) {
      return { id: known.id, words: text.slice(start + known.start, start + known.end) };
    }
    const own = at === 0 ? behind : null;
    const before = nameBefore(clause, counting);
    if (own !== null && (own.sure || before === null || !before.sure)) return { id: null, words: own.words };
    if (before !== null) {
      const words = text.slice(start + before.start, start + before.end);
      const alone = clause.slice(0, before.start).replace(LEADING, '') === '';
      return { id: alone && isTraded(text, scene) ? (TRADE.get(words) ?? null) : null, words };
    }
    if (own !== null) return { id: null, words: own.words };
  }
  return null;
}

/** 出口 is a way out as well; it is trade where money is, in a statement about trade. */
const TRADE: ReadonlyMap<string, string> = new Map([
  ['进出口', 'foreign-trade'],
  ['出口', 'exports'],
  ['进口', 'imports'],
]);

function isTraded(text: string, { quantity: { unit, start } }: Scene): boolean {
  const before = text.slice(Math.max(0, start - FARTHEST_TOPIC), start);
  return (MONEY.test(unit.text) || unit.baseUnit === '1') && /外贸|贸易|进出口/.test(before);
}

/** 增速居全省第2位, 空气质量排名第6位: what is ranked stands before the words of ranking. */
function rankedName(text: string, { since, quantity }: Scene, counting: Counting): Named | 'carried' | null {
  const found = /(?:位?居|位列|名?列|排名?在?|稳居|跃居|升至)[^,]*$/.exec(since);
  if (found === null) return null;
  const clause = since
    .slice(since.lastIndexOf(',', found.index) + 1, found.index)
    .replace(/(?:增速|增幅|规模|总量)$/, '');
  if (nothingIn(clause)) return 'carried';
  const start = quantity.start - since.length + since.lastIndexOf(',', found.index) + 1;
  const known = lastIndicatorIn(clause);
  if (known !== null) return { id: known.id, words: text.slice(start + known.start, start + known.end) };
  const name = nameBefore(clause, counting);
  return name === null ? null : { id: null, words: text.slice(start + name.start, start + name.end) };
}

/** 聚焦农业农村的有6件, 关于校园周边的3件, 其他方面有3件: an item of a list that says of what matter, not what is counted. */
export function isTopicOfList(clause: string): boolean {
  return /^[\s、]*(?:(?:聚焦|关于|涉及|有关|反映)[^,]{2,28}?(?:的|的?有|的?共)$|(?:其他|其它|其余)(?:方面)?(?:有|共|的)*$)/.test(
    clause,
  );
}

function countingOf({ quantity, restricts }: Scene, isChange: boolean): Counting {
  const { unit } = quantity;
  const rate = unit.kind === 'ratio' || unit.baseUnit === '1';
  const naming =
    restricts || isChange ? 'thing' : rate ? 'rate' : DURATIONS.has(unit.text) ? 'duration' : 'thing';
  const behind = isChange
    ? /[台套家个条]$/.test(unit.text)
    : restricts || (naming !== 'duration' && !DEGREES.has(unit.text));
  return { naming, kind: unit.kind, unit: unit.text, restricts, behind };
}

const DURATIONS: ReadonlySet<string> = new Set(
  '年 天 日 个月 小时 个小时 分钟 秒 秒钟 个工作日 工作日 岁 周岁 周 个星期 星期 个钟头 周年'.split(' '),
);

const DEGREES: ReadonlySet<string> = new Set(['℃', '摄氏度', '度', '级', '分']);

/** The parts of `since` between commas, colons and stray brackets, nearest to the number first, at most three. */
function partsOf(since: string): { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let end = since.length;
  for (let at = since.length - 1; at >= -1 && parts.length < 3; at--) {
    if (at >= 0 && !',():'.includes(since[at] ?? '')) continue;
    parts.push({ start: at + 1, end });
    end = at;
  }
  return parts;
}

/** Of 工业投资占固定资产投资的比重 the first is what the share is of; of 占八成 it stands in another clause. */
function withoutRelation(clause: string, { naming, unit }: Counting): string {
  const measured = naming === 'rate' || unit.endsWith('百分点') || unit.endsWith('基点');
  return measured ? clause.replace(RELATION, '') : clause;
}

function nothingIn(clause: string): boolean {
  return clause.slice(0, endOfName(clause)).replace(LEADING, '') === '';
}

/** 地区生产总值…, then a long clause of its own: the indicator is not what the number is of. */
function isFarFrom(between: string): boolean {
  const rest = between.slice(0, endOfName(between));
  return rest.length > FARTHEST || (rest.length >= 2 && endsInNoun(rest, 'thing'));
}

const FARTHEST = 8;
const FARTHEST_TOPIC = 150;

interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Whether the list of nouns vouches for it. */
  readonly sure: boolean;
}

/** The noun phrase that ends at the number, without what was done to it and what bounds the number. */
function nameBefore(clause: string, { naming, kind }: Counting): Candidate | null {
  const end = endOfName(clause);
  let start = lastEnd(clause.slice(0, end), PREDICATE);
  for (let round = 0; round < 4; round++) {
    const rest = clause.slice(start, end);
    const setting = LEADING.exec(rest)?.[0].length ?? 0;
    if (setting === rest.length) return null;
    const skipped = setting === 0 ? (LEADING_VERBS.exec(rest)?.[0].length ?? 0) : setting;
    // 接种率 and 投资额 begin with no verb.
    if (skipped === 0 || rest.length - skipped < 2) break;
    start += skipped;
  }
  // A clause with a verb may stand before 的: 居民向街道递交的申请.
  const modified = clause.slice(start, end).lastIndexOf('的');
  if (modified >= 0 && end - start - modified - 1 >= 2) start += modified + 1;
  if (isPlace(clause.slice(start, end))) return null;
  return (
    judged(clause, start, end, naming) ??
    // 筹集320套 does not count the raising.
    (kind === 'count' ? null : measureBefore(clause, end)) ??
    nameAfterVerb(clause, end, naming)
  );
}

/** 独居老人安装烟感, 向中央财政上缴结存利润: behind the last thing that was done. */
function nameAfterVerb(clause: string, end: number, naming: Naming): Candidate | null {
  if (naming === 'duration') return null;
  const verbs = [...clause.slice(0, end).matchAll(ANY_VERB)];
  for (const verb of verbs.toReversed()) {
    const start = verb.index + verb[0].length;
    if (end - start < 2) continue;
    return end - start <= LONGEST_AFTER_VERB ? judged(clause, start, end, naming) : null;
  }
  return null;
}

const LONGEST_AFTER_VERB = 10;

function measureBefore(clause: string, end: number): Candidate | null {
  const found = MEASURES.exec(clause.slice(0, end));
  return found && found[0].length >= 2 ? { start: found.index, end, sure: true } : null;
}

function judged(clause: string, start: number, end: number, naming: Naming): Candidate | null {
  const name = clause.slice(start, end);
  if (name.length < 2 || name.length > MAX_WORDS || !/[\u4e00-\u9fff]|^[A-Z]{2,}/.test(name)) return null;
  if (POINTING.test(name) || NO_NAME.test(name) || SENTENCE.test(name)) return null;
  // 家庭医生签约服务半径 ends in what only a name ends in.
  if (naming === 'thing' && !MEASURED.test(name) && AGENT_ACTS.test(name)) return null;
  if (endsInNoun(name, naming)) return { start, end, sure: true };
  // Nouns are more than any list: a short phrase that no verb ends names the number too.
  const plain =
    naming !== 'duration' && name.length <= LONGEST_UNLISTED && !endsInVerb(name) && !/[,—:]/.test(name);
  return plain ? { start, end, sure: false } : null;
}

const MEASURED =
  /(?:[率额值径距龄]|(?:产|用|总|存|流|客|销|运|货|车|雨|容|重|数|排放)量|[人次个户件起总床]数|半径|间隔|速度|浓度)$/;

const MAX_WORDS = 30;
const LONGEST_UNLISTED = 14;

/** 蓬江区 says where, not what. */
function isPlace(name: string): boolean {
  return /^[\u4e00-\u9fff]{1,4}(?:[镇县省州国]|(?<![超城夜股楼都早菜门车集])市|街道|(?<![园社小校片库厂辖务范步功能验灾牧林矿街城综养生活公示])区|(?<!新农)村)$/.test(
    name,
  );
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const found of text.matchAll(pattern)) end = found.index + found[0].length;
  return end;
}

/** The name behind the unit with the characters of the text: ＡＡＡ级景区. */
function asPrintedBehind<T extends { readonly words: string }>(
  text: string,
  { quantity }: Scene,
  name: T | null,
): T | null {
  if (name === null) return null;
  const behind = text.slice(quantity.end, quantity.end + LONGEST_BEHIND);
  const at = foldWidths(behind).indexOf(name.words);
  return at < 0 ? null : { ...name, words: behind.slice(at, at + name.words.length) };
}

const LONGEST_BEHIND = 80;

/** What stands right behind the unit, up to the end of its phrase. */
function nameBehind(
  after: string,
  counting: Counting,
): { readonly words: string; readonly sure: boolean } | null {
  const rest = after.replace(/^(?:多|余)?(?:(?:[及或]?以上|以下|以内|左右|上下)的?)?(?:级)?/, '');
  // 日处理2万吨的污水处理厂 is no amount of works, but 3家的 may go on to its noun.
  if (rest.startsWith('的') && counting.kind !== 'count' && counting.naming !== 'rate' && !counting.restricts)
    return null;
  // 17.5%的影院 is a share of them, 5%年均 nothing.
  if (counting.naming === 'rate' && !rest.startsWith('的')) return null;
  const phrase = rest.replace(/^的/, '');
  if (GOES_ON.test(phrase)) return null;
  if (MONEY.test(counting.unit) && !counting.restricts)
    return firstOf(
      phrase,
      /^[\u4e00-\u9fff]{0,4}(?:资金|补贴|补助|贷款|债券|投资|奖金|经费|订单|红包|消费券|学费)|^“[^“”]{1,12}”[\u4e00-\u9fff]{2,8}/,
    );
  const quoted = firstOf(
    phrase,
    /^“[^“”,。]{1,12}”[\u4e00-\u9fff]{0,6}?(?:项目|工程|企业|平台|基地|机构|路|门店|岗|站|点|户|村|人员)/,
  );
  if (quoted !== null) return quoted;
  const whole = phrase.slice(0, END.exec(phrase)?.index ?? phrase.length);
  const first = firstNoun(whole);
  if (first !== null) return { words: first, sure: true };
  const judgedWhole = judged(whole, 0, whole.length, 'thing');
  return judgedWhole === null || LEADING_VERBS.test(whole) ? null : { words: whole, sure: false };
}

/** 50个增加到80个, 3家和5家: what follows is no name. */
const GOES_ON = new RegExp(`^(?:[和及与或至到、]|${either(INCREASES, DECREASES)}|${BROUGHT})`);

const MONEY = /[元镑币]$/;

function firstOf(phrase: string, form: RegExp): { readonly words: string; readonly sure: boolean } | null {
  const found = form.exec(phrase)?.[0];
  return found === undefined ? null : { words: found, sure: true };
}

/** 企业落户本地: the phrase goes on into a sentence, and what is counted is its first noun, as long as that goes. */
function firstNoun(phrase: string): string | null {
  const bare = phrase.length - phrase.replace(LEADING_VERBS, '').length;
  if (bare > 0) return null;
  let best: string | null = null;
  let at = 0;
  for (let length = 2; length <= Math.min(phrase.length, MAX_WORDS); length++) {
    // Of 11户不符合条件的贫困户 the last words are the name.
    const whole = phrase.slice(0, length);
    const head = whole.slice(whole.lastIndexOf('的') + 1);
    if (
      head.length >= 2 &&
      endsInNoun(head, 'thing') &&
      judged(head, 0, head.length, 'thing')?.sure === true
    ) {
      best = head;
      at = length;
    } else if (best !== null && length - at > 4) break;
  }
  return best;
}

/** The words that name what a target without a number is about: what stands before it in its clause, which ends at `end` of the text. */
export function nameBeforeWords(text: string, clause: string, end: number): Named | null {
  const start = end - clause.length;
  const known = lastIndicatorIn(clause);
  if (known !== null && !isFarFrom(clause.slice(known.end))) {
    return { id: known.id, words: text.slice(start + known.start, start + known.end) };
  }
  const counting = { naming: 'thing', kind: 'level', unit: '', restricts: false, behind: false } as const;
  const name = nameBefore(clause, counting);
  return name === null ? null : { id: null, words: text.slice(start + name.start, start + name.end) };
}
