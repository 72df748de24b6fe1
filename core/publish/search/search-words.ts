import { foldText } from './fold-text.ts';
import { MOST_CHARACTERS, MOST_WORDS } from './search-limits.ts';

/** What somebody looks for. */
export type SearchWords =
  /** Every one of them, folded, in the order in which they were given, none twice. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'too-many' };

/**
 * Words are what blanks part, and are meant literally, whatever signs they are of. Between straight quotes, `"` or `＂`, blanks belong
 * to the word; a quote that none ends, or that stands within a word, is a sign like any other.
 */
export function searchWords(text: string): SearchWords {
  // No character takes more than two units; the rest of a text without end is not looked at.
  if (text.length > 2 * MOST_CHARACTERS) return { kind: 'too-long' };
  const folded = foldText(text).text;
  if (Array.from(folded).length > MOST_CHARACTERS) return { kind: 'too-long' };
  const words = new Set<string>();
  for (const [whole, quoted] of folded.matchAll(/(?<![^ ])"([^"]+)"(?![^ ])|[^ ]+/g)) {
    const inner = quoted?.trim() ?? '';
    words.add(inner === '' ? whole : inner);
  }
  if (words.size === 0) return { kind: 'nothing' };
  return words.size > MOST_WORDS ? { kind: 'too-many' } : { kind: 'words', words: [...words] };
}
