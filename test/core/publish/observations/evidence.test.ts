import { describe, expect, test } from 'vitest';
import { asInstant } from '../../../../core/paper/instant.ts';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { JMRB } from '../../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../../core/paper/resource.ts';
import { sha256Of } from '../../../../core/paper/sha256.ts';
import { heldReportOf } from '../../../../core/publish/observations/coverage.ts';
import { type EvidenceRow, EVIDENCE, evidenceOf } from '../../../../core/publish/observations/evidence.ts';
import { observe } from '../../../../core/publish/observations/observe.ts';
import type { ArticleVersion } from '../../../../core/publish/tables/article-version.ts';
import { figureRowsOf } from '../../../../core/publish/tables/figure-rows.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { said } from '../../../support/evidence-by-hand.ts';

/** A version of an article of 25 February 2023 about 鹤山 in 2022, as today's reader reads it. */
function versionOf(paragraph: string, { id = '1', title = '鹤山市2022年工作回顾' } = {}): ArticleVersion {
  const reading = readArticleText(`2023 年 2 月 25 日 星期\n\n${title}\n\n    ${paragraph}\n`, JMRB);
  const date = asIssueDate('2023-02-25');
  const [paper, path] = ['jmrb', asResourcePath(`html/2023-02/25/content_${id}.htm`)];
  const at = asInstant('2023-02-25T00:00:00.000Z');
  const sha256 = sha256Of(`${id} ${paragraph}`);
  return {
    article: {
      ...{ paper, date, path, page: 'B02', articleId: id, title, version: 1, sha256, capturedAt: at },
      ...{ readerVersion: 1, reading: '', figures: 0, flaws: [], report: null },
    },
    snapshot: {
      ...{ paper, date, path, kind: 'article', version: 1, sha256, bytes: 1, mediaType: 'text/html' },
      ...{
        object: '',
        captureId: '',
        url: `http://paper.invalid/${path}`,
        at,
        etag: null,
        lastModified: null,
      },
      ...{ content: null, classes: [] },
    },
    reading,
    status: 'current',
    endedAt: null,
  };
}

/** The rows by what they print. */
function evidence(
  paragraph: string,
  options?: Parameters<typeof versionOf>[1],
): ReadonlyMap<string, EvidenceRow> {
  return new Map(evidenceOf(versionOf(paragraph, options)).map((row) => [row.exact, row]));
}

function keyOf(rows: ReadonlyMap<string, EvidenceRow>, exact: string): string | null {
  const row = rows.get(exact);
  if (row === undefined) throw new Error(`${exact} is not among ${[...rows.keys()].join(', ')}`);
  return row.observation_key;
}

test('every figure is evidence, in the order of the text, with the cells of its row', () => {
  const version = versionOf('全市实现地区生产总值458.51亿元，增长2.8%；外贸进出口下降14.5%。');
  const figures = figureRowsOf(version);
  const rows = evidenceOf(version);
  expect(rows.map(({ figure_id }) => figure_id)).toEqual(figures.map(({ figure_id }) => figure_id));
  expect(rows.map(({ norm_value }) => norm_value)).toEqual(['45851000000', '0.028', '-0.145']);
  expect(rows.map(({ prefix, suffix }) => [prefix, suffix])).toEqual(
    figures.map(({ prefix, suffix }) => [prefix, suffix]),
  );
  expect(Object.keys(rows[0] ?? {})).toEqual(EVIDENCE.columns.map(({ name }) => name));
});

test('a level, its growth, what it grew by and its growth in points are four quantities', () => {
  const rows = evidence('社会消费品零售总额158.86亿元，增长2%，增加3.1亿元，增速比上年提高1.5个百分点。');
  const keys = ['158.86亿元', '2%', '3.1亿元', '1.5个百分点'].map((exact) => keyOf(rows, exact));
  expect(keys.every((key) => key?.startsWith('["n","鹤山市","retail-sales"'))).toBe(true);
  expect(new Set(keys).size).toBe(4);
});

describe('of the same place, indicator and year', () => {
  const GDP = { number: '2.8', unit: '%', kind: 'change', inferred_price_basis: 'constant' } as const;
  const key = (fields: Parameters<typeof said>[0]): string | null =>
    said({ ...GDP, ...fields }).observation_key;

  test.each([
    ['同比', { basis: '同比' }],
    ['比上年', { basis: '比上年' }],
    ['可比价, at which it is computed anyway', { basis: '可比价', inferred_price_basis: null }],
    ['another article', { article: 'b', date: '2023-03-01' }],
    ['the same days in other words', { period: '2022-01/2022-12' }],
    ['other words for it', { indicator: 'GDP' }],
  ])('%s is no other quantity', (_, fields) => {
    expect(key(fields)).toBe(key({}));
  });

  test.each([
    ['可比口径', { basis: '可比口径' }],
    ['环比', { basis: '环比' }],
    ['年均', { basis: '年均' }],
    ['比年初', { basis: '比年初' }],
    ['words that no class is known for', { basis: '比“十三五”末' }],
    ['a target', { modality: 'target' as const }],
    ['a forecast', { modality: 'forecast' as const }],
    ['half the year', { period: '2022-H1' }],
    ['percentage points', { unit: '个百分点', base_unit: 'pp' }],
  ])('%s is another', (_, fields) => {
    expect(key(fields)).not.toBe(key({}));
  });

  test('what is striven for is another than what is expected, which is what is aimed at', () => {
    const [plain, expected, strive] = ([null, 'expected', 'strive'] as const).map((strength) =>
      key({ modality: 'target', strength }),
    );
    expect([expected === plain, strive === plain]).toEqual([true, false]);
  });

  test('no place is a place of its own in each article', () => {
    expect(key({ place: null })).toBe(key({ place: null }));
    expect(key({ place: null })).not.toBe(key({ place: null, article: 'b' }));
  });
});

test('a share of an indicator is not the indicator', () => {
  expect(said({ number: '12', unit: '%', kind: 'ratio' }).observation_key).toMatch(/^\["w"/);
  const rate = {
    number: '2.3',
    unit: '%',
    kind: 'ratio',
    indicator_id: 'registered-unemployment-rate',
  } as const;
  expect(said(rate).observation_key).toMatch(/^\["n"/);
});

test.each([
  ['a threshold', { kind: 'threshold' }],
  ['a rank', { kind: 'rank' }],
  ['what has no indicator', { indicator: null, indicator_id: null }],
  ['what has no period', { period: null }],
  ['what has a period that is none', { period: '2022-13' }],
] as const)('%s is no observation', (_, fields) => {
  expect(said(fields).observation_key).toBeNull();
});

test('numbers of elsewhere that the page does not place are no observations of the place', () => {
  const rows = evidence('全国国内生产总值增长3%，全省地区生产总值增长1.9%。全市地区生产总值增长2.8%。');
  expect(['3%', '1.9%'].map((exact) => keyOf(rows, exact))).toEqual([null, null]);
  expect(keyOf(rows, '2.8%')).toMatch(/^\["n","鹤山市","gdp"/);
});

test('what says a figure again goes where that goes', () => {
  const rows = evidence('供应工业用地266.67公顷（4000亩）。');
  const [first, again] = ['266.67公顷', '4000亩'].map((exact) => rows.get(exact));
  expect(again?.observation_key).toBe(first?.observation_key);
  expect(again?.kin).toBe(first?.figure_id);
  const group = [first, again].flatMap((row) => row ?? []);
  expect(observe(group).rows.map(({ mentions, exact }) => [mentions, exact])).toEqual([[2, '266.67公顷']]);
});

test('a target without a number is evidence with its words and its place in the page', () => {
  const rows = evidence('今年主要预期目标是：居民人均可支配收入与经济增长基本同步。', {
    title: '鹤山市政府工作报告',
  });
  const row = rows.get('与经济增长基本同步');
  expect(row).toMatchObject({
    ...{
      figure_id: null,
      words: '与经济增长基本同步',
      prefix: expect.stringMatching(/居民人均可支配收入$/) as string,
    },
    ...{
      room_path: '/jmrb/2023-02-25/B02/1?v=1#fig-w1',
      modality: 'target',
      indicator_id: 'disposable-income-per-capita',
    },
    ...{ place: '鹤山市', period: '2023', kind: null, comparator: null, unit: null },
  });
  expect(row?.observation_key).toMatch(/^\["w"/);
});

test('a held report is of the place that most of its figures are of', () => {
  const version = versionOf('鹤山市地区生产总值增长2.8%，固定资产投资增长5%。江门市地区生产总值增长3.3%。');
  const reading = { ...version.reading, report: { kind: 'work-report', reasons: [] } } as const;
  expect(heldReportOf({ ...version, reading })).toEqual({
    place: '鹤山市',
    kind: 'work-report',
    date: '2023-02-25',
  });
  expect(heldReportOf({ ...version, reading: { ...reading, report: null } })).toBeNull();
  expect(heldReportOf({ ...version, reading: { ...reading, figures: [], wordedTargets: [] } })).toBeNull();
});
