/** What a line of the index holds at most: the whole text is in the snapshot. */
const MAX_LENGTH = 300;

/**
 * A text of a page as the index keeps it. Control characters and halves of characters stay in the snapshot: some
 * stores refuse them, and a terminal would obey them.
 */
export function indexText(text: string): string;
export function indexText(text: string | null): string | null;
export function indexText(text: string | null): string | null {
  if (text === null) return null;
  const clean = text.replace(/[^\P{Cc}\n]+/gu, ' ');
  return clean.length <= MAX_LENGTH ? clean.toWellFormed() : `${clean.slice(0, MAX_LENGTH).toWellFormed()}…`;
}
