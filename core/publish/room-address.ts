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

/** The place in an article's page where its paragraph of that number begins, from 1 on. */
export function paragraphAnchor(paragraph: number): string {
  return `p-${paragraph}`;
}

/**
 * An article's address with the very place in it: its paragraph, or none where the words are not of the text, and the words there, which a browser that
 * knows text fragments looks for and marks.
 */
export function passageHref(article: string, paragraph: number | null, words: string): string {
  // A hyphen and a comma mean something in a text directive.
  const directive = encodeURIComponent(words.toWellFormed()).replaceAll('-', '%2D');
  return `${article}#${paragraph === null ? '' : paragraphAnchor(paragraph)}:~:text=${directive}`;
}
