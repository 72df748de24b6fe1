import { expect, test } from 'vitest';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { type FigureQuery, findFigures, indicatorIdOf } from '../../../core/publish/find-figures.ts';
import { all, figureArchive, figureIn, putArticle } from '../../support/figure-archive.ts';

const TEXT = '一1亿元二2亿元三3个四4亿元';

async function found(query: Omit<FigureQuery, 'paper'>): Promise<string[]> {
  const archive = await figureArchive();
  for (const date of ['2023-02-25', '2024-02-25']) {
    await putArticle(archive, {
      ...{ date, page: 'B02', id: '1', text: TEXT },
      figures: [
        figureIn(TEXT, '1亿元', {
          ...{ indicator: '生产总值', indicatorId: 'gdp', place: { value: '鹤山市', from: 'heading' } },
        }),
        figureIn(TEXT, '2亿元', {
          ...{ indicator: '人均生产总值', indicatorId: 'gdp-per-capita' },
          place: { value: '江门市', from: 'heading' },
        }),
        figureIn(TEXT, '3个', { indicator: '义务教育学位', place: { value: '鹤山市', from: 'heading' } }),
        figureIn(TEXT, '4亿元'),
      ],
    });
  }
  const rows = await all(findFigures(archive, { paper: 'jmrb', ...query }));
  return rows.map((row) => `${row.issue_date.slice(0, 4)} ${row.exact}`);
}

const in2023 = { to: asIssueDate('2023-12-31') };

test.each([
  ['a slug', 'gdp', ['2023 1亿元']],
  ['the registered name', '地区生产总值', ['2023 1亿元']],
  ['an alias in any width and case', 'ｇＤＰ', ['2023 1亿元']],
  ['an alias that is part of another name', '生产总值', ['2023 1亿元']],
  ['printed words that are not registered', '学位', ['2023 3个']],
  ['words that nothing has', '森林覆盖率', []],
])('an indicator is found by %s', async (_, indicator, expected) => {
  expect(await found({ ...in2023, indicator })).toEqual(expected);
});

test('a place is found by how it begins, and a figure without one is not', async () => {
  expect(await found({ ...in2023, place: '鹤山' })).toEqual(['2023 1亿元', '2023 3个']);
  expect(await found({ ...in2023, place: '山市' })).toEqual([]);
});

test('indicator, place and dates narrow the rows together', async () => {
  const from = asIssueDate('2024-01-01');
  expect(await found({ from, indicator: '学位', place: '鹤山市' })).toEqual(['2024 3个']);
  expect(await found({ from, indicator: '学位', place: '江门市' })).toEqual([]);
});

test('a query for nothing in particular gives every row', async () => {
  expect(await found({})).toHaveLength(8);
});

test('words outside the registry have no slug', () => {
  expect(indicatorIdOf('社零总额')).toBe('retail-sales');
  expect(indicatorIdOf('学位')).toBeNull();
});
