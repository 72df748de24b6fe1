import { SEARCH } from '../../capture/object-keys.ts';
import type { ObjectKey } from '../../capture/object-store.ts';
import type { Sha256 } from '../../paper/sha256.ts';
import type { ReleaseColumn } from '../release/release-version.ts';
import type { Row } from '../tables/column.ts';

/**
 * The version of how an index is laid out and of what its facets mean. It is part of every index's address, so that a
 * change of either never meets an index of before: raise it with any of them.
 */
export const INDEX_FORM = 1;

/** Something that rows are asked for by. */
export interface FacetForm {
  readonly name: string;
  /**
   * `value`: many rows share one, and it can be asked for in every way that {@link Match} has. `key`: nearly every row has
   * another; it is the column of the same name, and can be asked for as it is only.
   */
  readonly kind: 'value' | 'key';
}

/** What an index is to hold. */
export interface IndexForm {
  /** In the order in which the rows have them. */
  readonly columns: readonly ReleaseColumn[];
  readonly facets: readonly FacetForm[];
}

/** A row with what it can be asked for by; a facet that is missing, or not named, is never found. */
export interface IndexedRow {
  readonly row: Row;
  readonly facets: Readonly<Record<string, string | null>>;
}

/** Makes indexes, on a disk, since a table's rows do not fit in memory. */
export interface IndexMaker {
  /**
   * The rows in their order, read to their end. Fails with StoreFull, or with what the rows fail with; then nothing is left
   * behind. Whoever asks for an index closes it.
   */
  make(form: IndexForm, rows: AsyncIterable<IndexedRow>): Promise<NewIndex>;
}

/** An index that is not kept yet. */
export interface NewIndex {
  readonly rows: number;
  readonly sha256: Sha256;
  /** A part in memory at a time; can be read more than once. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Gives its room on the disk back. */
  close(): Promise<void>;
}

/** A value fits if it is this one, begins with this, holds this, or lies between the ends, which are included. */
export type Match =
  | { readonly is: string }
  | { readonly beginsWith: string }
  | { readonly holds: string }
  /** Texts are compared as UTF-8 bytes, which for years and dates is by time; `null` is no end. */
  | { readonly from: string | null; readonly to: string | null };

/** Rows of which the facet fits any of these. */
export interface Condition {
  readonly facet: string;
  readonly anyOf: readonly Match[];
}

export interface Question {
  /** All of them have to hold; without any, every row does. */
  readonly conditions: readonly Condition[];
  /** Only rows after this place, from 1 on in the order of the table; 0 for the first ones. */
  readonly after: number;
  /** At least one row. */
  readonly limit: number;
  /** Fewer rows come, but one at least, where they take up more room than this together, as JSON without names. */
  readonly maxBytes: number;
}

/** A row that was found, with its place among all rows of the table. */
export interface FoundRow {
  readonly place: number;
  readonly row: Row;
}

export interface Found {
  /** In the order of the table. */
  readonly rows: readonly FoundRow[];
  /** Whether more rows fit, after the last of these. */
  readonly more: boolean;
}

/** Rows that have the same values of some facets. */
export interface RowGroup {
  /** In the order in which the facets were named. */
  readonly values: readonly string[];
  readonly rows: number;
  /** The places of the first and of the last of them. */
  readonly first: number;
  readonly last: number;
}

/** The rows of one table of one release, to be asked again and again. */
export interface DataIndex {
  readonly columns: readonly ReleaseColumn[];

  /**
   * The first rows that fit. Fails with a RangeError for a facet that the index does not have or that cannot be asked
   * for so, and with {@link IndexDamaged}.
   */
  ask(question: Question): Found;

  /**
   * Every combination of values of these facets that rows have, by the place of its first row; rows that lack one are in
   * none. It looks through all rows, so that whoever asks keeps the answer. Fails with a RangeError for a facet that the
   * index does not have or that is a key, and with {@link IndexDamaged}.
   */
  groups(facets: readonly string[]): readonly RowGroup[];
}

/** The indexes of a store, open to be asked. */
export interface DataIndexes {
  /**
   * The index that lies under `key`, to be asked at once: it is closed for another one in a later turn of the event loop
   * at the earliest. Fails with ObjectMissing, {@link IndexDamaged} or {@link IndexNotReady}.
   */
  open(key: ObjectKey): Promise<DataIndex>;
}

/** An index cannot be read, or is not in the form that it should be in. */
export class IndexDamaged extends Error {
  override readonly name = 'IndexDamaged';
  readonly key: ObjectKey;

  constructor(key: ObjectKey, options?: ErrorOptions) {
    const maker = key.startsWith(SEARCH) ? 'reread' : 'release';
    super(`the index '${key}' is damaged; remove it, and run '${maker}', which makes it again`, options);
    this.key = key;
  }
}

/** An index is on its way to where it can be asked, and takes longer than a caller should wait. */
export class IndexNotReady extends Error {
  override readonly name = 'IndexNotReady';
  readonly key: ObjectKey;

  constructor(key: ObjectKey) {
    super(`the index '${key}' is being fetched; ask again in a moment`);
    this.key = key;
  }
}
