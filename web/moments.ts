import { html } from 'hono/html';
import { type IssueDate, weekdayOf } from '../core/paper/issue-date.ts';
import type { Instant } from '../core/paper/instant.ts';
import type { Html } from './html.ts';
import type { Texts } from './texts/words.ts';

/**
 * The archive's own clock face, eight hours ahead of UTC all year round; papers keep their dates in zones of their own,
 * and all of them so far keep this one.
 */
const AHEAD_MS = 8 * 3_600_000;

/** `2023-02-25 06:05:00`, as a clock in Beijing shows it. */
export function beijingTime(at: Instant): string {
  return new Date(Date.parse(at) + AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');
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
