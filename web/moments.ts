import { html } from 'hono/html';
import { type IssueDate, weekdayOf } from '../core/paper/issue-date.ts';
import type { Instant } from '../core/paper/instant.ts';
import type { Html } from './html.ts';
import type { Texts } from './texts/words.ts';

/** The archive's own clock face; papers keep their dates in their own zone, and all of them so far keep this one. */
const READERS_ZONE = 'Asia/Shanghai';

/** Takes much longer to make than to ask; made for the first page that shows a time. */
let clock: Intl.DateTimeFormat | null = null;

/** `2023-02-25 06:05:00`, as a clock in Beijing shows it. */
export function beijingTime(at: Instant): string {
  clock ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: READERS_ZONE,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  const parts = clock.formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}

/** An instant as a reader in China reads it. */
export function moment(at: Instant): Html {
  return html`<time datetime="${at}">${beijingTime(at)}</time>`;
}

/** The same instant twice: Beijing time, and UTC as records hold it. */
export function momentInBoth(at: Instant): Html {
  return html`${moment(at)} <span class="aside utc">(<span class="mono">${at}</span>)</span>`;
}

/** A civil date with its weekday. */
export function civilDay(t: Texts, date: IssueDate): Html {
  return html`<time datetime="${date}">${t.day(date, t.weekdays[weekdayOf(date)] ?? '')}</time>`;
}
