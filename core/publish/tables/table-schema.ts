import type { ColumnForm, Table } from './column.ts';

/** A field of a Table Schema (Data Package v2). */
export interface TableField {
  readonly name: string;
  readonly type: ColumnForm['type'];
  readonly title: string;
  readonly description: string;
  readonly example: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly unique?: boolean;
    readonly enum?: readonly string[];
  };
}

/** The Table Schema of a table, the same for each of its files. */
export interface TableSchema {
  readonly fields: readonly TableField[];
  readonly primaryKey: readonly string[];
  /** Left out where there are none: the profile asks for one at least. */
  readonly foreignKeys?: readonly {
    readonly fields: readonly string[];
    /** Without a resource it is the same table. */
    readonly reference: { readonly resource?: string; readonly fields: readonly string[] };
  }[];
  readonly missingValues: readonly string[];
}

/** `tables` are all that its columns may refer to. Fails with a RangeError for a reference to a table that is not there. */
export function tableSchema(table: Table, tables: readonly Table[]): TableSchema {
  const foreignKeys = table.columns.flatMap(({ name, refersTo }) => {
    if (refersTo === undefined) return [];
    const other = tables.find((one) => one.name === refersTo);
    if (other === undefined)
      throw new RangeError(`${table.name}.${name} refers to '${refersTo}', which is no table of the release`);
    const reference = { ...(other === table ? {} : { resource: other.name }), fields: [other.key] };
    return [{ fields: [name], reference }];
  });
  return {
    fields: table.columns.map((column) => fieldOf(column, table.key)),
    primaryKey: [table.key],
    ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
    missingValues: [''],
  };
}

function fieldOf(
  { name, type, title, description, example, required, oneOf }: ColumnForm,
  key: string,
): TableField {
  const constraints = {
    ...(required ? { required } : {}),
    ...(name === key ? { unique: true } : {}),
    ...(oneOf ? { enum: oneOf } : {}),
  };
  const isFree = Object.keys(constraints).length === 0;
  return { name, type, title, description, example, ...(isFree ? {} : { constraints }) };
}
