import type { FeedEntry, FeedHead } from './feed-entries.ts';

/** Entries as a JSON Feed 1.1, in their order. Control characters, which no reader of a feed expects, are left out. */
export function jsonFeed(head: FeedHead, entries: readonly FeedEntry[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: clean(head.title),
    home_page_url: head.homeUrl,
    feed_url: head.selfUrl,
    ...(head.olderUrl === null ? {} : { next_url: head.olderUrl }),
    authors: [{ name: head.author }],
    language: 'zh-CN',
    items: entries.map(item),
  });
}

function item({ id, title, at, categories, url, relatedUrl, summary }: FeedEntry): object {
  return {
    ...{ id, url, title: clean(title), content_text: clean(summary) },
    ...{ date_published: at, date_modified: at },
    tags: categories.map(({ term }) => term),
    ...(relatedUrl === null ? {} : { _jmnews: { versions_url: relatedUrl } }),
  };
}

function clean(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\P{Cc}]/gu, '');
}
