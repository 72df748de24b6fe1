import type { IssueDate } from '../core/paper/issue-date.ts';
import type { Slot } from './addresses.ts';
import { ISSUE_DATES, REPORT_DATES } from './issues.ts';
import { DAILY } from './news/daily.ts';
import { FRONT } from './news/front.ts';
import { LEISURE } from './news/leisure.ts';
import { type Template, sceneOf } from './news/scene.ts';
import { TOWNS_DESK } from './news/towns.ts';
import { companionsOf } from './reports/companions.ts';
import { REPORT_2020 } from './reports/report-2020.ts';
import { REPORT_2021 } from './reports/report-2021.ts';
import { REPORT_2022 } from './reports/report-2022.ts';
import { REPORT_2023 } from './reports/report-2023.ts';
import { REPORT_2024 } from './reports/report-2024.ts';
import { SPECIALS } from './specials.ts';
import type { Story } from './story.ts';

/** What stands on one page of an issue, in order. */
export interface PagePlan {
  readonly slot: Slot;
  readonly section: string;
  readonly stories: readonly Story[];
}

const REPORTS: ReadonlyMap<number, Story> = new Map([
  [2020, REPORT_2020],
  [2021, REPORT_2021],
  [2022, REPORT_2022],
  [2023, REPORT_2023],
  [2024, REPORT_2024],
]);

/** The pages of an issue in printed order; `date` must be one of {@link ISSUE_DATES}. */
export function planOf(date: IssueDate): readonly PagePlan[] {
  const nth = ISSUE_DATES.indexOf(date);
  const pages = REPORT_DATES.includes(date) ? reportPages(date, nth) : ordinaryPages(date, nth);
  return pages.map((page) => ({
    ...page,
    stories: page.stories.map(
      (story, place) =>
        SPECIALS.find((one) => one.date === date && one.slot === page.slot && one.place === place)?.story ??
        story,
    ),
  }));
}

function ordinaryPages(date: IssueDate, nth: number): readonly PagePlan[] {
  const news = newsOf(date, nth);
  const pages: PagePlan[] = [
    { slot: 'A01', section: '要闻', stories: news(FRONT, 3) },
    { slot: 'A02', section: '镇街', stories: news(TOWNS_DESK, 3) },
    { slot: 'A03', section: '民生', stories: news(DAILY, 2 + (nth % 3)) },
  ];
  // Every other issue has a fourth page, so a slot is missing from some.
  if (nth % 2 === 1) pages.push({ slot: 'A04', section: '文体', stories: news(LEISURE, 2) });
  return pages;
}

function reportPages(date: IssueDate, nth: number): readonly PagePlan[] {
  const year = Number(date.slice(0, 4));
  const report = REPORTS.get(year);
  if (!report) throw new RangeError(`the demonstration has no report for ${year}`);
  const news = newsOf(date, nth);
  return [
    { slot: 'A01', section: '要闻', stories: news(FRONT, 3) },
    { slot: 'A02', section: '镇街', stories: news(TOWNS_DESK, 3) },
    { slot: 'B01', section: '鹤山新闻', stories: companionsOf(year) },
    // The fullest report has its page to itself: no other title in the list, no article pager.
    {
      slot: 'B02',
      section: `聚焦${year}鹤山两会`,
      stories: [report, ...(year === 2023 ? [] : news(DAILY, 1))],
    },
  ];
}

/** Takes stories from desks for one issue. A desk's templates take turns; none comes twice in an issue. */
function newsOf(
  date: IssueDate,
  nth: number,
): (desk: readonly Template[], count: number) => readonly Story[] {
  let pieces = 0;
  return (desk, count) => {
    // Five has no divisor in common with the size of any desk, so all turns come.
    const turn = (nth * 5) % desk.length;
    const templates = [...desk.slice(turn), ...desk.slice(0, turn)].slice(0, count);
    return templates.map((template) => template(sceneOf(date, pieces++)));
  };
}
