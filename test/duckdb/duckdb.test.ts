import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAKE_TABLES } from '../../core/publish/lake/lake-tables.ts';
import { TABLES } from '../../core/publish/tables/tables.ts';
import { SAVED_QUERIES } from '../../lib/saved-queries.ts';
import { type CsvTables, type DemoReleases, csvTables, demoReleases } from './demo-releases.ts';
import { type DuckDb, asPrinted, openDuckDb } from './duckdb.ts';
import { RECIPE_ROWS, SAVED_ROWS } from './expected-rows.ts';

/** Each question of docs/datasets.md that DuckDB is to answer, by what it asks. */
const RECIPES = new Map(
  [...readFileSync('docs/datasets.md', 'utf8').matchAll(/```sql\n-- DuckDB: (.*)\n([\s\S]*?)```/g)].map(
    ([, asks = '', sql = '']) => [asks, sql],
  ),
);

let folder: string;
let releases: DemoReleases;
let duckdb: DuckDb;
let older: CsvTables;
let newer: CsvTables;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
  releases = await demoReleases(folder);
  older = await csvTables(releases, releases.versions[0]);
  newer = await csvTables(releases, releases.versions[1]);
  duckdb = await openDuckDb(process.env['DUCKDB_FOLDER'] ?? '');
  // What a user has as the current folder: that of the newest release, and for two of them the one above.
  await duckdb.ask(`SET file_search_path = '${join(folder, releases.versions[1])},${folder}'`);
});
afterAll(async () => {
  duckdb.close();
  await rm(folder, { recursive: true });
});

const plain = (rows: readonly Readonly<Record<string, string>>[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, asPrinted(cell)])));

describe('the files of a release, read by DuckDB', () => {
  it('are of the releases that the docs speak of', () => {
    expect(releases.versions).toEqual(['1.0.0', '1.1.0']);
  });

  it.each(TABLES.map(({ name, columns }) => [name, columns] as const))(
    '%s has in Parquet the rows of its CSV file, typed',
    async (name, columns) => {
      const types = { string: 'VARCHAR', number: 'DECIMAL(38,12)', integer: 'BIGINT', date: 'DATE' };
      const described = await duckdb.ask(`DESCRIBE SELECT * FROM '${name}.parquet'`);
      expect(described.map((row) => [row['column_name'], row['column_type']])).toEqual(
        columns.map((column) => [column.name, column.type === 'datetime' ? 'TIMESTAMP' : types[column.type]]),
      );
      const rows = await duckdb.ask(`SELECT * FROM '${name}.parquet'`);
      expect(rows.length).toBeGreaterThan(0);
      expect(plain(rows)).toEqual(plain(newer(name)));
    },
  );

  it.each(TABLES)('$name has the same texts in CSV and NDJSON', async ({ name, columns }) => {
    const csv = await duckdb.ask(`SELECT * FROM read_csv('${name}.csv', all_varchar = true)`);
    const texts = columns.map((column) => `"${column.name}": 'VARCHAR'`).join(', ');
    const ndjson = await duckdb.ask(`SELECT * FROM read_ndjson('${name}.ndjson', columns = {${texts}})`);
    expect(ndjson).toEqual(newer(name));
    const guarded = new Set(columns.filter(({ type }) => type === 'string').map((column) => column.name));
    const unguarded = csv.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, cell]) => [
          column,
          guarded.has(column) ? cell.replace(/^'/, '') : cell,
        ]),
      ),
    );
    expect(unguarded).toEqual(newer(name));
  });
});

describe('the recipes of docs/datasets.md', () => {
  it('are all run', () => {
    expect([...RECIPES.keys()].toSorted()).toEqual(Object.keys(RECIPE_ROWS).toSorted());
  });

  it.each(Object.entries(RECIPE_ROWS))('%s', async (asks, expected) => {
    const rows = expected(newer, older);
    expect(rows.length).toBeGreaterThan(0);
    expect(plain(await duckdb.ask(RECIPES.get(asks) ?? ''))).toEqual(plain(rows));
  });
});

describe('the saved queries of Athena, asked of the same files in folders by year', () => {
  beforeAll(async () => {
    for (const { name, sqlName, yearFrom } of LAKE_TABLES) {
      const files = join(releases.lake, name, yearFrom === null ? '*' : '*/*', '*.parquet');
      const types = `hive_types = {'release': VARCHAR${yearFrom === null ? '' : `, 'year': BIGINT`}}`;
      await duckdb.ask(
        `CREATE VIEW ${sqlName} AS SELECT * FROM read_parquet('${files}', hive_partitioning = true, ${types})`,
      );
    }
  });

  it.each(LAKE_TABLES.map(({ name, sqlName }) => [name, sqlName] as const))(
    '%s has all rows of both releases',
    async (name, sqlName) => {
      const counts = await duckdb.ask(
        `SELECT release, count(*) AS rows FROM ${sqlName} GROUP BY release ORDER BY release`,
      );
      expect(counts).toEqual(
        [older, newer].map((tables, at) => ({
          ...{ release: releases.versions[at], rows: String(tables(name).length) },
        })),
      );
    },
  );

  it.each(SAVED_QUERIES)('$name', async ({ name, sql, parameters }) => {
    const saved = SAVED_ROWS[name];
    const values = saved?.values ?? [];
    expect(values).toHaveLength(parameters.length);
    const rows = saved?.rows(newer, older) ?? [];
    expect(rows.length).toBeGreaterThan(0);
    expect(plain(await duckdb.ask(sql, values))).toEqual(plain(rows));
  });
});
