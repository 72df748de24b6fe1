import { Hono } from 'hono';
import type { EventRecord } from '../../core/catalog/records.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { type FeedItem, atomFeed, feedUpdatedAt } from '../../core/publish/atom-feed.ts';
import { askerOf, openAccess } from '../access.ts';
import { alreadyHas, httpDate } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { ZH } from '../texts/zh.ts';
import { eventEntry, heldPapers, select, subjectOfEvent, take } from '../views/entries.ts';

/** By name, as they stand in `/feeds/<name>.atom`. */
export const FEEDS = ['events', 'reports', 'corrections'] as const;

const ENTRIES = 100;

/** Which events each feed tells; `null` for every kind. */
const KINDS: Readonly<Record<(typeof FEEDS)[number], readonly EventRecord['kind'][] | null>> = {
  events: null,
  reports: ['report-published'],
  corrections: ['article-corrected', 'article-withdrawn', 'article-restored'],
};

/** Atom feeds of what happened to the source. */
export function feedRoutes(deps: ReadingRoomDeps): Hono {
  const app = new Hono();
  for (const name of FEEDS) {
    app.get(`/feeds/${name}.atom`, async (c) => {
      const { origin } = new URL(c.req.url);
      const { items, updatedAt } = await feedItems(deps, KINDS[name], origin);
      const xml = atomFeed(
        {
          name,
          title: `${ZH.site} · ${ZH.feeds[name]}`,
          author: ZH.site,
          selfUrl: `${origin}/feeds/${name}.atom`,
          homeUrl: `${origin}/`,
        },
        items,
      );
      const etag = `"sha256-${sha256Of(xml)}"`;
      c.header('ETag', etag);
      c.header('Last-Modified', httpDate(updatedAt));
      if (alreadyHas(c, etag, updatedAt)) return c.body(null, 304);
      return c.body(xml, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' });
    });
  }
  return app;
}

/** What a takedown or a policy took out of a feed, or put back, is as much news to whoever holds a copy as an event. */
async function feedItems(
  deps: ReadingRoomDeps,
  kinds: readonly EventRecord['kind'][] | null,
  origin: string,
): Promise<{ readonly items: FeedItem[]; readonly updatedAt: Instant }> {
  const { catalog, papers } = deps;
  const changes: Instant[] = [];
  const items: FeedItem[] = [];
  for (const paper of await heldPapers(catalog, papers)) {
    const access = await openAccess(deps, askerOf(deps), paper);
    if (access.book.changedAt !== null) changes.push(access.book.changedAt);
    const events = catalog.events(paper.id, { newestFirst: true });
    const ofKind = select(events, ({ kind }) => kinds?.includes(kind) ?? true);
    const told = await take(access.listed(ofKind, subjectOfEvent), ENTRIES);
    for (const event of told) {
      const { href, versionsHref } = eventEntry(paper, event);
      items.push({
        event,
        paperName: paper.name.zh,
        url: origin + href,
        versionsUrl: versionsHref === null ? null : origin + versionsHref,
      });
    }
  }
  const newest = items.toSorted((a, b) => (a.event.at < b.event.at ? 1 : -1)).slice(0, ENTRIES);
  const updatedAt = [feedUpdatedAt(newest), ...changes].reduce((a, b) => (b > a ? b : a));
  return { items: newest, updatedAt };
}
