import { type IssueDate, addDays } from '../../paper/issue-date.ts';
import type { KnownPeriod } from './figure.ts';

/*
 * When a figure holds, as far as the page says. All texts are folded; see fold-widths.ts.
 */

/** A stretch of time that words name. */
interface NamedTime {
  readonly at: number;
  readonly end: number;
  /** `2022`, `2021/2025`, or `null` for 上半年, which names no year. */
  readonly year: string | null;
  /** `H1`, `Q1/Q3`, `01/10`, `10`, `10-05`, `09-29/10-06`, a day of the month alone as `-29`, or `null` for the whole year. */
  readonly part: string | null;
  /** Whether the year is told from the masthead's: 去年. */
  readonly relative: boolean;
}

/** A period, and what goes on to the figures behind: the 2016 of 由2016年的166.8亿元增加到… does not. */
export interface FoundPeriod {
  readonly period: KnownPeriod | null;
  readonly carried: KnownPeriod | null;
  /** Whether it stands right beside the number, and is of that alone. */
  readonly own: boolean;
}

/** What {@link periodOf} asks. */
export interface PeriodQuestion {
  /** From the figure before in the passage to the number. */
  readonly since: string;
  /** What stands behind the unit. */
  readonly behind: string;
  /** What the headings above say, see {@link periodOfHeadings}. */
  readonly above: KnownPeriod | null;
  readonly date: IssueDate | null;
  /** What was printed earlier in the passage, or in the item before. */
  readonly carried: KnownPeriod | null;
}

/**
 * The period: what is printed last before the number in its passage, else what was carried to it, else the time of the
 * innermost heading that has one, else the year of the masthead. A whole year is `2022`, a part of it `2022-H1`,
 * `2022-Q1/2022-Q3`, `2022-01/2022-10`, `2022-10` or `2022-10-05`; several years are `2021/2025`, several days
 * `2022-09-29/2022-10-06`.
 */
export function periodOf({ since, behind, above, date, carried }: PeriodQuestion): FoundPeriod {
  const base = carried ?? above ?? periodOfMasthead(date);
  const own = ownPeriod(since, behind, date, base);
  if (own !== null) return { period: own, carried, own: true };
  // 18.7万元(2015年)跃升至: the bracket was about the figure before.
  const printed = printedPeriod(since.replace(/^\([^()]{1,12}\)/, ''), date, base);
  return { period: printed ?? base, carried: printed ?? carried, own: false };
}

/** 由2016年的166.8亿元, 由去年同期的51微克, 18.7万元(2015年): right beside its number a time is of that number alone. */
function ownPeriod(
  since: string,
  behind: string,
  date: IssueDate | null,
  base: KnownPeriod | null,
): KnownPeriod | null {
  const inBracket = /^\(((?:19|20)\d\d)年?\)/.exec(behind)?.[1];
  if (inBracket !== undefined) return { value: inBracket, from: 'printed' };
  const found = OWN_TIME.exec(since);
  if (found === null || date === null) return null;
  const [, year, relative, same] = found;
  if (year !== undefined) return { value: year, from: 'printed' };
  // 去年 is told from the masthead, 上年 from the year that is spoken of.
  const spoken = relative === '上年' ? base?.value : date;
  const value = String(Number((spoken ?? date).slice(0, 4)) + (RELATIVE[relative ?? ''] ?? 0));
  const part =
    same !== undefined && base?.value.includes('-') ? base.value.replaceAll(/\d{4}(?=-)/g, value) : value;
  return { value: part, from: 'masthead' };
}

const OWN_TIME =
  /[从由自](?:((?:19|20)\d\d)年|(去年|上年|前年|目前|眼下|现在|现有))(同期)?(?:年?[底末初])?的(?:约|近|不足|不到|超)?$/;

/** The time of the innermost heading that has one; `headings` are folded, outermost first, the title among them. */
export function periodOfHeadings(headings: readonly string[], date: IssueDate | null): KnownPeriod | null {
  for (const heading of headings.toReversed()) {
    const found = printedPeriod(heading, date, periodOfMasthead(date));
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

/** What a text itself says last of when it holds, or `null`. A part of a year without one is of the year of `base`. */
function printedPeriod(text: string, date: IssueDate | null, base: KnownPeriod | null): KnownPeriod | null {
  if (!MAY_TELL_TIME.test(text)) return null;
  const plan = lastPlan(text);
  const times = timesIn(text, date);
  const last = times.at(-1);
  if (last === undefined) return plan === null ? null : { value: plan.value, from: 'printed' };
  if (plan !== null && plan.at > last.at) return { value: plan.value, from: 'printed' };
  const named = last.year === null ? times.findLast(({ year }) => year !== null) : last;
  if (named !== undefined && named.year !== null) {
    return {
      value: inYear(named.year, last.part, base, date),
      from: named.relative ? 'masthead' : 'printed',
    };
  }
  return base === null
    ? null
    : { value: inYear(base.value.slice(0, 4), last.part, base, date), from: base.from };
}

/** Without one of these no time is told; most of what stands between two figures has none. */
const MAY_TELL_TIME = /[年月日季半]|[昨今明][天晚夜]|目前|眼下|如今|十[一二三四五六七]五/;

function inYear(year: string, part: string | null, base: KnownPeriod | null, date: IssueDate | null): string {
  // 过去五年1月—10月 is no stretch of time.
  if (part === null || year.includes('/')) return year;
  // A day without its month is of the month that was named before it, or of the issue.
  const month = /^\d{4}-(\d\d)/.exec(base?.value ?? '')?.[1] ?? date?.slice(5, 7);
  if (part.startsWith('-')) return month === undefined ? year : `${year}-${month}${part}`;
  return part
    .split('/')
    .map((one) => `${year}-${one}`)
    .join('/');
}

const MONTH_DAY = '(\\d{1,2})月(?:份|(\\d{1,2})日|(?!\\d))';
const TIMES = new RegExp(
  [
    // A printed year, or a span of them.
    '(?<![\\d.])((?:19|20)\\d\\d)(?:年?[-—~至到]+((?:19|20)\\d\\d))?年(?!期|代|版|修订|第(?![一二三四1-4]季度)|以前|前(?![三两\\d]))',
    // The same in Chinese digits: 二〇一一年.
    '([一二][〇○零O九][〇○零O一二三四五六七八九]{2})年',
    '(今年|去年|明年|前年|上年|本年|当年|目前|眼下|如今|全年|年末|年底)(?!度计|期间)',
    '(上半年|下半年|前三季度|前三个季度|前两季度|第?[一二三四1-4]季度|首季)',
    `(?<![\\d个])(?:(\\d{1,2})月[-—~至到]+|(\\d{1,2})[-—~至到]+)(\\d{1,2})月(?!\\d|[龄薪租])`,
    `(?<![\\d个])${MONTH_DAY}(?:\\d{1,2}时)?[-—~至到]+(?:(\\d{1,2})月)?(\\d{1,2})日`,
    `(?<![\\d个])${MONTH_DAY}(?!龄|薪|租|底?前|之前|以前)`,
    '前(\\d{1,2})个月',
    '(昨[天日晚]|今[天日晚夜]|明[天日])',
    '(?<![\\d月])(\\d{1,2})日(?!内|游|电|前|均|讯|报|本|常)',
    // Several years that end or begin with this one.
    '((?:过去|近|这|今后|未来)(?:的)?(?:[二三四五六七八九十]|\\d{1,2})年|过去的?一年|[一三五十]年来)(?!前)',
  ].join('|'),
  'g',
);

/** Words before a time that make it what is compared with: 比2020年增长. */
const COMPARED_WITH = /(?:[比较与从由自]|相当于|恢复至|恢复到)$/;
/** 为2015年的2.4倍, 是2019年末的2.1倍. */
const MEASURED_BY = /^[末底]?的(?:约|近|超过?|不足)?[\d.]+[%倍]/;
const SEASONS: Readonly<Record<string, string>> = {
  上半年: 'H1',
  下半年: 'H2',
  前三季度: 'Q1/Q3',
  前三个季度: 'Q1/Q3',
  前两季度: 'Q1/Q2',
  首季: 'Q1',
};
const RELATIVE: Readonly<Record<string, number>> = { 去年: -1, 上年: -1, 前年: -2, 明年: 1 };
/** Times that name no year of their own: 全年 is of the year that was spoken of. */
const WHOLE_YEAR = /^(?:全年|年末|年底|当年)$/;
const RELATIVE_DAY: Readonly<Record<string, number>> = { 昨: -1, 今: 0, 明: 1 };

function timesIn(text: string, date: IssueDate | null): NamedTime[] {
  const found: NamedTime[] = [];
  // 自2022年8月动工以来: with the year its month is left out.
  let skippedTo = -1;
  for (const match of text.matchAll(TIMES)) {
    const at = match.index;
    const end = at + match[0].length;
    if (at === skippedTo || COMPARED_WITH.test(text.slice(Math.max(0, at - 4), at))) {
      skippedTo = end;
      continue;
    }
    if (
      MEASURED_BY.test(text.slice(end, end + 12)) ||
      (/^[末底]?的$/.test(text.slice(end)) && /[是为占]$/.test(text.slice(Math.max(0, at - 1), at)))
    )
      continue;
    if (/^(?:同期|同月|同季)/.test(text.slice(end, end + 2))) continue;
    const time = timeOf(match, date);
    if (time === null) continue;
    const before = found.at(-1);
    // 2022年10月5日 is one time, not two.
    if (
      before !== undefined &&
      time.year === null &&
      before.part === null &&
      at - before.end <= 2 &&
      time.part !== null
    ) {
      found.pop();
      found.push({ ...before, end, part: time.part });
    } else found.push({ at, end, ...time });
  }
  return joined(text, found);
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

function timeOf(match: RegExpExecArray, date: IssueDate | null): Omit<NamedTime, 'at' | 'end'> | null {
  const [
    ,
    year,
    lastYear,
    spelled,
    relative,
    season,
    month1,
    month2,
    monthTo,
    dayMonth,
    dayFrom,
    dayMonthTo,
    dayTo,
    month,
    day,
    months,
    today,
    dayAlone,
    years,
  ] = match;
  const plain = { relative: false };
  if (year !== undefined)
    return { ...plain, year: lastYear === undefined ? year : `${year}/${lastYear}`, part: null };
  if (spelled !== undefined) return { ...plain, year: yearOfDigits(spelled), part: null };
  if (relative !== undefined) return relativeYear(relative, date);
  if (today !== undefined) return relativeDay(today, date);
  if (years !== undefined) return yearsAround(years, date);
  const from = month1 ?? month2;
  const part =
    season !== undefined
      ? partOfSeason(season)
      : from !== undefined && monthTo !== undefined
        ? span(monthOf(from), monthOf(monthTo))
        : dayTo !== undefined
          ? span(dayOf(dayMonth, dayFrom), dayOf(dayMonthTo ?? dayMonth, dayTo))
          : months !== undefined
            ? span('01', monthOf(months))
            : dayAlone !== undefined
              ? Number(dayAlone) <= 31
                ? `-${twoDigits(dayAlone)}`
                : null
              : day === undefined
                ? monthOf(month)
                : dayOf(month, day);
  return part === null ? null : { ...plain, year: null, part };
}

function yearOfDigits(spelled: string): string {
  return Array.from(spelled, (char) => Math.max(0, '〇一二三四五六七八九'.indexOf(char))).join('');
}

function relativeYear(word: string, date: IssueDate | null): Omit<NamedTime, 'at' | 'end'> | null {
  if (WHOLE_YEAR.test(word)) return { year: null, part: null, relative: false };
  if (date === null) return null;
  return { year: String(Number(date.slice(0, 4)) + (RELATIVE[word] ?? 0)), part: null, relative: true };
}

/** 过去五年, 五年来, 今后五年. Early in a year, when congresses meet, the year before is the last that is over. */
function yearsAround(words: string, date: IssueDate | null): Omit<NamedTime, 'at' | 'end'> | null {
  const digits = /\d+/.exec(words)?.[0];
  const count =
    digits === undefined
      ? '一二三四五六七八九十'.indexOf(/[一二三四五六七八九十]/.exec(words)?.[0] ?? '') + 1
      : Number(digits);
  if (date === null || count < 1 || count > 50) return null;
  const over = Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) <= 3 ? 1 : 0);
  if (count === 1) return { year: String(over), part: null, relative: true };
  const year = /今后|未来/.test(words) ? `${over + 1}/${over + count}` : `${over - count + 1}/${over}`;
  return { year, part: null, relative: true };
}

function relativeDay(word: string, date: IssueDate | null): Omit<NamedTime, 'at' | 'end'> | null {
  if (date === null) return null;
  const day = addDays(date, RELATIVE_DAY[word.slice(0, 1)] ?? 0);
  return { year: day.slice(0, 4), part: day.slice(5), relative: true };
}

function partOfSeason(season: string): string | null {
  const named = SEASONS[season];
  if (named !== undefined) return named;
  const quarter = /([一二三四1-4])季度/.exec(season)?.[1] ?? '';
  const number = '一二三四'.indexOf(quarter) + 1 || Number(quarter);
  return number === 0 ? null : `Q${number}`;
}

/** A stretch that ends before it begins goes into another year, and which is not for the reader to say. */
function span(from: string | null, to: string | null): string | null {
  return from === null || to === null || to < from ? null : `${from}/${to}`;
}

function monthOf(digits: string | undefined): string | null {
  const number = Number(digits);
  return number >= 1 && number <= 12 ? twoDigits(digits ?? '') : null;
}

function dayOf(month: string | undefined, day: string | undefined): string | null {
  const [inMonth, number] = [monthOf(month), Number(day)];
  return inMonth !== null && number >= 1 && number <= 31 ? `${inMonth}-${twoDigits(day ?? '')}` : inMonth;
}

function twoDigits(digits: string): string {
  return digits.padStart(2, '0');
}

/** The years of a five-year plan: 十四五时期 is 2021 to 2025. The first plan began in 1953, the sixth in 1981. */
function lastPlan(text: string): { readonly value: string; readonly at: number } | null {
  const found = [...text.matchAll(/“?(十[一二三四五六七])五”?(?:期间|时期|以来)?/g)].at(-1);
  if (
    found === undefined ||
    !/期间|时期|以来|末/.test(text.slice(found.index, found.index + found[0].length + 2))
  )
    return null;
  const number = 10 + '一二三四五六七'.indexOf(found[1]?.slice(1) ?? '') + 1;
  const first = 1981 + (number - 6) * 5;
  const last = /^末/.test(text.slice(found.index + found[0].length));
  return { value: last ? String(first + 4) : `${first}/${first + 4}`, at: found.index };
}

function yearIn(text: string): string | null {
  return /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text)?.[1] ?? null;
}
