import type { ColumnForm, Row, Table, TableName } from '../tables/column.ts';
import { csvHeader, csvRow, ndjsonRow } from '../tables/table-text.ts';
import { parquetChunks } from './parquet-chunks.ts';

/** A form that every table of a release is written in. All forms of a table have the same rows in the same order. */
export interface TableFormat {
  /** What the file's name ends with, behind the table's. */
  readonly ending: string;
  /** The name of the format in a Data Package. */
  readonly format: string;
  readonly mediaType: string;
  /** What a resource in the package is named, behind the table's name; `''` for the one that other tables refer to. */
  readonly suffix: string;
  readonly description: string;
  readonly chunks: (columns: readonly ColumnForm[], rows: Iterable<Row>) => Iterable<Uint8Array>;
}

export const TABLE_FORMATS: readonly TableFormat[] = [
  {
    ending: '.csv',
    format: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    suffix: '',
    description:
      'For programs and people. A text that begins like a formula, or with an apostrophe, has one apostrophe before it.',
    chunks: (columns, rows) => gathered(csvLines(columns, rows)),
  },
  {
    ending: '.excel.csv',
    format: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    suffix: '-excel',
    description: 'The same with a byte order mark, by which Excel and WPS know that it is UTF-8.',
    chunks: (columns, rows) => gathered(withMark(csvLines(columns, rows))),
  },
  {
    ending: '.ndjson',
    format: 'ndjson',
    mediaType: 'application/x-ndjson',
    suffix: '-ndjson',
    description:
      'For programs, texts as they are; numbers with a fraction are strings, so that no digit is lost.',
    chunks: (_, rows) => gathered(jsonLines(rows)),
  },
  {
    ending: '.parquet',
    format: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    suffix: '-parquet',
    description: 'For DuckDB, pandas, R and Athena; numbers are decimal(38, 12).',
    chunks: parquetChunks,
  },
];

/** `figures.csv` */
export function fileName(table: TableName, { ending }: TableFormat): string {
  return `${table}${ending}`;
}

/** The file of a table that its rows are read back from. */
export function ndjsonName(table: Table | { readonly name: TableName }): string {
  return `${table.name}.ndjson`;
}

function* csvLines(columns: readonly ColumnForm[], rows: Iterable<Row>): Generator<string> {
  yield csvHeader(columns);
  for (const row of rows) yield csvRow(columns, row);
}

function* jsonLines(rows: Iterable<Row>): Generator<string> {
  for (const row of rows) yield ndjsonRow(row);
}

function* withMark(lines: Iterable<string>): Generator<string> {
  yield '\ufeff';
  yield* lines;
}

/** Large enough that a chunk costs little, small enough that some of them do. */
const CHUNK_CHARACTERS = 1 << 16;

function* gathered(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let characters = 0;
  for (const line of lines) {
    waiting.push(line);
    characters += line.length;
    if (characters < CHUNK_CHARACTERS) continue;
    yield encoder.encode(waiting.join(''));
    waiting = [];
    characters = 0;
  }
  if (waiting.length > 0) yield encoder.encode(waiting.join(''));
}
