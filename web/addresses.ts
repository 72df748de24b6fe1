import { type IssueDate, isIssueDate } from '../core/paper/issue-date.ts';
import { type ResourcePath, asResourcePath } from '../core/paper/resource.ts';
import { CITATION_FORMS, type CitationForm } from '../core/publish/citations/reference.ts';
import { articleHref, isPageLabel } from '../core/publish/room-address.ts';

/*
 * Every address of the reading room is made and read here, or, where something published leads to it, in
 * core/publish/room-address.ts. Addresses are permanent: other people's footnotes hold them. One may be redirected,
 * none may be given another meaning.
 */

const VERSION = /^[1-9]\d{0,5}$/;
const YEAR = /^(19|20)\d\d$/;
const RELEASE = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;

/** What there is below `/api/`, in OpenAPI. */
export const API_DESCRIPTION = '/api/openapi.json';

export function isYear(text: string): boolean {
  return YEAR.test(text);
}

export function isReleaseVersion(text: string): boolean {
  return RELEASE.test(text);
}

/** `null` for anything but a whole number from 1 on. */
export function parseVersion(text: string): number | null {
  return VERSION.test(text) ? Number(text) : null;
}

/** `2023-02`. */
export function isMonth(text: string): boolean {
  return isIssueDate(`${text}-01`);
}

export function parseDate(text: string): IssueDate | null {
  return isIssueDate(text) ? text : null;
}

/** `null` for a path that no resource can have. */
export function parseResourcePath(text: string): ResourcePath | null {
  try {
    return asResourcePath(text);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export function paperHref(paper: string): string {
  return `/${paper}/`;
}

export function yearHref(paper: string, year: string): string {
  return `/${paper}/${year}/`;
}

export function issueHref(paper: string, date: IssueDate): string {
  return `/${paper}/${date}`;
}

/** How every day of a year stands. For machines only: the year's page is its twin for people. */
export function coverageHref(paper: string, year: string): string {
  return `/${paper}/coverage/${year}.json`;
}

/** `02-25` in every year. */
export function sameDateHref(paper: string, monthDay: string): string {
  return `/${paper}/on/${monthDay}`;
}

/** How the paper's server was asked for an issue. No page slot has a label in small letters. */
export function captureLogHref(paper: string, date: IssueDate): string {
  return `${issueHref(paper, date)}/captures`;
}

/** The same, an attempt a line. */
export function captureLogNdjsonHref(paper: string, date: IssueDate): string {
  return `${captureLogHref(paper, date)}.ndjson`;
}

/** `null` for a label that no address can hold. */
export function pageHref(paper: string, date: IssueDate, page: string): string | null {
  return isPageLabel(page) ? `/${paper}/${date}/${page}` : null;
}

export function versionsHref(
  paper: string,
  date: IssueDate,
  page: string | null,
  articleId: string,
): string | null {
  const article = articleHref(paper, date, page, articleId);
  return article === null ? null : `${article}/versions`;
}

/** Two versions of an article, the older one first. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

/** How the difference of two versions is shown: marked in one text, or the two side by side. */
export const DIFF_FORMS = ['inline', 'side'] as const;
export type DiffForm = (typeof DIFF_FORMS)[number];

/** Below `versions`, the address of an article's versions: `…/667012/diff/1..2`. */
export function diffHref(versions: string, { before, after }: Pair, form: DiffForm = 'inline'): string {
  const address = `${versions.replace(/versions$/, 'diff')}/${before}..${after}`;
  return form === 'inline' ? address : `${address}?form=${form}`;
}

/** `null` for anything but two versions of which the first is the older one. */
export function parsePair(text: string): Pair | null {
  const [first = '', second = '', more] = text.split('..');
  const [before, after] = [parseVersion(first), parseVersion(second)];
  return more === undefined && before !== null && after !== null && before < after ? { before, after } : null;
}

/** In one text for whatever is no form. */
export function parseDiffForm(text: string | undefined): DiffForm {
  return DIFF_FORMS.find((form) => form === text) ?? 'inline';
}

/** A path may hold a query or percent signs of its own, so each segment is encoded once more. */
export function rawHref(paper: string, version: number, path: ResourcePath): string {
  return `/${paper}/raw/${version}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A file that names `article`, an article's address with or without a version, as a list of references does. */
export function citationHref(article: string, form: CitationForm): string {
  const [path = '', query] = article.split('?');
  return `${path}/cite.${form}${query === undefined ? '' : `?${query}`}`;
}

/** `null` for a file name that is no reference: `cite.bib`. */
export function parseCitation(name: string): CitationForm | null {
  return CITATION_FORMS.find((form) => name === `cite.${form}`) ?? null;
}

export function releaseHref(version: string): string {
  return `/data/${version}/`;
}

export function releaseFileHref(version: string, name: string): string {
  return `/data/${version}/${encodeURIComponent(name)}`;
}

/** The machine's twin of a page: `/jmrb/` has `/jmrb/index.json`, `/jmrb/2023-02-25` has `/jmrb/2023-02-25.json`. */
export function jsonHref(href: string): string {
  const [path = '', query] = href.split('?');
  const twin = path.endsWith('/') ? `${path}index.json` : `${path}.json`;
  return query === undefined ? twin : `${twin}?${query}`;
}

/**
 * The same address with a slash at its end, or without the one that it has; `null` for the first page and for what
 * would read as another host's.
 */
export function slashTwin({ pathname, search }: URL): string | null {
  if (pathname === '/' || pathname.startsWith('//')) return null;
  return (pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/`) + search;
}

/** The addresses of a month, for robots. */
export function sitemapHref(paper: string, month: string): string {
  return `/sitemap/${paper}/${month}.xml`;
}

/** What the site said its address was, if that is an address that a link may lead to. */
export function webUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** The page of the search, and its JSON twin. */
export const SEARCH = '/search';

export function searchHref(query: URLSearchParams, json = false): string {
  return `${SEARCH}${json ? '.json' : ''}?${query.toString()}`;
}

/*
 * The doors of a room that people sign in to. Where they lead to besides is said by the query `to`, and by nobody else.
 */

export const SIGN_IN = '/sign-in';
/** Where the provider sends readers back to. */
export const SIGN_IN_CALLBACK = '/sign-in/callback';
export const SIGN_OUT = '/sign-out';

/** Signs in and comes back to `here`, a path with its query. */
export function signInHref(here: string): string {
  return `${SIGN_IN}?to=${encodeURIComponent(here)}`;
}

/** Everything that was ever taken down; a record's place in it is its id. */
export const TAKEDOWNS_HREF = '/takedowns';
/** Of its feed, without an ending. */
export const TAKEDOWNS_FEED = '/feeds/takedowns';
