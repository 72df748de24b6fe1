import { type Naming, endsInNoun } from './counted-nouns.ts';
import type { Unit } from './units.ts';
import { BASES, BEFORE_NUMBER, DECREASES, INCREASES, STANDING, STRIVING, either } from './words.ts';

/** How a number can be named: by its unit, and whether it only restricts what is counted. */
export interface Counting {
  readonly unit: Unit;
  /** As in 10亿元以上项目: then the words behind it name what it restricts, whatever its unit. */
  readonly restricts: boolean;
  /** A change is named before the number only. */
  readonly isChange: boolean;
}

/**
 * The words that name what a number outside the registry counts: before it, as in 新增义务教育学位6600个, or, when
 * nothing before it does, behind the unit, as in 筹建209套保障性租赁住房. `null` when neither place has words that
 * directly name it, or when both have: 我们8人, 54名民兵精神抖擞 and 占计划的80% tell nothing that is safe to repeat.
 *
 * `before` is the clause up to the number, `after` what follows the unit and a bracketed second unit; both folded.
 */
export function countedWords(before: string, after: string, counting: Counting): string | null {
  const naming = namingOf(counting);
  const behind = objectIn(after, counting);
  const topic = TOPIC.exec(before)?.[1];
  if (topic !== undefined && behind === '' && naming === 'thing') return presentable(topic);
  const subject = subjectIn(before, behind === '', naming);
  const object = isNamedBehind(counting, naming) ? nameOrNull(behind, naming) : null;
  return subject === null || object === null ? (subject ?? object) : null;
}

function namingOf({ unit: { baseUnit, kind }, restricts, isChange }: Counting): Naming {
  if (restricts || isChange) return 'thing';
  if (baseUnit === '1' && kind === 'ratio') return 'rate';
  return DURATIONS.has(baseUnit) && kind === 'level' ? 'duration' : 'thing';
}

/** 18公里燃气管道 is that long; 1339万元改造生产线 is what the money was for. */
function isNamedBehind({ unit, restricts, isChange }: Counting, naming: Naming): boolean {
  if (isChange) return false;
  return restricts || (naming === 'thing' && unit.baseUnit !== 'CNY' && unit.baseUnit !== 'USD');
}

/** Units of time and age, and those of level that the reader knows no base of: months, hours, degrees. */
const DURATIONS: ReadonlySet<string | null> = new Set(['a', 'd', null]);

/** A list of matters deals its numbers out so: 聚焦农业农村的有6件, 关于校园周边的3件. */
const TOPIC = /^[\s、]*(?:聚焦|(?=关于))([^,]{2,28}?)(?:的|有|的有)$/;

/** The noun phrase that ends at the number, without what was done to it and what bounds the number. */
function subjectIn(before: string, alone: boolean, naming: Naming): string | null {
  // 每千名老人拥有养老床位38张 is a rate, and the beds are only half of its name.
  if (before.includes('每')) return null;
  const bare = before.replace(TRAILING, '');
  const phrase = bare.slice(lastEnd(bare, PREDICATE)).replace(LEADING, '').replace(LEADING_VERBS, '');
  // In 望江镇13个项目 the place only tells where.
  if (!alone && WHERE.test(phrase)) return null;
  // With nothing behind the unit, 大径材培育 is what is counted, verb and all.
  if (!alone && VERB_AT_END.test(phrase)) return null;
  return nameOrNull(phrase, naming);
}

function lastEnd(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last ? last.index + last[0].length : 0;
}

/** What stands right behind the unit, up to the end of its phrase. */
function objectIn(after: string, { unit: { kind } }: Counting): string {
  const rest = after.replace(/^(?:(?:及?以上|以下|以内|左右)的?)?/, '');
  // 日处理2万吨的污水处理厂 is no amount of works, but 3家的 may go on to its noun.
  if (rest.startsWith('的') && kind !== 'count') return '';
  const phrase = rest.replace(/^的/, '');
  return CONJUNCTION.test(phrase) ? '' : phrase.slice(0, END.exec(phrase)?.index ?? phrase.length);
}

function nameOrNull(phrase: string, naming: Naming): string | null {
  const name = presentable(phrase);
  if (name === null || POINTING.test(name) || !endsInNoun(name, naming)) return null;
  // A clause with a verb may stand before 的: 与会代表向大会提交的建议.
  const head = name.slice(name.lastIndexOf('的') + 1);
  return SENTENCE.test(head) || (naming === 'thing' && AGENT_ACTS.test(head)) ? null : name;
}

const MAX_WORDS = 30;

function presentable(words: string): string | null {
  const text = words.trim();
  return text.length >= 2 && text.length <= MAX_WORDS && /[\u4e00-\u9fff]/.test(text) ? text : null;
}

const LEADING =
  /^(?:以上|以下|以内|以及|其中|全年|今年|去年|明年|上月|上周|当年|目前|眼下|[比是较]?\d{4}年|和|及|与|并|共|有|的|[、\s])+/;
const TRAILING = new RegExp(
  `${either(BASES, INCREASES, DECREASES, BEFORE_NUMBER, STRIVING, STANDING, ['[达为有共至到了由从的:\\s]'])}+$`,
);

const VERBS =
  '推动|新增|实现|建设|新建|改建|建成|完成|争取|力争|力促|培育|提档升级|打造|筹建|实施|引进|收到|聚焦|供应|安排|累计接种|接种|创建|开展|提供|举办|选派|改造|推进|落实|组织|组建|支持|扶持|帮助|铺设|补建|更换|加装|消除|提出|惠及|发放|种植|签约|吸引|开通|整治|新改建|动工';
const MORE_VERBS =
  '开工建设|打通|修建|加固|修缮|盘活|处置|收储|清理|平整|整理|储备|培训|治理|复耕|硬化|垦造|更新|补种|栽种|升级|办好|带动|减免|投入|拥有|办理|选出|抚育(?!任务)|翻修|扩建|建立|设立|增设|购置|采购|受益|受惠|涉及|覆盖(?!率|面)|服务(?!业|点|中心|站|面积|区|平台|机构|企业|设施|项目)|接待|帮扶(?!率)|处理(?!能力|厂|站|设施|率)|新装了?|新添|添置|配套|竣工|全部|再';
const LEADING_VERBS = new RegExp(`^(?:${VERBS}|${MORE_VERBS}|将|已|全面|计划(?!投资)|共)+`);
const VERB_AT_END = new RegExp(`(?:${VERBS}|${MORE_VERBS})$`);

/** Words that end a predicate before the name, and are hardly ever a part of one. */
const PREDICATE =
  /(?:完成|新增|新建|建成|新开工|带来|签下|增加|添置|添|加装|更换|铺设|提供(?:了)?|计划种植|种植|利用(?!外资|率)|办理(?!时间)|发放|接待|惠及|实现|备足|设有|共有|(?<!公)共(?![享和同建产青])|(?<![国公私自所特专占持])有(?![机色害限线轨效关毒偿])|把|了|着)(?!的)/g;

const WHERE = /(?:[镇市县省区村]|街道|沿街|沿线|全[市镇县区村])$/;

const CONJUNCTION = /^[和及与或]/;

/** Words that point at what another sentence names, or at who speaks. */
const POINTING = /[我你她它咱谁您]|(?<!其)他(?!人)|大家|自己|记者|[这那哪]|什么|怎么|每(?!亩产)|:/;

/** Words that only a sentence has. */
const SENTENCE =
  /可以|能够|需要|应当|必须|已经|正在|还|只|就(?!业|医|餐|诊|地|近|读|学)|也|是(?!非)|(?:作|成)为|走[进上]|来自|前往|奔赴|申请(?!量|数|人)|(?<!方|动|定|转)向|(?<![自理经])由|被(?!征|服|子|动)|比(?!例|重|率|赛|武|$)/;

/** 企业出境参展, 医生奔赴灾区: somebody, and what he does. */
const AGENT_ACTS =
  /(?:企业|公司|教师|老师|民兵|官兵|医生|护士|学生|学校|居民|村民|市民|群众|党员|干部|志愿者|委员|员工|职工|工人|老人(?!餐)|选手|队员|民警|专家|演员|游客|读者|商户|农户)(?![、和及]|人群|家庭|活动|服务|宿舍|公寓|住房|培训|就业|数量|平台|用房|岗位|座位|提案|建议|议案|人数|年龄|总数)[^”]{3}/;

const END = new RegExp(
  '[\\d,.;:!?。、()\\n]|不少于|不低于|不超过|超过|突破|实现|动工|建成|投产|完成|开工|参加|参与|获|达|投入|落地|' +
    '力促|力争|争取|更换|开展|一共|[修建改换变合]成|集中|年内|全部|全面|同时|均|已|将|在(?![库建校编岗册线])|带来|进场|申请|跟岗|更方便|$',
);
