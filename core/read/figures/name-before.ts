import { type Naming, nounAtEnd } from './counted-nouns.ts';
import {
  ANY_VERB,
  LEADING,
  LEADING_VERBS,
  MEASURES,
  NO_NAME,
  PREDICATE,
  WHO_ACTS,
  endOfName,
  startOfActs,
} from './naming-words.ts';
import { type Candidate, type Counting, isPlace, judged } from './noun-phrases.ts';
import type { Words } from './matches.ts';

/** The noun phrase that ends at the number, without what was done to it and what bounds the number. */
export function nameBefore(clause: string, counting: Counting): Candidate | null {
  const name = whatTook(clause, counting) ?? phraseBefore(clause, counting);
  // A name does not begin inside of quotation marks: “特岗计划”招聘.
  const quoted =
    name !== null && clause[name.start - 1] === '“' && /^[^“]*”/.test(clause.slice(name.start, name.end));
  return quoted ? { ...name, start: name.start - 1 } : name;
}

/** 入汛前的调水调沙历时19天, 省内件平均22小时: what took so long need not be a word that tells of time. */
function whatTook(clause: string, counting: Counting): Candidate | null {
  const took = counting.naming === 'duration' ? TOOK.exec(clause) : null;
  return took === null ? null : phraseBefore(clause.slice(0, took.index), { ...counting, naming: 'thing' });
}

const TOOK = /(?:累计|历时|长达|持续|平均|最长|最短|最快|拖延|延误|推迟|滞后)(?:约|近|超过?|达|需|要|为)*$/;

/** 地下水超采区没有明显缩减, 班列线路越织越密: what a clause begins with and then tells of. */
export function subjectOf(clause: string): Candidate | null {
  const found = TELLS_OF.exec(clause);
  if (found === null) return null;
  const start = LEADING.exec(clause)?.[0].length ?? 0;
  const subject = judged(clause, start, found.index, 'thing');
  return subject?.sure === true && !WHO_ACTS.test(clause.slice(start, found.index)) ? subject : null;
}

const TELLS_OF =
  /(?<=.{2})(?:没有|最[多大高重集突]|不断|不再|已经?|正在|也|都|越|仍|还在|持续|明显|进一步|稳步|大幅|逐年|逐步|未|则|却|受|因|由)/;

function phraseBefore(clause: string, counting: Counting): Candidate | null {
  const { naming, kind } = counting;
  const end = endOfName(clause);
  let start = lastEnd(clause.slice(0, end), PREDICATE);
  for (let round = 0; round < 4; round++) {
    const rest = clause.slice(start, end);
    const setting = LEADING.exec(rest)?.[0].length ?? 0;
    if (setting === rest.length)
      return objectBefore(clause, end, counting) ?? beforePredicate(clause, end, counting);
    const skipped = setting === 0 ? (LEADING_VERBS.exec(rest)?.[0].length ?? 0) : setting;
    // 接种率 and 投资额 begin with no verb.
    if (skipped === 0 || rest.length - skipped < 2) break;
    start += skipped;
  }
  // A clause with a verb may stand before 的: 居民向街道递交的申请.
  const modified = clause.slice(start, end).lastIndexOf('的');
  const head = clause.slice(start + modified + 1, end);
  // 随迁子女入读公办学校的比例 says of what it is in front of 的 only.
  if (modified >= 0 && head.length >= 2 && !GENERIC.test(head)) start += modified + 1;
  else if (modified >= 0 && head.length >= 2 && judged(clause, start, end, naming) === null)
    start += modified + 1;
  if (isPlace(clause.slice(start, end))) return null;
  // 旧厂房共改造26座: a verb alone does not name what was done to.
  const object = startOfActs(clause.slice(start, end)) === 0 ? objectBefore(clause, end, counting) : null;
  return (
    object ??
    behindAct(clause, start, end, naming) ??
    judged(clause, start, end, naming) ??
    // 筹集320套 does not count the raising.
    (kind === 'count' ? null : measureBefore(clause, end)) ??
    objectBefore(clause, end, counting) ??
    nameAfterVerb(clause, end, naming) ??
    nounBefore(clause, end, naming) ??
    (kind === 'count' ? null : doneBy(clause, start, end, naming)) ??
    modifiedBefore(clause, start, end, naming)
  );
}

const GENERIC =
  /^(?:比例|比重|占比|比率|份额|人数|数量|金额|面积|时间|总数|规模|标准|价格|总量|总额|数额|速度|幅度)$/;

/** 安家补贴一次性给, “三公”经费只花了: nothing stands behind the verb, so that its subject names the number. */
function beforePredicate(clause: string, end: number, counting: Counting): Candidate | null {
  const last = PREDICATE.last(clause.slice(0, end));
  if (last === null || last.index < 2) return null;
  const before = nameBefore(clause.slice(0, last.index), counting);
  return before?.sure === true && !WHO_ACTS.test(clause.slice(before.start, before.end)) ? before : null;
}

/** 粮食作物已收获, 碧道累计建成: what it was done to stands before the verb, unless that is who did it. */
function objectBefore(clause: string, end: number, { naming, kind }: Counting): Candidate | null {
  if (naming !== 'thing') return null;
  const acts = startOfActs(clause.slice(0, end));
  if (acts === null || acts < 2 || end - acts < 2) return null;
  const from = lastEnd(clause.slice(0, acts), PREDICATE);
  const start = from + (LEADING.exec(clause.slice(from, acts))?.[0].length ?? 0);
  const object = judged(clause, start, acts, naming);
  if (object === null || WHO_ACTS.test(clause.slice(start, acts))) return null;
  // 机架订出6200个: what was counted may be a word in no list; of money that would be who paid it.
  const isTopic = kind === 'count' || clause[acts - 1] === '”' || TOPIC_ACTS.test(clause.slice(acts));
  return object.sure || (isTopic && acts - start <= LONGEST_AFTER_VERB) ? object : null;
}

/** 粮食作物已收获: what stands before 已 and 共 is seldom who did it. */
const TOPIC_ACTS = /^(?:已|共|累计|全部|陆续|先后)/;

/** 独居老人安装烟感, 向中央财政上缴结存利润: behind the last thing that was done. */
function nameAfterVerb(clause: string, end: number, naming: Naming): Candidate | null {
  if (naming === 'duration') return null;
  const verbs = ANY_VERB.all(clause.slice(0, end));
  for (const verb of verbs.toReversed()) {
    // 下达我市转移支付: to whom is no part of what.
    const behind = verb.index + verb[0].length;
    // 申请、投诉和线索: in a list it is a noun.
    if (IN_LIST.test(clause.slice(behind, end))) continue;
    const start = behind + (LEADING.exec(clause.slice(behind, end))?.[0].length ?? 0);
    if (end - start < 2) continue;
    return end - start <= LONGEST_AFTER_VERB ? judged(clause, start, end, naming) : null;
  }
  return null;
}

/** 公安机关破获电信网络诈骗案件: who did it, and what he did, are no part of the name. */
function behindAct(clause: string, start: number, end: number, naming: Naming): Candidate | null {
  if (naming === 'duration') return null;
  for (const verb of ANY_VERB.all(clause.slice(start, end))) {
    const subject = clause.slice(start, start + verb.index).replace(WHEN_ACTS, '');
    if (subject !== '' && !WHO_ACTS.test(subject)) continue;
    // 走访慰问困难家庭: one deed may follow another.
    const from = start + verb.index + verb[0].length;
    const next = clause.slice(from, end);
    if (IN_LIST.test(next)) continue;
    const more = (LEADING_VERBS.exec(next) ?? LEADING.exec(next))?.[0].length ?? 0;
    const object = judged(clause, end - from - more < 2 ? from : from + more, end, naming);
    if (object?.sure === true && !GENERIC.test(clause.slice(object.start, object.end))) return object;
  }
  return null;
}

const WHEN_ACTS = /(?:全年|每[天年月日]|[今去]年|年内|日均|月均|先后|陆续|累计|共|已|将|还|可|可以|能)+$/;

/** 居民向街道递交的申请: behind 的 a verb is a noun. */
function modifiedBefore(clause: string, start: number, end: number, naming: Naming): Candidate | null {
  const isNoun =
    naming === 'thing' &&
    clause[start - 1] === '的' &&
    /^[\u4e00-\u9fff]{2,4}$/.test(clause.slice(start, end));
  return isNoun ? { start, end, sure: false } : null;
}

/** 海洋捕捞, 邮寄成本为此节约: a noun made of a verb, unless somebody did it. */
function doneBy(clause: string, start: number, end: number, naming: Naming): Candidate | null {
  const acts = naming === 'thing' ? startOfActs(clause.slice(start, end)) : null;
  if (acts === null || acts < 2 || end - start > LONGEST_DONE) return null;
  const subject = clause.slice(start, start + acts);
  if (WHO_ACTS.test(subject) || isPlace(subject) || NO_NAME.test(clause.slice(start, end))) return null;
  return judged(clause, start, start + acts, naming) === null ? null : { start, end, sure: false };
}

const LONGEST_DONE = 16;

/** 累计向黄河三角洲湿地补水: of half a sentence at least the noun right before the number. */
function nounBefore(clause: string, end: number, naming: Naming): Candidate | null {
  const length = naming === 'thing' ? nounAtEnd(clause.slice(0, end)) : 0;
  return length >= 2 ? { start: end - length, end, sure: true } : null;
}

const LONGEST_AFTER_VERB = 10;

const IN_LIST = /^[、和与及]/;

function measureBefore(clause: string, end: number): Candidate | null {
  const found = MEASURES.exec(clause.slice(0, end));
  return found && found[0].length >= 2 ? { start: found.index, end, sure: true } : null;
}

function lastEnd(text: string, pattern: Words): number {
  const last = pattern.last(text);
  return last === null ? 0 : last.index + last[0].length;
}
