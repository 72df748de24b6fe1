/** A question is no longer than a long sentence. */
export const MOST_CHARACTERS = 200;
export const MOST_WORDS = 10;
