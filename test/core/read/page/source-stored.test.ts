import { expect, test } from 'vitest';
import { parseReading } from '../../../../core/read/stored-reading.ts';
import { pageAround, readHtml } from './source-page.ts';

const READING = readHtml(pageAround('产值<b>458.51</b>亿元，增长2.8%。'));

function kept(reading: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(reading));
}

test('a kept reading has the places of its figures', () => {
  expect(READING.figures.map(({ source }) => source?.length)).toEqual([2, 1]);
  expect(parseReading(kept(READING))).toEqual(READING);
});

test('a reading that was kept before figures had places is read without', () => {
  // What is undefined is left out of the JSON.
  const figures = READING.figures.map((figure) => ({ ...figure, source: undefined }));
  expect(parseReading(kept({ ...READING, figures }))).toEqual({
    ...READING,
    figures: READING.figures.map((figure) => ({ ...figure, source: null })),
  });
});

test.each([[{ start: 0, end: 1 }], ['0-1'], [[{ start: 0 }]], [[{ start: '0', end: 1 }]], [[null]]])(
  'a reading with %j for a place is none',
  (source) => {
    const figures = READING.figures.map((figure) => ({ ...figure, source }));
    expect(() => parseReading(kept({ ...READING, figures }))).toThrow(/source/);
  },
);
