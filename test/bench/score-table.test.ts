import { describe, expect, it } from 'vitest';
import { missText } from '../../bench/scoring/miss-list.ts';
import { TABLE_BEGINS, TABLE_ENDS, scoreMarkdown, scoreText } from '../../bench/scoring/score-table.ts';
import { NO_SCORE, type Score } from '../../bench/scoring/score.ts';

const SCORE: Score = {
  ...NO_SCORE,
  articles: 2,
  levels: { ...NO_SCORE.levels, span: { expected: 8, found: 5, right: 4 } },
  fields: { ...NO_SCORE.fields, basis: { compared: 4, right: 3, said: { compared: 2, right: 1 } } },
  reports: { compared: 2, right: 1 },
};
const SETS = [{ set: 'development', score: SCORE, misses: [] }];

describe('the table of scores', () => {
  it('has aligned columns in a terminal', () => {
    const lines = scoreText(SETS).split('\n');
    expect(lines[0]).toBe('development: 2 articles, 8 figures noted, 5 found');
    const row = (first: string): string[] =>
      lines
        .find((line) => line.includes(first))
        ?.trim()
        .split(/ {2,}/) ?? [];
    expect(row('exact characters')).toEqual(['exact characters', '80.0', '50.0', '61.5', '8', '5']);
    expect(row('basis')).toEqual(['basis', '75.0', '4', '50.0', '2']);
    expect(row('same as')).toEqual(['same as', '–', '–', '–', '0', '0']);
    const widths = lines.filter((line) => /^ {4}.*\d$/.test(line)).map((line) => line.length);
    expect(new Set(widths).size).toBeLessThanOrEqual(3);
  });

  it('has a column a set in markdown, between the markers', () => {
    const block = scoreMarkdown([...SETS, { set: 'held-out', score: NO_SCORE, misses: [] }]);
    expect(block.startsWith(`${TABLE_BEGINS}\n`)).toBe(true);
    expect(block.endsWith(`${TABLE_ENDS}\n`)).toBe(true);
    const cells = (first: string): string[] =>
      block
        .split('\n')
        .find((line) => line.startsWith(`| ${first}`))
        ?.split('|')
        .map((cell) => cell.trim())
        .slice(2, 4) ?? [];
    expect(cells('exact characters')).toEqual(['80.0 / 50.0 / 61.5 (8 noted)', 'none noted']);
    expect(cells('basis')).toEqual(['75.0 of 4, 50.0 of 2 that say more', '– of 0']);
    expect(cells('kind of report')).toEqual(['50.0 of 2', '– of 0']);
  });
});

it('a list of misses tells the article, the point, both sides and the sentence', () => {
  const miss = {
    article: 'a01',
    field: 'unit',
    exact: '5亩',
    sentence: '占地5亩。',
    expected: '亩',
    got: null,
  } as const;
  expect(missText([miss])).toBe('a01  unit  5亩\n    noted 亩   read –\n    占地5亩。\n1 disagreements\n');
});
