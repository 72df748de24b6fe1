import { diffArrays } from 'diff';
import { PRINTED_NUMBER } from './change-classes.ts';
import { foldWidths } from './fold-widths.ts';

export interface LineChange {
  readonly kind: 'removed' | 'added';
  readonly line: string;
}

/** Words in reading order. `removed` stood in the first text only, `added` in the second only, `same` in both. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A line of two texts that are set side by side: in both, in one of them, or in both with other words. */
export type DiffLine =
  | { readonly kind: 'same'; readonly line: string }
  | { readonly kind: 'removed' | 'added'; readonly line: string }
  | { readonly kind: 'changed'; readonly pieces: readonly Piece[] };

/** Beyond this many differences all is told as replaced: the work grows with their square. */
const MOST_DIFFERENCES = 500;
/** Lines of one place are held against each other, each with each, up to so many on a side. */
const MOST_PAIRED = 60;
/** Lines with less than this in common are two lines, and not one that was changed. */
const LEAST_SHARED = 0.4;

/** The lines that differ, in reading order. */
export function lineDiff(before: readonly string[], after: readonly string[]): LineChange[] {
  return hunksOf(before, after).flatMap(({ kind, values }) =>
    kind === 'same' ? [] : values.map((line) => ({ kind, line })),
  );
}

/** Every line of both, in reading order, and in those that were changed every word. */
export function textDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let gone: readonly string[] = [];
  for (const { kind, values } of [...hunksOf(before, after), { kind: 'same', values: [] } as const]) {
    if (kind === 'removed') {
      gone = values;
      continue;
    }
    lines.push(...changedLines(gone, kind === 'added' ? values : []));
    gone = [];
    if (kind === 'same') lines.push(...values.map((line) => ({ kind, line })));
  }
  return lines;
}

interface Hunk {
  readonly kind: Piece['kind'];
  readonly values: readonly string[];
}

/** What is removed comes before what is added in its place. */
function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_DIFFERENCES });
  if (changes === undefined) {
    return [
      { kind: 'removed', values: before },
      { kind: 'added', values: after },
    ];
  }
  return changes.map(({ removed, added, value }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    values: value,
  }));
}

/** Lines that stand in one another's place: those that have most in common are one line each, in order. */
function changedLines(gone: readonly string[], come: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let [atGone, atCome] = [0, 0];
  const upTo = (endGone: number, endCome: number): void => {
    lines.push(...gone.slice(atGone, endGone).map((line) => ({ kind: 'removed' as const, line })));
    lines.push(...come.slice(atCome, endCome).map((line) => ({ kind: 'added' as const, line })));
  };
  for (const [nthGone, nthCome, pieces] of pairsOf(gone, come)) {
    upTo(nthGone, nthCome);
    lines.push({ kind: 'changed', pieces });
    [atGone, atCome] = [nthGone + 1, nthCome + 1];
  }
  upTo(gone.length, come.length);
  return lines;
}

type Pair = readonly [gone: number, come: number, pieces: readonly Piece[]];

/** The pairs in order that share most in all, as in a longest common subsequence. */
function pairsOf(gone: readonly string[], come: readonly string[]): Pair[] {
  if (gone.length > MOST_PAIRED || come.length > MOST_PAIRED) return [];
  const words = { gone: gone.map(wordsOf), come: come.map(wordsOf) };
  const shared = words.gone.map((a) => words.come.map((b) => sharedBy(a, b)));
  // best[i][j]: what gone[i..] and come[j..] share at best.
  const best = Array.from({ length: gone.length + 1 }, () => new Array<number>(come.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const paired = (i: number, j: number): number => {
    const share = shared[i]?.[j] ?? 0;
    return share < LEAST_SHARED ? 0 : share + at(i + 1, j + 1);
  };
  for (let i = gone.length - 1; i >= 0; i -= 1) {
    for (let j = come.length - 1; j >= 0; j -= 1)
      best[i]?.splice(j, 1, Math.max(paired(i, j), at(i + 1, j), at(i, j + 1)));
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < gone.length && j < come.length && at(i, j) > 0;) {
    const [a, b] = [words.gone[i], words.come[j]];
    if (a && b && at(i, j) === paired(i, j)) pairs.push([i++, j++, piecesOf(a, b)]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Of all characters the share that is in words which both have, in whatever order; from 0 to 1. */
function sharedBy(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let same = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    same += word.length;
  }
  const all = a.join('').length + b.join('').length;
  return all === 0 ? 0 : (2 * same) / all;
}

function piecesOf(before: readonly string[], after: readonly string[]): Piece[] {
  return hunksOf(before, after).map(({ kind, values }) => ({ kind, text: values.join('') }));
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** A number is one word, with what decides its size: 458.51, 2.8%, 一千多. All words together are the line. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  let done = 0;
  const upTo = (end: number): void => {
    for (const { segment } of WORDS.segment(line.slice(done, end))) words.push(segment);
    done = end;
  };
  for (const { index, 0: number } of foldWidths(line).matchAll(PRINTED_NUMBER)) {
    upTo(index);
    done = index + number.length;
    words.push(line.slice(index, done));
  }
  upTo(line.length);
  return words;
}
