/** What an item holds besides its keys: plain JSON, its integers within `Number.MAX_SAFE_INTEGER`. */
export type ItemBody = { readonly [name: string]: JsonValue };
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** One entry of the catalog: which one it is, and what it says. `core/catalog/catalog.ts` makes all keys. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly body: ItemBody;
}

/**
 * Which items of one partition are asked for, in which order. All bounds hold together, and keys compare as UTF-8
 * bytes; without `limit` it is all of them.
 */
export interface Query {
  readonly pk: string;
  /** Only sort keys that begin so. */
  readonly prefix: string;
  /** Only sort keys from here on, this one included. */
  readonly from?: string;
  /** Only sort keys up to here, this one included. */
  readonly to?: string;
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

/**
 * The one table that the catalog is written on: items under a partition key and a sort key. There are two ways
 * to write, and both may be repeated, delayed and reordered without harm. Nothing is removed.
 */
export interface CatalogTable {
  get(pk: string, sk: string): Promise<Item | null>;

  /** Items of one partition in sort key order (UTF-8 bytes), descending with `newestFirst`. */
  query(query: Query): AsyncIterable<Item>;

  /** Writes a fact that never changes. `false` when something lies there already, which is left alone. */
  putOnce(item: Item): Promise<boolean>;

  /**
   * Writes a state that later news replaces: only when nothing lies there, or what lies there has a smaller
   * `rank` (compared as UTF-8 bytes). `false` when what lies there is as new or newer.
   */
  putNewer(item: Item, rank: string): Promise<boolean>;
}

/** What lies under a key, as it was read: of an item that cannot be read, what is in its body's place. */
export interface Lying {
  readonly pk: string;
  readonly sk: string;
  readonly body: unknown;
}

/**
 * A table of which single items can be put right. Only a repair writes so, and others may write meanwhile: both ways
 * do nothing and say `false` unless what lies there is, to the letter, what the repair has `seen` there.
 */
export interface MendableTable extends CatalogTable {
  /** Puts `item` in the place of what was seen, with its rank, or as a fact with `null`. */
  replace(seen: Lying, item: Item, rank: string | null): Promise<boolean>;

  /** Takes away what was seen, also what cannot be read. */
  remove(seen: Lying): Promise<boolean>;
}
