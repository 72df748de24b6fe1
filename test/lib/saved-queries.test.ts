import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { LAKE_TABLES } from '../../core/publish/lake/lake-tables.ts';
import { SAVED_QUERIES } from '../../lib/saved-queries.ts';

/** The columns of each table as SQL has them, its folders among them. */
const TABLES = new Map(
  LAKE_TABLES.map(({ sqlName, columns, yearFrom }) => [
    sqlName,
    new Set([...columns.map(({ name }) => name), 'release', ...(yearFrom === null ? [] : ['year'])]),
  ]),
);

test('the first one is what the docs show', () => {
  const [first] = SAVED_QUERIES;
  expect(readFileSync('docs/datasets.md', 'utf8')).toContain(`\`\`\`sql\n${first?.sql}\n\`\`\``);
});

describe.each(SAVED_QUERIES)('$name', ({ sql }) => {
  it('names only columns that its tables have', () => {
    expect(strangersIn(sql)).toEqual([]);
  });

  it('asks each table for one release, as Athena needs it to find the folders', () => {
    const aliases = [...sql.matchAll(FROM_TABLE)].map(([, , alias]) => alias);
    expect(aliases.length).toBeGreaterThan(0);
    for (const alias of aliases) expect(sql).toMatch(new RegExp(`WHERE ${alias}\\.release = \\?`));
  });
});

test.each([
  ['SELECT y.yaer FROM year_over_year AS y', ['y.yaer']],
  ['SELECT f.year, f.exact FROM figures AS f', []],
  ['SELECT c.year FROM checks AS c', ['c.year']],
  ['SELECT z.exact FROM figures AS f', ['z.exact']],
  ['SELECT f.exact FROM figure AS f', ['figure', 'f.exact']],
  ['WITH a AS (SELECT f.exact FROM figures AS f) SELECT a.exact, a.unit FROM a', ['a.unit']],
])('in %s what is not there is %j', (sql, strangers) => {
  expect(strangersIn(sql)).toEqual(strangers);
});

const FROM_TABLE = /\b(?:FROM|JOIN) (\w+) AS (\w+)/g;

/** What a query names that no table has: tables, and columns with the alias of theirs. */
function strangersIn(sql: string): string[] {
  const words = sql.replace(/'[^']*'/g, "''");
  const known = new Map<string, ReadonlySet<string>>();
  for (const [, name = '', columns = ''] of words.matchAll(/(\w+) AS \(\s*SELECT ([^()]*?)\s+FROM /g))
    known.set(name, new Set([...columns.matchAll(/\.(\w+)/g)].map(([, column = '']) => column)));
  const made = new Set(known.keys());
  for (const [, table = '', alias = ''] of words.matchAll(FROM_TABLE)) {
    const columns = TABLES.get(table);
    if (columns !== undefined) known.set(alias, columns);
  }
  const tables = [...words.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(([, table = '']) => table);
  const columns = [...words.matchAll(/\b(\w+)\.(\w+)/g)].map(([, alias = '', column = '']) => ({
    alias,
    column,
  }));
  return [
    ...tables.filter((table) => !TABLES.has(table) && !made.has(table)),
    ...columns
      .filter(({ alias, column }) => known.get(alias)?.has(column) !== true)
      .map(({ alias, column }) => `${alias}.${column}`),
  ];
}
