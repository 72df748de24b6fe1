import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../core/paper/resource.ts';
import type { ArticlePlace } from '../../core/read/page/article-html.ts';
import { articlePage } from '../../demo/article-page.ts';
import { editionOf } from '../../demo/edition.ts';

const DATE = asIssueDate('2023-02-25');

/** Where the demonstration's report stands. */
export const REPORT_PLACE: ArticlePlace = {
  site: siteOf(DEMO, 'http://paper.invalid/'),
  path: asResourcePath('html/2023-02/25/content_667000.htm'),
  date: DATE,
};

/** The demonstration's report of 2023, a page as long as a real one, with its body `copies` times over. */
export function reportPage(copies: number): string {
  const edition = editionOf(DATE, 'first');
  const page = edition.pages.find(({ slot }) => slot === 'B02');
  const article = page?.articles[0];
  if (page === undefined || article === undefined) throw new Error('the demonstration has no report on B02');
  const { story } = article;
  const paragraphs = Array.from({ length: copies }, () => story.paragraphs).flat();
  return articlePage(edition, page, { ...article, story: { ...story, paragraphs } });
}
