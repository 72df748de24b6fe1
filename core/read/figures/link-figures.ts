import { linkChanges } from './changed-figures.ts';
import type { Figure } from './figure.ts';
import { linkRestated } from './restated-figures.ts';
import { linkRestrictions } from './restrictions.ts';
import type { Scene } from './scene.ts';

/**
 * What the figures of one passage say of each other, once each has been read for itself. `scenes` and `figures` are of
 * the same length and order.
 */
export function linkFigures(folded: string, scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  const restated = linkRestated(folded, scenes, figures);
  return linkChanges(scenes, linkRestrictions(folded, scenes, restated));
}
