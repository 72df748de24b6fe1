import type { ObjectKey } from './object-store.ts';

/** How an object is to be handed out by the store itself. */
export interface LinkedAnswer {
  /** A link is good for this method alone. */
  readonly method: 'GET' | 'HEAD';
  readonly mediaType: string;
  /** As in the header of that name: `inline` or `attachment`. */
  readonly disposition: string;
}

/** Addresses under which whoever has one can fetch an object from the store itself, without any right of their own. */
export interface ObjectLinks {
  /**
   * Good for a download that begins within some minutes, however long it takes then. The link is made without a look
   * at the store: it may lead to nothing. Fails with a TypeError for an object that may not be linked to.
   */
  linkTo(key: ObjectKey, answer: LinkedAnswer): Promise<string>;
}
