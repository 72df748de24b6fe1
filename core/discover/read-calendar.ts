import { type IssueDate, isIssueDate } from '../paper/issue-date.ts';
import type { Flaw } from '../read/document.ts';
import { flaw } from '../read/flaw.ts';
import { parseXml } from '../read/page/parse-html.ts';

export interface CalendarReading {
  /** Days that have an issue: sorted, each once. */
  readonly dates: readonly IssueDate[];
  /** The file name of an issue's front page, `node_2.htm`, where the calendar gives one. */
  readonly fronts: ReadonlyMap<IssueDate, string>;
  /** `no-issue-dates` when the file names none: a month without issues, or no calendar at all. */
  readonly flaws: readonly Flaw[];
}

/**
 * Reads a month's `period.xml`: `<period id="…"><period_date>2023-02-25</period_date>…`. The date may also be an
 * attribute of the period. Entities are not expanded and nothing is fetched, whatever the file declares.
 */
export function readCalendar(xml: string): CalendarReading {
  const page = parseXml(xml);
  const dates = new Set<IssueDate>();
  const fronts = new Map<IssueDate, string>();
  for (const period of page.$('period').toArray()) {
    const element = page.$(period);
    const said = [
      element.children('period_date').first().text(),
      element.attr('period_date'),
      element.attr('date'),
    ];
    const front = (element.children('front_page').first().text() || element.attr('front_page') || '').trim();
    for (const text of said) {
      const date = (text ?? '').trim().slice(0, 10);
      if (!isIssueDate(date)) continue;
      dates.add(date);
      if (front !== '') fronts.set(date, front);
    }
  }
  const flaws = dates.size === 0 ? [...page.flaws, flaw('no-issue-dates', xml.slice(0, 200))] : page.flaws;
  return { dates: [...dates].sort(), fronts, flaws };
}
