import { type Context, Hono } from 'hono';
import type { EventRecord } from '../../core/catalog/records.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { atomFeed } from '../../core/publish/atom-feed.ts';
import { type FeedEntry, eventEntries, feedUpdatedAt } from '../../core/publish/feed-entries.ts';
import { jsonFeed } from '../../core/publish/json-feed.ts';
import { alreadyHas, httpDate, notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { type FeedEvents, type Month, eventsOfMonth, isMonth, newestEvents } from '../feed-events.ts';
import type { FeedForm } from '../series/series-addresses.ts';
import { ZH } from '../texts/zh.ts';

/** By name, as they stand in `/feeds/<name>.atom`. */
export const FEEDS = ['events', 'reports', 'corrections'] as const;

/** Which events each feed tells; `null` for every kind. */
const KINDS: Readonly<Record<(typeof FEEDS)[number], readonly EventRecord['kind'][] | null>> = {
  events: null,
  reports: ['report-published'],
  corrections: ['article-corrected', 'article-withdrawn', 'article-restored'],
};

const TYPES: Readonly<Record<FeedForm, string>> = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/** What the last part of a feed's address asks for: `events.atom`, or `2023-02.json` below the feed's name. */
interface AskedFeed {
  readonly name: string;
  readonly form: FeedForm;
}

/** `null` for an address that no feed has. */
export function parseFeed(text: string): AskedFeed | null {
  const [, name = '', ending] = /^(.+)\.(atom|json)$/s.exec(text) ?? [];
  return ending === 'atom' || ending === 'json' ? { name, form: ending } : null;
}

/** Feeds of what happened to the source, as Atom and as JSON Feed; months of old events are parts of their own. */
export function feedRoutes(deps: ReadingRoomDeps): Hono {
  const app = new Hono();
  for (const name of FEEDS) {
    const feed = { href: `/feeds/${name}`, name, title: `${ZH.site} · ${ZH.feeds[name]}`, home: '/' };
    for (const form of ['atom', 'json'] as const) {
      app.get(`/feeds/${name}.${form}`, async (c) => {
        const events = await newestEvents(deps, KINDS[name], new URL(c.req.url).origin);
        return feedAnswer(c, { ...feed, form, month: null }, events, eventEntries(events.items));
      });
    }
    app.get(`/feeds/${name}/:month`, async (c) => {
      const asked = parseFeed(c.req.param('month'));
      if (asked === null || !isMonth(asked.name)) return notFound({ c, json: false });
      const events = await eventsOfMonth(deps, KINDS[name], new URL(c.req.url).origin, asked.name);
      const part = { ...feed, form: asked.form, month: asked.name };
      return feedAnswer(c, part, events, eventEntries(events.items));
    });
  }
  return app;
}

/** A feed, or the part of it that is of one month. */
export interface FeedPart {
  /** Its address without an ending, percent-encoded. */
  readonly href: string;
  /** What its id is made of. */
  readonly name: string;
  readonly title: string;
  /** The page of what it is about. */
  readonly home: string;
  readonly form: FeedForm;
  readonly month: Month | null;
}

/**
 * A feed, or 304 for whoever has it. `changedAt` is when it may have changed last, where that can be later than its newest
 * entry was seen.
 */
export function feedAnswer(
  c: Context,
  { href, name, title, home, form, month }: FeedPart,
  { older, changedAt: shownSince }: Pick<FeedEvents, 'older' | 'changedAt'>,
  entries: readonly FeedEntry[],
  changedAt: FeedEntry['at'] = feedUpdatedAt(entries),
): Response {
  const { origin } = new URL(c.req.url);
  const address = (of: Month | null): string => `${origin}${href}${of === null ? '' : `/${of}`}.${form}`;
  const head = {
    ...{ name, title, author: ZH.site, selfUrl: address(month), homeUrl: origin + home },
    olderUrl: older === null ? null : address(older),
    currentUrl: month === null ? null : address(null),
  };
  const text = form === 'atom' ? atomFeed(head, entries) : jsonFeed(head, entries);
  const etag = `"sha256-${sha256Of(text)}"`;
  const updatedAt = feedUpdatedAt([
    ...entries,
    { at: changedAt },
    ...(shownSince === null ? [] : [{ at: shownSince }]),
  ]);
  c.header('ETag', etag);
  c.header('Last-Modified', httpDate(updatedAt));
  if (alreadyHas(c, etag, updatedAt)) return c.body(null, 304);
  return c.body(text, 200, { 'Content-Type': TYPES[form] });
}
