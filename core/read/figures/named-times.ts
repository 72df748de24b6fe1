import type { IssueDate } from '../../paper/issue-date.ts';
import { TIME_WORDS, type Time, timeOf } from './time-words.ts';
import { Words } from './matches.ts';

/*
 * The times that a text names as those of its figures, and not as what they are compared with. All texts are folded;
 * see fold-widths.ts.
 */

/** A stretch of time that words name. */
export interface NamedTime extends Time {
  readonly at: number;
  readonly end: number;
  /** Whether it goes on until today: 自2003年成立以来. */
  readonly since: boolean;
  /** Whether it is of the next figure alone: 最高峰出现在9月28日. */
  readonly once: boolean;
}

/** Without one of these no time is told; most of what stands between two figures has none. */
const MAY_TELL_TIME =
  /[年月日季半]|[昨今明][天晚夜晨早春夏秋冬]|目前|眼下|如今|当前|现[在有已]|前天|走进|来到|十[一二三四五六七]五/;

/** Words before a time that make it what is compared with: 比2020年增长. */
const COMPARED_WITH =
  /(?:[比较与跟从由自超]|[比较]于|相当于|恢复[至到]|[高低多少快慢好优]于|[高低多]出|不[及如]|超过|追平|赶上|距离?)$/;
const FROM = /[从由自]$/;
/** 为2015年的2.4倍, 是2019年末的2.1倍. */
const MEASURED_BY = /^(?:[末底]|全年|年底)?的(?:约|近|超过?|不足)?[\d.一二两三四五六七八九]+[多余]?[%倍成]/;
/** 是1958年以来的最高水平, 创2016年以来新高: how far back nothing compares. */
const RECORD = /^以来的?(?:最|新[高低]|首|同期|历史|单|第[一二三])/;
/** 订单已排到明年3月, 政策延长至2027年: how far ahead something reaches, not when it was counted. */
const UNTIL = /(?:排|顺延|延长|延续|延期|推迟|推|持续|执行|卖|有效期)[到至]$/;
/** 成立于2003年: when something began that is spoken of as it is now. */
const BEGUN_IN = /(?:成立|建|建成|创办|创建|创立|诞生|投产|开业|开通|出生|生|启动|竣工|开工|动工|落户)于$/;
/** 2019年建成的污水厂: the same as an attribute. */
const BEGUN =
  /^[底末初]?(?:前后)?(?:[在于][\u4e00-\u9fff]{1,4})?(?:成立|建成|创办|创建|创立|投产|开业|开通|启用|竣工|出生|组建|设立|落户|引进|毕业|退休|退伍|发布|公布|印发|出台|颁布|施行|举办|举行|召开|开幕)的/;
/** 昨日发布的数据显示, 记者昨日从市水利局获悉, 北京2月3日电: when it was told, not when it was so. */
const TOLD =
  /^[晚上下午]{0,2}(?:电|讯|(?:,?(?:本报)?记者)?(?:从|在)[^,。;:\d]{2,16}(?:获悉|了解到)|[^,。;:\d]{0,8}(?:(?:发布|公布|通报|披露)(?:的|了|数据|消息|统计|公告|报告|《|[,:])|(?:召开|举行)[^,。;:\d]{0,8}(?:发布会|通气会)|[^,。;:\d]{0,6}(?:表示|介绍|透露|称)[,:]))/;
const CAUSE_BEFORE = /受[^,。;]{0,8}$/;
const CAUSE_BEHIND = /^[^,。;]{0,12}影响/;
const WHOLE_YEAR = /^(?:全年|年底|年末)$/;
/** 完成全年目标的58.5%: what was fulfilled is no time. */
const FULFILLED = /(?:完成|达到?|占|为|超过?|距离?|实现)$/;
const GOAL = /^(?:目标|任务|计划|预算)/;
/** 放出全年天量。: behind the last figure of a sentence, it is no time of the next. */
const ASIDE = /^[^,。;:\d]{0,12}[。!?]/;

/** The times of a text in their order; `date` is the issue's, from which 去年 and 昨日 are told. */
export function timesIn(text: string, date: IssueDate | null): NamedTime[] {
  const found: NamedTime[] = [];
  if (!MAY_TELL_TIME.test(text)) return found;
  // 比2022年8月: with the year its month is left out.
  let skippedTo = -1;
  for (const match of TIME_WORDS.all(text)) {
    const at = match.index;
    const end = at + match[0].length;
    const last = found.at(-1);
    const time = inMonthOf(timeOf(match, date), last);
    // 2022年10月5日 is one time, not two.
    const goesOn =
      time !== null && time.part !== null && time.year === null && last?.part === null && at - last.end <= 2;
    const start = goesOn ? last.at : at;
    const before = text.slice(Math.max(0, start - 8), start);
    const behind = text.slice(end, end + 30);
    if (at === skippedTo || isNone(before, behind, match[0], time)) {
      skippedTo = end;
      if (goesOn) found.pop();
      continue;
    }
    if (time === null || isMeasure(before, behind)) continue;
    if (goesOn) found.pop();
    found.push({
      ...(goesOn ? last : time),
      part: time.part,
      at: start,
      end,
      since: isSince(before, behind, text.slice(start, end)),
      once: time.back > 0 || /(?:出现|发生)[在于]$/.test(before),
    });
  }
  return joined(text, found);
}

/** 10月5日开馆,6日闭馆; 上月28日: a day alone is of the month that was named before it. */
function inMonthOf(time: Time | null, last: NamedTime | undefined): Time | null {
  const month = /^\d\d(?=$|-\d\d$)/.exec(last?.part ?? '')?.[0];
  if (time?.part?.startsWith('-') !== true || last === undefined || month === undefined) return time;
  const days = time.part.split('/').map((day) => `${month}${day}`);
  return { ...time, year: last.year, part: days.join('/'), relative: last.relative };
}

/** Whether the words tell no time of a figure, nor do those that belong to them. */
function isNone(before: string, behind: string, words: string, time: Time | null): boolean {
  const isDay = time?.part?.includes('-') === true;
  return (
    (COMPARED_WITH.test(before) && !(FROM.test(before) && isBeginning(behind, time))) ||
    UNTIL.test(before) ||
    BEGUN_IN.test(before) ||
    BEGUN.test(behind) ||
    RECORD.test(behind) ||
    (isDay && TOLD.test(behind)) ||
    (CAUSE_BEFORE.test(before) && CAUSE_BEHIND.test(behind)) ||
    (WHOLE_YEAR.test(words) && (ASIDE.test(behind) || (FULFILLED.test(before) && GOAL.test(behind))))
  );
}

/** 从10月21日到11月11日, 自1月1日起, 自2003年成立以来: a beginning, and not what is compared with. */
function isBeginning(behind: string, time: Time | null): boolean {
  const span = `${time?.year ?? ''}${time?.part ?? ''}`.includes('/');
  return (
    span ||
    /^(?:\d{1,2}月(?:\d{1,2}日)?)?(?:[-—~至到][\d今去本]|[底末初]?(?:起|开始)|[^,。;:]{0,12}以来|[\u4e00-\u9fff]{2,4},)/.test(
      behind,
    )
  );
}

/** 今年以来 is this year; 2020年以来 goes on until today. */
function isSince(before: string, behind: string, words: string): boolean {
  if (/(?:今年|全年)$|目前/.test(words)) return false;
  if (/^(?:以来|至今|迄今)/.test(behind)) return true;
  return FROM.test(before) && /^(?:[^,。;:\d]{1,12}以来|[\u4e00-\u9fff]{2,4},)/.test(behind);
}

function isMeasure(before: string, behind: string): boolean {
  return (
    MEASURED_BY.test(behind) ||
    (/^(?:[末底]|全年|年底)?的(?:约|近|超过?|不足)?$/.test(behind) && /(?:[是为占达]|达到)$/.test(before)) ||
    /^(?:同期|同月|同季)/.test(behind)
  );
}

/** 2021年10月至2022年3月: two times with a connector between them are one stretch. */
function joined(text: string, times: readonly NamedTime[]): NamedTime[] {
  const whole: NamedTime[] = [];
  for (const time of times) {
    const first = whole.at(-1);
    const connected = first !== undefined && /^[-—~至到]$/.test(text.slice(first.end, time.at));
    if (!connected || first.year === null || time.year === null || first.year.includes('/')) {
      whole.push(time);
      continue;
    }
    const [from, to] = [datedOf(first), datedOf(time)];
    whole.pop();
    // Backwards it is no stretch, and only the last is told.
    whole.push(from > to ? time : { ...time, at: first.at, year: `${from}/${to}`, part: null });
  }
  return whole;
}

function datedOf({ year, part }: NamedTime): string {
  return part === null ? (year ?? '') : `${year ?? ''}-${part}`;
}

const PLAN = new Words(/“?(十[一二三四五六七])五”?(期间|时期|以来|累计|末|规划(?:目标|确定))/);

/** The years of a five-year plan: 十四五时期 is 2021 to 2025. The first plan began in 1953, the sixth in 1981. */
export function lastPlan(
  text: string,
  date: IssueDate | null,
): { readonly value: string; readonly at: number } | null {
  const found = text.includes('五') ? PLAN.last(text) : null;
  // 比“十三五”末多出: compared with, as any time is.
  if (found === null || COMPARED_WITH.test(text.slice(Math.max(0, found.index - 4), found.index)))
    return null;
  const number = 10 + '一二三四五六七'.indexOf(found[1]?.slice(1) ?? '') + 1;
  const first = 1981 + (number - 6) * 5;
  // “十三五”以来 goes on to the last year that is over, or that is this one when it is not early in it.
  const year = date === null ? first + 4 : Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) <= 3 ? 1 : 0);
  const last = found[2] === '以来' && year > first ? year : first + 4;
  return { value: found[2] === '末' ? String(first + 4) : `${first}/${last}`, at: found.index };
}
