import type { ArticleRecord } from '../../catalog/records.ts';
import type { ArticleDocument, Reading } from '../../read/document.ts';
import type { FigureTag, IndexedArticle, SearchedField } from './search-index.ts';

/** What of an article is searched, in the words of its newest reading. */
export function indexedArticle(
  article: ArticleRecord,
  sectionOfPage: string | null,
  { document, figures, report }: Pick<Reading, 'document' | 'figures' | 'report'>,
): IndexedArticle {
  const { paper, date, page, articleId, path, version } = article;
  const title = document.title ?? article.title;
  return {
    article: {
      ...{ paper, date, page, articleId, path, version, title },
      section: sectionOfPage ?? document.section,
      report: report?.kind ?? null,
      fields: fieldsOf({ ...document, title }),
    },
    figures: tagsOf(figures),
  };
}

/** As the article's page shows them: a paragraph is one field, its list mark in front. */
function fieldsOf(document: ArticleDocument): SearchedField[] {
  const { introTitle, title, subtitle, byline, captions, blocks, text } = document;
  const lines: [SearchedField['line'], string | null][] = [
    ['intro-title', introTitle],
    ['title', title],
    ['subtitle', subtitle],
    ['byline', byline],
    ...captions.map((caption): ['caption', string] => ['caption', caption]),
    // Paragraphs keep their number, so that an empty one stays.
    ...blocks.map(({ mark, start, end }): ['text', string] => [
      'text',
      (mark ?? '') + text.slice(start, end),
    ]),
  ];
  return lines.flatMap(([line, field]) => (field === null ? [] : [{ line, text: field }]));
}

/** Each once: an article of a thousand figures has some dozens of them. */
function tagsOf(figures: Reading['figures']): FigureTag[] {
  const tags = new Map<string, FigureTag>();
  for (const { place, indicatorId, indicator } of figures) {
    const tag = { place: place?.value ?? null, indicatorId, indicator };
    if (tag.place !== null || indicatorId !== null || indicator !== null) tags.set(JSON.stringify(tag), tag);
  }
  return [...tags.values()];
}
