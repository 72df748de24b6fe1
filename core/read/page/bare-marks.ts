import type { Line } from './outline-lines.ts';

/** A heading runs over no more lines. */
const MOST_LINES = 3;

/**
 * Of the marks that stand on a line of their own (1, 二、, 第一部分), those whose heading is in front of them, by their
 * place among `lines`. Such a mark belongs to what follows it, when that can be a heading that no later mark needs.
 */
export function bareMarksBehind(lines: readonly Line[]): ReadonlySet<number> {
  const behind = new Set<number>();
  const lastNumber = numbersBefore(lines);
  for (let at = lines.length - 1; at > 0; at--) {
    const [before, mark] = [lines[at - 1], lines[at]];
    if (mark?.alone !== true || !mayHead(before) || before.lead) continue;
    if (headingFollows(lines, at, behind)) continue;
    const ends = at === lines.length - 1;
    const isNext = (lastNumber[at] ?? NaN) === mark.number - 1;
    // The last line of an article may be a stray number.
    if (ends && !isNext && lines[at - 2]?.continued !== true) continue;
    if (!ends && lines[at + 1]?.alone === true && !isNext) continue;
    behind.add(at);
  }
  return behind;
}

/** Whether the lines behind the mark are its heading: short, and not that of a later mark. */
function headingFollows(lines: readonly Line[], at: number, behind: ReadonlySet<number>): boolean {
  const first = lines[at + 1];
  if (!mayHead(first)) return false;
  // An announcement heads its list; the two lines in front of the mark are more of a heading.
  if (first.lead && lines[at - 2]?.continued === true) return false;
  let next = at + 2;
  while (next <= at + MOST_LINES && lines[next - 1]?.continued === true && mayHead(lines[next])) next++;
  return !behind.has(next);
}

/**
 * Of the marks behind their heading, those whose heading is two lines without a comma between them. Two short lines may also
 * be a heading and one under it; but when an article has several such pairs at its marks, they are halves.
 */
export function pairsBehind(lines: readonly Line[], behind: ReadonlySet<number>): ReadonlySet<number> {
  const pairs = [...behind].filter((at) => {
    const [before, first, second] = [lines[at - 3], lines[at - 2], lines[at - 1]];
    const isPair = first?.form === null && second?.form === null && first.brief && !first.lead;
    return isPair && !first.continued && !(before?.form === null && before.brief);
  });
  const isPairAhead = (line: Line, at: number) =>
    line.alone && !behind.has(at) && mayHead(lines[at + 1]) && linesOfHeading(lines, at + 1) > 1;
  const isUsual = pairs.length > 1 || (pairs.length > 0 && lines.some(isPairAhead));
  return new Set(isUsual ? pairs : []);
}

/** For each line, the number of the last bare mark in front of it. */
function numbersBefore(lines: readonly Line[]): number[] {
  let last = 0;
  return lines.map((line) => {
    const before = last;
    if (line.alone) last = line.number;
    return before;
  });
}

/** Whether the line can be a heading's words: under a 1, 第一章 alone is no mark. */
export function mayHead(line: Line | undefined): line is Line {
  if (line?.form === null) return line.brief;
  return line?.alone === true && /^第/.test(line.mark ?? '');
}

/**
 * How many lines the heading has that begins at line `at` under a bare mark: it goes on behind a comma, or when the
 * second line can only be its other half, with text or a list right under it.
 */
export function linesOfHeading(lines: readonly Line[], at: number): number {
  let count = 1;
  while (count < MOST_LINES && lines[at + count - 1]?.continued === true && mayHead(lines[at + count]))
    count++;
  if (count > 1) return count;
  const [first, second, third] = [lines[at], lines[at + 1], lines[at + 2]];
  if (first?.lead === true || !mayHead(second) || second.lead || third === undefined) return 1;
  const underBoth =
    third.form === null ? !third.brief : !third.alone && ['bracketed', 'numbered'].includes(third.form.name);
  return underBoth ? 2 : 1;
}
