import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../../../core/paper/resource.ts';
import type { Reading } from '../../../../core/read/document.ts';
import type { Span } from '../../../../core/read/fold-widths.ts';
import type { ArticlePlace } from '../../../../core/read/page/article-html.ts';
import { parseHtml } from '../../../../core/read/page/parse-html.ts';
import { readArticleHtml } from '../../../../core/read/read-article.ts';
import { articlePage } from '../../../../demo/article-page.ts';
import { editionOf } from '../../../../demo/edition.ts';
import type { Story } from '../../../../demo/story.ts';

export const PLACE: ArticlePlace = {
  site: siteOf(DEMO, 'http://127.0.0.1/demo/'),
  path: asResourcePath('html/2023-02/25/content_666981.htm'),
  date: asIssueDate('2023-02-25'),
};

const EDITION = editionOf(PLACE.date, 'first');

/** The page of a story, as the demonstration paper would print it. */
export function htmlPage(story: Story): string {
  const page = EDITION.pages.at(-1);
  const article = page?.articles[0];
  if (page === undefined || article === undefined) throw new RangeError('the issue has no article');
  return articlePage(EDITION, page, {
    ...article,
    story,
    pictures: (story.captions ?? []).map((_, at) => at),
  });
}

const HOLE = '此处待填';

/** The page of an article whose only paragraph is `markup`, as it stands. */
export function pageAround(markup: string): string {
  // A replacement that is a function: in a text, `$&` would mean something.
  return htmlPage({ title: ['题目'], paragraphs: [HOLE] }).replace(HOLE, () => markup);
}

export function readHtml(html: string): Reading {
  return readArticleHtml({ ...PLACE, html, charset: null });
}

/** What the stretches hold, as written. */
export function written(html: string, source: readonly Span[] | null): string[] | null {
  return source?.map(({ start, end }) => html.slice(start, end)) ?? null;
}

/** What the stretches hold for a reader of the page: entities decoded, joined. */
export function decoded(html: string, source: readonly Span[]): string {
  return source
    .map(({ start, end }) => parseHtml(html.slice(start, end).replaceAll('<', '&lt;')).$.root().text())
    .join('');
}

/** A line feed of the document's text may be a tag in the page, and a blank any white space. */
export function withoutBlanks(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, '');
}
