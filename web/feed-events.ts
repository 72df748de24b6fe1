import type { EventRange } from '../core/catalog/catalog.ts';
import type { EventRecord } from '../core/catalog/records.ts';
import { type Instant, asInstant } from '../core/paper/instant.ts';
import { type FeedItem, inOrder } from '../core/publish/feed-entries.ts';
import { subjectOfEvent } from '../core/rights/access.ts';
import { type Access, askerOf, openAccess } from './rights/access.ts';
import type { ReadingRoomDeps } from './deps.ts';
import { eventEntry, heldPapers, select, take } from './views/entries.ts';

/** As many as a reader of a feed is given at once; what is older stands in the months that it was seen in. */
export const ENTRIES = 100;

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
  /**
   * When what may be told changed last; `null` for never. What a takedown or a policy took out of a feed, or put back, is
   * as much news to whoever holds a copy as an event.
   */
  readonly changedAt: Instant | null;
}

type EventDeps = Pick<ReadingRoomDeps, 'catalog' | 'papers' | 'now' | 'report' | 'rights'>;
type Kinds = readonly EventRecord['kind'][] | null;

/** The newest events of these kinds, `null` for all, of all papers. */
export async function newestEvents(deps: EventDeps, kinds: Kinds, origin: string): Promise<FeedEvents> {
  const rights = await openPapers(deps);
  const items = inOrder(await itemsOf(deps, rights, kinds, origin, {}, ENTRIES + 1));
  return {
    items: items.slice(0, ENTRIES),
    older: items[ENTRIES]?.event.at.slice(0, 7) ?? null,
    changedAt: changedAt(rights),
  };
}

/** All events of a month. */
export async function eventsOfMonth(
  deps: EventDeps,
  kinds: Kinds,
  origin: string,
  month: Month,
): Promise<FeedEvents> {
  const [since, before] = [firstOf(month, 0), firstOf(month, 1)];
  const rights = await openPapers(deps);
  const items = inOrder(await itemsOf(deps, rights, kinds, origin, { since, before }, Infinity));
  const [older] = inOrder(await itemsOf(deps, rights, kinds, origin, { before: since }, 1));
  return { items, older: older?.event.at.slice(0, 7) ?? null, changedAt: changedAt(rights) };
}

/** The rights of every paper that something is held of. */
async function openPapers(deps: EventDeps): Promise<readonly Access[]> {
  const papers = await heldPapers(deps.catalog, deps.papers);
  return Promise.all(papers.map((paper) => openAccess(deps, askerOf(deps), paper)));
}

function changedAt(rights: readonly Access[]): Instant | null {
  return rights.reduce<Instant | null>((newest, { book }) => {
    if (book.changedAt === null) return newest;
    return newest === null || book.changedAt > newest ? book.changedAt : newest;
  }, null);
}

function firstOf(month: Month, later: number): NonNullable<EventRange['since']> {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return asInstant(new Date(Date.UTC(year, number - 1 + later, 1)).toISOString());
}

/** Up to `most` of each paper. */
async function itemsOf(
  { catalog }: EventDeps,
  rights: readonly Access[],
  kinds: Kinds,
  origin: string,
  range: EventRange,
  most: number,
): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for (const access of rights) {
    const { paper } = access.book;
    const events = catalog.events(paper.id, { newestFirst: true, ...range });
    const ofKind = select(events, ({ kind }) => kinds?.includes(kind) ?? true);
    const told = await take(access.listed(ofKind, subjectOfEvent), most);
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
