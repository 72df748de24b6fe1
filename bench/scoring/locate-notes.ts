import { BadNotes, type Note } from './notes.ts';

/** A note with its place in the text, UTF-16 offsets, `end` exclusive. */
export interface LocatedNote extends Note {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds each note's characters in the text, one after the other: a note's `exact` is the first of its kind behind the
 * note before that stands as a number of its own there. Fails with {@link BadNotes} when there is none.
 */
export function locateNotes(article: string, text: string, notes: readonly Note[]): LocatedNote[] {
  let from = 0;
  return notes.map((note) => {
    let start = text.indexOf(note.exact, from);
    while (start >= 0 && isPartOfMore(text, start, note)) start = text.indexOf(note.exact, start + 1);
    if (start < 0) {
      throw new BadNotes(
        article,
        null,
        `figure ${note.n}, ${note.exact}, is not behind the figure before it`,
      );
    }
    from = start + note.exact.length;
    return { ...note, start, end: from };
  });
}

const ARABIC = /[\d０-９]/;
const IN_NUMBER = /[\d０-９.．]/;
const CHINESE = /[零〇一二两三四五六七八九十百千]/;

/** 3年 within 2023年, 5% within 2.5%, 三个 within 十三个, 15日 within 2月15日. */
function isPartOfMore(text: string, start: number, { exact, kind }: Note): boolean {
  const before = text.slice(Math.max(0, start - 1), start);
  const first = exact.charAt(0);
  if (ARABIC.test(first) && IN_NUMBER.test(before)) return true;
  if (CHINESE.test(first) && CHINESE.test(before)) return true;
  if (before === '第' && kind !== 'rank') return true;
  return /日$/.test(exact) && before === '月';
}
