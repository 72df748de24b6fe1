import type { RowTable } from '../release/workbench.ts';
import type { Row, Table, TableName } from '../tables/column.ts';
import { TABLES } from '../tables/tables.ts';

/** A table of a release as query engines see it: Parquet below a folder for each release and, of a large one, each year. */
export interface LakeTable extends Pick<Table, 'title' | 'description'>, RowTable {
  readonly name: TableName;
  /** As SQL names it, which knows no hyphens. */
  readonly sqlName: string;
  /** The column that tells a row's year; `null` of a table that is not divided. */
  readonly yearFrom: string | null;
}

/** What the folders are named after; each is a column in SQL and in no file. */
export const PARTITION = { release: 'release', year: 'year' } as const;

/** Every year that the reader knows, so that an engine can tell the folders without looking. */
export const LAKE_YEARS = { first: 1900, last: 2099 } as const;

/** Of the large tables the column that tells the year. It is never missing. */
const YEAR_FROM: Readonly<Partial<Record<TableName, string>>> = {
  figures: 'issue_date',
  observations: 'period_start',
  'year-over-year': 'year',
  documents: 'issue_date',
};

/** The tables of a release, their rows by year first. */
export const LAKE_TABLES: readonly LakeTable[] = TABLES.map((table) => {
  const yearFrom = YEAR_FROM[table.name] ?? null;
  const { name, title, description, columns, order } = table;
  return {
    ...{ name, title, description, columns, yearFrom },
    sqlName: name.replaceAll('-', '_'),
    order: yearFrom === null ? order : [yearFrom, ...order.filter((column) => column !== yearFrom)],
  };
});

/** The columns of the files: a year that the folder tells is not told again, where engines would find two of it. */
export function fileColumns({ columns }: LakeTable): LakeTable['columns'] {
  return columns.filter(({ name }) => name !== PARTITION.year);
}

/** Fails with a RangeError for a year that no folder can be found by. */
export function yearOfRow(column: string, row: Row): number {
  const year = Number(String(row[column] ?? '').slice(0, 4));
  if (!Number.isInteger(year) || year < LAKE_YEARS.first || year > LAKE_YEARS.last)
    throw new RangeError(
      `'${row[column] ?? 'nothing'}' in ${column} is of no year from ${LAKE_YEARS.first} to ${LAKE_YEARS.last}`,
    );
  return year;
}
