/** `number` is a decimal text, so that no digit is lost; `integer` is a JSON number. */
export type Cell = string | number | null;

/** What a column holds, whatever a row of its table is made of. */
export interface ColumnForm {
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
  /** Holds the key of a row of this table, which may be its own. */
  readonly refersTo?: TableName;
}

/** A column of a table whose rows are made of `Source`. CSV header, NDJSON, Parquet, Table Schema and the data dictionary follow from it. */
export interface Column<Source> extends ColumnForm {
  readonly value: (source: Source) => Cell;
}

/** The tables of a release, in the order in which they are written and told of. */
export const TABLE_NAMES = [
  'figures',
  'observations',
  'year-over-year',
  'documents',
  'captures',
  'indicators',
  'units',
  'checks',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** What a table of a release is. */
export interface Table {
  readonly name: TableName;
  /** Chinese. */
  readonly title: string;
  readonly description: string;
  readonly columns: readonly ColumnForm[];
  /** The one column that names a row. */
  readonly key: string;
  /** The columns that its rows are sorted by, missing cells first; together they name a row. */
  readonly order: readonly string[];
}

/** A row of any table, its cells in the order of the columns. */
export type Row = { readonly [column: string]: Cell };

/** A row of the table that has these columns. */
export type RowOf<Columns extends readonly (ColumnForm & { readonly value: (source: never) => Cell })[]> = {
  readonly [C in Columns[number] as C['name']]: ReturnType<C['value']>;
};

/** The row of `source`, with a cell of each column in order. */
export function rowFrom<
  Source,
  const Columns extends readonly (ColumnForm & { readonly value: (source: Source) => Cell })[],
>(columns: Columns, source: Source): RowOf<Columns> {
  // Object.fromEntries forgets the names; they and the types of their cells come from the very same table.
  return Object.fromEntries(columns.map((column) => [column.name, column.value(source)])) as RowOf<Columns>;
}

/** What a column of another table is called and holds. Fails with a RangeError when that has none of the name. */
export function formOf<
  const Columns extends readonly ColumnForm[],
  const Name extends Columns[number]['name'],
>(columns: Columns, name: Name): ColumnForm & { readonly name: Name } {
  const form: ColumnForm | undefined = columns.find((column) => column.name === name);
  if (form === undefined) throw new RangeError(`there is no column '${name}'`);
  return { ...form, name };
}

/**
 * A column of another table, for rows that are made of something that has what a row of that is made of. Fails as
 * {@link formOf} does.
 */
export function columnOf<
  Source,
  Whole,
  const Columns extends readonly Column<Source>[],
  const Name extends Columns[number]['name'],
>(
  columns: Columns,
  name: Name,
  sourceOf: (whole: Whole) => Source,
): ColumnForm & { readonly name: Name; readonly value: (whole: Whole) => RowOf<Columns>[Name] } {
  const column = columns.find((one) => one.name === name);
  // Which of the columns it is, and with it the type of its cells, is in the name.
  const value = (whole: Whole) => (column?.value(sourceOf(whole)) ?? null) as RowOf<Columns>[Name];
  return { ...formOf(columns, name), value };
}

/** Several texts in one cell; missing when there are none. */
export function joined(texts: readonly string[], by = ' '): string | null {
  return texts.length === 0 ? null : texts.join(by);
}
