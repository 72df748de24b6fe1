import type { Table, TableName } from '../tables/column.ts';

/** A form that every table of a release is written in. All forms of a table have the same rows in the same order. */
export interface TableFormat {
  /** What the file's name ends with, behind the table's. */
  readonly ending: '.csv' | '.excel.csv' | '.ndjson' | '.parquet';
  /** The name of the format in a Data Package. */
  readonly format: 'csv' | 'ndjson' | 'parquet';
  readonly mediaType: string;
  /** What a resource in the package is named, behind the table's name; `''` for the one that other tables refer to. */
  readonly suffix: string;
  readonly description: string;
}

export const TABLE_FORMATS: readonly TableFormat[] = [
  {
    ending: '.csv',
    format: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    suffix: '',
    description:
      'For programs and people. A text that begins like a formula, or with an apostrophe, has one apostrophe before it.',
  },
  {
    ending: '.excel.csv',
    format: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    suffix: '-excel',
    description: 'The same with a byte order mark, by which Excel and WPS know that it is UTF-8.',
  },
  {
    ending: '.ndjson',
    format: 'ndjson',
    mediaType: 'application/x-ndjson',
    suffix: '-ndjson',
    description:
      'For programs, texts as they are; numbers with a fraction are strings, so that no digit is lost.',
  },
  {
    ending: '.parquet',
    format: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    suffix: '-parquet',
    description: 'For DuckDB, pandas, R and Athena; numbers are decimal(38, 12).',
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
