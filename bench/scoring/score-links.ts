import type { Figure } from '../../core/read/figures/figure.ts';
import type { Pair } from './align.ts';
import type { LocatedNote } from './locate-notes.ts';
import { LINKS, type LinkName } from './notes.ts';
import { recordOf } from './score.ts';
import type { Tally } from './tally.ts';

/** A link that was noted and not found (`got` is `null`), found and not noted, or leads elsewhere. */
export interface WrongLink {
  readonly name: LinkName;
  /** What stands opposite each other at the link's start; one may be missing. */
  readonly note: LocatedNote | null;
  readonly figure: Figure | null;
  /** The characters of the figure that it should lead to, and of the one that it leads to. */
  readonly expected: string | null;
  readonly got: string | null;
}

/**
 * Compares how the figures belong to each other. A link is right when both its ends stand opposite the ends that were
 * noted; one that leads to the same amount in another unit leads to the same thing.
 */
export function scoreLinks(
  notes: readonly LocatedNote[],
  figures: readonly Figure[],
  pairs: readonly Pair<LocatedNote, Figure>[],
): { readonly links: Record<LinkName, Tally>; readonly wrong: readonly WrongLink[] } {
  const figureOf = new Map(pairs.map(({ expected, found }) => [expected.n, found]));
  const noteOf = new Map(pairs.map(({ expected, found }) => [found.id, expected]));
  const noteAt = new Map(notes.map((note) => [note.n, note]));
  const figureAt = new Map(figures.map((figure) => [figure.id, figure]));
  const wrong: WrongLink[] = [];
  const links = recordOf(LINKS, (name) => {
    let [expected, found, right] = [0, 0, 0];
    const judge = (note: LocatedNote | null, figure: Figure | null): void => {
      const target = note?.[name] ?? null;
      const reached = figure?.[name] ?? null;
      if (target === null && reached === null) return;
      if (target !== null) expected += 1;
      if (reached !== null) found += 1;
      const end = reached === null ? undefined : noteOf.get(reached);
      if (target !== null && end !== undefined && restated(noteAt, end.n) === restated(noteAt, target)) {
        right += 1;
        return;
      }
      wrong.push({
        name,
        note,
        figure,
        expected: target === null ? null : (noteAt.get(target)?.exact ?? null),
        got: reached === null ? null : (figureAt.get(reached)?.exact ?? reached),
      });
    };
    for (const note of notes) judge(note, figureOf.get(note.n) ?? null);
    for (const figure of figures) if (!noteOf.has(figure.id)) judge(null, figure);
    return { expected, found, right };
  });
  return { links, wrong };
}

/** The figure that `n` restates in another unit, or `n` itself. */
function restated(noteAt: ReadonlyMap<number, LocatedNote>, n: number): number {
  const seen = new Set<number>();
  let at = n;
  for (let next = noteAt.get(at)?.sameAs ?? null; next !== null && !seen.has(next);) {
    seen.add(next);
    at = next;
    next = noteAt.get(at)?.sameAs ?? null;
  }
  return at;
}
