import TRADITIONAL from 'opencc-js/dict/TSCharacters';
import { foldWidths } from '../../read/fold-widths.ts';

/**
 * A text as it is searched: one form for what readers do not tell apart, in the words and in the text alike. Every character
 * becomes one other at most, so that a place in it is a place in the original.
 *
 * - Full-width letters, digits and punctuation become ASCII, half-width kana and signs full-width; compatibility ideographs
 *   and radicals become the characters that they look like.
 * - Letters become small ones. Traditional characters become simplified ones, each by itself.
 * - Blanks in a row, of whatever width, become one; at the ends, none. A line that ends between two Chinese characters ends for the
 *   page's width only, and leaves no blank.
 * - Characters without a width are left out.
 */
export interface FoldedText {
  readonly text: string;
  /** Where in the original each of the text's UTF-16 units begins and ends; both ends of a character are those of the whole. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export function foldText(original: string): FoldedText {
  // Both keep every place where it is; half a character becomes U+FFFD.
  const sound = original.toWellFormed();
  const widths = foldWidths(sound);
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  const put = (folded: string, start: number, end: number): void => {
    text += folded;
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
  };
  let before = 0;
  let gap: { readonly start: number; hasLineEnd: boolean } | null = null;
  for (let at = 0; at < widths.length;) {
    const code = widths.codePointAt(at) ?? 0;
    const end = at + (code > 0xffff ? 2 : 1);
    if (isBlank(code)) {
      if (!WITHOUT_WIDTH.has(sound.charCodeAt(at))) {
        gap ??= { start: at, hasLineEnd: false };
        gap.hasLineEnd ||= code === 0x0a || code === 0x0d;
      }
    } else if (!WITHOUT_WIDTH.has(code)) {
      const own = sound.codePointAt(at) ?? 0;
      if (gap !== null && text !== '' && !(gap.hasLineEnd && isChinese(before) && isChinese(own)))
        put(' ', gap.start, at);
      gap = null;
      put(foldCharacter(code), at, end);
      before = own;
    }
    at = end;
  }
  return { text, starts, ends };
}

/** Control characters count as blanks: nobody can type one. */
function isBlank(code: number): boolean {
  return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0x2028 || code === 0x2029;
}

const WITHOUT_WIDTH: ReadonlySet<number> = new Set([
  ...[0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff],
]);

/** Of Chinese print: characters, full-width forms, and the punctuation that Chinese shares with other scripts. */
function isChinese(code: number): boolean {
  return code >= 0x2e80 || code === 0x2014 || code === 0x2026 || (code >= 0x2018 && code <= 0x201d);
}

/** Made of its text when the first character is looked up: some thousands of entries, which most processes never need. */
let table: ReadonlyMap<string, string> | null = null;

function simplified(character: string): string {
  table ??= new Map(
    TRADITIONAL.split('|').map((line) => {
      const [from = '', to = ''] = line.split(' ');
      return [from, to];
    }),
  );
  return table.get(character) ?? character;
}

/** There are some thousands of characters, and millions of places where they stand. */
const FOLDED = new Map<number, string>();

function foldCharacter(code: number): string {
  const known = FOLDED.get(code);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(code);
  const plain = oneOr(LOOK_ALIKE.test(character) ? character.normalize('NFKC') : character, character);
  const small = oneOr(plain.toLowerCase(), plain);
  const folded = simplified(small);
  FOLDED.set(code, folded);
  return folded;
}

/** What is written otherwise and is meant the same: radicals, compatibility ideographs, half-width and full-width forms. */
const LOOK_ALIKE = /[\u2e80-\u2fdf\uf900-\ufaff\uff00-\uffef\u{2f800}-\u{2fa1f}]/u;

/** `folded` where it is one character. */
function oneOr(folded: string, otherwise: string): string {
  const code = folded.codePointAt(0) ?? 0;
  return folded.length === (code > 0xffff ? 2 : 1) ? folded : otherwise;
}
