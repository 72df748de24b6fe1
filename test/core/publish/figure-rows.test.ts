import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { UnsoundReading } from '../../../core/publish/tables/article-version.ts';
import { figureRows } from '../../../core/publish/tables/figure-rows.ts';
import { all, figureArchive, figureIn, putArticle } from '../../support/figure-archive.ts';

test('a row tells a figure with its article, its version and the words around it', async () => {
  const archive = await figureArchive();
  const text =
    '过去一年的成绩单如下，全市上下同心协力，实现地区生产总值458.51亿元，增长2.8%，经济运行总体平稳有序向好。';
  await putArticle(archive, {
    ...{ date: '2023-02-25', page: 'B02', id: '667012', title: '政府工作报告', text, version: 2 },
    at: '2023-02-26T01:02:03.004Z',
    document: { section: '聚焦两会' },
    figures: [
      figureIn(text, '458.51亿元', {
        ...{ id: 'a', value: '458.51', normValue: '45851000000', baseUnit: 'CNY' },
        ...{ indicator: '地区生产总值', indicatorId: 'gdp', sectionPath: ['2022年工作回顾', '经济'] },
        ...{ place: { value: '鹤山市', from: 'heading' }, period: { value: '2022', from: 'masthead' } },
      }),
      figureIn(text, '2.8%', {
        ...{ id: 'b', value: '2.8', unit: '%', normValue: '0.028', baseUnit: '1', kind: 'change' },
        ...{ direction: 'increase', basis: '可比价', listMark: '●', changeOf: 'a' },
      }),
    ],
  });

  const [level, change] = await all(figureRows(archive, { paper: 'jmrb' }));
  const path = 'html/2023-02/25/content_667012.htm';
  const sha256 = createHash('sha256').update(`jmrb ${path} 2 ${text}`).digest('hex');
  const id = createHash('sha256').update(`["jmrb","${path}",2,"${sha256}",28,36]`).digest('hex').slice(0, 32);
  expect(level).toEqual({
    figure_id: id,
    document_id: `jmrb/${path}@2`,
    paper: 'jmrb',
    issue_date: '2023-02-25',
    page: 'B02',
    section: '聚焦两会',
    article_id: '667012',
    article_path: path,
    article_title: '政府工作报告',
    article_url: `http://127.0.0.1:8080/jmrb/${path}`,
    captured_at: '2023-02-26T01:02:03.004Z',
    snapshot_sha256: sha256,
    version: 2,
    status: 'current',
    ended_at: null,
    reader_version: 1,
    section_path: '2022年工作回顾 / 经济',
    list_mark: null,
    exact: '458.51亿元',
    prefix: '如下，全市上下同心协力，实现地区生产总值',
    suffix: '，增长2.8%，经济运行总体平稳有序向好',
    start: 28,
    end: 36,
    room_path: '/jmrb/2023-02-25/B02/667012?v=2#fig-a',
    value: '458.51',
    value_min: null,
    value_max: null,
    unit: '亿元',
    norm_value: '45851000000',
    norm_min: null,
    norm_max: null,
    base_unit: 'CNY',
    comparator: 'eq',
    kind: 'level',
    modality: 'actual',
    strength: null,
    direction: null,
    indicator: '地区生产总值',
    indicator_id: 'gdp',
    basis: null,
    inferred_price_basis: null,
    place: '鹤山市',
    place_from: 'heading',
    period: '2022',
    period_from: 'masthead',
    observation_id: null,
    change_of: null,
    same_as: null,
    part_of: null,
    qualifies: null,
  });
  expect(change).toMatchObject({
    ...{ exact: '2.8%', kind: 'change', direction: 'increase', basis: '可比价', list_mark: '●' },
    ...{ section_path: null, change_of: id },
  });
});

test('rows come by issue date, page, article path and place in the text', async () => {
  const archive = await figureArchive();
  const text = '先有1亿元，后有2亿元';
  const figures = [figureIn(text, '2亿元'), figureIn(text, '1亿元')];
  const one = { text, figures };
  await putArticle(archive, { ...one, date: '2023-03-01', page: 'A01', id: '9' });
  await putArticle(archive, { ...one, date: '2023-02-25', page: 'B02', id: '1' });
  await putArticle(archive, { ...one, date: '2023-02-25', page: 'A03', id: '3' });
  await putArticle(archive, { ...one, date: '2023-02-25', page: 'A03', id: '2' });
  await putArticle(archive, { ...one, date: '2023-02-25', page: null, id: '4' });

  const rows = await all(figureRows(archive, { paper: 'jmrb' }));
  expect(rows.map((row) => `${row.issue_date} ${row.page ?? '-'} ${row.article_id} ${row.exact}`)).toEqual([
    '2023-02-25 - 4 1亿元',
    '2023-02-25 - 4 2亿元',
    '2023-02-25 A03 2 1亿元',
    '2023-02-25 A03 2 2亿元',
    '2023-02-25 A03 3 1亿元',
    '2023-02-25 A03 3 2亿元',
    '2023-02-25 B02 1 1亿元',
    '2023-02-25 B02 1 2亿元',
    '2023-03-01 A01 9 1亿元',
    '2023-03-01 A01 9 2亿元',
  ]);
});

test('only the issues asked for are read, both ends included', async () => {
  const archive = await figureArchive();
  for (const date of ['2023-02-24', '2023-02-25', '2023-02-26', '2023-02-27']) {
    const text = '收入1亿元';
    await putArticle(archive, { date, page: 'A01', id: '1', text, figures: [figureIn(text, '1亿元')] });
  }
  const range = { paper: 'jmrb', from: asIssueDate('2023-02-25'), to: asIssueDate('2023-02-26') };
  const rows = await all(figureRows(archive, range));
  expect(rows.map((row) => row.issue_date)).toEqual(['2023-02-25', '2023-02-26']);
});

test('an article that was corrected shows the figures of its newest version only', async () => {
  const archive = await figureArchive();
  const place = { date: '2023-02-25', page: 'A01', id: '1' };
  await putArticle(archive, { ...place, text: '收入1亿元', figures: [figureIn('收入1亿元', '1亿元')] });
  await putArticle(archive, {
    ...{ ...place, version: 2, text: '收入3亿元' },
    figures: [figureIn('收入3亿元', '3亿元')],
  });
  const rows = await all(figureRows(archive, { paper: 'jmrb' }));
  expect(rows.map((row) => [row.version, row.exact])).toEqual([[2, '3亿元']]);
});

test('the words around a figure never hold half a character', async () => {
  const archive = await figureArchive();
  const text = `𠮷${'前'.repeat(19)}1亿元${'后'.repeat(19)}𠮷`;
  const figures = [figureIn(text, '1亿元')];
  await putArticle(archive, { date: '2023-02-25', page: 'A01', id: '1', text, figures });
  const [row] = await all(figureRows(archive, { paper: 'jmrb' }));
  expect(row?.prefix).toBe('前'.repeat(19));
  expect(row?.suffix).toBe('后'.repeat(19));
});

test.each([
  ['holds no decimal number', { value: '=1+1' }],
  ['refers to a figure that is not there', { changeOf: 'nobody' }],
])('a reading that %s fails with the article named', async (_, fields) => {
  const archive = await figureArchive();
  const figures = [figureIn('收入1亿元', '1亿元', fields)];
  await putArticle(archive, { date: '2023-02-25', page: 'A01', id: '1', text: '收入1亿元', figures });
  const rows = all(figureRows(archive, { paper: 'jmrb' }));
  await expect(rows).rejects.toThrow(UnsoundReading);
  await expect(rows).rejects.toMatchObject({ paper: 'jmrb', path: 'html/2023-02/25/content_1.htm' });
});
