import type { EventRange } from '../core/catalog/catalog.ts';
import type { EventRecord } from '../core/catalog/records.ts';
import { asInstant } from '../core/paper/instant.ts';
import { type FeedItem, inOrder } from '../core/publish/feed-entries.ts';
import type { ReadingRoomDeps } from './deps.ts';
import { eventEntry, heldPapers, select, take } from './views/entries.ts';

/** As many as a reader of a feed is given at once; what is older stands in the months that it was seen in. */
const ENTRIES = 100;

/** A month of UTC: `2023-02`. */
export type Month = string;

export function isMonth(text: string): boolean {
  return /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text);
}

export interface FeedEvents {
  /** Newest first. */
  readonly items: readonly FeedItem[];
  /** The newest month with events that are not all told here; `null` when there is nothing older. */
  readonly older: Month | null;
}

type EventDeps = Pick<ReadingRoomDeps, 'catalog' | 'papers'>;
type Kinds = readonly EventRecord['kind'][] | null;

/** The newest events of these kinds, `null` for all, of all papers. */
export async function newestEvents(deps: EventDeps, kinds: Kinds, origin: string): Promise<FeedEvents> {
  const items = inOrder(await itemsOf(deps, kinds, origin, {}, ENTRIES + 1));
  return { items: items.slice(0, ENTRIES), older: items[ENTRIES]?.event.at.slice(0, 7) ?? null };
}

/** All events of a month. */
export async function eventsOfMonth(
  deps: EventDeps,
  kinds: Kinds,
  origin: string,
  month: Month,
): Promise<FeedEvents> {
  const [since, before] = [firstOf(month, 0), firstOf(month, 1)];
  const items = inOrder(await itemsOf(deps, kinds, origin, { since, before }, Infinity));
  const [older] = inOrder(await itemsOf(deps, kinds, origin, { before: since }, 1));
  return { items, older: older?.event.at.slice(0, 7) ?? null };
}

function firstOf(month: Month, later: number): NonNullable<EventRange['since']> {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return asInstant(new Date(Date.UTC(year, number - 1 + later, 1)).toISOString());
}

/** Up to `most` of each paper. */
async function itemsOf(
  { catalog, papers }: EventDeps,
  kinds: Kinds,
  origin: string,
  range: EventRange,
  most: number,
): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for (const paper of await heldPapers(catalog, papers)) {
    const events = catalog.events(paper.id, { newestFirst: true, ...range });
    const told = await take(
      select(events, ({ kind }) => kinds?.includes(kind) ?? true),
      most,
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
  return items;
}
