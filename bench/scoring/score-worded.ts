import type { WordedTarget } from '../../core/read/figures/worded-targets.ts';
import { wordsOverlap } from './fields.ts';
import type { WordedNote } from './notes.ts';
import type { Tally } from './tally.ts';

/** What is scored of a target without a number. */
export type FoundTarget = Pick<WordedTarget, 'exact' | 'start' | 'end' | 'indicator'>;

export interface WrongWorded {
  readonly note: WordedNote | null;
  readonly target: FoundTarget | null;
}

/**
 * Sets targets without a number against the notes, which do not say where they stand: a target is one that was noted
 * when it overlaps the noted words anywhere in the text.
 */
export function scoreWorded(
  text: string,
  notes: readonly WordedNote[],
  targets: readonly FoundTarget[],
): { readonly worded: Tally; readonly wordedOf: Tally; readonly wrong: readonly WrongWorded[] } {
  const left = new Set(targets);
  const wrong: WrongWorded[] = [];
  let [right, withIndicator] = [0, 0];
  for (const note of notes) {
    const places = placesOf(text, note.worded);
    const target = targets.find(
      (one) => left.has(one) && places.some(({ start, end }) => one.start < end && start < one.end),
    );
    if (target !== undefined) {
      left.delete(target);
      right += 1;
      if (wordsOverlap(note.indicator, target.indicator)) {
        withIndicator += 1;
        continue;
      }
    }
    wrong.push({ note, target: target ?? null });
  }
  for (const target of left) wrong.push({ note: null, target });
  const counted = { expected: notes.length, found: targets.length };
  return { worded: { ...counted, right }, wordedOf: { ...counted, right: withIndicator }, wrong };
}

function placesOf(text: string, words: string): { readonly start: number; readonly end: number }[] {
  const places = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    places.push({ start, end: start + words.length });
  }
  return places;
}
