import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { fillLake } from '../../core/publish/lake/fill-lake.ts';
import type { TableName } from '../../core/publish/tables/column.ts';
import { TABLES } from '../../core/publish/tables/tables.ts';
import { ISSUE_DATES } from '../../demo/issues.ts';
import { startDemoPaper } from '../../demo/server.ts';
import { parseCsv } from '../support/parse-csv.ts';

const ENTRY = fileURLToPath(new URL('../../bin/jmnews.js', import.meta.url));

/** A row of a CSV file, its cells by their columns' names. */
export type CsvRow = Readonly<Record<string, string>>;
/** A release by its tables. */
export type CsvTables = (table: TableName) => readonly CsvRow[];

/** Two releases of the demonstration's archive: of what its paper said at first, and after it edited and withdrew. */
export interface DemoReleases {
  /** Has a folder for each release, named after its version, with its files. */
  readonly folder: string;
  /** The releases laid out for query engines. */
  readonly lake: string;
  readonly versions: readonly [older: string, newer: string];
}

export async function demoReleases(folder: string): Promise<DemoReleases> {
  const data = join(folder, 'archive');
  const jmnews = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [ENTRY, ...args, '--data', data])).stdout;
  const release = async (): Promise<string> => {
    const version = /^release (\S+) published/.exec(await jmnews('release'))?.[1] ?? '';
    await jmnews('release', '--out', join(folder, version));
    return version;
  };
  const paper = await startDemoPaper();
  const capture = (): Promise<string> =>
    jmnews('capture', ...ISSUE_DATES, '--base-url', paper.baseUrl, '--paper', 'demo', '--delay', '0');
  try {
    await capture();
    const older = await release();
    paper.setMoment('later');
    await capture();
    const newer = await release();
    const opened = await openDataFolder(data, { mode: 'write' });
    const catalog = new Catalog(opened.table);
    await fillLake({ objects: opened.objects, catalog, workbench: () => new SqliteWorkbench(folder) });
    await opened.close();
    return { folder, lake: join(data, 'objects/lake'), versions: [older, newer] };
  } finally {
    await paper.close();
  }
}

/** The tables of a release, as another reader than DuckDB has them of its CSV files. */
export async function csvTables({ folder }: DemoReleases, version: string): Promise<CsvTables> {
  const tables = new Map<TableName, readonly CsvRow[]>();
  for (const { name, columns } of TABLES) {
    const [, ...records] = parseCsv(await readFile(join(folder, version, `${name}.csv`), 'utf8'));
    const rows = records.map((record) =>
      Object.fromEntries(
        columns.map((column, at) => {
          const cell = record[at] ?? '';
          // A text that begins like a formula, or with an apostrophe, has one apostrophe before it.
          return [column.name, column.type === 'string' ? cell.replace(/^'/, '') : cell];
        }),
      ),
    );
    tables.set(name, rows);
  }
  return (table) => tables.get(table) ?? [];
}
