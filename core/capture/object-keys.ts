import { type IssueDate, isIssueDate } from '../paper/issue-date.ts';
import { type ResourcePath, asResourcePath } from '../paper/resource.ts';
import { type Sha256, isSha256 } from '../paper/sha256.ts';
import type { ObjectKey } from './object-store.ts';

/** Where captures are kept: `quarantine` holds the answers that were refused, which are no version of anything. */
export const CAPTURE_AREAS = ['captures', 'quarantine'] as const;
export type CaptureArea = (typeof CAPTURE_AREAS)[number];

/** What the keys of all readings, of all files of releases, or of all indexes of their tables, begin with. */
export const READINGS = 'readings/';
export const RELEASES = 'releases/';
/** What releases look like for query engines. */
export const LAKE = 'lake/';
export const INDEXES = 'indexes/';
/** The words of all articles. */
export const SEARCH = 'search/';

/** What is shown of papers, and what was taken out of the store: the log of each, a record an object. */
export const RIGHTS = 'rights/';
export const REMOVALS = 'removals/';

/** Which reading of which version of what. */
export interface ReadingAddress {
  readonly paper: string;
  readonly path: ResourcePath;
  readonly sha256: Sha256;
  readonly readerVersion: number;
}

/** `captures/jmrb/2023-02-25/JMRB-20230225001500000-00000-323470cdff7c3d81c601.warc.gz` */
export function captureKey(area: CaptureArea, paper: string, date: IssueDate, fileName: string): ObjectKey {
  return `${capturesPrefix(area, paper, date)}${fileName}`;
}

/** What the keys of an issue's captures begin with, and no others. */
export function capturesPrefix(area: CaptureArea, paper: string, date: IssueDate): string {
  return `${area}/${paper}/${date}/`;
}

/** `null` for a key that {@link captureKey} does not make. */
export function parseCaptureKey(
  key: ObjectKey,
): { readonly area: CaptureArea; readonly paper: string; readonly date: IssueDate } | null {
  const [areaName, paper = '', date = '', fileName = '', ...more] = key.split('/');
  const area = CAPTURE_AREAS.find((one) => one === areaName);
  if (area === undefined || paper === '' || fileName === '' || more.length > 0) return null;
  return isIssueDate(date) ? { area, paper, date } : null;
}

/** `JMRB-20230225001500123-00000-323470cdff7c3d81c601.warc.gz`: the instant's digits and the capture's id. */
const CAPTURE_FILE = /-(\d{17})-\d{5}-([^-]+)\.warc\.gz$/;

/** What the name of a capture's object tells; `null` for a name that no capture gives. */
export function parseCaptureName(
  key: ObjectKey,
): { readonly stamp: string; readonly captureId: string } | null {
  const [, stamp, captureId] = CAPTURE_FILE.exec(key) ?? [];
  return stamp === undefined || captureId === undefined ? null : { stamp, captureId };
}

/** Derived, so its address holds the reader's version: `readings/v1/jmrb/html/…/content_1.htm/<sha256>.json`. */
export function readingKey({ paper, path, sha256, readerVersion }: ReadingAddress): ObjectKey {
  return `${readingsPrefix(paper, path, readerVersion)}${sha256}.json`;
}

/**
 * The readings that may lie under `key`, mostly one and at most two: a key does not tell whether a `%` was put
 * there by us or belongs to the path. None for a key that {@link readingKey} does not make.
 */
export function parseReadingKey(key: ObjectKey): ReadingAddress[] {
  const [, version, paper, encoded, sha256] =
    /^readings\/v(\d+)\/([^/]+)\/(.+)\/([0-9a-f]{64})\.json$/.exec(key) ?? [];
  if (version === undefined || paper === undefined || encoded === undefined || sha256 === undefined)
    return [];
  if (!isSha256(sha256)) return [];
  const addresses: ReadingAddress[] = [];
  for (const text of new Set([encoded, decode(encoded)])) {
    const path = canonical(text);
    if (path === null) continue;
    const address = { paper, path, sha256, readerVersion: Number(version) };
    if (readingKey(address) === key) addresses.push(address);
  }
  return addresses;
}

/** What the keys of all readings of a resource by a version of the reader begin with, and no others. */
export function readingsPrefix(paper: string, path: ResourcePath, readerVersion: number): string {
  return `${READINGS}v${readerVersion}/${paper}/${encodePath(path)}/`;
}

/** `rights/jmrb/20230225060000000-5be1c2f0a9d84c6e8f3b.json` */
export function rightsKey({ paper, at, id }: Named): ObjectKey {
  return `${RIGHTS}${paper}/${at.replace(/\D/g, '')}-${id}.json`;
}

/** `removals/jmrb/20230225060000000-5be1c2f0a9d84c6e8f3b.json` */
export function removalKey({ paper, at, id }: Named): ObjectKey {
  return `${REMOVALS}${paper}/${at.replace(/\D/g, '')}-${id}.json`;
}

interface Named {
  readonly paper: string;
  readonly at: string;
  readonly id: string;
}

/** `releases/1.0.0/figures.csv` */
export function releaseKey(version: string, fileName: string): ObjectKey {
  return `${RELEASES}${version}/${fileName}`;
}

/**
 * Where rows of a release lie for query engines, who tell release and year from the key:
 * `lake/figures/release=1.0.0/year=2023/rows.parquet`; without a year, all of the table.
 */
export function lakeKey(table: string, version: string, year: number | null): ObjectKey {
  return `${LAKE}${table}/release=${version}/${year === null ? '' : `year=${year}/`}rows.parquet`;
}

/** That a release lies there as a whole, and in which objects: `lake/laid-out/1.0.0.json`, in no table's folder. */
export function lakeRecordKey(version: string): ObjectKey {
  return `${LAKE}laid-out/${version}.json`;
}

/** Which index of which table of which release. */
export interface IndexAddress {
  /** The version of the form that it is in. */
  readonly form: number;
  readonly release: string;
  readonly table: string;
  /** Of the index itself. */
  readonly sha256: Sha256;
}

/** Derived, so its address holds the form's version, and what it holds: `indexes/v1/1.0.0/figures.<sha256>.sqlite`. */
export function indexKey({ form, release, table, sha256 }: IndexAddress): ObjectKey {
  return `${indexesPrefix(form)}${release}/${table}.${sha256}.sqlite`;
}

/** What the keys of all indexes in a form begin with, and no others. */
export function indexesPrefix(form: number): string {
  return `${INDEXES}v${form}/`;
}

/** `null` for a key that {@link indexKey} does not make. */
export function parseIndexKey(key: ObjectKey): IndexAddress | null {
  const [, form = '', release = '', table = '', sha256 = ''] =
    /^indexes\/v(\d{1,6})\/(\d{1,6}\.\d{1,6}\.\d{1,6})\/([a-z-]+)\.([0-9a-f]{64})\.sqlite$/.exec(key) ?? [];
  return isSha256(sha256) ? { form: Number(form), release, table, sha256 } : null;
}

/** Which index of the words of which month's articles. */
export interface SearchAddress {
  /** The version of the form that it is in. */
  readonly form: number;
  /** `2023-02` */
  readonly month: string;
  /** Of the index itself. */
  readonly sha256: Sha256;
}

/** Derived, as {@link indexKey} is: `search/v1/2023-02.<sha256>.sqlite`. */
export function searchKey({ form, month, sha256 }: SearchAddress): ObjectKey {
  return `${SEARCH}v${form}/${month}.${sha256}.sqlite`;
}

/** `null` for a key that {@link searchKey} does not make. */
export function parseSearchKey(key: ObjectKey): SearchAddress | null {
  const [, form = '', month = '', sha256 = ''] =
    /^search\/v(\d{1,6})\/(\d{4}-\d{2})\.([0-9a-f]{64})\.sqlite$/.exec(key) ?? [];
  return isSha256(sha256) ? { form: Number(form), month, sha256 } : null;
}

/** What an object has to hash to, where its key tells; `null` where it does not. */
export function digestInKey(key: ObjectKey): Sha256 | null {
  return (parseIndexKey(key) ?? parseSearchKey(key))?.sha256 ?? null;
}

/** A path may hold a query or other characters that are no part of an object key; all of them are ASCII. */
function encodePath(path: ResourcePath): string {
  return path.replace(
    /[^A-Za-z0-9._/=~%+,@-]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) return text;
    throw cause;
  }
}

function canonical(text: string): ResourcePath | null {
  try {
    return asResourcePath(text);
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}
