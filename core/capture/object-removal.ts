import type { ObjectKey } from './object-store.ts';

/**
 * Takes objects out of a store for good. Apart from the store itself, which only grows: nothing but a takedown by the
 * operator's own hand has this, and no function on AWS may.
 */
export interface ObjectRemoval {
  /** When it returns, the bytes are gone, with every older version of them. `absent` when nothing lay there. */
  remove(key: ObjectKey): Promise<'removed' | 'absent'>;
}
