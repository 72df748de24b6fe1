import type { IssueDate } from '../../paper/issue-date.ts';
import { shareOf, timesDealtOut } from './dealt-times.ts';
import type { KnownPeriod } from './figure.ts';
import { type NamedTime, lastPlan, timesIn } from './named-times.ts';
import { monthBefore } from './time-words.ts';

/*
 * When a figure holds, as far as the page says. All texts are folded; see fold-widths.ts.
 */

/** A period, and what goes on to the figures behind: the 2016 of 由2016年的166.8亿元增加到… does not. */
export interface FoundPeriod {
  readonly period: KnownPeriod | null;
  readonly carried: KnownPeriod | null;
  /** Whether it stands right beside the number, and is of that alone. */
  readonly own: boolean;
}

/** What {@link periodOf} asks. */
export interface PeriodQuestion {
  /** The sentence up to the number. */
  readonly sentence: string;
  /** From the figure before in the passage to the number. */
  readonly since: string;
  /** What stands behind the unit. */
  readonly behind: string;
  /** What the headings above say, see {@link periodOfHeadings}. */
  readonly above: KnownPeriod | null;
  /** Whether it is the title that says so, and no heading below it. */
  readonly titled: boolean;
  readonly date: IssueDate | null;
  /** What was printed earlier in the passage, or in the item before. */
  readonly carried: KnownPeriod | null;
  /** What was printed last in the article, in whatever passage. */
  readonly spoken: KnownPeriod | null;
  /** Whether it is aimed at, so that it has not happened by the day of the issue. */
  readonly planned: boolean;
  /** Whether its own sentence aims at it. */
  readonly aimed: boolean;
}

/** What a printed time is completed from: its year, the month of a day. */
interface Ground {
  readonly date: IssueDate | null;
  readonly base: KnownPeriod | null;
  readonly planned: boolean;
}

/**
 * The period: what is printed last before the number in its passage, else what was carried to it, else the time of the
 * innermost heading that has one, else the year of the masthead. A whole year is `2022`, a part of it `2022-H1`,
 * `2022-Q1/2022-Q3`, `2022-01/2022-10`, `2022-10` or `2022-10-05`; several years are `2021/2025`, several days
 * `2022-09-29/2022-10-06`.
 */
export function periodOf(question: PeriodQuestion): FoundPeriod {
  const { sentence, since, behind, date, spoken, planned, aimed } = question;
  // 上半年完成6条.下一步将再推出12条: what is aimed at is not of a time that is over.
  const carried = aimed && isBeforeIssue(question.carried, date) ? null : question.carried;
  const above = aimed && isBeforeIssue(question.above, date) ? wholeYear(question.above) : yearOf(question);
  const ground = { date, base: carried ?? above ?? periodOfMasthead(date), planned };
  // 目前,管网漏损率已由2020年的13.2%降至8.6%: what stands before the own time goes on behind it.
  const starting = STARTING.exec(since);
  const beforeStart = since.slice(0, starting?.index);
  const said = printedPeriod(beforeStart, ground);
  const ahead = said?.period ?? null;
  const own = ownPeriod(question, starting, { ...ground, base: ahead ?? ground.base });
  if (own !== null) return { period: own, carried: ahead ?? carried, own: true };
  const dealt = dealtPeriod(sentence, behind, ground);
  if (dealt !== null) return { period: dealt, carried, own: true };
  // 18.7万元(2015年)跃升至: the bracket was about the figure before.
  const behindBracket = since.startsWith('(') ? since.replace(/^\([^()]{1,12}\)/, '') : since;
  const printed = behindBracket === beforeStart ? said : printedPeriod(behindBracket, ground);
  const later = printed === null ? printedBehind(behind, ground) : null;
  if (later !== null && timesIn(sentence, date).length === 0) return { period: later, carried, own: false };
  // 同期,民营企业进出口17.43万亿元: as the paragraph before.
  if (
    printed === null &&
    spoken !== null &&
    since.includes('期') &&
    /(?:^|[。;!?])同(?:一时)?期[,内]/.test(since)
  )
    return { period: spoken, carried: spoken, own: false };
  const period = printed?.period ?? ground.base;
  // 30家(2022年为28家): the time in a bracket is of what stands in it.
  const aside =
    printed?.once === true ||
    (since.includes('(') && /\([^()]{0,20}$/.test(since) && /^[^(),;。]{0,6}\)/.test(behind));
  return { period, carried: printed === null || aside ? carried : period, own: false };
}

/** A part of the issue's year that is over by its day. */
function isBeforeIssue(period: KnownPeriod | null, date: IssueDate | null): boolean {
  if (period === null || date === null || !period.value.startsWith(`${date.slice(0, 4)}-`)) return false;
  const last = lastMonthOf(period.value.replaceAll(/\d{4}-/g, ''));
  return last < Number(date.slice(5, 7));
}

function wholeYear(period: KnownPeriod | null): KnownPeriod | null {
  return period && { ...period, value: period.value.slice(0, 4) };
}

/** Early in a year a title with that year is of what is planned for it; what has happened did so in the year before. */
function yearOf({ above, titled, date, planned }: PeriodQuestion): KnownPeriod | null {
  const year = date?.slice(0, 4);
  if (above === null || date === null || planned || !titled || above.value !== year) return above;
  return Number(date.slice(5, 7)) > 3 ? above : { value: String(Number(year) - 1), from: above.from };
}

const AIMS_AT = /目标|任务|计划|安排|部署|打算|预期|预算(?!执行)/;

/** The time of the innermost heading that has one; `headings` are folded, outermost first, the title among them. */
export function periodOfHeadings(headings: readonly string[], date: IssueDate | null): KnownPeriod | null {
  for (const heading of headings.toReversed()) {
    // 全年主要预期目标, printed in February, are of the year to come.
    const ground = { date, base: periodOfMasthead(date), planned: AIMS_AT.test(heading) };
    const found = printedPeriod(heading, ground)?.period ?? null;
    // A heading holds for all that stands under it, but the day of a headline only for the headline.
    if (found !== null && !/^\d{4}-\d\d-/.test(found.value)) return { value: found.value, from: 'heading' };
    const year = yearIn(heading);
    if (year !== null) return { value: year, from: 'heading' };
  }
  return null;
}

function periodOfMasthead(date: IssueDate | null): KnownPeriod | null {
  return date === null ? null : { value: date.slice(0, 4), from: 'masthead' };
}

/** A time that is of this number alone: it stands right beside it, or says over which years it was taken. */
function ownPeriod(
  { sentence, since, behind }: PeriodQuestion,
  starting: RegExpExecArray | null,
  ground: Ground,
): KnownPeriod | null {
  return (
    bracketedPeriod(behind, ground) ??
    startingPeriod(starting, behind, ground) ??
    formerPeriod(since, ground) ??
    averagedPeriod(sentence, since, ground)
  );
}

/** 18.7万元(2015年), 1.53%(上年). */
function bracketedPeriod(behind: string, ground: Ground): KnownPeriod | null {
  const inBracket = !behind.startsWith('(') ? undefined : /^\((?:截至)?([^()]{2,12})\)/.exec(behind)?.[1];
  if (inBracket === undefined) return null;
  return /^(?:19|20)\d\d$/.test(inBracket)
    ? { value: inBracket, from: 'printed' }
    : wholePeriod(inBracket, ground);
}

/** 由2016年的166.8亿元, 由去年同期的51微克, 环比由上月下降0.2%转为: where it comes from. */
function startingPeriod(
  starting: RegExpExecArray | null,
  behind: string,
  ground: Ground,
): KnownPeriod | null {
  const [start = '', words = '', , change] = starting ?? [];
  if (words === '' || (change !== undefined && !(/^[从由]/.test(start) && TURNS.test(behind)))) return null;
  if (start.startsWith('在') && !/^的?基础上/.test(behind)) return null;
  return wholePeriod(words, ground);
}

const STARTING =
  /[从由自比较在](?:“?)((?:19|20)\d\d年[^,。;:、()的]{0,8}|[^,。;:、()的从由自比较在\s]{2,10}?)(的)?((?<!的)(?:增长|下降|上涨|上升|回落)|(?<=的)(?:增长|下降|上涨|上升|回落))?(?:约|近|不足|不到|超过?)?$/;
const TURNS = /^[^,。;]{0,6}(?:转|收窄|扩大|变|升|降|提|增|减|缩|扩|跃|回|加快|放缓)/;

/** 去年同期为25亿元: the same part of another year. */
function formerPeriod(since: string, ground: Ground): KnownPeriod | null {
  const found = FORMER.exec(since);
  return found === null ? null : wholePeriod(found[1] ?? '', ground);
}

const FORMER =
  /(?<![比较与从由自至到于过同的])((?:去年|上年|前年|(?:19|20)\d\d年)同期)(?:则|仅|只|还|尚|为|是|有|达|约|近|不足|不到|超过?){1,4}$/;

/** 两年平均增长4.7%, 由2016年的…增加到2020年的…,年均增长6.9%. */
function averagedPeriod(sentence: string, since: string, { base }: Ground): KnownPeriod | null {
  if (!since.includes('均')) return null;
  const clause = since.slice(since.lastIndexOf(',') + 1);
  if (!clause.includes('均')) return null;
  const count =
    '一二三四五'.indexOf((/([两二三四五])年平均/.exec(clause)?.[1] ?? '').replace('两', '二')) + 1;
  if (count > 1 && base !== null && /^\d{4}/.test(base.value))
    return {
      value: `${Number(base.value.slice(0, 4)) - count + 1}/${base.value.slice(0, 4)}`,
      from: base.from,
    };
  const [, from, to] = /年均(?:增长|增幅|增速|复合增长|下降|递增|提高)/.test(clause)
    ? (COURSE.exec(sentence) ?? [])
    : [];
  return from !== undefined && to !== undefined && from < to
    ? { value: `${from}/${to}`, from: 'printed' }
    : null;
}

const COURSE = /[从由自]((?:19|20)\d\d)年[^。;]{0,60}?[到至]((?:19|20)\d\d)年/;

/** 一季度、二季度分别增长5.1%和6.2%: each of its own quarter. */
function dealtPeriod(sentence: string, behind: string, ground: Ground): KnownPeriod | null {
  const share = shareOf(sentence, behind);
  const words = share === null ? null : timesDealtOut(share);
  return words === null ? null : wholePeriod(words, ground);
}

/** What words say that are a time and nothing else: 2016年, 去年同期, 上月. */
function wholePeriod(words: string, ground: Ground): KnownPeriod | null {
  const { base, date } = ground;
  const same = words.endsWith('同期');
  const time = words.replace(/(?:同期|(?<=[年月度])年?[底末初]|全年|期间|时)$/, '');
  if (/^上个?月$/.test(time)) {
    const spoken = /^\d{4}-\d\d(?=$|-)/.exec(base?.value ?? '')?.[0] ?? date;
    return spoken === null ? null : { value: monthBefore(spoken), from: base?.from ?? 'masthead' };
  }
  const times = timesIn(time, date);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || first.at > 0 || last.end < time.length) return null;
  const found = printedPeriod(time, ground)?.period ?? null;
  if (found === null || !same || base?.value.includes('-') !== true) return found;
  return { ...found, value: base.value.replaceAll(/\d{4}(?=-)/g, found.value.slice(0, 4)) };
}

/** What a text itself says last of when it holds, or `null`. A part of a year without one is of the year of the base. */
function printedPeriod(
  text: string,
  ground: Ground,
): { readonly period: KnownPeriod; readonly once: boolean } | null {
  const plan = lastPlan(text, ground.date);
  const times = timesIn(text, ground.date);
  const last = times.at(-1);
  if (plan !== null && (last === undefined || plan.at > last.at))
    return { period: { value: plan.value, from: 'printed' }, once: false };
  const period = last === undefined ? null : completed(last, times, ground);
  return period === null || last === undefined ? null : { period, once: last.once };
}

/** 6.38万名考生今日走进考场: in the same clause a time may stand behind the number. */
function printedBehind(behind: string, ground: Ground): KnownPeriod | null {
  const clause = /^[^,:。;!?()]*/.exec(behind)?.[0] ?? '';
  const first = timesIn(clause, ground.date)[0];
  if (first === undefined || first.since || first.once || /^的/.test(clause.slice(first.end))) return null;
  return completed(first, [first], ground);
}

function completed(last: NamedTime, times: readonly NamedTime[], ground: Ground): KnownPeriod | null {
  const { base, date, planned } = ground;
  const named = last.year === null ? times.findLast(({ year }) => year !== null) : last;
  if (named !== undefined && last.back !== 0)
    return {
      value: String(Number(named.year?.slice(-4)) - last.back),
      from: named.relative ? 'masthead' : 'printed',
    };
  if (named !== undefined && named.year !== null) {
    const value = inYear(named.year, last.part, ground);
    return {
      value: last.since ? untilToday(value, date) : value,
      from: named.relative ? 'masthead' : 'printed',
    };
  }
  if (base === null) return null;
  // 春运期间 (1月7日起) of a plan is not of the year that a heading looks back at.
  const ahead = planned && base.from === 'heading' && last.part !== null && date !== null;
  const baseYear = Number((ahead && base.value < date ? date : base.value).slice(0, 4));
  const spoken = baseYear - last.back;
  const value = inYear(String(isOver(last, ground) ? spoken - 1 : spoken), last.part, ground);
  return { value: last.since ? untilToday(value, date) : value, from: base.from };
}

/** Early in a year 全年, 上半年 and 12月 are of the year before, unless they are still to come. */
function isOver({ part, back }: NamedTime, { base, date, planned }: Ground): boolean {
  if (base === null || date === null || planned || back !== 0) return false;
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  if (month > 3 || base.from !== 'masthead' || !base.value.startsWith(year)) return false;
  if (part === null) return base.value === year;
  // 3月1日起 may be ahead in February, but 10月5日 is long past.
  return /[HQ]/.test(part) ? lastMonthOf(part) > month : lastMonthOf(part) > month + 6;
}

/** 6 of `H1`, 9 of `Q1/Q3`, 12 of `12-30/01-02`; 0 of days alone. */
function lastMonthOf(part: string): number {
  const perPart: Readonly<Record<string, number>> = { H: 6, Q: 3 };
  const ends = part.split('/').map((end) => {
    const months = perPart[end.slice(0, 1)];
    return months === undefined ? Number(end.slice(0, 2)) : months * Number(end.slice(1));
  });
  return Math.max(...ends);
}

function untilToday(value: string, date: IssueDate | null): string {
  const today = date?.slice(0, value.length) ?? value;
  return value < today && !value.includes('/') && !/[HQ]/.test(value) ? `${value}/${today}` : value;
}

function inYear(year: string, part: string | null, { base, date, planned }: Ground): string {
  // 过去五年1月—10月 is no stretch of time.
  if (part === null || year.includes('/')) return year;
  const ends = part.split('/');
  if (part.startsWith('-')) {
    const month = monthOfDay(part, base, date, planned);
    return month === null ? year : ends.map((day) => `${month}${day}`).join('/');
  }
  const [from = part, to = from] = ends;
  // 12月30日至1月2日 goes on into the next year.
  const last = to < from ? String(Number(year) + 1) : year;
  return ends.length === 1 ? `${year}-${part}` : `${year}-${from}/${last}-${to}`;
}

/** A day without its month is of the month that was named before it, or of the issue; a later one is of the month before. */
function monthOfDay(
  part: string,
  base: KnownPeriod | null,
  date: IssueDate | null,
  planned: boolean,
): string | null {
  const named = /^\d{4}-\d\d(?=$|-)/.exec(base?.value ?? '')?.[0];
  if (named !== undefined) return named;
  if (date === null) return null;
  const isToCome =
    planned ||
    part.slice(1, 3) <= date.slice(8, 10) ||
    Number(part.slice(1, 3)) - Number(date.slice(8, 10)) < 15;
  return isToCome ? date.slice(0, 7) : monthBefore(date);
}

function yearIn(text: string): string | null {
  return /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text)?.[1] ?? null;
}
