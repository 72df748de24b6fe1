import type { ObjectKey } from './object-store.ts';

/**
 * Takes objects out of a store for good. Apart from the store itself, which only grows: only the command has this, for a
 * takedown by the operator's own hand, and on a desk for indexes of words that newer ones replaced. No function on AWS may.
 */
export interface ObjectRemoval {
  /** When it returns, the bytes are gone, with every older version of them. `absent` when nothing lay there. */
  remove(key: ObjectKey): Promise<'removed' | 'absent'>;
}
