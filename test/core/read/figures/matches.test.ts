import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Words } from '../../../../core/read/figures/matches.ts';

const WORDS = new Words(/同比|增长|[约达]/);

describe('words in a text', () => {
  test('are found as the engine finds them, whatever was asked before', () => {
    const texts = fc.string({ unit: fc.constantFrom('同', '比', '增', '长', '约', '了'), maxLength: 12 });
    fc.assert(
      fc.property(texts, (text) => {
        const all = [...text.matchAll(/同比|增长|[约达]/g)];
        expect(WORDS.all(text)).toEqual(all);
        expect(WORDS.last(text)).toEqual(all.at(-1) ?? null);
        expect(WORDS.fill(text)).toBe(/^(?:同比|增长|[约达])*$/.test(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('fill it when they follow each other to its end', () => {
    expect(WORDS.fill('同比增长约')).toBe(true);
    expect(WORDS.fill('')).toBe(true);
    expect(WORDS.fill('同比产值增长')).toBe(false);
    expect(WORDS.fill('增长了')).toBe(false);
  });
});
