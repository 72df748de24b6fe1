import { type IssueDate, asIssueDate } from '../core/paper/issue-date.ts';

/** Every issue of the demonstration paper, oldest first. The days between were never published. */
export const ISSUE_DATES: readonly IssueDate[] = [
  '2020-02-19',
  '2020-02-20',
  '2020-02-21',
  '2020-03-02',
  '2021-02-05',
  '2021-02-06',
  '2021-02-07',
  '2021-02-08',
  '2022-01-28',
  '2022-02-16',
  '2022-02-17',
  '2022-02-18',
  '2023-02-23',
  '2023-02-24',
  '2023-02-25',
  '2023-02-26',
  '2023-03-01',
  '2024-02-20',
  '2024-02-21',
  '2024-02-22',
  '2024-02-23',
].map(asIssueDate);

/** The issues that carry a government work report, one a year, always on B02. */
export const REPORT_DATES: readonly IssueDate[] = [
  '2020-02-20',
  '2021-02-06',
  '2022-02-17',
  '2023-02-25',
  '2024-02-22',
].map(asIssueDate);

/** The article, relative to the paper's base, that says 5.0% and 陈远航 at first, 5.5% and 陈远帆 later. */
export const EDITED = 'html/2023-02/24/content_666914.htm';

/** The article, relative to the paper's base, that later answers 404 and leaves its page's lists. */
export const WITHDRAWN = 'html/2023-02/26/content_667082.htm';
