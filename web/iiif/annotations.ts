import { annotationsHref } from '../package-addresses.ts';
import type { ArticleEntry, PageEntry } from '../views/issue-view.ts';
import { IIIF_CONTEXT } from './iiif.ts';
import { type ManifestInput, articleTarget, canvasId } from './manifest.ts';

/** An article and what it says. */
export interface ArticleText {
  readonly article: ArticleEntry;
  readonly text: string;
}

/** The texts of a page's articles, each for the part of the page that it stands on. */
export function textAnnotations(
  input: ManifestInput,
  page: PageEntry,
  texts: readonly ArticleText[],
): object {
  const { origin, paper, issue } = input;
  const id = origin + annotationsHref(paper.id, issue.date, page.page);
  return {
    '@context': IIIF_CONTEXT,
    id,
    type: 'AnnotationPage',
    items: texts.map(({ article, text }) => ({
      id: `${id}#${article.articleId}`,
      type: 'Annotation',
      motivation: 'supplementing',
      body: { type: 'TextualBody', value: text, format: 'text/plain', language: 'zh-Hans' },
      target: articleTarget(input, page.page, article) ?? canvasId(input, page.page),
    })),
  };
}
