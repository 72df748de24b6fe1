import type { Instant } from '../paper/instant.ts';
import type { Sha256 } from '../paper/sha256.ts';

/** One kept response in a WARC file, as the index tells of it. */
export interface CdxjEntry {
  readonly url: string;
  readonly at: Instant;
  /** The record's payload digest, `sha256:…`: of the body as sent. */
  readonly digest: string;
  readonly mime: string;
  readonly status: number;
  /** The WARC file's name without its folder. */
  readonly filename: string;
  /** Where the record's gzip member lies in the file. */
  readonly offset: number;
  readonly length: number;
  /** Of the gzip member's bytes, which lets a reader check what it fetched by range. */
  readonly recordSha256: Sha256;
}

/**
 * The lines of a CDXJ 0.1.0 index, an entry each, in the order that LC_ALL=C sorts in. The lines are ASCII, so that the
 * order of code units is the order of bytes.
 */
export function cdxjLines(entries: readonly CdxjEntry[]): string[] {
  const lines = entries.map((entry) => `${cdxjLine(entry)}\n`);
  return lines.sort();
}

/** `<SURT> <17 digits UTC> <JSON>`, numbers as numbers, without a line feed. */
export function cdxjLine(entry: CdxjEntry): string {
  const { url, digest, mime, filename, offset, length, status, recordSha256 } = entry;
  const recordDigest = `sha256:${recordSha256}`;
  const json = JSON.stringify({ url, digest, mime, filename, offset, length, status, recordDigest });
  return `${surtOf(url)} ${cdxjTime(entry.at)} ${json}`;
}

/** Milliseconds included, so that two versions of one second stay two: `20230224220500123`. */
function cdxjTime(at: Instant): string {
  return at.replace(/\D/g, '');
}

/**
 * The sort-friendly form of a URL: host names from the right, so that a domain's pages lie together. Lower case,
 * without scheme and `www.`, query parameters sorted; a port that is not the scheme's own stays:
 * `com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_1.htm`.
 */
export function surtOf(url: string): string {
  const { hostname, port, pathname, search, searchParams } = new URL(
    url.toLowerCase().replace(/^(https?:\/\/)www\d*\./, '$1'),
  );
  const host = hostname.split('.').reverse().join(',');
  searchParams.sort();
  const query = search === '' ? '' : `?${searchParams.toString()}`;
  return `${host}${port === '' ? '' : `:${port}`})${pathname}${query}`;
}
