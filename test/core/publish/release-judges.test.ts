import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { makeRelease } from '../../../core/publish/release/make-release.ts';
import type { Cell, ColumnForm } from '../../../core/publish/tables/column.ts';
import { TABLES } from '../../../core/publish/tables/tables.ts';
import { loadReading } from '../../../core/read/stored-reading.ts';
import { type FigureArchive, figureArchiveInMemory, filesOfNewest } from '../../support/figure-archive.ts';
import { HOSTILE_NUMBERS, HOSTILE_TEXTS, putHostileArticles } from '../../support/hostile-archive.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { readParquet } from '../../support/read-parquet.ts';

/*
 * A release of articles that hold what spoils files, judged by readers that are not the writers' own: a strict one of CSV,
 * the runtime's JSON and hyparquet.
 */

type Files = ReadonlyMap<string, Uint8Array>;
type Row = Readonly<Record<string, Cell>>;

const AT = asInstant('2024-05-01T20:00:00.000Z');
const LATER = asInstant('2024-05-02T20:00:00.000Z');

let first: Promise<{ readonly archive: FigureArchive; readonly files: Files }> | null = null;

/** One release for all tests. */
function released(): NonNullable<typeof first> {
  return (first ??= release(AT, false));
}

async function release(
  at: typeof AT,
  backward: boolean,
): Promise<{ readonly archive: FigureArchive; readonly files: Files }> {
  const archive = await figureArchiveInMemory();
  await putHostileArticles(archive, backward);
  expect(await makeRelease(archive, [JMRB], at)).toMatchObject({ kind: 'published' });
  return { archive, files: await filesOfNewest(archive) };
}

test('what spoils files is in the release, as it is', async () => {
  const { files } = await released();
  const rows = rowsOf(files, 'figures');
  expect(new Set(rows.map(({ article_title }) => article_title))).toEqual(
    new Set([...HOSTILE_TEXTS, '政府工作报告']),
  );
  expect(rows.map(({ value }) => value)).toEqual(expect.arrayContaining([...HOSTILE_NUMBERS]));
});

describe.each(TABLES)('of $name', ({ name, columns, order }) => {
  const table = columns.map((column) => column.name);

  test('CSV has the rows and values of NDJSON, and the file for Excel has them behind a mark', async () => {
    const { files } = await released();
    const rows = rowsOf(files, name);
    expect(rows.length).toBeGreaterThan(0);
    const [header = [], ...records] = parseCsv(textOf(files, `${name}.csv`));
    expect(header).toEqual(table);
    expect(records.map((cells) => cells.map((cell, at) => unguarded(cell, columns[at])))).toEqual(
      rows.map((row) => table.map((column) => String(row[column] ?? ''))),
    );
    expect(textOf(files, `${name}.excel.csv`)).toBe(`\ufeff${textOf(files, `${name}.csv`)}`);
  });

  test('Parquet has the rows and values of NDJSON, but for numbers beyond its decimals', async () => {
    const { files } = await released();
    const rows = rowsOf(files, name);
    const kept = await readParquet(files.get(`${name}.parquet`) ?? new Uint8Array());
    expect(kept.map((row) => Object.keys(row))).toEqual(rows.map(() => table));
    for (const { name: column, type } of columns) {
      const told = rows.map((row) => row[column] ?? null);
      const got = kept.map((row) => row[column] ?? null);
      if (type === 'number') expect(got.map(exactly), column).toEqual(told.map(withinParquet).map(exactly));
      else expect(got, column).toEqual(told);
    }
  });

  test('every row has the columns and no others, and the rows come in the order of the table', async () => {
    const { files } = await released();
    const rows = rowsOf(files, name);
    for (const row of rows) expect(Object.keys(row)).toEqual(table);
    const disordered = rows.slice(1).filter((row, at) => !comesBefore(rows[at] ?? {}, row, order));
    expect(disordered).toEqual([]);
  });
});

const Descriptor = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      schema: z.object({
        primaryKey: z.tuple([z.string()]),
        foreignKeys: z
          .array(
            z.object({
              fields: z.tuple([z.string()]),
              reference: z.object({ resource: z.string().optional(), fields: z.tuple([z.string()]) }),
            }),
          )
          .default([]),
      }),
    }),
  ),
});

test('the key of a table names one row, and every reference leads to a row; each kind of reference is made', async () => {
  const { files } = await released();
  const { resources } = Descriptor.parse(JSON.parse(textOf(files, 'datapackage.json')));
  const tables = resources.filter(({ path }) => path.endsWith('.csv') && !path.endsWith('.excel.csv'));
  const rows = new Map(tables.map(({ name }) => [name, rowsOf(files, name)]));
  const cellsOf = (name: string, column: string): Cell[] =>
    (rows.get(name) ?? []).map((row) => row[column] ?? null).filter((cell) => cell !== null);
  for (const { name, schema } of tables) {
    const keys = cellsOf(name, schema.primaryKey[0]);
    expect(new Set(keys).size, name).toBe(rows.get(name)?.length);
    for (const { fields, reference } of schema.foreignKeys) {
      const there = new Set(cellsOf(reference.resource ?? name, reference.fields[0]));
      const made = cellsOf(name, fields[0]);
      expect(made, `${name}.${fields[0]} refers to nothing at all`).not.toEqual([]);
      expect(
        made.filter((cell) => !there.has(cell)),
        `${name}.${fields[0]}`,
      ).toEqual([]);
    }
  }
});

test('every quotation stands at its offsets in the reading of its snapshot, with what is before and behind it', async () => {
  const { archive, files } = await released();
  const texts = await textsOfSnapshots(archive);
  for (const row of rowsOf(files, 'figures')) {
    const text = texts.get(String(row['snapshot_sha256'])) ?? '';
    const [start, end] = [Number(row['start']), Number(row['end'])];
    expect(text.slice(start, end)).toBe(row['exact']);
    expect(text.slice(0, start).endsWith(String(row['prefix']))).toBe(true);
    expect(text.slice(end).startsWith(String(row['suffix']))).toBe(true);
  }
  for (const row of rowsOf(files, 'observations'))
    expect(texts.get(String(row['snapshot_sha256']))).toContain(
      `${row['prefix']}${row['exact']}${row['suffix']}`,
    );
});

test('a second run over the same archive, put together in another order, gives the same bytes', async () => {
  const { files } = await released();
  const again = await release(LATER, true);
  expect([...again.files.keys()]).toEqual([...files.keys()]);
  for (const [name, bytes] of files)
    expect(Buffer.from(bytes).equals(again.files.get(name) ?? new Uint8Array()), name).toBe(true);
});

const StoredRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

function rowsOf(files: Files, table: string): Row[] {
  const lines = textOf(files, `${table}.ndjson`).split('\n').slice(0, -1);
  return lines.map((line) => StoredRow.parse(JSON.parse(line)));
}

function textOf(files: Files, name: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(files.get(name));
}

/** Strictly, since the columns of the order name a row. */
function comesBefore(a: Row, b: Row, order: readonly string[]): boolean {
  for (const name of order) {
    const [one, other] = [a[name] ?? null, b[name] ?? null];
    if (one === other) continue;
    if (one === null || other === null) return one === null;
    if (typeof one === 'number' && typeof other === 'number') return one < other;
    return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other))) < 0;
  }
  return false;
}

/** What docs/datasets.md tells a reader of the CSV file to do. */
function unguarded(cell: string, column: ColumnForm | undefined): string {
  return column?.type === 'string' && cell.startsWith("'") ? cell.slice(1) : cell;
}

/** 26 places before the point and 12 behind it; what has more is missing. */
function withinParquet(cell: Cell): Cell {
  const [, whole = '', fraction = ''] = /^-?0*(\d*?)(?:\.(\d*?)0*)?$/.exec(String(cell ?? '')) ?? [];
  return whole.length > 26 || fraction.length > 12 ? null : cell;
}

/** A decimal in units of its hundredth place behind the point, so that 1.50 is 1.5. */
function exactly(cell: Cell): bigint | null {
  if (cell === null) return null;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(cell)) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(100, '0')}`);
}

async function textsOfSnapshots({ catalog, objects }: FigureArchive): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for await (const { date } of catalog.issues('jmrb')) {
    for await (const { path } of catalog.articles('jmrb', asIssueDate(date))) {
      for await (const { sha256, object } of catalog.readings('jmrb', path))
        if (object !== null) texts.set(sha256, (await loadReading(objects, object)).document.text);
    }
  }
  return texts;
}
