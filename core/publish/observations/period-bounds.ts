import { type IssueDate, addDays, isIssueDate } from '../../paper/issue-date.ts';

/** A whole year, half a year, a quarter, a month, a day, or any other stretch of days. */
export const FREQUENCIES = ['A', 'H', 'Q', 'M', 'D', 'P'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** The days that a period takes up, both included: 2022-Q1/2022-Q2 and 2022-H1 are the same days. */
export interface PeriodBounds {
  readonly start: IssueDate;
  readonly end: IssueDate;
  readonly frequency: Frequency;
}

/** The days of a figure's period (`2022`, `2022-H1`, `2022-01/2022-10`); `null` of what is none, or ends before it begins. */
export function boundsOf(period: string): PeriodBounds | null {
  const [from = '', to = from, ...more] = period.split('/');
  const [first, last] = [partOf(from), partOf(to)];
  if (first === null || last === null || more.length > 0 || last.end < first.start) return null;
  return { start: first.start, end: last.end, frequency: frequencyOf(first.start, last.end) };
}

interface Days {
  readonly start: IssueDate;
  readonly end: IssueDate;
}

function partOf(text: string): Days | null {
  const [, year = '', part = ''] = /^(\d{4})(?:-(H[12]|Q[1-4]|\d\d(?:-\d\d)?))?$/.exec(text) ?? [];
  const at = Number(part.slice(1));
  if (year === '') return null;
  if (part === '') return monthsOf(year, 1, 12);
  if (part.startsWith('H')) return monthsOf(year, 6 * at - 5, 6 * at);
  if (part.startsWith('Q')) return monthsOf(year, 3 * at - 2, 3 * at);
  if (part.length === 2) return monthsOf(year, Number(part), Number(part));
  return isIssueDate(text) ? { start: text, end: text } : null;
}

function monthsOf(year: string, from: number, to: number): Days | null {
  const start = `${year}-${twoDigits(from)}-01`;
  const after = to === 12 ? `${Number(year) + 1}-01-01` : `${year}-${twoDigits(to + 1)}-01`;
  return isIssueDate(start) && isIssueDate(after) ? { start, end: addDays(after, -1) } : null;
}

function twoDigits(month: number): string {
  return String(month).padStart(2, '0');
}

/** Whole years, halves, quarters and months of the calendar, by how many months they have. */
const FREQUENCY_OF: Readonly<Record<number, Frequency>> = { 12: 'A', 6: 'H', 3: 'Q', 1: 'M' };

function frequencyOf(start: IssueDate, end: IssueDate): Frequency {
  if (start === end) return 'D';
  if (!start.endsWith('-01') || !addDays(end, 1).endsWith('-01')) return 'P';
  const [first, last] = [monthNumber(start), monthNumber(end)];
  const months = last - first + 1;
  return (first % months === 0 ? FREQUENCY_OF[months] : undefined) ?? 'P';
}

/** Months since the year 0. */
function monthNumber(date: IssueDate): number {
  return 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1;
}
