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

/** A row as a line of NDJSON: all its cells in their order, missing ones `null`, decimals as strings. */
export function ndjsonRow(row: Row): string {
  return `${JSON.stringify(row)}\n`;
}

/** What a formula can begin with, in full width too, and what hides such a beginning. */
const FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;

function guarded(column: TextColumn, cell: Cell): string {
  if (cell === null) return '';
  return column.type === 'string' && FORMULA.test(String(cell)) ? `'${cell}` : String(cell);
}

/** RFC 4180 asks for no more; a library, which knows other dialects too, takes five times as long. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map(quotedWhereNeeded).join(',')}\r\n`;
}

function quotedWhereNeeded(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
