import type { Flaw, FlawCode } from './document.ts';

const NEAR_LENGTH = 60;

/** A flaw whose place is fit to print: one line, cut short, without control characters. */
export function flaw(code: FlawCode, near = ''): Flaw {
  return {
    code,
    near: near
      .slice(0, 4 * NEAR_LENGTH)
      .replace(UNPRINTABLE, ' ')
      .trim()
      .slice(0, NEAR_LENGTH),
  };
}

// Controls, line separators, and the marks that turn the direction of writing around.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu;
