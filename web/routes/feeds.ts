import { Hono } from 'hono';
import type { EventRecord } from '../../core/catalog/records.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { type FeedItem, atomFeed, feedUpdatedAt } from '../../core/publish/atom-feed.ts';
import { alreadyHas, httpDate } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { ZH } from '../texts/zh.ts';
import { eventEntry, heldPapers, select, take } from '../views/entries.ts';

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
      const items = await feedItems(deps, KINDS[name], origin);
      const updatedAt = feedUpdatedAt(items);
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

async function feedItems(
  { catalog, papers }: ReadingRoomDeps,
  kinds: readonly EventRecord['kind'][] | null,
  origin: string,
): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for (const paper of await heldPapers(catalog, papers)) {
    const events = catalog.events(paper.id, { newestFirst: true });
    const told = await take(
      select(events, ({ kind }) => kinds?.includes(kind) ?? true),
      ENTRIES,
    );
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
  return items.toSorted((a, b) => (a.event.at < b.event.at ? 1 : -1)).slice(0, ENTRIES);
}
