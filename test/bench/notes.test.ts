import { describe, expect, it } from 'vitest';
import { locateNotes } from '../../bench/scoring/locate-notes.ts';
import { BadNotes, parseNotes } from '../../bench/scoring/notes.ts';
import { jsonl } from './corpus-samples.ts';

const NOTE = { n: 1, exact: '5个', value: '5', unit: '个', kind: 'count' };

describe('the notes of an article', () => {
  it('have their defaults where something goes without saying', () => {
    const range = { n: 2, exact: '5%—6%', min: '5', max: '6', unit: '%', kind: 'change', changeOf: 1 };
    const worded = { worded: '基本同步', indicator: '居民收入' };
    const notes = parseNotes('a', jsonl(NOTE, worded, range));
    expect(notes.figures.map(({ comparator, modality, value }) => [comparator, modality, value])).toEqual([
      ['eq', 'actual', '5'],
      ['range', 'actual', null],
    ]);
    expect(notes.worded).toEqual([{ ...worded, id: null }]);
  });

  it.each([
    ['a field that there is not', { ...NOTE, indicatorId: 'gdp' }, 'line 2'],
    ['an id that there is not', { ...NOTE, id: 'gnp' }, 'id'],
    ['a value and ends', { ...NOTE, min: '5', max: '6' }, 'a value, or min and max'],
    ['one end', { ...NOTE, value: undefined, min: '5' }, 'a value, or min and max'],
    ['a range of one value', { ...NOTE, comparator: 'range' }, 'a range has min and max'],
    ['a number out of turn', { ...NOTE, n: 2 }, 'n is 2, not 1'],
    ['a link to nothing', { ...NOTE, changeOf: 3 }, 'changeOf 3'],
    ['a link to itself', { ...NOTE, sameAs: 1 }, 'sameAs 1'],
    ['a value with separators', { ...NOTE, value: '1,234' }, 'a decimal'],
  ])('are refused with %s', (_, line, words) => {
    expect(() => parseNotes('a', jsonl(line))).toThrow(BadNotes);
    expect(() => parseNotes('a', jsonl(line))).toThrow(words);
  });

  it('are refused when they are no JSON, or nothing', () => {
    expect(() => parseNotes('a', `${jsonl(NOTE)}\nnot JSON`)).toThrow('a, line 3: this is not JSON');
    expect(() => parseNotes('a', '\n')).toThrow('there are no notes');
  });
});

describe('the places of the notes', () => {
  const located = (text: string, ...exacts: string[]): number[] => {
    const notes = exacts.map((exact, at) => ({ ...NOTE, n: at + 1, exact }));
    return locateNotes('a', text, parseNotes('a', jsonl(...notes)).figures).map(({ start }) => start);
  };

  it('follow each other', () => {
    expect(located('5个、6个和5个', '5个', '5个')).toEqual([0, 6]);
    expect(() => located('6个和5个', '5个', '6个')).toThrow(
      'figure 2, 6个, is not behind the figure before it',
    );
  });

  it.each([
    ['2023年用3年', '3年', 6],
    ['增长2.5%和5%', '5%', 7],
    ['十三个和三个', '三个', 4],
    ['第3个的3个', '3个', 4],
    ['2月15日起15日内', '15日', 6],
  ])('are never within another number: %s', (text, exact, start) => {
    expect(located(text, exact)).toEqual([start]);
  });
});
