import { readNode } from '../discover/read-node.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { ResourceKind, ResourcePath, Site } from '../paper/resource.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import type { FlawCode } from './document.ts';
import { foldWidths } from './fold-widths.ts';
import { partsOfHtml } from './page/article-html.ts';
import { isByline } from './page/credits.ts';
import { decodeHtml } from './page/decode-html.ts';

/** What a page was served as. */
export interface PagePayload {
  readonly site: Site;
  readonly path: ResourcePath;
  readonly date: IssueDate;
  readonly kind: ResourceKind;
  readonly payload: Uint8Array;
  readonly contentType: string | null;
}

/** What a line of a page's content is to the page. */
export type ContentRole =
  /** The label of the page slot, `A02`. */
  | 'place'
  /** Of an article its titles, of a node the section's name. */
  | 'intro-title'
  | 'title'
  | 'subtitle'
  | 'byline'
  | 'caption'
  | 'text'
  /** A picture, a scan or a PDF, by its path. */
  | 'file'
  /** An article that a node lists, and a page of its page list: `of` is the path. */
  | 'article'
  | 'page';

export interface ContentLine {
  readonly role: ContentRole;
  /** As printed, white space apart; the title of what a node lists, empty when it has none. */
  readonly text: string;
  /** What a node lists. */
  readonly of: ResourcePath | null;
}

/** All that a page tells its readers, in its order; not what the site puts around it. */
export type PageContent = readonly ContentLine[];

/** A digest of a page's content, by one version of how it is made. */
export interface ContentFingerprint {
  readonly fingerprintVersion: number;
  readonly sha256: Sha256;
}

/**
 * To be raised whenever the same page would get another fingerprint. It is not the reader's version: what the reader
 * makes of a page's content may change every week, and the content stays what it was. Forgetting to raise it makes
 * no wrong version: fingerprints that differ are never believed, both pages are looked at again.
 */
const FINGERPRINT_VERSION = 1;

/** Flaws of a page of which only a part was looked at. */
const CUT_SHORT: ReadonlySet<FlawCode> = new Set(['too-long', 'too-deep', 'too-many-pictures']);

/**
 * The content of a node or an article. `null` of anything else, of a page in an unknown template, and of one that
 * cannot be taken apart whole: then only the bytes can tell whether two of them are the same.
 */
export function contentOf(page: PagePayload): PageContent | null {
  if (page.kind !== 'node' && page.kind !== 'article') return null;
  try {
    const { text } = decodeHtml(page.payload, page.contentType);
    return page.kind === 'article' ? ofArticle(page, text) : ofNode(page, text);
  } catch {
    // Whatever a page does to the reader, its bytes are to become a version.
    return null;
  }
}

export function fingerprintOf(content: PageContent): ContentFingerprint {
  const told = content.map(({ role, text, of }) => [role, text, of]);
  return { fingerprintVersion: FINGERPRINT_VERSION, sha256: sha256Of(JSON.stringify(told)) };
}

/** Whether `fingerprint` was made as today's are, so that it can be held against them. */
export function isOfToday(fingerprint: ContentFingerprint): boolean {
  return fingerprint.fingerprintVersion === FINGERPRINT_VERSION;
}

function ofArticle({ site, path, date }: PagePayload, html: string): PageContent | null {
  const { parts, eraId, flaws } = partsOfHtml({ site, path, date, html });
  const { body, captions, pictures, title } = parts;
  const isEmpty = body.length + captions.length + pictures.length === 0;
  if (eraId === null || isEmpty || flaws.some(({ code }) => CUT_SHORT.has(code))) return null;
  const lines = (role: ContentRole, spans: typeof title): ContentLine[] =>
    spans.flatMap(({ start, end }) => lineOf(role, withoutCounter(role, parts.text.slice(start, end))));
  return [
    ...lineOf('place', parts.pageLabel),
    ...lines('intro-title', parts.introTitle),
    ...lines('title', title),
    ...lines('subtitle', parts.subtitle),
    ...lines('byline', parts.byline),
    ...lines('caption', captions),
    ...lines('text', body).map((line) => (isSigned(line) ? { ...line, role: 'byline' as const } : line)),
    ...pictures.flatMap((picture) => lineOf('file', picture)),
  ];
}

function ofNode({ site, path, date }: PagePayload, html: string): PageContent | null {
  const node = readNode(html, { site, path, date });
  if (!node.recognised || node.flaws.some(({ code }) => CUT_SHORT.has(code))) return null;
  return [
    ...lineOf('place', node.pageLabel),
    ...lineOf('title', node.section),
    ...node.articles.map(({ path: of, title }) => ({ role: 'article' as const, text: spaced(title), of })),
    ...node.pages.map(({ path: of, label, section }) => {
      return { role: 'page' as const, text: spaced(`${label ?? ''} ${section ?? ''}`), of };
    }),
    ...lineOf('file', node.image),
    ...lineOf('file', node.pdf),
  ];
}

/**
 * A counter of readers, or the clock of the server, which some sites print among an article's head: 点击：1234次. In the
 * text it has to be the whole line, for an article may tell of a website's visits.
 */
function withoutCounter(role: ContentRole, line: string): string {
  if (COUNTER_LINE.test(line)) return '';
  return role === 'text' ? line : line.replace(COUNTER, '');
}

const COUNTED = '(?:本文|文章)?(?:阅读|点击|浏览|访问|人气)(?:量|数|次数|率)?';
const COUNTER = new RegExp(`${COUNTED}\\s{0,4}[:：]\\s{0,4}[\\d,]{1,15}\\s{0,4}次?`, 'g');
const COUNTER_LINE = new RegExp(
  `^\\s{0,9}(?:${COUNTED}\\s{0,4}[:：]?\\s{0,4}[\\d,]{1,15}\\s{0,4}次?|(?:今天是|当前时间|现在时间|打印时间)[^。]{0,40})\\s{0,9}$`,
);

function isSigned({ text }: ContentLine): boolean {
  return isByline(foldWidths(text), { start: 0, end: text.length });
}

function lineOf(role: ContentRole, printed: string | null): ContentLine[] {
  const text = spaced(printed);
  return text === '' ? [] : [{ role, text, of: null }];
}

/** White space is layout: how much of it stands where, and of which kind. */
function spaced(printed: string | null): string {
  return (printed ?? '').replace(/[\s\u200b\ufeff]+/g, ' ').trim();
}
