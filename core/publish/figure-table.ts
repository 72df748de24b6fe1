import { stringify } from 'csv-stringify/sync';
import type { Cell, Column } from './figure-column.ts';
import { COLUMNS, type FigureRow } from './figure-columns.ts';

/** The first line of the CSV file. */
export function csvHeader(): string {
  return csvLine(COLUMNS.map((column) => column.name));
}

/**
 * A row as a line of CSV (RFC 4180), its end included. A missing cell is empty. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it, and so does a text that begins with an apostrophe: whoever
 * removes one leading apostrophe has the text again. Numbers are never touched.
 */
export function csvRow(row: FigureRow): string {
  return csvLine(COLUMNS.map((column) => guarded(column, row[column.name])));
}

/** A row as a line of NDJSON: all columns in order, missing ones `null`, decimals as strings. */
export function ndjsonRow(row: FigureRow): string {
  return `${JSON.stringify(row)}\n`;
}

/** What a formula can begin with, in full width too, and what hides such a beginning. */
const FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;

function guarded(column: Column, cell: Cell): string {
  if (cell === null) return '';
  return column.type === 'string' && FORMULA.test(String(cell)) ? `'${cell}` : String(cell);
}

function csvLine(cells: readonly string[]): string {
  // It would leave a line feed or a carriage return that stands alone without quotes.
  return stringify([cells], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

/** A field of a Table Schema (Data Package v2). */
export interface TableField {
  readonly name: string;
  readonly type: Column['type'];
  readonly title: string;
  readonly description: string;
  readonly example: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly unique?: boolean;
    readonly enum?: readonly string[];
  };
}

/** The Table Schema of both files. */
export interface TableSchema {
  readonly fields: readonly TableField[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly {
    readonly fields: readonly string[];
    /** Without a resource it is the same table. */
    readonly reference: { readonly fields: readonly string[] };
  }[];
  readonly missingValues: readonly string[];
}

const PRIMARY_KEY = 'figure_id';

export function tableSchema(): TableSchema {
  const columns: readonly Column[] = COLUMNS;
  return {
    fields: columns.map(fieldOf),
    primaryKey: [PRIMARY_KEY],
    foreignKeys: columns
      .filter((column) => column.refersToRow)
      .map((column) => ({ fields: [column.name], reference: { fields: [PRIMARY_KEY] } })),
    missingValues: [''],
  };
}

function fieldOf({ name, type, title, description, example, required, oneOf }: Column): TableField {
  const constraints = {
    ...(required ? { required } : {}),
    ...(name === PRIMARY_KEY ? { unique: true } : {}),
    ...(oneOf ? { enum: oneOf } : {}),
  };
  const isFree = Object.keys(constraints).length === 0;
  return { name, type, title, description, example, ...(isFree ? {} : { constraints }) };
}
