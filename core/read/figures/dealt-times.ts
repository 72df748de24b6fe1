import { TIME_WORDS } from './time-words.ts';
import { Words } from './matches.ts';

/*
 * Lists that are dealt out: 台山市、开平市分别增长10.3%和8.5% says the first number of the first name. All texts are folded;
 * see fold-widths.ts.
 */

/** Which of how many numbers one is, and the words before them that may list what they are dealt to. */
export interface Share {
  readonly words: string;
  readonly at: number;
  readonly count: number;
}

const LONGEST = 200;
const DEALING = new Words(/分别|依次|分获|各/);

/** The share of the number between `sentence`, what precedes it, and `behind`; `null` when nothing is dealt out. */
export function shareOf(sentence: string, behind: string): Share | null {
  const printed = sentence.slice(-LONGEST);
  const dealt = DEALING.last(printed);
  if (dealt === null) return null;
  const words = printed.replaceAll(/(?<=\d),(?=\d{3})/g, '');
  const dealing = words.lastIndexOf(dealt[0]);
  const given = words.slice(dealing);
  if (/[,。;:()]/.test(given)) return null;
  const earlier = given.split(BETWEEN).slice(0, -1);
  if (!earlier.every((part) => /\d/.test(part))) return null;
  const [, ...later] = (/^(?:[^,。;:()]|(?<=\d),(?=\d{3}))*/.exec(behind)?.[0] ?? '').split(BETWEEN);
  const end = later.findIndex((part) => !/^[约近超]?\d/.test(part));
  const count = earlier.length + 1 + (end < 0 ? later.length : end);
  return count < 2 ? null : { words: words.slice(0, dealing), at: earlier.length, count };
}

const BETWEEN = /[、和及与]/;

interface Listed {
  readonly at: number;
  readonly end: number;
}

/** The time that the number is dealt: 二季度 of the second of 一季度、二季度分别. */
export function timesDealtOut(share: Share): string | null {
  const times: Listed[] = [];
  for (const match of TIME_WORDS.all(share.words)) {
    const [at, end] = [match.index, match.index + match[0].length];
    const last = times.at(-1);
    // 2022年一季度 is one time.
    if (last?.end === at) times.splice(-1, 1, { at: last.at, end });
    else times.push({ at, end });
  }
  const dealt = dealtTo(times, share);
  return dealt === null ? null : share.words.slice(dealt.at, dealt.end);
}

/** The place that the number is dealt, in full; `places` are the paper's. */
export function placeDealtOut(share: Share, places: readonly string[]): string | null {
  const found = places.flatMap((full) => {
    const short = full.slice(0, -1);
    const at = share.words.lastIndexOf(short);
    const end = at + (share.words.startsWith(full, at) ? full.length : short.length);
    return at < 0 ? [] : [{ at, end, full }];
  });
  return (
    dealtTo(
      found.toSorted((a, b) => a.at - b.at),
      share,
    )?.full ?? null
  );
}

/** The last list of just as many as there are numbers. */
function dealtTo<T extends Listed>(listed: readonly T[], { words, at, count }: Share): T | null {
  let run: T[] = [];
  let dealt: T | null = null;
  for (const [index, one] of listed.entries()) {
    const last = run.at(-1);
    const goesOn = last !== undefined && BETWEEN_ALONE.test(words.slice(last.end, one.at));
    run = goesOn ? [...run, one] : [one];
    const next = listed[index + 1];
    const isWhole = next === undefined || !BETWEEN_ALONE.test(words.slice(one.end, next.at));
    if (isWhole && run.length === count) dealt = run[at] ?? null;
  }
  return dealt;
}

const BETWEEN_ALONE = /^[、和及与]$/;
