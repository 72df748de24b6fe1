import { stringify } from 'csv-stringify/sync';
import type { Cell, Row } from './column.ts';

/** What has to be known of a column to write it. */
export interface TextColumn {
  readonly name: string;
  /** As in Table Schema. */
  readonly type: string;
}

/** The first line of the CSV file. */
export function csvHeader(columns: readonly TextColumn[]): string {
  return csvLine(columns.map((column) => column.name));
}

/**
 * A row as a line of CSV (RFC 4180), its end included. A missing cell is empty. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it, and so does a text that begins with an apostrophe: whoever
 * removes one leading apostrophe has the text again. Numbers are never touched.
 */
export function csvRow(columns: readonly TextColumn[], row: Row): string {
  return csvLine(columns.map((column) => guarded(column, row[column.name] ?? null)));
}

/** A row as a line of NDJSON: all columns in order, missing ones `null`, decimals as strings. */
export function ndjsonRow(columns: readonly TextColumn[], row: Row): string {
  const cells = columns.map(({ name }) => [name, row[name] ?? null]);
  return `${JSON.stringify(Object.fromEntries(cells))}\n`;
}

/** What a formula can begin with, in full width too, and what hides such a beginning. */
const FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;

function guarded(column: TextColumn, cell: Cell): string {
  if (cell === null) return '';
  return column.type === 'string' && FORMULA.test(String(cell)) ? `'${cell}` : String(cell);
}

function csvLine(cells: readonly string[]): string {
  // It would leave a line feed or a carriage return that stands alone without quotes.
  return stringify([cells], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}
