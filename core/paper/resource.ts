import { type IssueDate, asIssueDate, isIssueDate } from './issue-date.ts';
import type { Paper, TemplateEra } from './paper.ts';

/**
 * Where something lies within its paper, relative to the paper's base and already canonical:
 * `html/2023-02/25/content_667012.htm`. The same page on another port, on a mirror or with `?div=0` has the
 * same path, so it is one resource with one line of versions.
 */
export type ResourcePath = string & { readonly __brand: 'ResourcePath' };

/** What a resource is to its issue: the HTML of a page slot is a node, an image is the scan of a page. */
export const RESOURCE_KINDS = ['node', 'article', 'image', 'pdf', 'picture'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Why a link is not one of the paper's resources. */
export type NotOfPaper =
  | { readonly kind: 'not-a-url'; readonly link: string }
  /** Longer than any key of the catalog can be. */
  | { readonly kind: 'too-long'; readonly link: string }
  | { readonly kind: 'elsewhere'; readonly url: string };

export type Resolved = { readonly kind: 'resource'; readonly path: ResourcePath } | NotOfPaper;

/** A server that is asked for the paper: the registered site, a mirror or a test server with the same layout. */
export interface Site {
  readonly paper: Paper;
  /** With a slash at the end. */
  readonly baseUrl: string;
}

/** A base URL that no site can have. */
export class BadBaseUrl extends Error {
  override readonly name = 'BadBaseUrl';

  constructor(text: string, why: string) {
    super(`'${text}' cannot be a base URL: ${why}; give one such as http://127.0.0.1:8080/jmrb/`);
  }
}

/** Fails with {@link BadBaseUrl}. Without `baseUrl` it is the paper's registered site. */
export function siteOf(paper: Paper, baseUrl?: string): Site {
  const text = baseUrl ?? paper.baseUrl;
  if (text === null) {
    throw new BadBaseUrl('', `${paper.name.en} has no site of its own`);
  }
  if (!URL.canParse(text)) throw new BadBaseUrl(text, 'it is not a URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new BadBaseUrl(text, 'it is not http(s)');
  if (url.username !== '' || url.password !== '') throw new BadBaseUrl(text, 'it holds a password');
  if (url.search !== '' || url.hash !== '') throw new BadBaseUrl(text, 'it has a query or a fragment');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { paper, baseUrl: url.href };
}

/**
 * The origins that serve a site: its own, and where it is one of the paper's registered addresses all of those. A
 * mirror or a test server stands for itself.
 */
export function originsOf({ paper, baseUrl }: Site): string[] {
  const own = new URL(baseUrl).origin;
  const registered = (paper.baseUrl === null ? [] : [paper.baseUrl, ...paper.aliasBaseUrls]).map(
    (base) => new URL(base).origin,
  );
  return registered.includes(own) ? [...new Set([own, ...registered])] : [own];
}

/** The address to ask `site` for `path`. Put together and not resolved: `//elsewhere/` may be part of a path. */
export function urlOf(site: Site, path: ResourcePath): string {
  return site.baseUrl + path;
}

/**
 * Follows `link` as it stands on the page at `from`, and says which resource of the paper that is. Anything
 * outside the site's own base, or one of the paper's aliases for it, is `elsewhere`: such links are never asked.
 */
export function resolveLink(site: Site, from: ResourcePath, link: string): Resolved {
  const url = URL.parse(link, urlOf(site, from));
  return url === null ? { kind: 'not-a-url', link } : pathOfParsed(site, url);
}

const MAX_PATH_LENGTH = 700;

/** The resource that `url` is, if it is one of the site's; see {@link resolveLink}. */
export function pathOfUrl(site: Site, url: string): Resolved {
  const parsed = URL.parse(url);
  return parsed === null ? { kind: 'not-a-url', link: url } : pathOfParsed(site, parsed);
}

function pathOfParsed(site: Site, parsed: URL): Resolved {
  parsed.hash = '';
  const bases = [
    site.baseUrl,
    ...(site.paper.baseUrl === null ? [] : [site.paper.baseUrl]),
    ...site.paper.aliasBaseUrls,
  ];
  const base = bases.find((one) => parsed.href.startsWith(one) && parsed.href.length > one.length);
  if (base === undefined) return { kind: 'elsewhere', url: parsed.href };
  if (parsed.href.includes('?')) {
    for (const era of site.paper.eras)
      for (const name of era.addresses.ignoredQuery) parsed.searchParams.delete(name);
  }
  const path = withPlainEscapes(parsed.href.slice(base.length));
  if (path.length > MAX_PATH_LENGTH) return { kind: 'too-long', link: path.slice(0, 100) };
  // Without its ignored query a link may lead to the base itself, which is no resource.
  return isResourcePath(path) ? { kind: 'resource', path } : { kind: 'elsewhere', url: parsed.href };
}

/**
 * Escapes in their one plain form (RFC 3986, 6.2.2): capital digits, and none of a character that needs none, so that
 * `content%5F1.htm` is `content_1.htm`. A dot that would then be a segment of its own was taken away with it before.
 */
function withPlainEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
}

/** Whether `text` is the canonical path of a resource: it stays below its base and is written as a URL writes it. */
export function isResourcePath(text: string): text is ResourcePath {
  if (text === '' || text.length > MAX_PATH_LENGTH || text.includes('#')) return false;
  const url = `http://paper.invalid/${text}`;
  return URL.parse(url)?.href === url;
}

/** Fails with a TypeError for a text that is none; see {@link isResourcePath}. */
export function asResourcePath(text: string): ResourcePath {
  if (isResourcePath(text)) return text;
  throw new TypeError(`'${text.slice(0, 100)}' is not the canonical path of a resource`);
}

/** The era that issues of `date` are laid out in. */
export function eraOf(paper: Paper, date: IssueDate): TemplateEra {
  const era = paper.eras.find(({ from }) => from === null || date >= from);
  if (!era) throw new RangeError(`${paper.id} has no template era for ${date}`);
  return era;
}

export function frontPath(paper: Paper, date: IssueDate): ResourcePath {
  return fill(eraOf(paper, date).addresses.front, date);
}

export function calendarPath(paper: Paper, date: IssueDate): ResourcePath {
  return fill(eraOf(paper, date).addresses.calendar, date);
}

/** What an address alone tells: whether it is a node or an article, of which day, with which id. */
export function readPath(
  paper: Paper,
  path: ResourcePath,
): { readonly kind: 'node' | 'article'; readonly date: IssueDate; readonly articleId: string | null } | null {
  for (const { addresses } of paper.eras) {
    for (const kind of ['article', 'node'] as const) {
      const found = addresses[kind].exec(path);
      const date = `${found?.[1] ?? ''}-${found?.[2] ?? ''}`;
      if (found && isIssueDate(date)) return { kind, date: asIssueDate(date), articleId: found[3] ?? null };
    }
  }
  return null;
}

function fill(template: string, date: IssueDate): ResourcePath {
  const [yyyy = '', mm = '', dd = ''] = date.split('-');
  return template.replace('{yyyy}', yyyy).replace('{mm}', mm).replace('{dd}', dd) as ResourcePath;
}
