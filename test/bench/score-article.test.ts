import { describe, expect, it } from 'vitest';
import { wordsOverlap, wordsShareNoun } from '../../bench/scoring/fields.ts';
import { parseNotes } from '../../bench/scoring/notes.ts';
import { type ScoredReading, scoreArticle } from '../../bench/scoring/score-article.ts';
import { scoreSet } from '../../bench/scoring/score-sets.ts';
import { figureIn, jsonl } from './corpus-samples.ts';

const TEXT = '生产总值100亿元，增长5%。公园12公顷（180亩）。投资30至40万元，居民收入与经济同步。';
const NOTES = parseNotes(
  'sample',
  jsonl(
    { n: 1, exact: '100亿元', value: '100', unit: '亿元', kind: 'level', indicator: '生产总值', id: 'gdp' },
    { n: 2, exact: '5%', value: '5', unit: '%', kind: 'change', direction: 'increase', changeOf: 1 },
    { n: 3, exact: '12公顷', value: '12', unit: '公顷', kind: 'area', indicator: '公园' },
    { n: 4, exact: '180亩', value: '180', unit: '亩', kind: 'area', indicator: '公园', sameAs: 3 },
    { n: 5, exact: '30至40万元', min: '30', max: '40', unit: '万元', kind: 'level' },
    { worded: '与经济同步', indicator: '居民收入' },
  ),
);
const ARTICLE = { name: 'sample', text: TEXT, notes: NOTES };
const NOTHING: ScoredReading = { figures: [], wordedTargets: [], report: null };

/** Found: 1 in full, 2 with 增长 among its characters and no direction, 4 for another unit; missed: 3, 5; spurious: one. */
const READING: ScoredReading = {
  ...NOTHING,
  figures: [
    figureIn(TEXT, '100亿元', { id: 'a', indicator: '生产总值', indicatorId: 'gdp' }),
    figureIn(TEXT, '增长5%', { id: 'b', value: '5', unit: '%', kind: 'change', changeOf: 'a' }),
    figureIn(TEXT, '180亩', { id: 'c', unit: '公顷', kind: 'area', indicator: '公园绿地', changeOf: 'a' }),
    figureIn(TEXT, '居民', { id: 'd', indicatorId: 'gdp' }),
  ],
  wordedTargets: [
    { exact: '经济同步', start: TEXT.indexOf('经济同步'), end: TEXT.length - 1, indicator: '收入' },
  ],
};

describe('the score of an article', () => {
  const { score, misses } = scoreArticle(ARTICLE, READING);

  it('counts what was found by how much of it is right', () => {
    const tally = (right: number) => ({ expected: 5, found: 4, right });
    expect(score.levels).toEqual({
      span: tally(2),
      value: tally(3),
      'value+unit': tally(2),
      'value+unit+comparator': tally(2),
    });
    expect(score.ranges).toEqual({ expected: 1, found: 0, right: 0 });
  });

  it('compares the fields of the three that stand opposite a note', () => {
    const { direction, kind, indicator } = score.fields;
    expect(kind).toMatchObject({ compared: 3, right: 3 });
    expect(direction).toEqual({ compared: 3, right: 2, said: { compared: 1, right: 0 } });
    expect(indicator).toEqual({ compared: 3, right: 2, said: { compared: 2, right: 1 } });
    expect(score.fields['indicator-overlap']).toMatchObject({ compared: 3, right: 3 });
    expect(score.fields['indicator-partial']).toMatchObject({ compared: 3, right: 3 });
    expect(score.ids).toEqual({ expected: 1, found: 2, right: 1 });
  });

  it('counts links that were found, missed and made up', () => {
    expect(score.links.changeOf).toEqual({ expected: 1, found: 2, right: 1 });
    expect(score.links.sameAs).toEqual({ expected: 1, found: 0, right: 0 });
  });

  it('finds a target without a number by words that overlap', () => {
    expect(score.worded).toEqual({ expected: 1, found: 1, right: 1 });
    expect(score.wordedOf).toEqual({ expected: 1, found: 1, right: 1 });
  });

  it('tells every disagreement in the order of the text', () => {
    expect(misses.map(({ field, exact, expected, got }) => [field, exact, expected, got])).toEqual([
      ['span', '5%', '5%', '增长5%'],
      ['direction', '5%', 'increase', null],
      ['figure', '12公顷', '12公顷', null],
      ['unit', '180亩', '亩', '公顷'],
      ['indicator', '180亩', '公园', '公园绿地'],
      ['changeOf', '180亩', null, '100亿元'],
      ['sameAs', '180亩', '12公顷', null],
      ['figure', '30至40万元', '30至40万元', null],
      ['figure', '居民', null, '居民'],
    ]);
    expect(misses[0]?.sentence).toBe('生产总值100亿元，增长5%。');
  });

  it('is right in all when the notes are read back', () => {
    const figures = [
      figureIn(TEXT, '100亿元', { id: 'a', indicator: '生产总值', indicatorId: 'gdp' }),
      figureIn(TEXT, '5%', { id: 'b', kind: 'change', direction: 'increase', changeOf: 'a' }),
      figureIn(TEXT, '12公顷', { id: 'c', kind: 'area', indicator: '公园' }),
      figureIn(TEXT, '180亩', { id: 'd', kind: 'area', indicator: '公园', sameAs: 'c' }),
      figureIn(TEXT, '30至40万元', { value: null, min: '30', max: '40', unit: '万元', comparator: 'range' }),
    ];
    const perfect = scoreArticle(ARTICLE, { ...READING, figures });
    expect(perfect.misses).toEqual([]);
    expect(perfect.score.ranges).toEqual({ expected: 1, found: 1, right: 1 });
  });
});

it('a change of an amount is a change of the same amount in another unit', () => {
  const notes = parseNotes(
    'sample',
    jsonl(
      { n: 1, exact: '12公顷', value: '12', unit: '公顷', kind: 'area' },
      { n: 2, exact: '180亩', value: '180', unit: '亩', kind: 'area', sameAs: 1 },
      { n: 3, exact: '5%', value: '5', unit: '%', kind: 'change', changeOf: 2 },
    ),
  );
  const text = '12公顷（180亩），增长5%';
  const figures = [
    figureIn(text, '12公顷', { id: 'a' }),
    figureIn(text, '180亩', { id: 'b', sameAs: 'a' }),
    figureIn(text, '5%', { changeOf: 'a' }),
  ];
  const { score } = scoreArticle({ name: 'sample', text, notes }, { ...NOTHING, figures });
  expect(score.links.changeOf).toEqual({ expected: 1, found: 1, right: 1 });
});

it('a set is the sum of its articles', () => {
  const { score, misses } = scoreSet('development', [ARTICLE, ARTICLE], () => READING);
  expect(score.articles).toBe(2);
  expect(score.levels.span).toEqual({ expected: 10, found: 8, right: 4 });
  expect(score.fields.direction).toEqual({ compared: 6, right: 4, said: { compared: 2, right: 0 } });
  expect(score.reports).toEqual({ compared: 2, right: 2 });
  expect(misses).toHaveLength(18);
});

it.each([
  ['生产总值', '地区生产总值', true],
  ['ＧＤＰ', 'GDP', true],
  [null, null, true],
  [null, '生产总值', false],
  ['值', '生产总值', false],
  ['生产力', '生产总值', false],
])('the words %s and %s overlap: %s', (a, b, overlap) => {
  expect(wordsOverlap(a, b)).toBe(overlap);
});

it.each([
  ['一般贸易出口', '贸易出口额', true],
  ['生产总值', '地区生产总值', true],
  ['生产力', '生产总值', true],
  ['农村居民收入', '城镇新增就业', false],
  ['值', '产值', false],
  [null, '产值', false],
  [null, null, true],
])('the words %s and %s share a noun: %s', (a, b, shared) => {
  expect(wordsShareNoun(a, b)).toBe(shared);
});
