import { hash } from 'node:crypto';
import * as z from 'zod';
import type { FacetForm, IndexForm } from '../../core/publish/indexes/data-index.ts';
import { quoted } from './sql-names.ts';

/*
 * How an index lies in its file. Rows are in blocks of some neighbours, each a line of JSON, deflated together: they
 * share most of their texts, so that a block is a third of what the rows are alone. What they are asked for by is apart, in a
 * table of small numbers, in which rows are looked through without unpacking any. A number stands for a value: of a
 * facet of the kind `value`, its id in `facet_values`, which tells how many rows have it and between which places; of
 * a key, its digest.
 *
 * Whatever changes here is a new INDEX_FORM.
 */

/** More would be smaller, and longer to unpack for the one row in it that is asked for. */
export const BLOCK_ROWS = 8;

export function layoutOf(facets: readonly FacetForm[]): string {
  const columns = facets.map((facet) => `, ${columnOf(facet)} INTEGER`).join('');
  return `
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE blocks (first INTEGER PRIMARY KEY, rows BLOB NOT NULL) STRICT;
    CREATE TABLE facets (place INTEGER PRIMARY KEY${columns}) STRICT;
    CREATE TABLE facet_values (
      facet TEXT NOT NULL, value TEXT NOT NULL, id INTEGER NOT NULL,
      rows INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
      PRIMARY KEY (facet, value)
    ) STRICT, WITHOUT ROWID`;
}

/** What the file says of itself, as JSON under the name `form`. */
export const StoredForm = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  facets: z.array(z.object({ name: z.string(), kind: z.enum(['value', 'key']) })),
  rows: z.number().int().nonnegative(),
});
export type StoredForm = z.infer<typeof StoredForm>;

export function storedForm({ columns, facets }: IndexForm, rows: number): StoredForm {
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    facets: facets.map(({ name, kind }) => ({ name, kind })),
    rows,
  };
}

/** The column of a facet, quoted. */
export function columnOf({ name }: Pick<FacetForm, 'name'>): string {
  return quoted(`f_${name}`);
}

/** The index of SQL over it, quoted. */
export function lookupOf({ name }: Pick<FacetForm, 'name'>): string {
  return quoted(`by_${name}`);
}

/** A value that so large a share of all rows have is quicker looked for row by row. */
const COMMON_SHARE = 8;

/** The ids that are too common to be looked up, by facet: the very same whenever the same file is asked. */
export const COMMON_VALUES = `
  SELECT facet, id FROM facet_values
  WHERE rows * ${COMMON_SHARE} > (SELECT count(*) FROM facets) ORDER BY facet, id`;

/** What rows can be looked up by a facet: as SQL wants it, in the same words where the lookup is made and where it is used. */
export function lookedUp(facet: Pick<FacetForm, 'name'>, common: readonly number[]): string {
  const column = columnOf(facet);
  return common.length === 0 ? `${column} IS NOT NULL` : `${column} NOT IN (${common.join(', ')})`;
}

/** 48 bits that stand for a key, with other keys now and then: whoever finds a row by it looks at the row's own cell. */
export function keyNumber(key: string): number {
  return Number.parseInt(hash('sha256', key, 'hex').slice(0, 12), 16);
}
