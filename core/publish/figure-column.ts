import type { Mention } from './figure-mention.ts';

/** `number` is a decimal text, so that no digit is lost; `integer` is a JSON number. */
export type Cell = string | number | null;

/** A column of the figures table. CSV header, NDJSON, Table Schema and the data dictionary follow from it. */
export interface Column {
  /** Stable: a release that renames it is a major version. */
  readonly name: string;
  /** A type of Table Schema. */
  readonly type: 'string' | 'number' | 'integer' | 'date' | 'datetime';
  /** Chinese. */
  readonly title: string;
  readonly description: string;
  readonly example: string;
  /** Never missing. */
  readonly required?: true;
  /** Everything that it can hold besides nothing. */
  readonly oneOf?: readonly string[];
  /** Holds the `figure_id` of another row of the same article. */
  readonly refersToRow?: true;
  readonly value: (mention: Mention) => Cell;
}
