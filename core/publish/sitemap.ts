import type { Instant } from '../paper/instant.ts';
import { xmlElement } from './xml-text.ts';

/** An address with when what is there changed last; `null` where that is not known. */
export interface SitemapEntry {
  /** Absolute. */
  readonly url: string;
  readonly changedAt: Instant | null;
}

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** Addresses by sitemaps.org's protocol 0.9, which has room for 50,000 of them in a file. */
export function sitemap(entries: readonly SitemapEntry[]): string {
  return document('urlset', 'url', entries);
}

/** Where the sitemaps are. */
export function sitemapIndex(entries: readonly SitemapEntry[]): string {
  return document('sitemapindex', 'sitemap', entries);
}

function document(root: string, item: string, entries: readonly SitemapEntry[]): string {
  const items = entries.map(
    ({ url, changedAt }) =>
      `<${item}>${xmlElement('loc', url)}${changedAt === null ? '' : xmlElement('lastmod', changedAt)}</${item}>`,
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<${root} ${NAMESPACE}>`,
    ...items,
    `</${root}>`,
    '',
  ].join('\n');
}
