/**
 * Text of the newspaper, fit for a line of a notice or a feed: it cannot break out of its line or turn the writing
 * around. Blanks of every kind, other controls and the marks of direction become one blank.
 */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
