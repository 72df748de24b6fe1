import type { IssueRecord } from '../../catalog/records.ts';
import { type IssueDate, asIssueDate, daysBetween } from '../../paper/issue-date.ts';
import type { ReportKind } from '../../read/document.ts';
import { byCodeUnit } from '../../text-order.ts';
import type { ArticleVersion } from '../tables/article-version.ts';

/**
 * Why a series has nothing for a year: the archive does not hold all of the issues that would print it; or it holds the
 * report, or all of the issues, and they do not say; or there were no issues.
 */
export const ABSENCES = ['not-captured', 'not-printed', 'no-issue'] as const;
export type Absence = (typeof ABSENCES)[number];

/** Two things are printed of a year: early in it what is aimed at, early in the next what came. */
export type Season = 'targets' | 'actuals';

/** Tells why a year of a place has no target, or nothing of what came. */
export interface Coverage {
  of(place: string, year: number, season: Season): Absence;
}

/** A report that the archive holds, of the place that it is about. */
export interface HeldReport {
  readonly place: string;
  readonly kind: ReportKind;
  readonly date: IssueDate;
}

/** Reports are printed from January to April: the congresses of counties meet first, bulletins come last. */
const LAST_DAY = '04-30';
const FIRST_DAY = '01-01';

/** A bulletin tells what came and aims at nothing; a budget holds only what is of the budget. */
const TOLD_BY: Readonly<Record<Season, ReadonlySet<ReportKind>>> = {
  targets: new Set(['work-report']),
  actuals: new Set(['work-report', 'bulletin']),
};

/**
 * The coverage of an archive with these issues and reports. A held report that does not say is `not-printed`, as is a
 * season of which every issue is complete; a season in which no issue exists by the paper's own calendar is `no-issue`;
 * everything else is `not-captured`, a day that nobody asked for among it. Of several papers each must be told.
 */
export function coverageOf(
  issues: Iterable<Pick<IssueRecord, 'paper' | 'date' | 'state'>>,
  reports: Iterable<HeldReport>,
): Coverage {
  const days = new Map<string, { complete: number; none: number }>();
  const papers = new Set<string>();
  for (const { paper, date, state } of issues) {
    papers.add(paper);
    if (!isOfSeason(date) || (state !== 'complete' && state !== 'no-edition')) continue;
    const key = `${paper} ${date.slice(0, 4)}`;
    const counts = days.get(key) ?? { complete: 0, none: 0 };
    if (state === 'complete') counts.complete += 1;
    else counts.none += 1;
    days.set(key, counts);
  }
  const held = new Set<string>();
  for (const { place, kind, date } of reports)
    for (const season of ['targets', 'actuals'] as const)
      if (isOfSeason(date) && TOLD_BY[season].has(kind)) held.add(`${season} ${date.slice(0, 4)} ${place}`);

  return {
    of: (place, year, season) => {
      const printed = season === 'targets' ? year : year + 1;
      if (held.has(`${season} ${printed} ${place}`)) return 'not-printed';
      const seasons = Array.from(papers, (paper) => days.get(`${paper} ${printed}`));
      const whole = daysOfSeason(printed);
      if (seasons.length === 0) return 'not-captured';
      if (!seasons.every((counts) => counts !== undefined && counts.complete + counts.none === whole))
        return 'not-captured';
      return seasons.some((counts) => (counts?.complete ?? 0) > 0) ? 'not-printed' : 'no-issue';
    },
  };
}

function isOfSeason(date: IssueDate): boolean {
  return date.slice(5) <= LAST_DAY;
}

function daysOfSeason(year: number): number {
  const first = asIssueDate(`${year}-${FIRST_DAY}`);
  return daysBetween(first, asIssueDate(`${year}-${LAST_DAY}`)) + 1;
}

/** The report that a version carries, of the place that most of its figures are of; `null` without one of either. */
export function heldReportOf({ article, reading }: ArticleVersion): HeldReport | null {
  const kind = reading.report?.kind ?? null;
  const counts = new Map<string, number>();
  for (const { place } of [...reading.figures, ...reading.wordedTargets])
    if (place !== null) counts.set(place.value, (counts.get(place.value) ?? 0) + 1);
  const [place] = [...counts].toSorted(([a, of], [b, others]) => others - of || byCodeUnit(a, b))[0] ?? [];
  return kind === null || place === undefined ? null : { place, kind, date: article.date };
}
