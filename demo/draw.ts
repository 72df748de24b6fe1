/** Variation that is the same on every run: all draws follow from the seed alone. */
export interface Draw {
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  /** A number with one decimal, as a paper prints it: `12.4`; never a round `12.0`. */
  tenths(min: number, max: number): string;
}

export function drawFor(seed: string): Draw {
  let state = hashOf(seed);
  const whole = (min: number, max: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    return min + (scramble(state) % (max - min + 1));
  };
  return {
    pick: ([first, ...rest]) => rest[whole(0, rest.length) - 1] ?? first,
    whole,
    tenths: (min, max) => `${whole(min, max - 1)}.${whole(1, 9)}`,
  };
}

/** A 32-bit FNV-1a over the characters of `text`. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of mulberry32: neighbouring states give unrelated numbers. */
function scramble(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
