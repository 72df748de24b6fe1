import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { asInstant } from '../../../../core/paper/instant.ts';
import { JMRB } from '../../../../core/paper/papers/jmrb.ts';
import { fillLake } from '../../../../core/publish/lake/fill-lake.ts';
import { LAKE_TABLES, fileColumns, yearOfRow } from '../../../../core/publish/lake/lake-tables.ts';
import { makeRelease } from '../../../../core/publish/release/make-release.ts';
import { ReleaseDamaged } from '../../../../core/publish/release/release-files.ts';
import { MemoryObjects } from '../../../support/memory-ports.ts';
import { Killed, contents, dyingAt } from '../../../support/dying-archive.ts';
import {
  type FigureArchive,
  figureArchiveInMemory,
  figureIn,
  filesOfNewest,
  putArticle,
} from '../../../support/figure-archive.ts';
import { putHostileArticles } from '../../../support/hostile-archive.ts';
import { type ParquetRow, readParquet } from '../../../support/read-parquet.ts';

const LaidOut = z.object({
  version: z.string(),
  tables: z.array(z.object({ table: z.string(), rows: z.number(), objects: z.array(z.string()) })),
});

const AT = asInstant('2024-05-01T20:00:00.000Z');

test('a desk that makes releases has no lake', async () => {
  expect(await contents(await archiveOfTwoYears(), 'lake/')).toEqual(new Map());
});

test('each row of a release lies in the folder of its year, and the small tables in one of their own', async () => {
  const archive = await figureArchiveInMemory();
  await putHostileArticles(archive);
  await makeRelease(archive, [JMRB], AT);
  expect(await fillLake(archive)).toEqual(['1.0.0']);

  const lake = await contents(archive, 'lake/');
  const files = await filesOfNewest(archive);
  const seen = new Set(['lake/laid-out/1.0.0.json']);
  for (const table of LAKE_TABLES) {
    const told: ParquetRow[] = [];
    for (const [key, bytes] of lake) {
      const [, year] = new RegExp(
        `^lake/${table.name}/release=1\\.0\\.0/(?:year=(\\d{4})/)?rows\\.parquet$`,
      ).exec(key) ?? [null];
      if (!key.startsWith(`lake/${table.name}/`)) continue;
      expect(year === undefined, key).toBe(table.yearFrom === null);
      seen.add(key);
      const rows = await readParquet(bytes);
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(fileColumns(table).map(({ name }) => name));
        const date = table.yearFrom === 'year' ? year : row[table.yearFrom ?? ''];
        if (table.yearFrom !== null) expect(String(date).slice(0, 4), key).toBe(year);
        told.push(table.yearFrom === 'year' ? { ...row, year: Number(year) } : row);
      }
    }
    const released = await readParquet(files.get(`${table.name}.parquet`) ?? new Uint8Array());
    expect(inOneOrder(told), table.name).toEqual(inOneOrder(released));
  }
  expect([...lake.keys()].filter((key) => !seen.has(key))).toEqual([]);
  expect([...lake.keys()].filter((key) => key.includes('/year=')).length).toBeGreaterThan(8);
});

test('the record of a release tells every object and how many rows each table has', async () => {
  const archive = await archiveOfTwoYears();
  await fillLake(archive);
  const lake = await contents(archive, 'lake/');
  const text = new TextDecoder().decode(lake.get('lake/laid-out/1.0.0.json'));
  const { version, tables } = LaidOut.parse(JSON.parse(text));
  expect(version).toBe('1.0.0');
  expect(tables).toHaveLength(8);
  expect(tables).toContainEqual({
    table: 'figures',
    rows: 2,
    objects: [
      'lake/figures/release=1.0.0/year=2022/rows.parquet',
      'lake/figures/release=1.0.0/year=2023/rows.parquet',
    ],
  });
  expect(tables).toContainEqual({ table: 'year-over-year', rows: 0, objects: [] });
  expect(tables).toContainEqual({
    table: 'checks',
    rows: 0,
    objects: ['lake/checks/release=1.0.0/rows.parquet'],
  });
  const objects = [...text.matchAll(/"(lake\/[^"]+)"/g)].map(([, key]) => key);
  expect(objects.toSorted()).toEqual([...lake.keys()].filter((key) => !key.startsWith('lake/laid-out/')));
});

test('what is laid out is not laid out again', async () => {
  const archive = await archiveOfTwoYears();
  await fillLake(archive);
  expect(await fillLake(dyingAt(archive, 1, 'before'))).toEqual([]);
});

test('a kill between any two writes is made up for by the next run, with the same bytes', async () => {
  const whole = await archiveOfTwoYears();
  await fillLake(whole);
  const expected = await contents(whole, 'lake/');
  const writes = Array.from({ length: expected.size }, (_, at) => at + 1);
  for (const [write, when] of writes.flatMap(
    (write) =>
      [
        [write, 'before'],
        [write, 'after'],
      ] as const,
  )) {
    const archive = await archiveOfTwoYears();
    await expect(fillLake(dyingAt(archive, write, when))).rejects.toThrow(Killed);
    const isWhole = write === writes.length && when === 'after';
    expect(await fillLake(archive), `${when} write ${write}`).toEqual(isWhole ? [] : ['1.0.0']);
    expect(await contents(archive, 'lake/'), `${when} write ${write}`).toEqual(expected);
  }
});

test('a release that was left over is made up for, oldest first, when the archive has gone on', async () => {
  const archive = await archiveOfTwoYears();
  await addArticle(archive, '2024-02-25', '3');
  await makeRelease(archive, [JMRB], AT);
  await expect(fillLake(dyingAt(archive, 1, 'after'))).rejects.toThrow(Killed);
  expect(await fillLake(archive)).toEqual(['1.0.0', '1.1.0']);
  const lake = await contents(archive, 'lake/');
  const rows = await Promise.all(
    [...lake]
      .filter(([key]) => key.startsWith('lake/documents/'))
      .map(async ([key, bytes]) => [key, (await readParquet(bytes)).length]),
  );
  expect(Object.fromEntries(rows)).toEqual({
    'lake/documents/release=1.0.0/year=2022/rows.parquet': 1,
    'lake/documents/release=1.0.0/year=2023/rows.parquet': 1,
    'lake/documents/release=1.1.0/year=2022/rows.parquet': 1,
    'lake/documents/release=1.1.0/year=2023/rows.parquet': 1,
    'lake/documents/release=1.1.0/year=2024/rows.parquet': 1,
  });
});

test('an archive with many releases begins with its newest three', async () => {
  const archive = await archiveOfTwoYears();
  for (const id of ['3', '4', '5', '6']) {
    await addArticle(archive, '2024-02-25', id);
    await makeRelease(archive, [JMRB], AT);
  }
  expect(await fillLake(archive)).toEqual(['1.2.0', '1.3.0', '1.4.0']);
  expect(await fillLake(archive)).toEqual([]);
});

test('a release of other columns than those of today is left out', async () => {
  const archive = await archiveOfTwoYears();
  const [release] = await Array.fromAsync(archive.catalog.releases());
  if (release === undefined) throw new Error('no release');
  const text = JSON.stringify({
    resources: [{ path: 'figures.ndjson', schema: { fields: [{ name: 'figure_id', type: 'string' }] } }],
  });
  await archive.objects.putOnce(
    'releases/2.0.0/datapackage.json',
    new TextEncoder().encode(text),
    'application/json',
  );
  const files = release.files.map((file) =>
    file.name === 'datapackage.json' ? { ...file, object: 'releases/2.0.0/datapackage.json' } : file,
  );
  await archive.catalog.addRelease({ ...release, version: '2.0.0', files });
  expect(await fillLake(archive)).toEqual([]);
});

test('a release whose file is not what was published fails, and none of that file is laid out', async () => {
  const archive = await archiveOfTwoYears();
  const objects = new MemoryObjects();
  for (const [key, bytes] of await contents(archive, '')) {
    const text = new TextDecoder().decode(bytes);
    const isHarmed = key === 'releases/1.0.0/documents.ndjson';
    await objects.putOnce(key, isHarmed ? new TextEncoder().encode(text.replace('标题', '改题')) : bytes);
  }
  const harmed = fillLake({ ...archive, objects });
  await expect(harmed).rejects.toThrow(ReleaseDamaged);
  await expect(harmed).rejects.toMatchObject({ version: '1.0.0', file: 'documents.ndjson' });
  const keys = [...objects.kept.keys()].filter((key) => key.startsWith('lake/'));
  expect(keys.filter((key) => /^lake\/(documents|laid-out)\//.test(key))).toEqual([]);
});

describe('of the tables', () => {
  test.each(LAKE_TABLES.filter(({ yearFrom }) => yearFrom !== null))(
    '$name has a year in every row',
    (table) => {
      expect(table.columns.find(({ name }) => name === table.yearFrom)?.required).toBe(true);
      expect(table.order[0]).toBe(table.yearFrom);
      expect(new Set(table.order).size).toBe(table.order.length);
    },
  );

  test('each has a name of its own that SQL takes without quotes', () => {
    const names = LAKE_TABLES.map(({ sqlName }) => sqlName);
    expect(names.filter((name) => !/^[a-z][a-z_]*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(8);
  });

  test.each([[{ year: 2023 }], [{ year: '2023-02-25' }]])('the year of %j is 2023', (row) => {
    expect(yearOfRow('year', row)).toBe(2023);
  });

  test.each([[{ year: 1899 }], [{ year: '2100-01-01' }], [{ year: null }], [{}], [{ year: 'soon' }]])(
    '%j is of no year that a folder can be found by',
    (row) => {
      expect(() => yearOfRow('year', row)).toThrow(RangeError);
    },
  );
});

/** Release 1.0.0 is out, of two articles. */
async function archiveOfTwoYears(): Promise<FigureArchive> {
  const archive = await figureArchiveInMemory();
  await addArticle(archive, '2022-02-25', '1');
  await addArticle(archive, '2023-02-25', '2');
  await makeRelease(archive, [JMRB], AT);
  return archive;
}

async function addArticle(archive: FigureArchive, date: string, id: string): Promise<void> {
  const text = `收入${id}亿元`;
  await putArticle(archive, { date, page: 'A01', id, text, figures: [figureIn(text, `${id}亿元`)] });
}

function inOneOrder(rows: readonly ParquetRow[]): string[] {
  return rows
    .map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted();
}
