export interface LineChange {
  readonly kind: 'removed' | 'added';
  readonly line: string;
}

/** Beyond this many differing lines on a side, the middle is told as replaced whole: quadratic work is bounded. */
const MAX_MIDDLE = 2000;

/** The lines that differ, in reading order: a longest common subsequence between the shared beginning and end. */
export function lineDiff(before: readonly string[], after: readonly string[]): LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  ) {
    end += 1;
  }
  const gone = before.slice(start, before.length - end);
  const come = after.slice(start, after.length - end);
  const shared = gone.length > MAX_MIDDLE || come.length > MAX_MIDDLE ? [] : commonLines(gone, come);

  const changes: LineChange[] = [];
  let [a, b] = [0, 0];
  for (const [atGone, atCome] of [...shared, [gone.length, come.length] as const]) {
    while (a < atGone) changes.push({ kind: 'removed', line: gone[a++] ?? '' });
    while (b < atCome) changes.push({ kind: 'added', line: come[b++] ?? '' });
    a = atGone + 1;
    b = atCome + 1;
  }
  return changes;
}

/** Pairs of places that hold the same line, both ascending. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  // lengths[i * width + j]: how many lines a[i..] and b[j..] share at best.
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
