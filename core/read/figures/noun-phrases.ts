import { type Naming, endsInNoun } from './counted-nouns.ts';
import { AGENT_ACTS, NO_NAME, POINTING, SENTENCE, WHO_ACTS, endsInVerb } from './naming-words.ts';
import { PER } from './words.ts';

/** How a number can be named: what it measures, and whether it only restricts what is counted. */
export interface Counting {
  readonly naming: Naming;
  readonly kind: string;
  readonly unit: string;
  /** As in 10亿元以上项目: then the words behind it name what it restricts, whatever its unit. */
  readonly restricts: boolean;
  /** Whether words behind the unit can name it: 18公里燃气管道, but not 1339万元改造生产线. */
  readonly behind: boolean;
}

/** A stretch of a clause that may be a name. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Whether the list of nouns vouches for it. */
  readonly sure: boolean;
}

/** The longest name. */
export const MAX_WORDS = 30;
const LONGEST_UNLISTED = 14;

/** The stretch of `clause` when a number of that sort can be about it; `null` for half sentences, and what points elsewhere. */
export function judged(clause: string, start: number, end: number, naming: Naming): Candidate | null {
  const name = clause.slice(start, end);
  if (name.length < 2 || name.length > MAX_WORDS || !/[\u4e00-\u9fff]|^[A-Z]{2,}/.test(name)) return null;
  if (POINTING.test(name) || NO_NAME.test(name) || SENTENCE.test(name)) return null;
  // 家庭医生签约服务半径 ends in what only a name ends in.
  if (naming === 'thing' && !MEASURED.test(name) && AGENT_ACTS.test(name)) return null;
  if (endsInNoun(name, naming)) return { start, end, sure: true };
  // 物流费能省, 测产湿粮打: half a sentence is about what it begins with, unless that is who acts.
  const told = naming === 'duration' ? null : OF_A_SENTENCE.exec(name);
  if (told !== null) {
    const subject = name.slice(0, told.index);
    // 每公顷乔木林蓄积, 馆方随即将每日限流: per what stands before the name as well.
    const per = PER_WHAT.exec(name.slice(told.index))?.[0].length ?? 0;
    const from = start + told.index + per;
    if (per > 0 && end - from >= 2) return judged(clause, from, end, naming);
    return WHO_ACTS.test(subject) || ACTS_ONLY.test(told[0])
      ? null
      : judged(clause, start, start + told.index, naming);
  }
  // Nouns are more than any list: a short phrase that no verb ends names the number too.
  const plain =
    naming !== 'duration' &&
    (name.length <= LONGEST_UNLISTED || (naming === 'rate' && endsInNoun(name, 'thing'))) &&
    !endsInVerb(name) &&
    !VERB_WITH_ITS_END.test(name) &&
    !/[,—:]/.test(name);
  return plain ? { start, end, sure: false } : null;
}

/** 一台车一天能干, 养殖户每头赚, 环比多出: what only half a sentence has, when no list vouches for it as a name. */
const OF_A_SENTENCE =
  /每(?!股收益)|(?<![上前])一(?:[天月斤台户亩口]|年(?!度)|晚上)|(?<![功性职智热电机势效产潜动节储核才技赋光氢万多全])能(?![力源耗量级效手])|(?<![获取所])得(?![分力奖主名利])|(?:[多少早晚高低快慢长短]出|[后起去来]|[又再还净多]*(?:[干剩挣赚招走歇打卖缺派喂赔欠]|[要需]跑)|(?<![风创直稳])投|[可能日]送|(?<!净|扭)亏|[涨跌])$/;

/** Of 海陵重工去年净赚 what stands before is who does it. */
const ACTS_ONLY = /[赚招投缺走跑歇干派喂赔欠]$/;

/** 开出, 卖到海外, 收于: a verb that says where something went is no name. */
const VERB_WITH_ITS_END =
  /^[\u4e00-\u9fff]{1,2}(?:[出入回掉完]|[到往至][\u4e00-\u9fff]{2})$|(?<![得达])[了到于给往]$/;

const PER_WHAT = new RegExp(`^${PER}(?:均)?`);

/** What ends so is measured, and cannot act. */
export const MEASURED =
  /(?:[率额值径距龄]|(?:产|用|总|存|流|客|销|运|货|车|雨|容|重|数|排放)量|[人次个户件起总床]数|半径|间隔|速度|浓度)$/;

/** 蓬江区, 台山市和开平市 say where, not what. */
export function isPlace(name: string): boolean {
  return JOINT.test(name) ? name.split(JOINT).every(isOnePlace) : isOnePlace(name);
}

const JOINT = /[、和与及]/;

function isOnePlace(name: string): boolean {
  return FAR_PLACES.test(name) || NEAR_PLACE.test(name);
}

/** As far as it ends: 镇 but not 乡镇, 区 but not 小区. */
const NEAR_PLACE =
  /^[\u4e00-\u9fff]{1,4}(?:(?<!乡)镇|[县省州国]|(?<![超城夜股楼都早菜门车集])市|街道|(?<![户园社小校片库厂辖务范步功能验灾牧林矿街城综养生活公示])区|(?<!新农|城中)村)$/;

/** Provinces, great cities, countries and unions, as newspapers call them. */
export const FAR_PLACES =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|港澳|广州|深圳|珠海|汕头|佛山|韶关|湛江|肇庆|江门|茂名|惠州|梅州|汕尾|河源|阳江|清远|东莞|中山|潮州|揭阳|云浮|西安|成都|武汉|郑州|南京|杭州|苏州|青岛|长沙|合肥|厦门|美国|日本|韩国|德国|法国|英国|荷兰|意大利|西班牙|俄罗斯|印度|巴西|泰国|越南|新加坡|马来西亚|印尼|澳大利亚|加拿大|瑞士|东盟|欧盟|欧洲|亚洲|非洲|拉美|拉丁美洲|北美|中东|中亚|“一带一路”(?:共建)?国家)$/;
