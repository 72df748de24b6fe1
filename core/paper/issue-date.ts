import { type Instant, instantOf } from './instant.ts';

/**
 * The civil date of an issue, `YYYY-MM-DD`, as printed in the masthead. It belongs to the paper's own time
 * zone and is never converted: 06:05 in Jiangmen on the 25th is still the 24th in UTC.
 */
export type IssueDate = string & { readonly __brand: 'IssueDate' };

/** A text that was to be a civil date and is none. */
export class BadDate extends Error {
  override readonly name = 'BadDate';
  readonly text: string;

  constructor(text: string) {
    super(`'${text}' is not a date; give one as YYYY-MM-DD, such as 2023-02-25`);
    this.text = text;
  }
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

export function isIssueDate(text: string): text is IssueDate {
  const parts = FORM.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  // An impossible day such as 02-30 rolls over into another month.
  return year >= 1900 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

/** Fails with {@link BadDate} for anything but a day of the Gregorian calendar from 1900 on. */
export function asIssueDate(text: string): IssueDate {
  if (!isIssueDate(text)) throw new BadDate(text);
  return text;
}

/** `days` may be negative. */
export function addDays(date: IssueDate, days: number): IssueDate {
  const at = Date.parse(`${date}T00:00:00Z`) + days * DAY_MS;
  return new Date(at).toISOString().slice(0, 10) as IssueDate;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IssueDate, to: IssueDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function* daysFrom(from: IssueDate, to: IssueDate): Generator<IssueDate> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day;
}

/** 0 for Sunday. */
export function weekdayOf(date: IssueDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The last day of the month that `date` is in. */
export function endOfMonth(date: IssueDate): IssueDate {
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10) as IssueDate;
}

/** `YYYY-MM`. */
export function monthOf(date: IssueDate): string {
  return date.slice(0, 7);
}

/** The last millisecond of a civil date by a clock on the paper's wall. */
export function endOfDay(date: IssueDate, timeZone: string): Instant {
  const midnight = Date.parse(`${addDays(date, 1)}T00:00:00Z`);
  // Zones are less than a day from UTC, in quarters of an hour; one of their days may be shorter or longer.
  for (let at = midnight + DAY_MS; ; at -= QUARTER_MS) {
    const last = instantOf(new Date(at - 1));
    if (dateAt(last, timeZone) === date) return last;
  }
}

/** The civil date that a clock on the paper's wall shows at `at`. */
export function dateAt(at: Instant, timeZone: string): IssueDate {
  return asIssueDate(calendarOf(timeZone).format(new Date(at)));
}

/** By time zone. Each takes much longer to make than to ask. */
const CALENDARS = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = CALENDARS.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  CALENDARS.set(timeZone, made);
  return made;
}
