import * as z from 'zod';
import { isIssueDate } from '../../core/paper/issue-date.ts';
import { isResourcePath } from '../../core/paper/resource.ts';
import { SEARCHED_LINES, type SearchedArticle } from '../../core/publish/search/search-index.ts';
import { REPORT_KINDS } from '../../core/read/document.ts';

/*
 * How an index of words lies in its file. `words` is a full-text index of which every single character is a token, in the folded
 * text: a word is a phrase of its characters, and is found wherever these stand next to each other, which is exactly where
 * the text contains it. It keeps no text; each article's own is in `articles`, deflated. Places are from 1 on in the order in which
 * articles are found, so that the first ones come first and the rest need not be looked at.
 *
 * Whatever changes here is a new SEARCH_FORM.
 */

/** The tokenizer takes every character beyond ASCII for a letter, and parts tokens at blanks. */
export const SEARCH_LAYOUT = `
  CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5 (text, content = '', columnsize = 0, detail = full, tokenize = 'ascii');
  CREATE TABLE articles (
    place INTEGER PRIMARY KEY, date TEXT NOT NULL, paper TEXT NOT NULL, id TEXT NOT NULL,
    page TEXT, section TEXT, told BLOB NOT NULL
  ) STRICT;
  CREATE INDEX articles_by_date ON articles (date);
  CREATE TABLE figures (
    article INTEGER NOT NULL, place TEXT, indicator_id TEXT, indicator TEXT
  ) STRICT;`;

/** Between two lines of an article: no word has it, so that none is found across them. */
export const END_OF_LINE = 'end';

/** The tokens of a folded text. Letters and digits stand for themselves, other signs of ASCII for their code, which is longer. */
export function tokensOf(folded: string): string {
  return Array.from(folded, tokenOf).join(' ');
}

function tokenOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0x80 || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return character;
  return `x${code.toString(16)}`;
}

const maybe = z.string().nullable();

/** What `told` holds, as JSON. */
export const StoredArticle: z.ZodType<SearchedArticle> = z.object({
  paper: z.string(),
  date: z.string().refine(isIssueDate),
  page: maybe,
  section: maybe,
  articleId: z.string(),
  path: z.string().refine(isResourcePath),
  version: z.number().int(),
  title: maybe,
  report: z.enum(REPORT_KINDS).nullable(),
  fields: z.array(z.object({ line: z.enum(SEARCHED_LINES), text: z.string() })),
});
