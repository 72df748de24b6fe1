import { type Naming, endsInNoun } from './counted-nouns.ts';
import { AGENT_ACTS, NO_NAME, POINTING, SENTENCE, endsInVerb } from './naming-words.ts';

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
  // Nouns are more than any list: a short phrase that no verb ends names the number too.
  const plain =
    naming !== 'duration' &&
    (name.length <= LONGEST_UNLISTED || (naming === 'rate' && endsInNoun(name, 'thing'))) &&
    !endsInVerb(name) &&
    !/[,—:]/.test(name);
  return plain ? { start, end, sure: false } : null;
}

/** What ends so is measured, and cannot act. */
export const MEASURED =
  /(?:[率额值径距龄]|(?:产|用|总|存|流|客|销|运|货|车|雨|容|重|数|排放)量|[人次个户件起总床]数|半径|间隔|速度|浓度)$/;

/** 蓬江区 says where, not what. */
export function isPlace(name: string): boolean {
  return /^[\u4e00-\u9fff]{1,4}(?:(?<!乡)镇|[县省州国]|(?<![超城夜股楼都早菜门车集])市|街道|(?<![园社小校片库厂辖务范步功能验灾牧林矿街城综养生活公示])区|(?<!新农|城中)村)$/.test(
    name,
  );
}
