import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingsOfBound, openingsOf, openingsOfBound } from '../../../../core/read/figures/pattern-edges.ts';
import { anywhere, atEnd, atStart } from '../../../../core/read/figures/quick-patterns.ts';

/** `甲丙-戊` of the ranges 甲 and 丙 to 戊. */
function spelled(ranges: readonly (readonly [number, number])[] | null): string | null {
  const ends = ranges?.map((range) => [...new Set(range)].map((code) => String.fromCharCode(code)).join('-'));
  return ends === undefined ? null : [...new Set(ends)].toSorted().join('');
}

describe('the characters that a match begins with', () => {
  test.each([
    [/^(?:年|个月)$/, '个年'],
    [/^甲?乙+丙/, '乙甲'],
    [/^(?:甲|乙?)丙/, '丙乙甲'],
    [/^(?!丁)(?<![戊己])[甲乙\d]丙/, '0-9乙甲'],
    [/^(甲|乙)|^丙{2,3}/, '丙乙甲'],
    [/^丁{0,2}丙/, '丁丙'],
    [/^\(甲\)/, '('],
    [/^[a-c\]-]/, '-]a-c'],
    [/^\u4e00甲/, '一'],
  ])('%s', (words, openings) => {
    expect(spelled(openingsOfBound(words.source))).toBe(openings);
  });

  test.each([/^[^甲]/, /^.甲/, /^甲*/, /^(?:甲|)$/, /^\D/, /^(?:甲|\w)/])(
    'may be any, or none, of %s',
    (words) => {
      expect(openingsOfBound(words.source)).toBeNull();
    },
  );

  test('are told of words that may stand anywhere', () => {
    expect(spelled(openingsOf('(?=[甲乙])(?:甲|乙)丁|丙?戊'))).toBe('丙乙戊甲');
  });

  test('are not told of words that are not bound to the beginning', () => {
    expect(() => openingsOfBound('^甲|乙')).toThrow(TypeError);
  });
});

describe('the characters that a match ends with', () => {
  test.each([
    [/(?:^|[甲乙])重(?:达|超过?)?$/, '超达过重'],
    [/甲\d{1,2}(?:\.\d)?$/, '0-9'],
    [/甲(?=乙)乙?$/, '乙甲'],
    [/甲(?<![乙丙]甲)$|丁$/, '丁甲'],
    [/^(?:甲|乙丙)+$/, '丙甲'],
  ])('%s', (words, endings) => {
    expect(spelled(endingsOfBound(words.source))).toBe(endings);
  });

  test.each([/甲[^乙]{0,8}$/, /甲.?$/, /(?:甲)*$/])('may be any, or none, of %s', (words) => {
    expect(endingsOfBound(words.source)).toBeNull();
  });

  test('are not told of words that are not bound to the end', () => {
    expect(() => endingsOfBound('甲$|乙')).toThrow(TypeError);
  });
});

/** Pieces that are put together to expressions, and the characters that texts are made of. */
const ATOMS = [
  '甲',
  '乙?',
  '[丙丁]',
  '[^甲]{0,2}',
  '(?:乙|丙丁)',
  '(?:丁|乙?)',
  '(?<!甲)',
  '(?!丙)',
  '\\d{1,2}',
  '戊+',
  '(甲|1)',
  '.?',
];
const row = fc
  .array(fc.constantFrom(...ATOMS), { minLength: 1, maxLength: 4 })
  .map((atoms) => atoms.join(''));
const rows = fc.array(row, { minLength: 1, maxLength: 3 });
const texts = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '丁', '戊', '1'), maxLength: 8 });

describe('an expression that is asked quickly answers as the engine does', () => {
  test('at the end of a text', () => {
    fc.assert(
      fc.property(rows, texts, (pieces, text) => {
        const words = new RegExp(pieces.map((piece) => `${piece}$`).join('|'));
        expect(atEnd(words, 0).exec(text)).toEqual(words.exec(text));
        expect(atEnd(words, 0).test(text)).toBe(words.test(text));
        expect(atEnd(words, 0).without(text)).toBe(text.replace(words, ''));
      }),
      { numRuns: 3000 },
    );
  });

  test('at its beginning', () => {
    fc.assert(
      fc.property(rows, texts, (pieces, text) => {
        const words = new RegExp(pieces.map((piece) => `^${piece}`).join('|'));
        expect(atStart(words, 0).exec(text)).toEqual(words.exec(text));
        expect(atStart(words, 0).test(text)).toBe(words.test(text));
        expect(atStart(words, 0).without(text)).toBe(text.replace(words, ''));
      }),
      { numRuns: 3000 },
    );
  });

  test('anywhere in it', () => {
    const solid = rows.map((pieces) => new RegExp(pieces.map((piece) => `${piece}[甲乙1]`).join('|')));
    fc.assert(
      fc.property(solid, texts, (words, text) => {
        const quick = anywhere(words);
        const all = [...text.matchAll(new RegExp(words, 'g'))];
        expect(quick.all(text)).toEqual(all);
        expect(quick.last(text)).toEqual(all.at(-1) ?? null);
        expect(quick.exec(text)).toEqual(words.exec(text));
        expect(quick.test(text)).toBe(words.test(text));
        expect(quick.without(text)).toBe(text.replace(words, ''));
      }),
      { numRuns: 3000 },
    );
  });
});

test('a text is filled by words that follow each other to its end', () => {
  const words = anywhere(/同比|增长|[约达]/);
  expect(words.fill('同比增长约')).toBe(true);
  expect(words.fill('')).toBe(true);
  expect(words.fill('同比产值增长')).toBe(false);
  expect(words.fill('增长了')).toBe(false);
});

test.each([/甲$/m, /甲$/i, /甲$/g, /甲$/y])(
  '%s is refused, as its flag is no part of its source',
  (words) => {
    expect(() => atEnd(words)).toThrow(TypeError);
    expect(() => anywhere(words)).toThrow(TypeError);
  },
);
