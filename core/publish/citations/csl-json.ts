import type { IssueDate } from '../../paper/issue-date.ts';
import type { Reference } from './reference.ts';

/** A list of one item, as CSL-JSON 1.0 and its schema have it; Zotero, pandoc and citeproc read it. */
export function cslJson(reference: Reference): string {
  const { key, title, creators, paperName, date, page, url, originalUrl, capturedAt, citedOn } = reference;
  const item = {
    id: key,
    type: 'article-newspaper',
    ...(title === null ? {} : { title }),
    ...(creators.length === 0 ? {} : { author: creators.map((literal) => ({ literal })) }),
    'container-title': paperName,
    issued: dateParts(date),
    ...(page === null ? {} : { page }),
    language: 'zh-CN',
    URL: url,
    accessed: dateParts(citedOn),
    note: `Captured ${capturedAt} from ${originalUrl}`,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

function dateParts(date: IssueDate): { readonly 'date-parts': readonly [readonly number[]] } {
  return { 'date-parts': [date.split('-').map(Number)] };
}
