import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMED_PLACES } from '../../../core/paper/papers/area-codes.ts';
import { placeInSegment, placeSegment } from '../../../core/publish/place-segment.ts';

describe('a place in an address', () => {
  it('is a slug where the place has one, and no two have the same', () => {
    expect(placeSegment('鹤山市')).toBe('heshan');
    expect(placeInSegment('jiangmen')).toBe('江门市');
    expect(new Set(NAMED_PLACES.map(({ slug }) => slug)).size).toBe(NAMED_PLACES.length);
    expect(NAMED_PLACES.every(({ slug }) => /^[a-z]+$/.test(slug))).toBe(true);
  });

  it.each([
    '鹤城镇',
    'heshan',
    '~',
    '~heshan',
    '.',
    '..',
    '100%/50',
    '/',
    '~_',
    '~_/',
    '_',
    '甲_乙?#',
    '[a] b',
    'a',
    '',
    'Ａ区',
    '-',
  ])("'%s' comes back as it was", (name) => {
    expect(placeInSegment(placeSegment(name))).toBe(name);
  });

  it('comes back whatever is printed, and no two names share an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(placeInSegment(placeSegment(name))).toBe(name);
      }),
    );
  });

  it.each([
    ['100%/50', '~_100_25_2F50'],
    ['a_/b', '~_a_5F_2Fb'],
    ['两 江', '~_' + '_E4_B8_A4_20_E6_B1_9F'],
    ['甲_乙', '甲_乙'],
  ])('spells out a name that a path cannot carry, and no other: %s', (name, segment) => {
    expect(placeSegment(name)).toBe(segment);
  });

  it('is led to by the addresses that a name had before, and by no spelling of nothing', () => {
    for (const old of ['100%/50', '甲?乙', '两 江']) expect(placeInSegment(old)).toBe(old);
    for (const none of ['~__E9', '~_%', '~_a_']) expect(placeInSegment(none)).toBeNull();
  });

  it('is one part of a path, and the same for whoever decodes it on the way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const path = new URL(`/series/${placeSegment(name)}/gdp`, 'https://room.invalid').pathname;
        expect(path.split('/')).toHaveLength(4);
        expect(new URL(decodeURIComponent(path), 'https://room.invalid').pathname).toBe(path);
        expect(placeInSegment(decodeURIComponent(path.split('/')[2] ?? ''))).toBe(name);
      }),
    );
  });

  it('is none for a slug that nothing has', () => {
    expect(placeInSegment('atlantis')).toBeNull();
    expect(placeInSegment('')).toBeNull();
  });
});
