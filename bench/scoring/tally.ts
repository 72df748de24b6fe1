/** How many things were expected, how many were found, and how many of both are the same. */
export interface Tally {
  readonly expected: number;
  readonly found: number;
  readonly right: number;
}

/** How many of those that were compared are right. */
export interface Hits {
  readonly compared: number;
  readonly right: number;
}

/** As {@link Hits}, of a field; and of it those alone where one of both says more than what is usual. */
export interface FieldHits extends Hits {
  readonly said: Hits;
}

export const NO_TALLY: Tally = { expected: 0, found: 0, right: 0 };
export const NO_HITS: Hits = { compared: 0, right: 0 };
export const NO_FIELD_HITS: FieldHits = { ...NO_HITS, said: NO_HITS };

export function addTally(a: Tally, b: Tally): Tally {
  return { expected: a.expected + b.expected, found: a.found + b.found, right: a.right + b.right };
}

export function addHits(a: Hits, b: Hits): Hits {
  return { compared: a.compared + b.compared, right: a.right + b.right };
}

export function addFieldHits(a: FieldHits, b: FieldHits): FieldHits {
  return { ...addHits(a, b), said: addHits(a.said, b.said) };
}

/** The share of what was found that is right, 0 to 1; `null` when nothing was found. */
export function precision({ found, right }: Tally): number | null {
  return share(right, found);
}

/** The share of what was expected that was found, 0 to 1; `null` when nothing was expected. */
export function recall({ expected, right }: Tally): number | null {
  return share(right, expected);
}

/** The harmonic mean of both; `null` when nothing was expected and nothing found. */
export function f1({ expected, found, right }: Tally): number | null {
  return share(2 * right, expected + found);
}

/** 0 to 1; `null` when nothing was compared. */
export function accuracy({ compared, right }: Hits): number | null {
  return share(right, compared);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
