import type { IssueDate } from '../paper/issue-date.ts';
import type { TemplateEra } from '../paper/paper.ts';
import { type ResourceKind, type ResourcePath, type Site, eraOf } from '../paper/resource.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import type { RedirectRefusal } from './follow-redirects.ts';
import { byteOrderMark } from '../read/page/decode-html.ts';
import { fromLatin1 } from './latin1.ts';
import type { PageRefusal } from './page-gate.ts';
import { type Exchange, headerOf } from './paper-client.ts';

/** Whether an answer is what was asked for. What is refused is kept apart, with its reason. */
export type Verdict =
  | { readonly kind: 'good'; readonly mediaType: string }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'gone'; readonly reason: string }
  /** The server says that it cannot answer now; what it would answer is not known. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Which bytes stand where in a file of a type. */
type Magic = readonly (readonly [offset: number, text: string])[];

const IMAGES: readonly (readonly [mediaType: string, magic: Magic])[] = [
  ['image/jpeg', [[0, '\xff\xd8\xff']]],
  ['image/png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['image/gif', [[0, 'GIF8']]],
  [
    'image/webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
];
const DOCUMENTS: typeof IMAGES = [['application/pdf', [[0, '%PDF-']]]];

/** What an answer is to: a resource of an issue, at the site that was asked. */
export interface AnswerPlace {
  readonly site: Site;
  readonly path: ResourcePath;
  readonly date: IssueDate;
  readonly kind: ResourceKind;
}

/** An answer that may be good if the page in it is; of one without the template's marks nothing else counts. */
export interface PageToJudge {
  readonly kind: 'page';
  readonly page: 'node' | 'article';
  readonly marked: Verdict;
}

/** As `judgeAnswer`, but for what a page says of itself: that is left to `judgePage`, which is long to load. */
export function judgeOutside(
  { site, date, kind }: AnswerPlace,
  exchange: Exchange,
  held: Sha256 | null,
): Verdict | PageToJudge {
  const first = judgeContent(eraOf(site.paper, date), kind, exchange);
  const isUnknown = first.kind === 'refused' && first.reason === 'template-unknown';
  if (first.kind !== 'good' && !isUnknown) return first;
  if (first.kind === 'good' && held !== null && sha256Of(exchange.response.payload) === held) return first;

  const isCut = !hasEnd(exchange, first.kind === 'good' ? first.mediaType : 'text/html');
  if (isCut && !hasLength(exchange)) return { kind: 'failed', reason: 'broken-off' };
  const marked: Verdict = isCut && first.kind === 'good' ? { kind: 'refused', reason: 'cut-off' } : first;
  return kind === 'node' || kind === 'article' ? { kind: 'page', page: kind, marked } : marked;
}

/** A page without the template's marks is none of it, and one without its end not all, whatever else can be read on it. */
export function verdictOf({ marked }: PageToJudge, page: Verdict): Verdict {
  return page.kind === 'good' ? marked : page;
}

/**
 * Whether a front page that was refused for this reason says that there is no issue there, or none yet: some sites
 * show another page in its place instead of answering 404.
 */
export function saysNoIssue(reason: string): boolean {
  return NO_ISSUE.has(reason);
}

const NO_ISSUE: ReadonlySet<string> = new Set<PageRefusal | RedirectRefusal>([
  ...(['template-unknown', 'no-page-list', 'not-found-page', 'refresh-page', 'other-date'] as const),
  ...(['redirect-to-front', 'redirect-to-other'] as const),
]);

/** Judges an answer by its status and its bytes alone. */
export function judgeContent(era: TemplateEra, kind: ResourceKind, { response }: Exchange): Verdict {
  const { status, payload } = response;
  if (status === 304) return { kind: 'not-modified' };
  if (status === 404 || status === 410) return { kind: 'gone', reason: `status ${status}` };
  if (status >= 500 || status === 429) return { kind: 'failed', reason: `status ${status}` };
  if (status !== 200) return { kind: 'refused', reason: `status ${status}` };
  if (payload.length === 0) return { kind: 'refused', reason: 'empty-body' };
  return kind === 'node' || kind === 'article'
    ? judgeMarks(era.marks[kind], payload)
    : judgeFile(kind, payload);
}

function judgeMarks(marks: readonly RegExp[], payload: Uint8Array): Verdict {
  const ascii = markupOf(payload);
  if (!marks.every((mark) => mark.test(ascii))) return { kind: 'refused', reason: 'template-unknown' };
  return { kind: 'good', mediaType: 'text/html' };
}

/** A page's ASCII, which is the same in every charset but UTF-16; that is only believed with its byte order mark. */
function markupOf(payload: Uint8Array): string {
  const marked = byteOrderMark(payload);
  return new TextDecoder(marked === null || marked === 'utf-8' ? 'latin1' : marked).decode(payload);
}

function judgeFile(kind: 'image' | 'pdf' | 'picture', payload: Uint8Array): Verdict {
  const head = fromLatin1(payload.subarray(0, 16));
  const known = kind === 'pdf' ? DOCUMENTS : IMAGES;
  const form = known.find(([, magic]) => magic.every(([offset, text]) => head.startsWith(text, offset)));
  if (form) return { kind: 'good', mediaType: form[0] };
  return { kind: 'refused', reason: kind === 'pdf' ? 'not-a-pdf' : 'not-an-image' };
}

/** What the end of a whole file holds, and how many of its last bytes are looked at. */
const ENDS: Readonly<Record<string, readonly [length: number, form: RegExp]>> = {
  'application/pdf': [2048, /%%EOF/],
  'image/jpeg': [4096, /\xff\xd9/],
  'image/png': [64, /IEND[^]{4}/],
  'image/gif': [16, /;/],
};

/**
 * Whether the server said how long its answer is, and the client has held it to that: what lacks its end then was sent so,
 * by a server that counts characters as bytes, or while the file was still being put there. Otherwise only the end of the
 * connection tells, which comes early at times.
 */
function hasLength({ response: { headers } }: Exchange): boolean {
  return headerOf(headers, 'content-length') !== null || headerOf(headers, 'transfer-encoding') !== null;
}

function hasEnd({ response: { payload } }: Exchange, mediaType: string): boolean {
  if (mediaType === 'text/html') return hasEndOfPage(markupOf(payload));
  const [length = 0, form] = ENDS[mediaType] ?? [];
  return form === undefined || form.test(fromLatin1(payload.subarray(-length)));
}

/** Some pages forget one of the two tags. Behind it stands the publisher's comment, which is as long as it likes, and whole. */
function hasEndOfPage(markup: string): boolean {
  const end = /<\/(?:html|body)\b/i.exec(markup)?.index;
  if (end === undefined) return false;
  const comment = markup.lastIndexOf('<!--');
  return comment < end || markup.includes('-->', comment);
}
