import { expect, it } from 'vitest';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { seriesCitation } from '../../../../core/publish/citations/series-citation.ts';

it('cites a series as a database online, with its release and both days', () => {
  expect(
    seriesCitation({
      ...{ archive: '江门报纸存档', place: '鹤山市', indicator: '地区\n生产总值', release: '1.2.0' },
      ...{ published: asIssueDate('2024-05-01'), accessed: asIssueDate('2024-06-02') },
      url: 'https://archive.example/series/heshan/gdp',
    }),
  ).toBe(
    '江门报纸存档. 鹤山市：地区 生产总值（数据发布 1.2.0）[DB/OL]. (2024-05-01)[2024-06-02]. https://archive.example/series/heshan/gdp.',
  );
});
