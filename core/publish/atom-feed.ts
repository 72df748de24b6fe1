import { type FeedEntry, type FeedHead, feedId, feedUpdatedAt } from './feed-entries.ts';

/** Entries as an Atom feed (RFC 4287), in their order; a part of a feed that is archived says so (RFC 5005). */
export function atomFeed(head: FeedHead, entries: readonly FeedEntry[]): string {
  const { olderUrl, currentUrl } = head;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="zh-CN">',
    element('id', feedId(head.name)),
    element('title', head.title),
    element('updated', feedUpdatedAt(entries)),
    `<author>${element('name', head.author)}</author>`,
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
    element('id', id),
    element('title', title),
    element('updated', at),
    element('published', at),
    ...categories.map(({ term, label }) => `<category term="${escape(term)}" label="${escape(label)}"/>`),
    link('alternate', 'text/html', url),
    ...(relatedUrl === null ? [] : [link('related', 'text/html', relatedUrl)]),
    element('summary', summary),
    '</entry>',
  ].join('\n');
}

function element(name: string, text: string): string {
  return `<${name}>${escape(text)}</${name}>`;
}

function link(rel: string, type: string, href: string): string {
  return `<link rel="${rel}" type="${type}" href="${escape(href)}"/>`;
}

/** For text and for attributes in double quotes. Characters that XML 1.0 cannot hold are left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
