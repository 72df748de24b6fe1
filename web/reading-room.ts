import { Hono } from 'hono';
import type { ReadingRoomDeps } from './deps.ts';
import { RecentIssues } from './recent-issues.ts';
import { ReleaseData } from './release-data.ts';
import { type OneSide, framed } from './room-frame.ts';
import { apiRoutes } from './routes/api.ts';
import { articleRoutes } from './routes/articles.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { cdxRoutes } from './routes/cdx.ts';
import { dataRoutes } from './routes/data.ts';
import { feedRoutes } from './routes/feeds.ts';
import { homeRoutes } from './routes/home.ts';
import { iiifRoutes } from './routes/iiif.ts';
import { issueRoutes } from './routes/issues.ts';
import { mementoRoutes } from './routes/memento.ts';
import { sitemapRoutes } from './routes/sitemaps.ts';
import { packageRoutes } from './routes/packages.ts';
import { rawRoutes } from './routes/raw.ts';
import { topicFeedRoutes } from './routes/topic-feeds.ts';
import { seriesRoutes } from './routes/series.ts';
import { SeriesData } from './series/series-data.ts';
import { searchRoutes } from './routes/search.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { takedownFeedRoutes } from './routes/takedown-feed.ts';
import { takedownRoutes } from './routes/takedowns.ts';
import { WithheldObservations } from './rights/withheld-observations.ts';

/**
 * The reading room: data in, HTML, JSON, feeds and downloads out. The same app on a desk and in Lambda.
 *
 * @param door the side of it that every visitor of this room stands on; `null` where nobody signs in
 */
export function createReadingRoom(deps: ReadingRoomDeps, door: OneSide | null = null): Hono {
  return framed(deps, door, roomsOf(deps, door));
}

function roomsOf(deps: ReadingRoomDeps, door: OneSide | null): Hono {
  const rooms = new Hono();
  const data = new ReleaseData(deps);
  const withheld = new WithheldObservations(data);
  const series = new SeriesData(data, withheld);
  const issues = new RecentIssues(deps);
  if (door !== null) rooms.route('/', signInRoutes(deps, door));
  // Addresses of the archive itself come first; whatever begins with a paper's id after them.
  rooms.route('/', homeRoutes(deps, series, issues));
  rooms.route('/', searchRoutes(deps));
  rooms.route('/', feedRoutes(deps));
  rooms.route('/', topicFeedRoutes(deps, series));
  rooms.route('/', dataRoutes(deps));
  rooms.route('/', apiRoutes(deps, data, withheld));
  rooms.route('/', seriesRoutes(deps, series));
  rooms.route('/', takedownRoutes(deps));
  rooms.route('/', takedownFeedRoutes(deps));
  rooms.route('/', mementoRoutes(deps));
  rooms.route('/', rawRoutes(deps));
  rooms.route('/', sitemapRoutes(deps, issues));
  rooms.route('/', calendarRoutes(deps));
  rooms.route('/', cdxRoutes(deps));
  rooms.route('/', iiifRoutes(deps, issues));
  rooms.route('/', packageRoutes(deps));
  rooms.route('/', issueRoutes(deps, issues));
  rooms.route('/', articleRoutes(deps));

  return rooms;
}
