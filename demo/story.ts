import type { Slot } from './addresses.ts';

/** What the paper prints in one article, before any markup. */
export interface Story {
  /** The line above the title (引题). */
  readonly intro?: string;
  /** The title, line by line; the lines stand apart by BR in lists and heads alike. */
  readonly title: readonly [string, ...string[]];
  /** The line under the title (副题). */
  readonly subtitle?: string;
  readonly author?: string;
  /** One caption a picture; the pictures stand before the body. */
  readonly captions?: readonly string[];
  /** Empty when the article is its pictures alone. */
  readonly paragraphs: readonly string[];
  /** The other half of an article that runs over two pages. */
  readonly continues?: Continuation;
  /** What becomes of the article after it was published. */
  readonly fate?: Fate;
}

/** `onto`: 下转, the rest stands in `slot`. `from`: 上接, it began there. */
export interface Continuation {
  readonly direction: 'onto' | 'from';
  readonly slot: Slot;
}

/** An edit replaces the paragraphs without a word of notice; a withdrawal takes the article off the site. */
export type Fate =
  { readonly kind: 'edited'; readonly paragraphs: readonly string[] } | { readonly kind: 'withdrawn' };
