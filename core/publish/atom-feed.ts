import { type FeedEntry, type FeedHead, feedId, feedUpdatedAt } from './feed-entries.ts';
import { xmlElement, xmlEscaped } from './xml-text.ts';

/** Entries as an Atom feed (RFC 4287), in their order; a part of a feed that is archived says so (RFC 5005). */
export function atomFeed(head: FeedHead, entries: readonly FeedEntry[]): string {
  const { olderUrl, currentUrl } = head;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="zh-CN">',
    xmlElement('id', feedId(head.name)),
    xmlElement('title', head.title),
    xmlElement('updated', feedUpdatedAt(entries)),
    `<author>${xmlElement('name', head.author)}</author>`,
    link('self', 'application/atom+xml', head.selfUrl),
    link('alternate', 'text/html', head.homeUrl),
    ...(olderUrl === null ? [] : [link('prev-archive', 'application/atom+xml', olderUrl)]),
    ...(currentUrl === null ? [] : ['<fh:archive/>', link('current', 'application/atom+xml', currentUrl)]),
    ...entries.map(entry),
    '</feed>',
    '',
  ].join('\n');
}

function entry({ id, title, at, categories, url, relatedUrl, summary }: FeedEntry): string {
  return [
    '<entry>',
    xmlElement('id', id),
    xmlElement('title', title),
    xmlElement('updated', at),
    xmlElement('published', at),
    ...categories.map(
      ({ term, label }) => `<category term="${xmlEscaped(term)}" label="${xmlEscaped(label)}"/>`,
    ),
    link('alternate', 'text/html', url),
    ...(relatedUrl === null ? [] : [link('related', 'text/html', relatedUrl)]),
    xmlElement('summary', summary),
    '</entry>',
  ].join('\n');
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${xmlEscaped(href)}"/>`;
}
