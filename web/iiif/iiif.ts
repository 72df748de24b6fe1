import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';

/*
 * What all resources of IIIF Presentation 3 have in common. Addresses are absolute: viewers read them far from where
 * they lay.
 */

export const IIIF_CONTEXT = 'http://iiif.io/api/presentation/3/context.json';
export const IIIF_MEDIA_TYPE = `application/ld+json;profile="${IIIF_CONTEXT}"`;

/** A text in both languages of the room, or in the paper's own. */
export type Label = Readonly<Record<string, readonly string[]>>;

export function inChinese(text: string): Label {
  return { 'zh-Hans': [text] };
}

export function inBoth(zh: string, en: string): Label {
  return { 'zh-Hans': [zh], en: [en] };
}

/** What a paper says of copying, and that this is so in law: RightsStatements.org's "In Copyright". */
export function rightsOf(paper: Paper): object {
  return {
    rights: 'http://rightsstatements.org/vocab/InC/1.0/',
    requiredStatement: { label: inBoth('版权声明', 'Rights'), value: inChinese(paper.rights) },
  };
}

/** The civil date as an instant, as IIIF wants it. */
export function navDateOf(date: IssueDate): string {
  return `${date}T00:00:00Z`;
}
