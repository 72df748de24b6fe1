import { type IssueDate, addDays } from '../../paper/issue-date.ts';
import { Words } from './matches.ts';

/*
 * The words that name a time, one by one; what they say together is read in named-times.ts. All texts are folded; see
 * fold-widths.ts.
 */

/** What the words of one time say. */
export interface Time {
  /** `2022`, `2021/2025`, or `null` for 上半年, which names no year. */
  readonly year: string | null;
  /**
   * `H1`, `Q1/Q3`, `01/10`, `10`, `10-05`, `09-29/10-06`, days of the month alone as `-29` or `-20/-22`, or `null` for
   * the whole year. A stretch that ends before it begins goes on into the next year.
   */
  readonly part: string | null;
  /** Whether the year is told from the masthead's: 去年. */
  readonly relative: boolean;
  /** How many years before the one that is spoken of: 1 for 上年, -1 for 次年. */
  readonly back: number;
}

const MONTH_DAY = '(\\d{1,2})月(?:份|(\\d{1,2})日|(?!\\d))';

/** Finds the words of times; {@link timeOf} says what a match means. */
export const TIME_WORDS = new Words(
  new RegExp(
    [
      // A printed year, a span of them, a school year.
      '(?<![\\d.])((?:19|20)\\d\\d)(?:年?[-—~至到]+((?:19|20)\\d\\d))?学?年(?!期|代|版|修订|第(?![一二三四1-4]季度)|以前|前(?![三两\\d]))',
      // The same in Chinese digits: 二〇一一年.
      '([一二][〇○零O九][〇○零O一二三四五六七八九]{2})年',
      '(今年|去年|明年|前年|上一?年度?(?!不变价|可比价|价格|结[转余]|执行数|决算数|基数)|次年|翌年|本年|当年|目前|眼下|如今|当前|(?<![出发体呈表实展浮])现[在有已]|今[春夏秋冬]|年内|全年|年末|年底|(?<![^。;!?“])(?:走进|来到))(?!度计|期间)',
      '(上半年|下半年|前三个?季度|前[两二]个?季度|第?[一二三四1-4]季度|首季)',
      `(?<![\\d个])(?:(\\d{1,2})月份?[-—~至到]+|(\\d{1,2})[-—~至到]+)(\\d{1,2})月(?!\\d|[龄薪租])`,
      `(?<![\\d个])${MONTH_DAY}(?:\\d{1,2}时)?[-—~至到]+(?:(\\d{1,2})月)?(\\d{1,2})日`,
      `(?<![\\d个])${MONTH_DAY}(?!龄|薪|租|前|之前|以前)`,
      '[前头首](\\d{1,2}|十[一二]?|[两二三四五六七八九])个?月(?!\\d{1,2}日)',
      '([昨今][天日晚夜晨早]|明[天日]|前天)',
      '(本月|这个月|上个?月)(?!球)',
      '(?<!\\d|\\d月)(?:(\\d{1,2})日?[-—~至到]+)?(\\d{1,2})日(?!内|游|电|前(?!后)|均|讯|报|本|常)',
      // Several years that end or begin with this one.
      '((?:过去|近|这|今后|未来)(?:的)?(?:[两二三四五六七八九十]|\\d{1,2})年(?!前)|过去的?一年(?!前)|(?<![第\\d一-十百多几])(?:[一两三四五六七八九十]|\\d{1,2})年[来间])',
    ].join('|'),
  ),
);

const SEASONS: Readonly<Record<string, string>> = {
  上半年: 'H1',
  下半年: 'H2',
  前三季度: 'Q1/Q3',
  前三个季度: 'Q1/Q3',
  前两季度: 'Q1/Q2',
  前两个季度: 'Q1/Q2',
  前二季度: 'Q1/Q2',
  首季: 'Q1',
};
const RELATIVE: Readonly<Record<string, number>> = { 去年: -1, 前年: -2, 明年: 1 };
/** Times that name no year of their own: 全年 is of the year that was spoken of. */
const WHOLE_YEAR = /^(?:全年|年末|年底|当年)$/;
const RELATIVE_DAY: Readonly<Record<string, number>> = { 昨: -1, 今: 0, 明: 1, 前: -2 };

const PLAIN = { year: null, part: null, relative: false, back: 0 };

/** What a match of {@link TIME_WORDS} says, or `null` for what is no time: 13月. */
export function timeOf(match: RegExpExecArray, date: IssueDate | null): Time | null {
  const [, year, lastYear, spelled, relative, season, month1, month2, monthTo, ...rest] = match;
  const [dayMonth, dayFrom, dayMonthTo, dayTo, month, day, months, today, nearMonth, ...others] = rest;
  const [aloneFrom, alone, years] = others;
  if (year !== undefined) return { ...PLAIN, year: lastYear === undefined ? year : `${year}/${lastYear}` };
  if (spelled !== undefined) return { ...PLAIN, year: yearOfDigits(spelled) };
  if (relative !== undefined) return relativeYear(relative, date);
  if (today !== undefined) return relativeDay(today, date);
  if (nearMonth !== undefined) return relativeMonth(nearMonth, date);
  if (years !== undefined) return yearsAround(years, date);
  const from = month1 ?? month2;
  const partOf = (): string | null => {
    if (season !== undefined) return partOfSeason(season);
    if (from !== undefined) return span(monthOf(from), monthOf(monthTo));
    if (dayTo !== undefined) return span(dayOf(dayMonth, dayFrom), dayOf(dayMonthTo ?? dayMonth, dayTo));
    if (months !== undefined) return span('01', monthOf(countOf(months)));
    if (alone !== undefined) return daysOfMonth(aloneFrom, alone);
    return day === undefined ? monthOf(month) : dayOf(month, day);
  };
  const part = partOf();
  return part === null ? null : { ...PLAIN, part };
}

function yearOfDigits(spelled: string): string {
  return Array.from(spelled, (char) => Math.max(0, '〇一二三四五六七八九'.indexOf(char))).join('');
}

function relativeYear(word: string, date: IssueDate | null): Time | null {
  if (WHOLE_YEAR.test(word)) return PLAIN;
  if (/^上一?年/.test(word)) return { ...PLAIN, relative: true, back: 1 };
  if (/^[次翌]年/.test(word)) return { ...PLAIN, relative: true, back: -1 };
  if (date === null) return null;
  return { ...PLAIN, year: String(Number(date.slice(0, 4)) + (RELATIVE[word] ?? 0)), relative: true };
}

/** 过去五年, 五年来, 今后五年. Early in a year, when congresses meet, the year before is the last that is over. */
function yearsAround(words: string, date: IssueDate | null): Time | null {
  const count = Number(countOf(/\d+|[一两二三四五六七八九十]/.exec(words)?.[0] ?? ''));
  if (date === null || !(count >= 1 && count <= 50)) return null;
  const over = Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) <= 3 ? 1 : 0);
  if (count === 1) return { ...PLAIN, year: String(over), relative: true };
  const year = /今后|未来/.test(words) ? `${over + 1}/${over + count}` : `${over - count + 1}/${over}`;
  return { ...PLAIN, year, relative: true };
}

/** The digits of a small number: 10 of 十, 11 of 十一. */
function countOf(words: string): string {
  if (/^\d+$/.test(words)) return words;
  const digit = (char: string) => '零一二三四五六七八九'.indexOf(char === '两' ? '二' : char);
  return words.startsWith('十') ? String(10 + Math.max(0, digit(words.slice(1)))) : String(digit(words));
}

function relativeDay(word: string, date: IssueDate | null): Time | null {
  if (date === null) return null;
  const day = addDays(date, RELATIVE_DAY[word.slice(0, 1)] ?? 0);
  return { ...PLAIN, year: day.slice(0, 4), part: day.slice(5), relative: true };
}

function relativeMonth(word: string, date: IssueDate | null): Time | null {
  if (date === null) return null;
  const [year, part] = (word.startsWith('上') ? monthBefore(date) : date).split('-');
  return { ...PLAIN, year: year ?? null, part: part ?? null, relative: true };
}

/** The month before that of a month or a day: `2022-12` of `2023-01`. */
export function monthBefore(time: string): string {
  const [year, month] = [Number(time.slice(0, 4)), Number(time.slice(5, 7))];
  return month === 1 ? `${year - 1}-12` : `${year}-${twoDigits(String(month - 1))}`;
}

function partOfSeason(season: string): string | null {
  const named = SEASONS[season];
  if (named !== undefined) return named;
  const quarter = /([一二三四1-4])季度/.exec(season)?.[1] ?? '';
  const number = '一二三四'.indexOf(quarter) + 1 || Number(quarter);
  return number === 0 ? null : `Q${number}`;
}

function span(from: string | null, to: string | null): string | null {
  return from === null || to === null ? null : from === to ? to : `${from}/${to}`;
}

function monthOf(digits: string | undefined): string | null {
  const number = Number(digits);
  return number >= 1 && number <= 12 ? twoDigits(digits ?? '') : null;
}

function dayOf(month: string | undefined, day: string | undefined): string | null {
  const [inMonth, number] = [monthOf(month), Number(day)];
  return inMonth !== null && number >= 1 && number <= 31 ? `${inMonth}-${twoDigits(day ?? '')}` : inMonth;
}

/** 20日, 20日至22日: days whose month the page tells elsewhere. */
function daysOfMonth(from: string | undefined, to: string): string | null {
  const days = from === undefined ? [to] : [from, to];
  const known = days.every((day) => Number(day) >= 1 && Number(day) <= 31);
  return known ? days.map((day) => `-${twoDigits(day)}`).join('/') : null;
}

function twoDigits(digits: string): string {
  return digits.padStart(2, '0');
}
