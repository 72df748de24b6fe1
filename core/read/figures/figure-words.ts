import type { Comparator, Direction } from './figure.ts';
import { endsInConcreteNoun } from './counted-nouns.ts';
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
import { Words } from './matches.ts';

/** The words around a number that say how it is meant. All texts are folded; see fold-widths.ts. */

const ANY_BEFORE = new RegExp(either(BEFORE_NUMBER));
const ANY_AFTER = new RegExp(`^[及或(]?${either(BEHIND_UNIT)}`);

/** Between a bound and its number: 不低于了, 至少要达到, 超过去年的. */
const LINKS_OF_BOUND =
  '(?:[了到为达在有过需要占约合]|达到|实现|完成|增长|增加|新增|引进|建成|新建|培育|安排|提前|提供|开设|组织|举办|帮助|保持){0,2}';
/** 不高于每股46元, 跌破每斤12元: what it is said of, one by one. */
const EACH = '(?:每[\\u4e00-\\u9fff]{1,2}(?:每[\\u4e00-\\u9fff]{1,2})?)?';
const BEFORE = BOUNDS_BEFORE.map(
  ([comparator, words]) => [new RegExp(`${either(words)}${LINKS_OF_BOUND}${EACH}$`), comparator] as const,
);
const AFTER = BOUNDS_AFTER.map(
  ([comparator, words]) => [new RegExp(`^[及或(]?${either(words)}`), comparator] as const,
);

/** 每村至少配备2名: these are adverbs, and what is done may stand between them and the number. */
const ADVERBS: readonly (readonly [RegExp, Comparator])[] = [
  [/(?:至少|最少|起码)[\u4e00-\u9fff]{0,5}$/, 'gte'],
  [/(?:至多|最多)[\u4e00-\u9fff]{0,5}$/, 'lte'],
];

/** 不低于低保标准的1.3倍, 不到全省平均水平的九成: the whole that is measured stands between the bound and the share of it. */
const OF_WHOLE = BOUNDS_BEFORE.map(
  ([comparator, words]) =>
    [
      new RegExp(`${either(words)}(?![\\d的])[^,。;、\\d]{2,14}(?<!允许|规定|要求|设定|约定|承诺)的$`),
      comparator,
    ] as const,
);
/** 约占支出的1.1%. */
const ABOUT_SHARE = /约占[^,。;、\d]{2,14}的?$/;

/** 给予最高2万元的补贴, but not 最高2米. */
const AT_MOST_GIVEN =
  /(?:给予|给|奖励|补贴|补助|资助|贷|可[享获得领拿贷]{1,2}|获得?|提供|享受?)(?:到|一次性)?最高$|(?:额度|限额)最高(?:可?达|为)?$|最高可?(?:奖励|补贴|补助|资助|给予|奖补|获|领取?|贷款?)$/;

/** How a number is printed. */
export interface NumberForm {
  /** 余, 多, 几, 来, 把 or + at it. */
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
  if (bare && before.endsWith('上')) return 'gte';
  // 近五年 are the last five, and 过九成 is more where 查过3次 is done.
  if (
    before.endsWith('近') &&
    /^(?:年|个月|天|周)$/.test(unit) &&
    !/(?:达|历时|持续|经过|用时|耗时)近$/.test(before)
  )
    return 'eq';
  if (before.endsWith('过') && /^[万亿成%]/.test(unit) && /(?<![不通经超路渡越])过$/.test(before))
    return 'gt';
  // 最长2.7米 is how long one of them is, 最长30天 how long at most.
  if (before.endsWith('最长') && unit.endsWith('米')) return more === null ? 'eq' : 'gt';
  const found =
    (ANY_BEFORE.test(before) ? BEFORE.find(([words]) => words.test(before)) : undefined) ??
    (ANY_AFTER.test(after) ? AFTER.find(([words]) => words.test(after)) : undefined) ??
    ADVERBS.find(([words]) => words.test(before)) ??
    boundOfShare(before, unit) ??
    sharedBound(after);
  if (more === '来' || more === '把') return 'approx';
  if (more !== null && found?.[1] !== 'approx' && found?.[1] !== 'lt') return 'gt';
  // 控制在3%的目标以内.
  if (found === undefined && after.startsWith('的') && /^的[\u4e00-\u9fff]{2,4}以?内/.test(after))
    return 'lte';
  return found?.[1] ?? (more === null ? 'eq' : 'gt');
}

function boundOfShare(before: string, unit: string): readonly [RegExp, Comparator] | undefined {
  if (before.includes('最高') && AT_MOST_GIVEN.test(before)) return [AT_MOST_GIVEN, 'lte'];
  if (!/^(?:[%‰成倍折]|[百千]分之)$/.test(unit)) return undefined;
  if (ABOUT_SHARE.test(before)) return [ABOUT_SHARE, 'approx'];
  return OF_WHOLE.find(([words]) => words.test(before));
}

/** 稳定在76%和74%左右: what stands behind the last of two numbers holds for both. */
function sharedBound(after: string): readonly [RegExp, Comparator] | undefined {
  const behind = SECOND.exec(after);
  return behind === null ? undefined : AFTER.find(([words]) => words.test(after.slice(behind[0].length)));
}

const SECOND = /^[和与]\d{1,4}(?:\.\d{1,3})?(?:%|个百分点|倍)(?=左右|上下|以上|以下|以内)/;

/**
 * Whether the number only restricts what is counted: 10亿元以上项目, 60周岁以上老年人, 超过18万元的企业. Behind a count
 * 以上 needs a 的 for that: in 70家以上企业升规 the 70 are the count.
 */
export function restricts(before: string, after: string, unit: Unit): boolean {
  const isCount = unit.kind === 'count';
  // 不到0.4%的国土面积 is a share, and restricts nothing.
  const bounded = '超过逾足到于满'.includes(before.at(-1) ?? ' ');
  if (bounded && unit.baseUnit !== '1' && RESTRICTING.test(before) && restrictsNoun(after)) return true;
  if ((!isCount && GRADE.test(after)) || BOUND_IN_BRACKET.test(after)) return true;
  // 其中超10亿元项目12个, 48小时以内回应.
  if (
    bounded &&
    /(?:超过?|逾|低于|不足)$/.test(before) &&
    /^(?:项目|企业|订单|工程|产业|园区|税源|大户)/.test(after)
  )
    return true;
  if (DURATIONS.has(unit.text) && /^以?内(?!的)/.test(after)) return false;
  if (SPELLS.has(unit.text) && TERM.test(after)) return true;
  // 30户以上自然村, 六层以上楼栋: how large a body is.
  if (SIZES.has(unit.text) && SIZED.test(after)) return true;
  const rest = BOUND_OF_NOUN.exec(after)?.[1];
  if (rest === undefined || rest === '') return false;
  // 九成以上的农户 is a share of them.
  if (rest.startsWith('的'))
    return (
      unit.baseUnit !== '1' &&
      (!/(?:增长|下降|提高|保持|达到?|实现|占比?|完成|控制在)$/.test(before) || /^的[^增目速幅水]/.test(rest))
    );
  return (
    !isCount &&
    unit.baseUnit !== '1' &&
    /^[\u4e00-\u9fff“A-Za-z]/.test(rest) &&
    !/^(?:[是为和与并且或,达由应须可要不全都均]|增|减|下降|同比|完成|实现|目标|禁止|严禁|必须)/.test(rest)
  );
}

const GRADE = /^级(?!数)/;
const BOUND_IN_BRACKET = /^(?:[及或])?以[上下内]\)/;
/** A bound, with what stands right behind it. */
const BOUND_OF_NOUN = /^(?:[及或]|\(含\)|\(不?含[^()]{0,6}\))?(?:以上|以下|以内|内(?=的))(.{0,2})/;

/** A bound that can restrict; what is done right before it (建成超过3000平方米的厂房) makes the number that of the thing. */
const RESTRICTING =
  /(?=[超过逾不低高未年满大小])(?<!建成|新建|建设|改造|修复|完成|拥有|有|铺设|种植|投入|发放|组织|引进|培育)(?:超过?|(?<![不通经超路渡越])过|逾|不足|不到|低于|高于|未满|不满|年满|满|大于|小于)$/;

/** 超过18万元的企业, 超过10亿元的有3宗; but not 不超过100万元的奖励. */
function restrictsNoun(after: string): boolean {
  if (RESTRICTED.test(after) || /^的(?:有|共有?|占|达到?|就有|约|超过?)?[\d两三四五六七八九十]/.test(after))
    return true;
  const phrase = /^的([\u4e00-\u9fff]{1,6})/.exec(after)?.[1] ?? '';
  for (let length = phrase.length; length > 0; length--) {
    if (endsInConcreteNoun(phrase.slice(0, length))) return true;
  }
  return false;
}

const SPELLS: ReadonlySet<string> = new Set(['年', '个月', '天']);
const SIZES: ReadonlySet<string> = new Set(['人', '户', '层']);

/** 5年以下和5年以上分别降为, 5年以下(含5年)利率: for how long something is lent. */
const TERM =
  /^(?:\(含\))?以[上下](?:\(含[^()]{0,6}\))?(?:[和及、与]\d{1,2}年|分别|利率|个人|首套|二套|贷|存|品种|定期)/;
const SIZED =
  /^(?:及|\(含\))?以[上下](?:的)?(?:自然|行政|大?[村寨屯湾]|大班|班[级额]|企业|单位|家庭|小区|住宅|建筑|楼|医院|机构|学校|养殖|聚居|安置|场所)/;

/** Whom or what a bound restricts: 超过18万元的企业, but not 不超过100万元的奖励. */
const RESTRICTED =
  /^的[^,。;、\d]{0,8}?(?:企业|公司|单位|项目|工程|订单|家庭|农户|用户|居民|人员|人群|老人|儿童|学生|公民|个人|纳税人|机构|园区|村|镇|产品|车辆|船舶)/;

const DURATIONS: ReadonlySet<string> = new Set(
  '年 天 日 个月 月 个小时 小时 分钟 秒 个工作日 工作日 个星期 星期 周'.split(' '),
);

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
  if (!found) return comparedBefore(before) ?? changedThing(before) ?? moreOrLess(before);
  const [, word = '', link = ''] = found;
  if (counted && /^(?:提|扩(?!招)|攀|上|回|精|压|延|缩|加)/.test(word) && link === '') return null;
  return {
    direction: INCREASE.test(word) ? 'increase' : 'decrease',
    // 增速达到5% is a change all the same, and 由3%提高到5% is none.
    // So is 压缩到不到2小时, but not 压缩不到2小时.
    toLevel: !/[速幅率]$/.test(word) && /(?:(?<!不)到|至(?![少多])|^为)/.test(link),
  };
}

const LINKS = either(
  (
    '了 到 至 为 达 在 各 目标定在 目标设定为 保持在 达到 的 仅 就 成 出 近 幅度 分别 依次 ' +
    '可能 保持 只有 仅有 已 也 实现 预计 最高 最大 一度 平均 是 高达 ' +
    '多达 仅为 均 约为 去 目标 预期目标 目标为 目标是 控制在 稳定在 ' +
    '维持在'
  ).split(' '),
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
  `(?:^|[、并和,]|年|累计|预计|可|共|将|已)(?:(增加(?!值)|扩种|增发|净增|增产)|减少|缩短|压减|削减|减轻|缩减|压缩)(?!${either(STANDING)})[\\u4e00-\\u9fff]{2,12}?(?:约|超过?|近|逾|不少于)?$`,
);

/** 产量多了四成, 车位多出6200个, 能多挣三千元, 就省下420万元, 提高个人缴费标准30元: a change of whatever was spoken of. */
function moreOrLess(before: string): ChangeWords | null {
  if (!MAY_CHANGE_OTHERWISE.test(before)) return null;
  for (const [words, direction] of CHANGED_OTHERWISE) {
    if (words.test(before)) return { direction, toLevel: false };
  }
  return null;
}

const BOUND_OR_NOT = `${either(BEFORE_NUMBER)}?$`;
const NOT_COMPARED = '(?<![比较][^,。;]{0,16})';
const DEALT =
  '(?:标准|价格|比例|费率|税率|利率|成本|门槛|起付线|待遇|工资|养老金|效率|产能|产量|能耗|损耗|费用|收益|收入|单产|亩产|周期|浓度|强度)';
/** What all of them have one of. */
const MAY_CHANGE_OTHERWISE =
  /[多少省节]|提[高升]|[上下]调|调[高低]|新增|降低|缩短|[同环]比[高快低慢]|每(?:上浮|[高超低])/;
const CHANGED_OTHERWISE: readonly (readonly [RegExp, Direction])[] = [
  [new RegExp(`${NOT_COMPARED}(?<![许很太])多(?:了|出了?)${BOUND_OR_NOT}`), 'increase'],
  [new RegExp(`${NOT_COMPARED}(?<![不很太至减])少了${BOUND_OR_NOT}`), 'decrease'],
  [new RegExp(`[能可还就]多[挣卖收赚产得拿](?:了|出)?[\\u4e00-\\u9fff]{0,3}${BOUND_OR_NOT}`), 'increase'],
  [
    new RegExp(
      `(?:[能可还就合均]|每年|^)少[烧排耗用花交缴付跑](?:了|掉)?[\\u4e00-\\u9fff]{0,4}${BOUND_OR_NOT}`,
    ),
    'decrease',
  ],
  [
    new RegExp(
      `(?:节省了?|节约(?:了|资金|成本|费用|开支)?(?![\\u4e00-\\u9fff])|省下(?![达属拨发放])了?|[能可就]省(?![级里内市委政直道])|[货件吨斤车箱亩][^,。;]?省)[\\u4e00-\\u9fff]{0,4}${BOUND_OR_NOT}`,
    ),
    'decrease',
  ],
  [
    new RegExp(`(?:(?:提高|提升|上调|调高)[\\u4e00-\\u9fff]{0,8}${DEALT}|${DEALT}新增)${BOUND_OR_NOT}`),
    'increase',
  ],
  [new RegExp(`(?:降低|下调|调低|缩短)[\\u4e00-\\u9fff]{0,8}${DEALT}${BOUND_OR_NOT}`), 'decrease'],
  [new RegExp(`(?:同比|环比)[多高快]出?${BOUND_OR_NOT}`), 'increase'],
  [new RegExp(`(?:同比|环比)[少低慢]${BOUND_OR_NOT}`), 'decrease'],
  [/每(?:上浮|[高多超])出?$/, 'increase'],
  [/每[低少]$/, 'decrease'],
];

/** 比上年多12家, 高于全省平均水平0.5个百分点, 比全国快1.2个百分点. */
function comparedBefore(before: string): ChangeWords | null {
  const than = THAN_BEFORE.exec(before);
  if (than) return { direction: than[1] === undefined ? 'decrease' : 'increase', toLevel: false };
  const found = /[比较]/.test(before) ? COMPARED.exec(before) : null;
  if (!found || /预期|预计|预想|计划|目标|(?<!同期)平均|标准/.test(found[1] ?? '')) return null;
  // 比上年多12家 is a change, 比人工码头高三成 how far two things are apart.
  if (
    found[1] !== '' &&
    !/[年月季期日周节]|原|以前|之前|过去|往|上[届次]|五”|[纪记]录|前$/.test(found[1] ?? '')
  )
    return null;
  return { direction: found[2] === undefined ? 'decrease' : 'increase', toLevel: false };
}

const COMPARED = new RegExp(
  `[比较](?![重例])([^,。;]{0,16}?)(?:(${either(COMPARED_MORE)})|${either(COMPARED_LESS)})(?:出|了|收|用|卖|产|挣|花|办|招|交|缴|赚|跑|存|运|拿|投入|争取|审结|受理|查处|完成|引进|接待|排放){0,2}${either(BEFORE_NUMBER)}?$`,
);
/** 高于上年12.1个百分点. */
const THAN_BEFORE =
  /(?:([高快多大]于|[高快]出|超出|超过)|[低慢少小]于)(?:去年|上年|前年|上月|上季度|上届|年初)(?:同期|同月|末|底|水平){0,2}$/;

/** Behind the unit: 8%的增长, 5%的增速, 年均8%的速度递增. */
export function changeBehind(after: string): ChangeWords | null {
  if (!after.startsWith('的')) return null;
  const found =
    /^的(?:年均|平均|同比)?(?:(增长|增速|增幅|涨幅|升幅|速度增长|速度递增|增长率|增量|上[升调涨浮]空间|提升空间)|(?:降幅|跌幅|下降|减幅|速度下降|速度递减|下[调跌]空间|回落|降价))/.exec(
      after,
    );
  if (!found) return null;
  return { direction: found[1] === undefined ? 'decrease' : 'increase', toLevel: false };
}

/** The basis as printed, nearest to the number: 可比口径, 同比. */
export function basisIn(before: string): string | null {
  const last = BASIS.last(before);
  const found = last && last[0] + wholeOfBasis(last[0], before.slice(last.index + last[0].length));
  return (
    found?.replace(/^按|计算$/g, '') ?? OTHER_BASIS.exec(before)?.[1] ?? FORMER.exec(before)?.[1] ?? null
  );
}

/** The 执行数 of 比上年执行数增长, the 全年 of 比上年全年加快. */
function wholeOfBasis(basis: string, behind: string): string {
  const rest = /^[比较]/.test(basis) ? (REST_OF_BASIS.exec(behind)?.[1] ?? '') : '';
  if (/^(?:年初|全年|调整)?(?:预算|执行|决算)数?$/.test(rest)) return rest;
  const isWhen = substance(rest) === rest && !/[的有又还所显幅步年月]$/.test(rest);
  return isWhen || rest === '全年' || /^最[高低多大]/.test(rest) ? rest : '';
}

const REST_OF_BASIS = new RegExp(
  `^([\\u4e00-\\u9fff]{2,4}?)[再又还只仅]?${either(INCREASES, DECREASES, COMPARED_MORE, COMPARED_LESS)}[支用花收]?(?:了|近|超过?|约)?$`,
);

/** 较端午假期提高, 比上届减少: another time, in whatever words; another place is none. */
const OTHER_BASIS = new RegExp(
  `([比较](?![^,。;]{0,8}(?:全国|全省|全市|平均|计划|目标|预期|[省市县区]))[^,。;、\\d]{2,8}?)${either(INCREASES, DECREASES)}(?:了|近|超过?|约)?$`,
);

/** 比“十三五”末多出520万立方米, 比原纪录远了7厘米. */
const FORMER = new RegExp(
  `([比较](?:“[^”“]{2,6}”(?:时期|期)?(?:[年期]?末|初)?|原[^,。;、\\d]{1,4}?|此前[^,。;、\\d]{0,4}?|(?:年度|年初|全年|原)?(?:计划|预算)数?|现在|目前|[\\u4e00-\\u9fff]{2,6}?前))(?:${either(COMPARED_MORE, COMPARED_LESS)}|节约|节省)(?:出|了)?${either(BEFORE_NUMBER)}?$`,
);

const BASIS = new Words(new RegExp(either(BASES)));

/** What is left of a clause once all words are taken out that say nothing of what is counted. */
export function substance(clause: string): string {
  let rest = '';
  let done = 0;
  for (const { index, 0: word } of FUNCTION_WORDS.all(clause)) {
    rest += clause.slice(done, index);
    done = index + word.length;
  }
  return rest + clause.slice(done);
}

/** Whether nothing is: most clauses are known by their first character. */
export function saysNothing(clause: string): boolean {
  return FUNCTION_WORDS.fill(clause);
}

const FUNCTION_WORDS = new Words(
  new RegExp(
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
      '去年是|今年是|就是|只有|也有|反倒|有望|其实|竟|更(?!新|换)|又(?=[增减升降涨跌提缩扩])|(?:退|掉|滑|爬|涨|跌)了|依次|各自?(?=[增减升降涨跌])|收于|收报|合计|总数|单日|当日|最高|最多|峰值|一度',
      '迈向|冲向|冲击|站上|跨过|迈上|摸到',
      '[一二三四五]季度|上半年|下半年|前三季度|全年|年末|年底|期末',
      '[达为按将了到至再又要需也均已更还仅占由从的和与及至,、() ]',
      '(?:翻|大幅|小幅|略|微|净|高达|多达)',
    ]),
  ),
);
