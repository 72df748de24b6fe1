import { expect, test } from 'vitest';
import { asIssueDate, daysFrom } from '../../../../core/paper/issue-date.ts';
import { coverageOf } from '../../../../core/publish/observations/coverage.ts';

type Issues = Parameters<typeof coverageOf>[0];

/** All issues of January to April of a year; `other` tells those that are not complete. */
function season(
  year: number,
  other: (date: string) => 'missing' | 'no-edition' | 'partial' | 'open' | null = () => null,
): Issues {
  return Array.from(daysFrom(asIssueDate(`${year}-01-01`), asIssueDate(`${year}-04-30`)), (date) => ({
    ...{ paper: 'jmrb', date, state: other(date) ?? ('complete' as const) },
  }));
}

function report(
  date: string,
  kind: 'work-report' | 'budget' | 'bulletin' | 'congress-coverage' = 'work-report',
) {
  return { place: '鹤山市', kind, date: asIssueDate(date) };
}

test.each<[string, Issues, string, number?]>([
  ['nobody asked for any issue', [], 'not-captured'],
  ['all issues are complete', season(2023), 'not-printed'],
  ['all issues of a leap year are complete', season(2024), 'not-printed', 2023],
  [
    'all are complete, or none by the calendar',
    season(2023, (day) => (day.endsWith('01') ? 'no-edition' : null)),
    'not-printed',
  ],
  ['there was none by the calendar', season(2023, () => 'no-edition'), 'no-issue'],
  ['one is missing', season(2023, (day) => (day === '2023-02-25' ? 'missing' : null)), 'not-captured'],
  ['one is partial', season(2023, (day) => (day === '2023-04-30' ? 'partial' : null)), 'not-captured'],
  ['one was never asked for', [...season(2023)].slice(1), 'not-captured'],
  ['those of another year are complete', season(2022), 'not-captured'],
])('nothing of 2022 is there when %s: %#', (_, issues, absence, year = 2022) => {
  expect(coverageOf(issues, []).of('鹤山市', year, 'actuals')).toBe(absence);
});

test('a second paper must be held too', () => {
  const other = [...season(2023)].map((issue) => ({ ...issue, paper: 'other' }));
  const actuals = (issues: Issues) => coverageOf(issues, []).of('鹤山市', 2022, 'actuals');
  expect(actuals([...season(2023), ...other])).toBe('not-printed');
  expect(actuals([...season(2023), ...other.slice(1)])).toBe('not-captured');
});

test.each([
  ['a work report of the spring after', report('2023-02-25'), 'not-printed', 'not-captured'],
  ['a work report of the same spring', report('2022-01-25'), 'not-captured', 'not-printed'],
  ['a bulletin of the spring after', report('2023-04-10', 'bulletin'), 'not-printed', 'not-captured'],
  [
    'a bulletin of the same spring, which aims at nothing',
    report('2022-04-10', 'bulletin'),
    'not-captured',
    'not-captured',
  ],
  ['a budget', report('2023-02-25', 'budget'), 'not-captured', 'not-captured'],
  ['the coverage of a congress', report('2023-02-25', 'congress-coverage'), 'not-captured', 'not-captured'],
  ['a report of May', report('2023-05-01'), 'not-captured', 'not-captured'],
  ['a report of another place', { ...report('2023-02-25'), place: '开平市' }, 'not-captured', 'not-captured'],
])('%s tells of 2022: %#', (_, held, actuals, targets) => {
  const coverage = coverageOf([], [held]);
  expect([coverage.of('鹤山市', 2022, 'actuals'), coverage.of('鹤山市', 2022, 'targets')]).toEqual([
    actuals,
    targets,
  ]);
});
