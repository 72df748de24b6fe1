import { CHANGE_CLASS_NAMES, EVENT_NAMES } from '../alert/event-names.ts';
import { oneLine } from '../alert/one-line.ts';
import type { EventRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import { byCodeUnit } from '../text-order.ts';
import { xmlElement, xmlEscaped } from './xml-text.ts';

/** What a feed says of itself. Every address is absolute. */
export interface FeedHead {
  /** Stable part of the feed's id: `events`. */
  readonly name: string;
  readonly title: string;
  readonly author: string;
  readonly selfUrl: string;
  readonly homeUrl: string;
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

/** When the newest of `items` was seen; the epoch without any. */
export function feedUpdatedAt(items: readonly FeedItem[]): Instant {
  return items.reduce((newest, { event }) => (event.at > newest ? event.at : newest), EPOCH);
}

/**
 * The events as an Atom feed (RFC 4287), newest first. An entry's id comes from its event's id, which names what
 * happened to which version, so a second change of the same article is a second entry.
 */
export function atomFeed(head: FeedHead, items: readonly FeedItem[]): string {
  const newestFirst = items.toSorted((a, b) =>
    a.event.at === b.event.at ? byCodeUnit(b.event.id, a.event.id) : byCodeUnit(b.event.at, a.event.at),
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    xmlElement('id', `${TAG}feed/${encode(head.name)}`),
    xmlElement('title', head.title),
    xmlElement('updated', feedUpdatedAt(items)),
    `<author>${xmlElement('name', head.author)}</author>`,
    link('self', 'application/atom+xml', head.selfUrl),
    link('alternate', 'text/html', head.homeUrl),
    ...newestFirst.map(entry),
    '</feed>',
    '',
  ].join('\n');
}

function entry({ event, paperName, url, versionsUrl }: FeedItem): string {
  return [
    '<entry>',
    xmlElement('id', `${TAG}event/${encode(event.paper)}/${encode(event.id)}`),
    xmlElement('title', titleOf(event, paperName)),
    xmlElement('updated', event.at),
    xmlElement('published', event.at),
    category(event.kind, EVENT_NAMES[event.kind].zh),
    // Two entries of one kind differ in these: a reader of the feed can be told to show changed numbers alone.
    ...event.classes.map((one) => category(`change/${one}`, CHANGE_CLASS_NAMES[one].zh)),
    link('alternate', 'text/html', url),
    ...(versionsUrl === null ? [] : [link('related', 'text/html', versionsUrl)]),
    xmlElement('summary', summaryOf(event, paperName)),
    '</entry>',
  ].join('\n');
}

function titleOf(event: EventRecord, paperName: string): string {
  const about = event.title === null ? `${paperName} ${event.date}` : oneLine(event.title);
  return `${EVENT_NAMES[event.kind].zh}：${about}`;
}

function summaryOf(event: EventRecord, paperName: string): string {
  const place = `${paperName} ${event.date}${event.page === null ? '' : ` 第${event.page}版`}`;
  const version = event.version === null ? [] : [`第 ${event.version} 个版本`];
  const changes = event.changes.map(({ before, after }) => `“${quoted(before)}” → “${quoted(after)}”`);
  return [[place, ...version].join('，'), ...changes].join('；');
}

function quoted(text: string): string {
  const points = Array.from(oneLine(text));
  return points.length <= MAX_QUOTED ? points.join('') : `${points.slice(0, MAX_QUOTED).join('')}…`;
}

function category(term: string, label: string): string {
  return `<category term="${xmlEscaped(term)}" label="${xmlEscaped(label)}"/>`;
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${xmlEscaped(href)}"/>`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
