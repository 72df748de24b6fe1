import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

interface Connection {
  runAndReadAll(
    sql: string,
    values?: readonly string[],
  ): Promise<{ columnNames(): readonly string[]; getRowsJson(): unknown }>;
  closeSync(): void;
}

interface InstanceClass {
  create(path: string): Promise<{ connect(): Promise<Connection> }>;
}

/** What is used of the package; it is no dependency, and so has no types here. */
const Package = z.object({
  DuckDBInstance: z.custom<InstanceClass>((value) => typeof value === 'function' && 'create' in value),
});

/** As JSON: decimals, days and instants are texts. */
const Rows = z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])));

/** DuckDB in memory. */
export interface DuckDb {
  /** The cells of each row by their columns' names, as texts; what is missing is ''. */
  ask(sql: string, values?: readonly string[]): Promise<Record<string, string>[]>;
  close(): void;
}

/** As it is installed in the folder that the lane made. */
export async function openDuckDb(folder: string): Promise<DuckDb> {
  const path = createRequire(join(folder, 'package.json')).resolve('@duckdb/node-api');
  const { DuckDBInstance } = Package.parse(await import(pathToFileURL(path).href));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return {
    ask: async (sql, values) => {
      const read = await connection.runAndReadAll(sql, values);
      const names = read.columnNames();
      return Rows.parse(read.getRowsJson()).map((row) =>
        Object.fromEntries(row.map((cell, at) => [names[at] ?? '', cell === null ? '' : String(cell)])),
      );
    },
    close: () => {
      connection.closeSync();
    },
  };
}

/**
 * A decimal of a fixed scale without the zeros that say nothing, and an instant as the CSV files have it. Everything else
 * as it is.
 */
export function asPrinted(text: string): string {
  const [, day, time, fraction = ''] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (day !== undefined) return `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
