import { nameOf } from './figure-indicator.ts';
import { changes, kindOf } from './figure-kind.ts';
import { basisIn, comparatorOf, saysNothing } from './figure-words.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';

/** What the words around one number tell of it, whatever figures stand before it. */
export interface OwnWords {
  readonly comparator: Figure['comparator'];
  /** Whether they say that something changed by it. */
  readonly changes: boolean;
  /** What sort of figure it is when nothing changed by it. */
  readonly kind: Figure['kind'];
  /** Whether what stands since the figure before says nothing of what is counted. */
  readonly saysNothing: boolean;
  /** As {@link basisIn} finds it since the figure before. */
  readonly basis: Figure['basis'];
  /** As {@link nameOf} finds it; `undefined` where it may not be asked for, as the number goes on about the figure before. */
  readonly name: ReturnType<typeof nameOf> | undefined;
}

/**
 * One question is put to all numbers of an article before the next: the hundred expressions that a number is asked are more machine
 * code than a processor keeps at hand, so that to ask one number all of them takes twice as long as to ask all numbers one of them.
 */
export function ownWordsOf(text: string, scenes: readonly Scene[]): OwnWords[] {
  const changing = scenes.map(changes);
  const silent = scenes.map(({ since }) => saysNothing(since));
  const comparators = scenes.map(comparatorIn);
  const kinds = scenes.map(kindOf);
  const bases = scenes.map(({ since }) => basisIn(since));
  const names = scenes.map((scene, at) =>
    scene.restates || silent[at] === true ? undefined : nameOf(text, scene, changing[at] === true),
  );
  return scenes.map((scene, at) => ({
    comparator: comparators[at] ?? 'eq',
    changes: changing[at] === true,
    kind: kinds[at] ?? scene.quantity.unit.kind,
    saysNothing: silent[at] === true,
    basis: bases[at] ?? null,
    name: names[at],
  }));
}

function comparatorIn({ clause, after, quantity }: Scene): Figure['comparator'] {
  const { more, bare, numbers } = quantity;
  return comparatorOf(clause, after, { more, bare, range: numbers.length === 2, unit: quantity.unit.text });
}
