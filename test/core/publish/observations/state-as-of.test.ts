import { expect, it } from 'vitest';
import { Catalog } from '../../../../core/catalog/catalog.ts';
import type { IssueRecord } from '../../../../core/catalog/records.ts';
import { type Instant, asInstant } from '../../../../core/paper/instant.ts';
import { asIssueDate, daysFrom } from '../../../../core/paper/issue-date.ts';
import { JMRB } from '../../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../../core/paper/resource.ts';
import { sha256Of } from '../../../../core/paper/sha256.ts';
import { stateAsOf } from '../../../../core/publish/observations/state-as-of.ts';
import { fillWorkbench } from '../../../../core/publish/release/fill-workbench.ts';
import { YEAR_OVER_YEAR } from '../../../../core/publish/tables/year-over-year.ts';
import type { Figure } from '../../../../core/read/figures/figure.ts';
import { figureArchiveInMemory, figureIn, putArticle } from '../../../support/figure-archive.ts';
import { MemoryTable } from '../../../support/memory-ports.ts';

const DATE = asIssueDate('2023-02-25');
const day = (of: number): Instant => asInstant(`2023-03-${String(of).padStart(2, '0')}T00:00:00.000Z`);

const ISSUE: IssueRecord = {
  ...{ paper: 'jmrb', date: DATE, state: 'complete', evidence: '', site: 'http://paper.example/' },
  ...{ pages: 1, articles: 1, resources: 2, gaps: 0, withdrawn: 0, firstAskedAt: day(1), checkedAt: day(20) },
  ...{ missingAt: null, settledAt: day(20) },
};

/** Listed on one day, and captured on another. */
async function list(catalog: Catalog, name: string, listed: Instant, captured: Instant): Promise<void> {
  const ofIssue = { paper: 'jmrb', date: DATE, path: asResourcePath(name), kind: 'article' } as const;
  await catalog.expect({ ...ofIssue, page: null, title: null, foundOn: null, at: listed });
  await catalog.addSnapshot({
    ...{ ...ofIssue, version: 1, sha256: sha256Of(name), bytes: 1, mediaType: 'text/html', object: name },
    ...{ captureId: name, url: `http://paper.example/${name}`, at: captured, etag: null, lastModified: null },
    ...{ content: null, classes: [] },
  });
}

it('an issue that is complete was partial until the last of what it listed then had come', async () => {
  const catalog = new Catalog(new MemoryTable());
  await list(catalog, 'early.htm', day(1), day(1));
  await list(catalog, 'late.htm', day(1), day(10));
  await list(catalog, 'added.htm', day(12), day(15));
  const states = [5, 9, 10, 13, 15, 20].map((of) => stateAsOf(catalog, ISSUE, day(of)));
  expect(await Promise.all(states)).toEqual([
    ...['partial', 'partial', 'complete'],
    // What was added since had not come either.
    ...['partial', 'complete', 'complete'],
  ]);
});

it('any other state is what it is', async () => {
  const catalog = new Catalog(new MemoryTable());
  await list(catalog, 'late.htm', day(1), day(10));
  for (const state of ['no-edition', 'partial', 'missing'] as const)
    expect(await stateAsOf(catalog, { ...ISSUE, state }, day(5))).toBe(state);
});

it('a year that lacks a number lacks it for the reason that held then', async () => {
  const archive = await figureArchiveInMemory();
  const { catalog } = archive;
  // All issues of the season in which 2022 is told of, whole today; of one an article came in July.
  for (const date of daysFrom(asIssueDate('2023-01-01'), asIssueDate('2023-04-30')))
    await catalog.putIssue({ ...ISSUE, date, settledAt: asInstant('2023-08-01T00:00:00.000Z') });
  await list(catalog, 'late.htm', day(1), asInstant('2023-07-01T00:00:00.000Z'));
  const text = '产值400亿元，前年390亿元';
  const level = (exact: string, value: string, period: string): Figure =>
    figureIn(text, exact, {
      ...{ value, normValue: `${value}00000000`, baseUnit: 'CNY' },
      ...{ indicator: '地区生产总值', indicatorId: 'gdp' },
      ...{ place: { value: '鹤山市', from: 'printed' }, period: { value: period, from: 'printed' } },
    });
  const figures = [level('400亿元', '400', '2023'), level('390亿元', '390', '2021')];
  await putArticle(archive, { date: '2023-05-10', page: 'A01', id: '1', text, figures });

  const whyOf2022 = async (asOf: string): Promise<unknown> => {
    const bench = archive.workbench();
    try {
      await fillWorkbench(bench, archive, [JMRB], asInstant(asOf));
      return [...bench.rows(YEAR_OVER_YEAR)].find(({ year }) => year === 2022)?.['level_gap'];
    } finally {
      bench.close();
    }
  };
  expect(await whyOf2022('2023-06-01T00:00:00.000Z')).toBe('not-captured');
  expect(await whyOf2022('2023-07-02T00:00:00.000Z')).toBe('not-printed');
});
