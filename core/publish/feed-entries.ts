import { CHANGE_CLASS_NAMES, EVENT_NAMES } from '../alert/event-names.ts';
import { oneLine } from '../alert/one-line.ts';
import type { EventRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import { byCodeUnit } from '../text-order.ts';

/** What a feed says of itself, in whatever form it is written. Every address is absolute. */
export interface FeedHead {
  /** Stable part of the feed's id: `events`, `place/heshan`. An archived part has that of its feed. */
  readonly name: string;
  readonly title: string;
  readonly author: string;
  readonly selfUrl: string;
  readonly homeUrl: string;
  /** Where older entries are (RFC 5005, `prev-archive`); `null` where there are none. */
  readonly olderUrl: string | null;
  /** Of a part that is archived: the feed that it is a part of. `null` of the feed itself. */
  readonly currentUrl: string | null;
}

/** One thing to be told, in whatever form. */
export interface FeedEntry {
  /** A tag URI (RFC 4151) that never changes. */
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  readonly categories: readonly { readonly term: string; readonly label: string }[];
  readonly url: string;
  readonly relatedUrl: string | null;
  readonly summary: string;
}

/** An event with where it leads. */
export interface FeedItem {
  readonly event: EventRecord;
  /** The paper's name in Chinese. */
  readonly paperName: string;
  readonly url: string;
  /** The versions of the article that it is about. */
  readonly versionsUrl: string | null;
}

/**
 * Feed and entry ids are tag URIs (RFC 4151). The name that they are under is one that RFC 2606 keeps from ever
 * being anybody's: ids must stay the same wherever the archive is served from, so no server's name can be in them.
 */
const TAG = 'tag:jmnews-archive.invalid,2023:';

/** What an empty feed was last changed at. */
const EPOCH = '1970-01-01T00:00:00.000Z' as Instant;

/** Quotations stay short, whatever the length of what changed. */
const MAX_QUOTED = 120;

export function feedId(name: string): string {
  return `${TAG}feed/${encode(name)}`;
}

/** When the newest of `entries` was seen; the epoch without any. */
export function feedUpdatedAt(entries: readonly Pick<FeedEntry, 'at'>[]): Instant {
  return entries.reduce((newest, { at }) => (at > newest ? at : newest), EPOCH);
}

/**
 * The events, newest first. An entry's id comes from its event's id, which names what happened to which version, so a
 * second change of the same article is a second entry.
 */
export function eventEntries(items: readonly FeedItem[]): FeedEntry[] {
  return inOrder(items).map(({ event, paperName, url, versionsUrl }) => ({
    id: `${TAG}event/${encode(event.paper)}/${encode(event.id)}`,
    title: titleOf(event, paperName),
    at: event.at,
    categories: categoriesOf(event),
    ...{ url, relatedUrl: versionsUrl },
    summary: summaryOf(event, paperName),
  }));
}

export function inOrder(items: readonly FeedItem[]): FeedItem[] {
  return items.toSorted((a, b) =>
    a.event.at === b.event.at ? byCodeUnit(b.event.id, a.event.id) : byCodeUnit(b.event.at, a.event.at),
  );
}

/** The entry of a feed about something that the event touches: another one than the event's own, under the same event. */
export function topicEntryId(feed: string, { paper, id }: EventRecord): string {
  return `${TAG}${feed.split('/').map(encode).join('/')}/event/${encode(paper)}/${encode(id)}`;
}

/** The entry of a record of the transparency log. */
export function takedownEntryId(paper: string, id: string): string {
  return `${TAG}takedowns/${encode(paper)}/${encode(id)}`;
}

/** Two entries of one kind differ in the classes: a reader of the feed can be told to show changed numbers alone. */
export function categoriesOf({ kind, classes }: EventRecord): FeedEntry['categories'] {
  return [
    { term: kind, label: EVENT_NAMES[kind].zh },
    ...classes.map((one) => ({ term: `change/${one}`, label: CHANGE_CLASS_NAMES[one].zh })),
  ];
}

function titleOf(event: EventRecord, paperName: string): string {
  const about = event.title === null ? `${paperName} ${event.date}` : oneLine(event.title);
  return `${EVENT_NAMES[event.kind].zh}：${about}`;
}

function summaryOf(event: EventRecord, paperName: string): string {
  const version = event.version === null ? [] : [`第 ${event.version} 个版本`];
  const changes = event.changes.map(({ before, after }) => `“${quoted(before)}” → “${quoted(after)}”`);
  return [[placeOf(event, paperName), ...version].join('，'), ...changes].join('；');
}

/** Where in which issue of which paper. */
export function placeOf({ date, page }: EventRecord, paperName: string): string {
  return `${paperName} ${date}${page === null ? '' : ` 第${page}版`}`;
}

export function quoted(text: string): string {
  const points = Array.from(oneLine(text));
  return points.length <= MAX_QUOTED ? points.join('') : `${points.slice(0, MAX_QUOTED).join('')}…`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
