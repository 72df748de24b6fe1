import type { Hono } from 'hono';
import type { ReadingRoomDeps } from './deps.ts';
import { RecentIssues } from './recent-issues.ts';
import { ReleaseData } from './release-data.ts';
import { WithheldObservations } from './rights/withheld-observations.ts';
import { framed } from './room-frame.ts';
import { homeRoutes } from './routes/home.ts';
import { SeriesData } from './series/series-data.ts';

/** What of the room can be answered from here: its first page with its style, of which other pages need nothing. */
export const FRONT: ReadonlySet<string> = new Set(['/', '/style.css', '/favicon.ico']);

/**
 * The first page as the whole room answers it, without the rest: most of what the room consists of is long to load, and whoever
 * has just opened it waits for one page.
 */
export function createFrontRoom(deps: ReadingRoomDeps): Hono {
  const data = new ReleaseData(deps);
  const series = new SeriesData(data, new WithheldObservations(data));
  return framed(deps, null, homeRoutes(deps, series, new RecentIssues(deps)));
}
