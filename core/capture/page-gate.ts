import type { IssueDate } from '../paper/issue-date.ts';
import type { ResourcePath, Site } from '../paper/resource.ts';
import { decodeHtml } from '../read/page/decode-html.ts';
import { TAKE_APART, type TakesApart } from '../read/recent-pages.ts';
import type { Verdict } from './content-gate.ts';
import { otherPaperNamed } from './page-name.ts';

/** What a page was asked for as. */
export interface PagePlace {
  readonly site: Site;
  readonly path: ResourcePath;
  readonly date: IssueDate;
  readonly kind: 'node' | 'article';
}

/** Why a page is not the one that was asked for. Told in docs/data-model.md. */
export type PageRefusal =
  | 'undecodable'
  | 'too-long'
  | 'too-deep'
  | 'template-unknown'
  | 'captcha'
  | 'not-found-page'
  | 'refresh-page'
  | 'node-page'
  | 'article-page'
  | 'other-paper'
  | 'other-date'
  | 'other-page'
  | 'no-masthead'
  | 'no-page-label'
  | 'no-page-list'
  | 'empty-article';

/**
 * Judges a page by what it says of itself once it is parsed: its template, its paper, its date, its place in the
 * issue, and that it holds something. What it leaves out is no fault unless nothing is left to know it by; what it
 * contradicts is. The parser's own caps on length and depth hold before anything is parsed, so that any bytes are
 * judged within a fraction of a second.
 */
export function judgePage(
  place: PagePlace,
  payload: Uint8Array,
  contentType: string | null,
  apart: TakesApart = TAKE_APART,
): Verdict {
  let refusal: PageRefusal | null = null;
  for (const html of decodings(payload, contentType)) {
    const found = refusalOf(place, html, apart);
    if (found === null) return { kind: 'good', mediaType: 'text/html' };
    // What the header's charset makes of the page counts, unless that is no page and another charset makes one.
    refusal ??= found;
    if (!MAY_BE_MISREAD.has(found)) break;
  }
  return { kind: 'refused', reason: refusal ?? 'undecodable' };
}

const MAY_BE_MISREAD: ReadonlySet<PageRefusal> = new Set([
  'undecodable',
  'template-unknown',
  'no-masthead',
  'no-page-label',
]);

/**
 * The page as the reader has it, then without the header's word, and last as UTF-8 with its faults: a page without a
 * label is taken for no UTF-8 because of a single byte.
 */
function* decodings(payload: Uint8Array, contentType: string | null): Generator<string> {
  const tried = new Set<string>();
  for (const label of new Set([contentType, null])) {
    const { text, charset } = decodeHtml(payload, label);
    if (!tried.has(charset.name)) yield text;
    tried.add(charset.name);
  }
  if (!tried.has('utf-8')) yield new TextDecoder().decode(payload);
}

function refusalOf(place: PagePlace, html: string, apart: TakesApart): PageRefusal | null {
  if (isGarbled(html)) return 'undecodable';
  return place.kind === 'article' ? articleRefusal(place, html, apart) : nodeRefusal(place, html, apart);
}

function articleRefusal(place: PagePlace, html: string, apart: TakesApart): PageRefusal | null {
  const { parts, eraId, flaws } = apart.article(html, place);
  const capped = capOf(flaws);
  if (capped !== null) return capped;
  if (eraId === null) return apart.node(html, place).recognised ? 'node-page' : otherwise(html);
  if (otherPaperNamed(html, place.site) !== null) return 'other-paper';
  if (parts.date !== null && parts.date !== place.date) return 'other-date';
  if (parts.date === null && parts.pageLabel === null && !html.includes('<founder-')) return 'no-masthead';
  const lines = [...parts.body, ...parts.captions].map(({ start, end }) => parts.text.slice(start, end));
  const words = lines.join('\n').trim();
  // A page with its day, its label and a picture is news, also about captchas; with an excuse alone it is none.
  const isKnown = parts.date === place.date && parts.pageLabel !== null;
  const isShort = words.length <= (isKnown ? BARE_EXCUSE_CHARACTERS : EXCUSE_CHARACTERS);
  if (isShort && parts.pictures.length === 0) {
    const excuse = isKnown ? bareExcuseIn(words) : excuseIn(words);
    if (excuse !== null) return excuse;
  }
  return words === '' && parts.pictures.length === 0 ? 'empty-article' : null;
}

function nodeRefusal(place: PagePlace, html: string, apart: TakesApart): PageRefusal | null {
  const node = apart.node(html, place);
  const capped = capOf(node.flaws);
  if (capped !== null) return capped;
  const isPage = node.recognised || (node.pageLabel !== null && node.mastheadDate !== null);
  if (!isPage) return apart.article(html, place).eraId === null ? otherwise(html) : 'article-page';
  if (!node.recognised && apart.article(html, place).eraId !== null) return 'article-page';
  if (otherPaperNamed(html, place.site) !== null) return 'other-paper';
  if (node.mastheadDate !== null && node.mastheadDate !== place.date) return 'other-date';
  // A page that lists articles is one, and the reader tells that its list of pages is missing.
  if (node.pages.length === 0 && node.articles.length === 0) return 'no-page-list';
  if (node.pageLabel === null) return 'no-page-label';
  const own = node.pages.find(({ path }) => path === place.path)?.label ?? null;
  const isOther = own !== null && own !== node.pageLabel;
  // A list that merely words a label otherwise names no other page by this one's.
  return isOther && node.pages.some(({ label }) => label === node.pageLabel) ? 'other-page' : null;
}

function capOf(flaws: readonly { readonly code: string }[]): 'too-long' | 'too-deep' | null {
  for (const { code } of flaws) if (code === 'too-long' || code === 'too-deep') return code;
  return null;
}

/** A few bytes that are no characters are what the paper published; one in twenty is another charset, or no text. */
function isGarbled(html: string): boolean {
  let broken = 0;
  for (let at = html.indexOf('\ufffd'); at >= 0; at = html.indexOf('\ufffd', at + 1)) broken += 1;
  return broken * 20 > html.length;
}

/** So much of a page that is none of the template is looked at to say what it is. */
const LOOKED_AT = 50_000;

function otherwise(html: string): PageRefusal {
  const head = html.slice(0, LOOKED_AT);
  const words = head.replace(/<(script|style)\b[^<]*/gi, ' ').replace(/<[^<>]{0,1000}>/g, ' ');
  const excuse = excuseIn(words);
  if (excuse !== null) return excuse;
  return /http-equiv\s{0,9}=\s{0,9}["']?refresh/i.test(head) ? 'refresh-page' : 'template-unknown';
}

/** A site's excuses are short; an article about one is not. */
const EXCUSE_CHARACTERS = 120;
const CAPTCHA =
  /验证码|人机验证|安全验证|完成验证|访问过于频繁|异常访问|captcha|verify (?:that )?you are human/i;
const NOT_FOUND =
  /(?:页面|网页|文章|稿件|文件|内容|链接|地址).{0,12}(?:不存在|未找到|找不到|没有找到|无法找到|已被?删除)|(?:找不到|没有|未找到|没有找到)(?:这个|该|此|相关|您|你).{0,12}(?:页面|网页|文章|稿件|文件|内容)|\b404\b|page (?:was )?not found|page cannot be found/i;

/** An excuse that is all that a page of the template has to say. */
const BARE_EXCUSE_CHARACTERS = 40;
const BARE_CAPTCHA = /请(?:输入|填写|完成)[^。]{0,8}验证|访问过于频繁/;
const BARE_NOT_FOUND =
  /^(?:对不起|很?抱歉|提示|您?访问的|[,，!！:： ])*(?:该|此|本)?(?:页面|网页|文章|稿件|内容)[^。]{0,6}(?:不存在|未找到|找不到|已被?删除)/;

function bareExcuseIn(words: string): 'captcha' | 'not-found-page' | null {
  if (BARE_CAPTCHA.test(words)) return 'captcha';
  return BARE_NOT_FOUND.test(words) ? 'not-found-page' : null;
}

function excuseIn(words: string): 'captcha' | 'not-found-page' | null {
  if (CAPTCHA.test(words)) return 'captcha';
  return NOT_FOUND.test(words) ? 'not-found-page' : null;
}
