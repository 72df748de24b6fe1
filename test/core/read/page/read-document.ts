import { foldWidths } from '../../../../core/read/fold-widths.ts';
import { documentOf, settleParts } from '../../../../core/read/page/article-parts.ts';
import { partsOfText } from '../../../../core/read/page/article-text.ts';
import type { ArticleDocument } from '../../../../core/read/document.ts';

/** The document of a page's text, without its figures. */
export function documentOfText(text: string): ArticleDocument {
  const parts = partsOfText(text);
  const folded = foldWidths(parts.text);
  return documentOf(settleParts(parts, folded).parts, folded);
}

/** The text of a page with a masthead, a title, and these paragraphs, indented as the paper does it. */
export function pageOf(...paragraphs: readonly string[]): string {
  const body = paragraphs.map((line) => `\u00a0\u00a0\u00a0\u00a0${line}\n\n`).join('');
  return `第A01版：要闻\n2023 年 2 月 25 日 星期 放大\n\n题目\n\n${body}`;
}

/** The blocks of these paragraphs in one line each: `## 1. words`, `- • words`, `words`. */
export function treeOf(...paragraphs: readonly string[]): string[] {
  return documentOfText(pageOf(...paragraphs)).blocks.map(({ kind, level, mark, text }) => {
    const rule = kind === 'heading' ? '#'.repeat(level) : kind === 'item' ? '-' : null;
    return [rule, mark, text].filter((part) => part !== null).join(' ');
  });
}

/** A paragraph that nothing takes for a heading. */
export const TEXT =
  '这一段说得很长，讲了全市的许多事情，从经济到民生，从城镇到乡村，读者读完就知道大概的情形。';
