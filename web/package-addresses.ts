import type { IssueDate } from '../core/paper/issue-date.ts';
import type { PackageForm } from '../core/publish/issue-package.ts';
import { issueHref } from './addresses.ts';

/** What the file of an issue is called, wherever it is saved: `jmrb-2023-02-25.wacz`. */
export function packageName(paper: string, date: IssueDate, form: PackageForm): string {
  return `${paper}-${date}.${form}`;
}

export function packageHref(paper: string, date: IssueDate, form: PackageForm): string {
  return `${issueHref(paper, date)}/${packageName(paper, date, form)}`;
}

/** The issue in IIIF Presentation 3. */
export function manifestHref(paper: string, date: IssueDate): string {
  return `/iiif/${paper}/${date}/manifest.json`;
}

/** The years of a paper, or the issues of one, in the same. */
export function collectionHref(paper: string, year: string | null = null): string {
  return `/iiif/${paper}/${year === null ? '' : `${year}/`}collection.json`;
}

/** The text of a page's articles as annotations of its picture. */
export function annotationsHref(paper: string, date: IssueDate, page: string): string {
  return `/iiif/${paper}/${date}/${page}/text.json`;
}
