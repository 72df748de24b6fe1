import { type IssueDate, isIssueDate } from '../../paper/issue-date.ts';
import type { Paper } from '../../paper/paper.ts';
import { surtOf } from '../cdxj.ts';

export const MATCH_TYPES = ['exact', 'prefix', 'host', 'domain'] as const;
export type MatchType = (typeof MATCH_TYPES)[number];

/** Which addresses are asked for. */
export interface CdxScope {
  readonly match: MatchType;
  /** As a URL is written. */
  readonly url: string;
}

/**
 * `match` of `url`, which may say it itself: `http://host/path/*` is a prefix, `*.host` a domain; without a scheme it is
 * `http`. `null` for what is no address of the web.
 */
export function scopeOf(text: string, match: MatchType | null): CdxScope | null {
  const [url, own] = text.startsWith('*.')
    ? [text.slice(2), 'domain' as const]
    : text.endsWith('*')
      ? [text.slice(0, -1), 'prefix' as const]
      : [text, null];
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url.replace(/^\/+/, '')}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, href } = new URL(whole);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return { match: match ?? own ?? 'exact', url: href };
}

/** Whether an address in its sort-friendly form is in the scope. A host without a port is meant on all of its ports. */
export function inScope({ match, url }: CdxScope): (urlkey: string) => boolean {
  const key = surtOf(url);
  const host = key.slice(0, key.indexOf(')'));
  const bare = host.replace(/:\d+$/, '');
  switch (match) {
    case 'exact':
      return (urlkey) => urlkey === key;
    case 'prefix':
      return (urlkey) => urlkey.startsWith(key);
    case 'host':
      return (urlkey) => urlkey.startsWith(`${host})`) || (host === bare && urlkey.startsWith(`${host}:`));
    case 'domain':
      return (urlkey) => urlkey.startsWith(bare) && /^[,:)]/.test(urlkey.slice(bare.length));
  }
}

/** Dates, both ends included. */
export interface Dates {
  readonly from: IssueDate;
  readonly to: IssueDate;
}

/**
 * The issues whose pages and articles a prefix can be of, where it tells their month or day: `…/html/2023-02/25/`.
 * `null` where it does not.
 */
export function datesOf({ match, url }: CdxScope, paper: Paper, baseUrl: string): Dates | null {
  if (match !== 'prefix' || !url.startsWith(baseUrl)) return null;
  const path = url.slice(baseUrl.length);
  for (const { addresses } of paper.eras) {
    const head = addresses.front.split('{')[0] ?? '';
    const [, month, day] = path.startsWith(head)
      ? (/^(\d{4}-\d{2})\/(?:(\d{2})\/)?/.exec(path.slice(head.length)) ?? [])
      : [];
    const [from, to] = [`${month ?? ''}-${day ?? '01'}`, `${month ?? ''}-${day ?? lastOf(month)}`];
    if (isIssueDate(from) && isIssueDate(to)) return { from, to };
  }
  return null;
}

/** The last day of a month, `2023-02`. */
function lastOf(month: string | undefined): string {
  const last = new Date(`${month ?? ''}-01T00:00:00Z`);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return String(last.getUTCDate()).padStart(2, '0');
}
