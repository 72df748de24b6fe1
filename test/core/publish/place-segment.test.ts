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

  it.each(['鹤城镇', 'heshan', '~', '~heshan', '.', '..', '100%/50', 'a', '', 'Ａ区', '-'])(
    "'%s' comes back as it was",
    (name) => {
      expect(placeInSegment(placeSegment(name))).toBe(name);
    },
  );

  it('comes back whatever is printed, and no two names share an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(placeInSegment(placeSegment(name))).toBe(name);
      }),
    );
  });

  it('is none for a slug that nothing has', () => {
    expect(placeInSegment('atlantis')).toBeNull();
    expect(placeInSegment('')).toBeNull();
  });
});
