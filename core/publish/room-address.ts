import type { IssueDate } from '../paper/issue-date.ts';

/*
 * The addresses of the reading room that what is published leads to. They are permanent: other people's footnotes
 * hold them. One may be redirected, none may be given another meaning. Those that only the room itself needs are in
 * web/addresses.ts.
 */

/** Stands in an article's address for the page slot when nothing tells it. */
export const NO_PAGE = '-';

const PAGE_LABEL = /^[A-Z]{0,3}\d{1,3}$/;
const ARTICLE_ID = /^\d{1,18}$/;

export function isPageLabel(text: string): boolean {
  return PAGE_LABEL.test(text);
}

export function isArticleId(text: string): boolean {
  return ARTICLE_ID.test(text);
}

/** `null` for an article whose id no address can hold. */
export function articleHref(
  paper: string,
  date: IssueDate,
  page: string | null,
  articleId: string,
  version?: number,
): string | null {
  if (!isArticleId(articleId)) return null;
  const slot = page !== null && isPageLabel(page) ? page : NO_PAGE;
  return `/${paper}/${date}/${slot}/${articleId}${version === undefined ? '' : `?v=${version}`}`;
}

/** The place in an article's page where a figure, or a target in words, is marked. */
export function anchorOf({ id }: { readonly id: string }): string {
  return `fig-${id}`;
}

/** A quotation with what stands about it, as tables of a release have it. */
export interface Quotation {
  readonly exact: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
}

/** What ends a clause, so that what stands behind it begins with a whole word. */
const CLAUSE_END = /[，。；：、！？,;:!?（）()“”●\n]/u;

/**
 * A `room_path` that also asks the browser to mark the very words (a text fragment of WICG's Scroll to Text Fragment); one
 * that does not know these goes by the anchor alone. Of what stands about the words their own clause goes with them: a
 * browser looks for whole words only, and where else one begins or ends is nothing that a quotation tells.
 */
export function sentenceHref(roomPath: string, quotation: Quotation): string {
  const [path = '', anchor = ''] = roomPath.split('#');
  return `${path}#${anchor}:~:text=${termsOf(quotation).join(',')}`;
}

function termsOf({ exact, prefix, suffix }: Quotation): string[] {
  const before = prefix?.split(CLAUSE_END) ?? [];
  const after = suffix?.split(CLAUSE_END) ?? [];
  const first = before.length > 1 ? directive(before.at(-1) ?? '') : '';
  const last = after.length > 1 ? directive(after[0] ?? '') : '';
  return [...(first ? [`${first}-`] : []), directive(exact), ...(last ? [`-${last}`] : [])];
}

/** Hyphens tell the parts of a text fragment apart. */
function directive(text: string): string {
  return encodeURIComponent(text.trim().toWellFormed()).replaceAll('-', '%2D');
}

/** The place in an article's page where its paragraph of that number begins, from 1 on. */
export function paragraphAnchor(paragraph: number): string {
  return `p-${paragraph}`;
}

/**
 * An article's address with the very place in it: its paragraph, or `null` where the words are not of the text, and the
 * words there as `sentenceHref` has them. A browser looks for words from the top of the page on, where the same may stand
 * before that paragraph: without anything about them that tells them apart, the paragraph alone is led to.
 */
export function passageHref(article: string, paragraph: number | null, quotation: Quotation): string {
  const place = `${article}#${paragraph === null ? '' : paragraphAnchor(paragraph)}`;
  return paragraph !== null && termsOf(quotation).length === 1 ? place : sentenceHref(place, quotation);
}
