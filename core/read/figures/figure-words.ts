import type { Comparator, Direction, Modality, Strength } from './figure.ts';
import type { Unit } from './units.ts';
import {
  BASES,
  BEFORE_NUMBER,
  BEHIND_UNIT,
  BROUGHT,
  BOUNDS_AFTER,
  BOUNDS_BEFORE,
  COMPARED_LESS,
  COMPARED_MORE,
  DECREASES,
  EXPECTING,
  INCREASES,
  PER,
  STANDING,
  STRIVING,
  either,
} from './words.ts';

/** The words around a number that say how it is meant. All texts are folded; see fold-widths.ts. */

/** Between a bound and its number: 不低于了, 至少要达到, 超过去年的. */
const LINKS_OF_BOUND =
  '(?:[了到为达在有过需要占约]|达到|实现|完成|增长|增加|新增|引进|建成|新建|培育|安排|提前|提供|开设|组织|举办|帮助|保持){0,2}';
const BEFORE = BOUNDS_BEFORE.map(
  ([comparator, words]) => [new RegExp(`${either(words)}${LINKS_OF_BOUND}$`), comparator] as const,
);
const AFTER = BOUNDS_AFTER.map(
  ([comparator, words]) => [new RegExp(`^[及或(]?${either(words)}`), comparator] as const,
);

/** 每村至少配备2名: these are adverbs, and what is done may stand between them and the number. */
const ADVERBS: readonly (readonly [RegExp, Comparator])[] = [
  [/(?:至少|最少|起码)[\u4e00-\u9fff]{0,5}$/, 'gte'],
  [/(?:至多|最多)[\u4e00-\u9fff]{0,5}$/, 'lte'],
];

/** How a number is printed. */
export interface NumberForm {
  /** 余, 多, 几, 来 or + at it. */
  readonly more: string | null;
  readonly range: boolean;
  /** Whether the numeral is nothing but 百 or 千. */
  readonly bare: boolean;
  /** As printed. */
  readonly unit: string;
}

/** `before` ends at the number, `after` begins behind the unit. `range` when the number is one. */
export function comparatorOf(
  before: string,
  after: string,
  { more, range, bare, unit }: NumberForm,
): Comparator {
  if (range) return 'range';
  // 上千人 is at least so many; 以上 and 网上 come before numbers too.
  if (bare && /上$/.test(before)) return 'gte';
  // 近五年 are the last five, and 过九成 is more where 查过3次 is done.
  if (
    /^(?:年|个月|天|周)$/.test(unit) &&
    /近$/.test(before) &&
    !/(?:达|历时|持续|经过|用时|耗时)近$/.test(before)
  )
    return 'eq';
  if (/^[万亿成%]/.test(unit) && /(?<![不通经超路渡越])过$/.test(before)) return 'gt';
  const found =
    BEFORE.find(([words]) => words.test(before)) ??
    AFTER.find(([words]) => words.test(after)) ??
    ADVERBS.find(([words]) => words.test(before));
  if (more === '来') return 'approx';
  if (more !== null && found?.[1] !== 'approx' && found?.[1] !== 'lt') return 'gt';
  // 控制在3%的目标以内.
  if (found === undefined && /^的[\u4e00-\u9fff]{2,4}以?内/.test(after)) return 'lte';
  return found?.[1] ?? (more === null ? 'eq' : 'gt');
}

/**
 * Whether the number only restricts what is counted: 10亿元以上项目, 60周岁以上老年人, 超过18万元的企业. Behind a count
 * 以上 needs a 的 for that: in 70家以上企业升规 the 70 are the count.
 */
export function restricts(before: string, after: string, unit: Unit): boolean {
  const isCount = unit.kind === 'count';
  // 不到0.4%的国土面积 is a share, and restricts nothing.
  if (
    unit.baseUnit !== '1' &&
    /(?:超过|超|不足|不到|低于|高于|未满|不满|年满|满|大于|小于)$/.test(before) &&
    RESTRICTED.test(after)
  )
    return true;
  if ((/^级(?!数)/.test(after) && !isCount) || /^(?:[及或])?以[上下内]\)/.test(after)) return true;
  // 其中超10亿元项目12个, 48小时以内回应.
  if (/(?:超过?|逾|低于|不足)$/.test(before) && /^(?:项目|企业|订单|工程|产业|园区|税源|大户)/.test(after))
    return true;
  if (DURATION.test(unit.text) && /^以?内(?!的)/.test(after)) return false;
  const rest = /^(?:[及或]|\(含\)|\(不?含[^()]{0,6}\))?(?:以上|以下|以内)(.{0,2})/.exec(after)?.[1];
  if (rest === undefined || rest === '') return false;
  // 九成以上的农户 is a share of them.
  if (rest.startsWith('的'))
    return (
      unit.baseUnit !== '1' &&
      (!/(?:增长|下降|提高|保持|达到?|实现|占比?|完成|控制在)$/.test(before) || /^的[^增目速幅水]/.test(rest))
    );
  return (
    !isCount &&
    /^[\u4e00-\u9fff“A-Za-z]/.test(rest) &&
    !/^(?:[是为和与并且或,达由]|增|减|下降|同比|完成|实现|目标)/.test(rest)
  );
}

/** Whom or what a bound restricts: 超过18万元的企业, but not 不超过100万元的奖励. */
const RESTRICTED =
  /^的[^,。;、\d]{0,8}?(?:企业|公司|单位|项目|工程|订单|家庭|农户|用户|居民|人员|人群|老人|儿童|学生|公民|个人|纳税人|机构|园区|村|镇|产品|车辆|船舶)/;

const DURATION = /^(?:年|天|日|个?月|个?小时|分钟|秒|个?工作日|个?星期|周)$/;

/** What a change says: its direction where it has one, and whether a level follows, as in 提高到. */
export interface ChangeWords {
  readonly direction: Direction;
  readonly toLevel: boolean;
}

/**
 * 增长 and its kin right before the number; `toLevel` when a level follows, as in 提高到. Things that are counted grow
 * by 增加 and the like only: in 完成风貌提升1300栋 the word before is what was done to them.
 */
export function changeBefore(before: string, counted: boolean): ChangeWords | null {
  const found = CHANGE.exec(before);
  if (!found) return comparedBefore(before) ?? changedThing(before);
  const [, word = '', link = ''] = found;
  if (counted && /^(?:提|扩|攀|上|回|精|压|延|缩|加)/.test(word) && link === '') return null;
  return {
    direction: INCREASE.test(word) ? 'increase' : 'decrease',
    // 增速达到5% is a change all the same, and 由3%提高到5% is none.
    toLevel: !/[速幅率]$/.test(word) && /(?:到|至(?![少多])|^为)/.test(link) && !/不到/.test(link),
  };
}

const LINKS = either(
  [
    '了',
    '到',
    '至',
    '为',
    '达',
    '在',
    '保持在',
    '达到',
    '的',
    '仅',
    '就',
    '成',
    '出',
    '近',
    '幅度',
    '高达',
    '多达',
    '仅为',
    '均',
    '约为',
    '去',
    '目标',
    '预期目标',
    '目标为',
    '目标是',
    '控制在',
    '稳定在',
    '维持在',
  ],
  BEFORE_NUMBER,
);
const CHANGE = new RegExp(`((?<!新)${either(INCREASES, DECREASES)})(?=(${LINKS}{0,3})$)`);
const INCREASE = new RegExp(`^${either(INCREASES)}`);

/** 减少二氧化碳排放5160万吨, 压减炼铁产能105万吨: the thing stands between. */
function changedThing(before: string): ChangeWords | null {
  const found = CHANGED_THING.exec(before);
  return found ? { direction: found[1] === undefined ? 'decrease' : 'increase', toLevel: false } : null;
}

const CHANGED_THING = new RegExp(
  `(?:^|[、并和,]|年|累计|预计|可|共|将|已)(?:(增加(?!值)|扩种|增发|净增)|减少|压减|削减|减轻|缩减|压缩)(?!${either(STANDING)})[\\u4e00-\\u9fff]{2,12}?(?:约|超过?|近|逾|不少于)?$`,
);

/** 比上年多12家, 高于全省平均水平0.5个百分点, 比全国快1.2个百分点. */
function comparedBefore(before: string): ChangeWords | null {
  const found = COMPARED.exec(before);
  if (!found) return null;
  // 比上年多12家 is a change, 比人工码头高三成 how far two things are apart.
  if (found[1] !== '' && !/[年月季期日周节]|原|以前|之前|过去|往|上[届次]/.test(found[1] ?? '')) return null;
  return { direction: found[2] === undefined ? 'decrease' : 'increase', toLevel: false };
}

const COMPARED = new RegExp(
  `[比较](?![重例])([^,。;]{0,16}?)(?:(${either(COMPARED_MORE)})|${either(COMPARED_LESS)})(?:出|了|收|用|卖|产|挣|花|投入){0,2}${either(BEFORE_NUMBER)}?$`,
);

/** Behind the unit: 8%的增长, 5%的增速, 年均8%的速度递增. */
export function changeBehind(after: string): ChangeWords | null {
  const found =
    /^的(?:年均|平均|同比)?(?:(增长|增速|增幅|涨幅|升幅|速度增长|速度递增|增长率|增量)|(?:降幅|跌幅|下降|减幅|速度下降|速度递减))/.exec(
      after,
    );
  if (!found) return null;
  return { direction: found[1] === undefined ? 'decrease' : 'increase', toLevel: false };
}

/** The basis as printed, nearest to the number: 可比口径, 同比. */
export function basisIn(before: string): string | null {
  const found = before.match(BASIS)?.at(-1);
  return found?.replace(/^按|计算$/g, '') ?? OTHER_BASIS.exec(before)?.[1] ?? null;
}

/** 较端午假期提高, 比上届减少: another time, in whatever words; another place is none. */
const OTHER_BASIS = new RegExp(
  `([比较](?![^,。;]{0,8}(?:全国|全省|全市|平均|计划|目标|预期|[省市县区]))[^,。;、\\d]{2,8}?)${either(INCREASES, DECREASES)}(?:了|近|超过?|约)?$`,
);

const BASIS = new RegExp(either(BASES), 'g');

/** What is left of a clause once all words are taken out that say nothing of what is counted. */
export function substance(clause: string): string {
  return clause.replace(FUNCTION_WORDS, '');
}

const FUNCTION_WORDS = new RegExp(
  either(...[BASES, INCREASES, DECREASES, BEFORE_NUMBER, BEHIND_UNIT, STRIVING, EXPECTING, STANDING], [
    BROUGHT,
    PER,
    '计算',
    '名义',
    '人民币',
    '_',
    '占比|比重|比例',
    '实际(?!利用|使用|吸收)',
    '累计',
    '预计',
    '确保',
    '同时',
    '分别',
    '其中',
    '目标',
    '左右',
    '比(?=[\\d增降])',
    '[较比与]?(?:去年|上年|前年|年初|上月|今年|明年|20\\d\\d年|同期|相比)',
    '总量|总额|幅度|水平|日均|月均|年均',
    '大关|关口|台阶|门槛',
    '迈向|冲向|冲击|站上|跨过|迈上|摸到',
    '[一二三四五]季度|上半年|下半年|前三季度|全年|年末|年底|期末',
    '[达为按将了到至再又要需也均已更还仅占由从的和与及至,、() ]',
    '(?:翻|大幅|小幅|略|微|净|高达|多达)',
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
  if (BUDGETED.test(sentence)) return 'budget';
  if (AIMS.test(sentence)) return 'target';
  if (FORESEES.test(sentence)) return 'forecast';
  // Nobody aims at the weather.
  if (GOES_TO.test(sentence)) return WEATHER.test(sentence) ? 'forecast' : 'target';
  return HAPPENED.test(sentence) ? 'actual' : null;
}

/** 财政预算安排, but not 完成预算的98.4%. */
const BUDGETED =
  /(?<!公共|一般|基金|完成|调整|年初|为|占)预算(?!收入|支出|执行|内|单位|管理|数|的[\d百]|[^,。;]{0,3}\d+(?:\.\d+)?%)|财政安排/;

/** Words that only speak of what is aimed at. */
const AIMS = new RegExp(
  either(STRIVING, EXPECTING, [
    '确保(?!了)',
    '目标(?:任务)?(?:[是为值:]|$)',
    '冲刺',
    '计划(?!总?投资|执行|单列|的|完成率|内|补助|[”」])(?<!年度计划|支持计划)',
    '拟(?!定|订|合|态|稿)',
    '规划(?=建设|到|布局)',
    '今后|未来[三五十\\d]年|下一步|年内(?!首)|未来一年',
  ]),
);

const FORESEES = /预计|预测|有望|预估|料将|据测算|估计|可能(?!性)|或将/;

const WEATHER = /[气水]温|降温|降[雨水雪]|雨量|寒潮|冷空气|台风|[风浪]力|阵风|浪高|能见度|洪峰|潮位/;

/** 将 and 要 tell what is to come, unless somebody foresees it. */
const GOES_TO = new RegExp(
  either([
    '(?<![即])将(?=[^,。;]{0,14}(?:新|建成|建设|达|实现|超|突破|投入|投放|完成|开通|开放|延|停|改造|推出|举[办行]|安排|安装|供应|增|提高|提升|降|培育|打造|引进|推动|再|力|全面|继续|有|配|派|组织|开展|采用|惠及|覆盖|发放|设|控制|开工))',
    '(?<![即])将(?:在|为|对|向|于)[^,。;]{1,8}$',
    '要(?=[实达完新确推培建引])',
  ]),
);
const HAPPENED =
  /已(?!知)|(?<!为|除|不|罢)了(?![解望])|累计|(?:去年|上年|昨[天日])(?!同)|截至|截止|同比|环比|共有|现有|完成投资|较上年|过去|以来|[一二三四]季度|上半年/;

/** What the innermost heading that says anything says of the figures under it; the title is the outermost. */
export function modalityOfHeadings(headings: readonly string[], title: string): Modality | null {
  for (const heading of headings.toReversed()) {
    if (/预算安排|预算草案|预算编制|20\d\d年(?:财政)?预算/.test(heading) && !/执行/.test(heading))
      return 'budget';
    if (/回顾|回望|亮点|成绩|成效|成就|总结|过去[一五]年|完成情况|执行情况|主要工作/.test(heading))
      return 'actual';
    if (
      /目标|安排|预期|任务|计划|打算|部署|展望|工作重点|重点工作|举措|规划|实事|怎么干|蓝图|路线图|施工图/.test(
        heading,
      )
    )
      return 'target';
  }
  const aims = /民生实事|[定明]目标|时间表|路线图/.test(title);
  return aims && !/完成|兑现|落地|成绩|办[结成好实]|答卷|交卷|见效|结果|回头看|怎么样|[吗？]/.test(title)
    ? 'target'
    : null;
}
