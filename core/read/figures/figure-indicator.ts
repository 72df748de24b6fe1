import type { Span } from '../fold-widths.ts';
import { endsInNoun } from './counted-nouns.ts';
import { isThreshold } from './figure-kind.ts';
import { lastIndicatorIn } from './indicators.ts';
import { MONEY, asPrintedBehind, nameBehind, nameOfModified } from './name-behind.ts';
import { nameBefore, subjectOf } from './name-before.ts';
import { ASIDE, LEADING, RELATION, endOfName, startOfActs } from './naming-words.ts';
import { type Counting, MEASURED } from './noun-phrases.ts';
import type { Scene } from './scene.ts';
import { areOfOneUnit } from './units.ts';
import { BEFORE_NUMBER, DECREASES, INCREASES, PER, either } from './words.ts';

/** What a number is about: the words as printed, and the slug when they are a headline indicator. */
export interface Named {
  readonly words: string;
  readonly id: string | null;
}

/**
 * The words that name what the number of `scene` is about: behind its unit, as in 筹集320套人才公寓, or before it in its
 * clause, or in a part of the sentence before that has no figure of its own. `carried` when they say that it is about what the figure
 * before is about: 占八成, `carried-part` that it is about a part of that: 农村下降0.8%. `null` when nothing there is safe to repeat. `text` is the document's, of which the words are quoted.
 */
export function nameOf(
  text: string,
  scene: Scene,
  isChange: boolean,
): Named | 'carried' | 'carried-part' | null {
  const counting = countingOf(scene, isChange);
  const { quantity, since, after, restricts } = scene;
  const offset = quantity.start - since.length;
  // What stands behind a bracket is not about what is in it.
  const mayFollow = counting.behind && !scene.rest.startsWith(')');
  const behind = mayFollow ? asPrintedBehind(text, scene, nameBehind(after, counting)) : null;
  // 年产值50亿元以上企业: a threshold bounds what stands before it, else it restricts what stands behind.
  if (restricts) {
    const bounded = boundedBy(text, scene, counting);
    if (bounded !== null) return bounded;
    if (behind !== null) return { words: behind.words, id: null };
  }
  if (quantity.ordinal) return rankedName(text, scene, counting);
  // 连续8年 is how long something went on, not how much of it there was.
  if (/[年月天周]$/.test(quantity.unit.text) && SPELL.test(since)) return null;
  // 在同比增长3.6%的固定资产投资中: the number stands before its indicator.
  const modified = indicatorBehind(text, scene);
  if (modified !== null && nothingIn(withoutRelation(scene.clause, counting))) return modified;
  // 一片重268吨的钢梁: what weighs so much.
  const weighed = HEAVY.test(scene.clause) ? asPrintedBehind(text, scene, nameOfModified(after)) : null;
  if (weighed !== null) return { id: null, words: weighed.words };
  const parts = partsOf(since);
  const nearest = parts[0]?.start ?? 0;
  if (SUMMIT.test(since)) return 'carried';
  for (const [at, part] of parts.entries()) {
    const whole = since.slice(part.start, part.end);
    const rowed = at > 0 && isChange && since[part.end] === ':' ? whole.replace(GROWTHS, '') : whole;
    const clause = withoutRelation(rowed, counting);
    const ahead = at === 0 && clause.length < whole.length ? leaderBefore(since, parts[1], scene) : null;
    if (ahead !== null && nothingIn(clause))
      return { id: null, words: text.slice(offset + ahead.start, offset + ahead.end) };
    if (at === 0 && clause.length < whole.length && nothingIn(clause)) return 'carried';
    // 外送电量241.7亿千瓦时,超过六成是“绿电”: a share of what was spoken of.
    if (at === 0 && isShare(scene) && BOUNDS_ONLY.test(clause) && behind === null) return 'carried';
    // What stands before the comma names the number only when nothing behind the comma could.
    const behindComma = withoutRelation(since.slice(nearest, since.length), counting);
    // 研发方面,全年投入: what the sentence is about, when a verb alone stands before the number.
    const field = at > 0 && MONEY.test(quantity.unit.text) ? FIELD.exec(clause)?.[1] : undefined;
    if (field !== undefined && nameBefore(behindComma, counting) === null)
      return { words: text.slice(offset + part.start, offset + part.start + field.length), id: null };
    if (at > 0 && !nothingIn(behindComma) && startOfActs(behindComma) !== 0) return null;
    // What directly follows the figure before is about that one, unless that only restricts it: 1.2万元的省份,已由9个.
    const follows = part.start === 0 && scene.previous !== null;
    if (at > 0 && follows && !MEASURED.test(clause) && !clause.startsWith('的')) {
      // 发放慰问金,每户800元: so much of it.
      const given = PER_ONLY.test(since.slice(nearest)) ? nameBefore(clause, counting) : null;
      if (given?.sure !== true) return null;
      return {
        id: null,
        words: text.slice(offset + part.start + given.start, offset + part.start + given.end),
      };
    }
    if (at > 0 && ASIDE.test(clause)) continue;
    // Some names have a bracket of their own: 空气质量指数(AQI)优良率.
    const asPrinted = scene.printed.slice(part.start, part.start + clause.length);
    const way = IN_WHAT_WAY.exec(clause)?.[1];
    if (way !== undefined) {
      const from = offset + part.start + clause.lastIndexOf(way);
      return { id: null, words: text.slice(from, from + way.length) };
    }
    const known = restricts
      ? null
      : (lastIndicatorIn(clause) ?? (asPrinted === clause ? null : lastIndicatorIn(asPrinted)));
    const start = offset + part.start;
    if (known !== null && !isFarFrom(clause.slice(known.end))) {
      return { id: known.id, words: text.slice(start + known.start, start + known.end) };
    }
    // 投资超10亿元的在建项目,鹤山有13个: where there are so many is not what.
    if (at === 0 && counting.kind === 'count' && HAS.test(clause) && behind === null && parts[1]) {
      const topic = since.slice(parts[1].start, parts[1].end);
      const counted = nameBefore(topic, counting);
      if (counted?.sure === true) {
        const from = offset + parts[1].start;
        return { id: null, words: text.slice(from + counted.start, from + counted.end) };
      }
    }
    if (at === 0 && counting.naming === 'rate' && scene.previous !== null && ELSEWHERE.test(clause))
      return 'carried';
    // 11个乡镇、8.7万人受益: what stands before the mark is of the number before it.
    const ofPrevious = at === 0 && follows && scene.previous.unit.kind === 'count' && /[、和]$/.test(clause);
    const before = ofPrevious ? null : ((at > 0 ? subjectOf(clause) : null) ?? nameBefore(clause, counting));
    if (ofPrevious && behind === null) return null;
    if (at === 0 && THIS_SHARE.test(clause)) return 'carried';
    if (at === 0 && counting.kind === 'count' && LEADS.test(clause) && LEADING_ONES.test(after))
      return 'carried';
    // 时速120公里线路: a measure right before the number is what it measures.
    const own = at === 0 && !(counting.kind === 'length' && IS_SPEED.test(clause)) ? behind : null;
    if (
      at === 0 &&
      (isChange || goesOnCounting(scene)) &&
      own === null &&
      before !== null &&
      saysWhich(clause.slice(before.start, before.end), scene, isChange)
    )
      return 'carried-part';
    if (before !== null && SAYS_NOT_WHAT.test(clause.slice(before.start, before.end))) {
      // Of 总投资2亿元的项目 the investment is the name.
      const invested = clause.slice(before.start, before.end).endsWith('投资');
      const modified = invested ? null : asPrintedBehind(text, scene, nameOfModified(after));
      if (modified !== null) return { id: null, words: modified.words };
      if (at === 0 && own === null && !IS_MEASURE.test(clause.slice(before.start, before.end)))
        return 'carried';
    }
    if (own !== null && (own.sure || before === null || !before.sure)) return { id: null, words: own.words };
    if (before !== null) {
      const words = text.slice(start + before.start, start + before.end);
      const alone = clause.slice(0, before.start).replace(LEADING, '') === '';
      return { id: alone && isTraded(text, scene) ? (TRADE.get(words) ?? null) : null, words };
    }
    if (own !== null) return { id: null, words: own.words };
    // 全年培训60万人次: of people that something was done to, that is told.
    const deed = at === 0 && /(?:人次|[人名])$/.test(quantity.unit.text) ? deedIn(clause) : null;
    if (deed !== null) return { id: null, words: text.slice(start + deed.start, start + deed.end) };
  }
  // 住进了100平方米的新房: a size is that of what it stands before.
  const sized = SIZES.has(quantity.unit.kind) ? asPrintedBehind(text, scene, nameOfModified(after)) : null;
  return sized === null ? null : { id: null, words: sized.words };
}

/** 产值同比增速一路走低:一季度17.8%,上半年12.1%: what the row is of stands before these words. */
const GROWTHS = /(?:[同环]比)?(?:增速|增幅|涨幅|升幅|增长率|降幅|跌幅|减幅)[^,]*$/;

/** 夜间事故最多,占: what is most is what the share is of. */
function leaderBefore(since: string, part: Span | undefined, { previous }: Scene): Span | null {
  if (part === undefined || (part.start === 0 && previous !== null)) return null;
  const clause = since.slice(part.start, part.end);
  const subject = LEADER.test(clause) ? subjectOf(clause) : null;
  return subject === null ? null : { start: part.start + subject.start, end: part.start + subject.end };
}

const LEADER = /最[多大高重集突][\u4e00-\u9fff]?$/;

/** 以一般贸易方式进出口. */
const IN_WHAT_WAY = /以([\u4e00-\u9fff]{2,10})方式(?:进出口|出口|进口)$/;

/** 41个城市为80%, 蓬江区为84.1%: somewhere else, the share that was spoken of. */
const ELSEWHERE = /(?:城市|省份|地区|[省市县])(?:平均)?(?:则|也|仅|均|都)?(?:[为是达]|达到)$/;

const HEAVY = /(?:^|[\u4e00-\u9fff])重(?:达|约|近|超过?)?$/;

const SIZES: ReadonlySet<string> = new Set(['area', 'length']);

function deedIn(clause: string): Span | null {
  const end = endOfName(clause);
  const found = DEED.exec(clause.slice(0, end));
  const setting = LEADING.exec(clause)?.[0].length ?? 0;
  if (found === null || (setting < found.index && !nothingIn(clause.slice(0, found.index)))) return null;
  return { start: found.index, end };
}

const DEED =
  /(?:培训|轮训|服务|诊疗|接诊|义诊|体检|筛查|就诊|劝导|救助|资助|慰问|帮扶|疏散|录取|招录|毕业|入学|送医|查处|抓获|拘留|考核|走访|调解|宣讲|巡查|就业|创业|升学|参保|接种|住院)$/;

/** 月销售额10万元以下, 投资超10亿元的: the measure that a threshold bounds, right before it. */
function boundedBy(text: string, { clause, quantity }: Scene, counting: Counting): Named | null {
  if (quantity.unit.kind === 'count') return null;
  const end = endOfName(clause);
  if (!BOUNDED.test(clause.slice(0, end))) return null;
  const name = nameBefore(clause, { ...counting, restricts: false });
  if (name === null) return null;
  const start = quantity.start - clause.length;
  return { words: text.slice(start + name.start, start + name.end), id: null };
}

/** What a threshold of money, goods or size can bound. */
const BOUNDED =
  /(?:额|产值|收入|投资|薪|价|水量|屠宰量|销量|产量|存栏|出栏|面积|水分|总重|埋深|降雨|雨量|年限|烟龄|教龄|工龄|时间|跌幅|涨幅|增幅|降幅|差异率|拨款)$/;

const BOUNDS_ONLY = /^(?:超过?|近|约|逾|不足|不到|有|其中|也|就|还|,|\s)*$/;

function isShare({ quantity: { unit }, since, previous }: Scene): boolean {
  return unit.baseUnit === '1' && unit.kind === 'ratio' && previous !== null && since !== '';
}

function indicatorBehind(text: string, { quantity: { end }, after }: Scene): Named | null {
  if (!after.startsWith('的')) return null;
  const found = /^的([^,。;、:()]{2,16}?)(?:[中里]|[,。;、:()]|$)/.exec(after);
  const known = found?.[1] === undefined ? null : lastIndicatorIn(found[1]);
  if (known === null || found?.[1] === undefined || known.end !== found[1].length) return null;
  const start = end + 1 + known.start;
  return { id: known.id, words: text.slice(start, start + known.end - known.start) };
}

/** 最大为白竹镇347.6毫米, 最大点在怀玉山站,为612.5毫米: where most of what was spoken of was. */
const SUMMIT =
  /(?:^|[,;])(?:其中)?单?[点站日]?最[大高多强低小少]的?(?:点|值|处)?(?:雨量)?(?:出现|发生)?[为是在][\u4e00-\u9fff]{2,14}(?<=[镇乡县市区村站库港]|街道)(?:,?(?:为|达到?|有))?$/;

/** 2012年这一比重不过79.4%. */
const THIS_SHARE = /这(?:一|个)?(?:比例|比重|数字|占比|指标|数据)[^,]{0,6}$/;

/** 西安以5132列居首: what they are first in was said before. */
const LEADS = /以$/;
const LEADING_ONES = /^(?:的[^,。]{1,6})?(?:居首|居前|居|位居|位列|领跑|排名|名列|夺)/;

/** 连续8年, 近十年. */
const PER_ONLY = new RegExp(
  `^(?:平均|标准|最高|最低|按|为|是|约)*${PER}(?:最高|最低|平均|约|可|为|给予|不少于|不低于|不超过)*$`,
);

const HAS = /^[\u4e00-\u9fff]{2,3}(?:则|已|共|就)?有$/;

const FIELD = /^([^,的]{2,12})方面$/;

const SPELL = /(?:连续|过去|未来|今后|此后|[^附最]近)$/;

/** A name that says which of them, or how they were counted, but not of what. */
const SAYS_NOT_WHAT =
  /^上述|^(?:(?:单日|单月|单季|首批|首期|首日|首年|局部|局地|单人|单笔|单户|其余|其他|余下|剩下|全线|合计|总计|总数|总量|总额|总投资|总规模|规模|峰值|最高日|单日最高|平均|平均值|最高|最低|当日|当天|日均|月均|年均|目标|全年目标|价格|原值|(?:全年|年度)?(?:目标)?任务|(?:全年|年度)计划|一年|一根|一枚|年长|年轻|另|以上|一地|总重|全长|总长|重|长|宽|高|总面积|面积|占地|占地面积|投资|价值|金额|数量|增幅|降幅|涨幅|跌幅|幅度|平均水平|比例|占比|比重|折合人民币|人民币|[二两三]者|具体数额|数额|相差|合计占比|加发|峰值)+)$/;
/** Which part of what was spoken of: 城市下降0.4%,农村下降0.8%; 专任教师5.2万人,其中小学2.1万人. */
function saysWhich(name: string, { quantity }: Scene, isChange: boolean): boolean {
  // 患者126名,女性68名: they are counted themselves.
  if (isChange && /^[男女]性$/.test(name)) return true;
  return SAYS_WHICH.test(name) || (quantity.unit.baseUnit === 'person' && SAYS_WHERE.test(name));
}

const SAYS_WHICH =
  /^(?:其中)?(?:城市|农村|城镇|乡村|城区|异地|同城|国际|国内|境内|境外|[东中西]部(?:地区)?|东北(?:地区)?|国际及港澳台|线上|线下|白天|夜间|[省市县州国海]内|[省市县州国海]外|[省市县]内[省市县]外|县域)$/;
const SAYS_WHERE = /^(?:其中)?(?:(?:普通)?(?:小学|初中|高中|高校|中职)|幼儿园)$/;

/** 转移就业11.6万人,其中省外7.3万人: the same unit again. */
function goesOnCounting({ previous, quantity: { unit } }: Scene): boolean {
  if (previous === null || unit.baseUnit === '1') return false;
  const [before, now] = [previous.unit, unit].map(({ text, baseUnit }) => ({ unit: text, baseUnit }));
  return before !== undefined && now !== undefined && areOfOneUnit(before, now);
}

const IS_SPEED = /(?:时速|航速|车速|流速)(?:约|近|超过?|达)?$/;
const IS_MEASURE = /(?:投资(?:总额)?|[长宽高重]|面积|占地|价值|金额|价格)$/;

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
  const clause = since.slice(since.lastIndexOf(',', found.index) + 1, found.index).replace(RANKED_BY, '');
  if (nothingIn(clause)) return 'carried';
  const start = quantity.start - since.length + since.lastIndexOf(',', found.index) + 1;
  const known = lastIndicatorIn(clause);
  if (known !== null) return { id: known.id, words: text.slice(start + known.start, start + known.end) };
  const name = nameBefore(clause, counting);
  return name === null ? null : { id: null, words: text.slice(start + name.start, start + name.end) };
}

/** 总量和增速均居, 改善幅度列: by what it is ranked. */
const RANKED_BY =
  /(?:(?:增速|增幅|规模|总量|升幅|改善幅度|降幅|排名|水平|得分|综合得分)[和与、]?)+(?:均|都|双双|分别|也|在[^,]*|继续|首次|分)*$/;

/** 聚焦农业农村的有6件, 关于校园周边的3件, 其他方面有3件: an item of a list that says of what matter, not what is counted. */
export function isTopicOfList(clause: string): boolean {
  return /^[\s、]*(?:(?:聚焦|关于|涉及|有关|反映)[^,]{2,28}?(?:的|的?有|的?共)$|(?:其他|其它|其余)(?:方面)?(?:有|共|的)*$)/.test(
    clause,
  );
}

function countingOf(scene: Scene, isChange: boolean): Counting {
  const { unit } = scene.quantity;
  // Of 60至64周岁老人 the age only says who is meant.
  const restricts = scene.restricts || (!isChange && isThreshold(scene) && /[岁龄]$/.test(unit.text));
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
  const compared = clause.slice(0, (COMPARISON.exec(clause) ?? CHANGED_FROM.exec(clause))?.index);
  return measured ? compared.replace(RELATION, '') : compared;
}

/** 比去年高, 较上年多争取, 又比玉米高出: what it is compared with is not its name. */
const COMPARISON =
  /(?:但|又|却|仍|还|反倒|也|均|都|同比|环比)*(?<![同环占])[比较](?![重例赛价值武大])[^,]{0,16}?(?:[多少高低快慢短远]|(?<![增延])长|便宜|贵|净增|净减|滞后|提前|增收|减收|扩招|晚|早)[\u4e00-\u9fff]{0,3}$|(?:却|反倒|反而|则|又|还)[多少高低][了出]?$|(?:同比|环比)(?:则|却|又|各|均|再)*(?:多|少|净增)[\u4e00-\u9fff]{0,2}$/;

/** 利润比计划增加, 价格较前一周上涨: so is it before a word of change. */
const CHANGED_FROM = new RegExp(
  `(?<![同环占对可相攀评无之])[比较](?![重例率赛价值武大高多少小低好长强])[^,的]{2,16}?(?:的20\\d\\d年)?${either(INCREASES, DECREASES)}${either(BEFORE_NUMBER, ['了', '将'])}*$`,
);

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
