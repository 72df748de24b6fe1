import type { IssueDate } from '../../paper/issue-date.ts';
import { oneLine } from '../../alert/one-line.ts';

/** What a series is cited by. */
export interface CitedSeries {
  /** Whose data they are: the archive's own name. */
  readonly archive: string;
  readonly place: string;
  readonly indicator: string;
  /** The release that was looked at, and the day on which it was published. */
  readonly release: string;
  readonly published: IssueDate;
  readonly accessed: IssueDate;
  /** The whole address of the series. */
  readonly url: string;
}

/** A series as an entry of a bibliography (GB/T 7714-2015, 4.6: a database online). Line breaks in names become blanks. */
export function seriesCitation(cited: CitedSeries): string {
  const { archive, place, indicator, release, published, accessed, url } = cited;
  const title = `${oneLine(place)}：${oneLine(indicator)}（数据发布 ${release}）`;
  return `${archive}. ${title}[DB/OL]. (${published})[${accessed}]. ${url}.`;
}
