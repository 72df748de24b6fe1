/** A stretch of a text, `end` exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What was expected and what was found, side by side; one of both is missing where nothing stands opposite. */
export interface Alignment<E, F> {
  readonly pairs: readonly Pair<E, F>[];
  readonly missed: readonly E[];
  readonly spurious: readonly F[];
}

export interface Pair<E, F> {
  readonly expected: E;
  readonly found: F;
}

/**
 * Sets each expected stretch against at most one found stretch that overlaps it: the very same one first, then the one that shares most
 * characters with it, the earlier one of equals. Both lists are in the order of the text.
 */
export function align<E extends Stretch, F extends Stretch>(
  expected: readonly E[],
  found: readonly F[],
): Alignment<E, F> {
  const candidates = expected.flatMap((one, at) =>
    found
      .map((other, to) => ({ at, to, shared: sharedCharacters(one, other), same: isSame(one, other) }))
      .filter(({ shared }) => shared > 0),
  );
  candidates.sort(
    (a, b) => Number(b.same) - Number(a.same) || b.shared - a.shared || a.at - b.at || a.to - b.to,
  );
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  for (const { at, to } of candidates) {
    if (partner.has(at) || taken.has(to)) continue;
    partner.set(at, to);
    taken.add(to);
  }
  return {
    pairs: expected.flatMap((one, at) => {
      const other = found[partner.get(at) ?? -1];
      return other === undefined ? [] : [{ expected: one, found: other }];
    }),
    missed: expected.filter((_, at) => !partner.has(at)),
    spurious: found.filter((_, to) => !taken.has(to)),
  };
}

/** Whether both are the very same characters. */
export function isSame(a: Stretch, b: Stretch): boolean {
  return a.start === b.start && a.end === b.end;
}

function sharedCharacters(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}
