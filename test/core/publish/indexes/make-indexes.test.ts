import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SqliteIndexMaker } from '../../../../adapters/sqlite/sqlite-index-maker.ts';
import { parseIndexKey } from '../../../../core/capture/object-keys.ts';
import { asInstant } from '../../../../core/paper/instant.ts';
import { JMRB } from '../../../../core/paper/papers/jmrb.ts';
import { sha256Of } from '../../../../core/paper/sha256.ts';
import {
  type IndexMade,
  findIndex,
  lackedIndexes,
  makeIndexes,
} from '../../../../core/publish/indexes/make-indexes.ts';
import { makeRelease } from '../../../../core/publish/release/make-release.ts';
import { ReleaseDamaged } from '../../../../core/publish/release/release-files.ts';
import { Killed, contents, dyingAt } from '../../../support/dying-archive.ts';
import { type FigureArchive, figureIn, putArticle } from '../../../support/figure-archive.ts';
import { localFolder } from '../../../support/local-folder.ts';
import { Catalog } from '../../../../core/catalog/catalog.ts';
import { SqliteWorkbench } from '../../../../adapters/sqlite/sqlite-workbench.ts';
import { MemoryObjects, MemoryTable } from '../../../support/memory-ports.ts';

const AT = asInstant('2024-05-01T20:00:00.000Z');
const TABLES = ['figures', 'observations', 'year-over-year'];

test('every release gets an index of each table that can be asked, under its own digest, the newest first', async () => {
  const { archive, make } = await archiveOfTwoReleases();
  expect(await lacked(archive, 'all')).toEqual([
    ...TABLES.map((table) => `1.1.0 ${table}`),
    ...TABLES.map((table) => `1.0.0 ${table}`),
  ]);
  expect(await make()).toEqual([
    { kind: 'made', release: '1.1.0', table: 'figures', rows: 2 },
    { kind: 'made', release: '1.1.0', table: 'observations', rows: 2 },
    { kind: 'made', release: '1.1.0', table: 'year-over-year', rows: 2 },
    { kind: 'made', release: '1.0.0', table: 'figures', rows: 1 },
    { kind: 'made', release: '1.0.0', table: 'observations', rows: 1 },
    { kind: 'made', release: '1.0.0', table: 'year-over-year', rows: 1 },
  ]);
  const kept = await contents(archive, 'indexes/');
  expect(kept.size).toBe(6);
  for (const [key, bytes] of kept) {
    expect(parseIndexKey(key)?.sha256).toBe(sha256Of(bytes));
    const address = parseIndexKey(key);
    if (address !== null) expect(await findIndex(archive.objects, address)).toBe(key);
  }
  expect(await findIndex(archive.objects, { release: '1.0', table: 'figures' })).toBeNull();
  expect(await lacked(archive, 'all')).toEqual([]);
  expect(await make()).toEqual([]);
});

test('only the newest release gets its indexes where no more is asked for', async () => {
  const { archive, make } = await archiveOfTwoReleases();
  const newest = TABLES.map((table) => `1.1.0 ${table}`);
  expect(await lacked(archive, 'newest')).toEqual(newest);
  expect((await make('newest')).map(({ release, table }) => `${release} ${table}`)).toEqual(newest);
  expect(await lacked(archive, 'newest')).toEqual([]);
  expect(await lacked(archive, 'all')).toEqual(TABLES.map((table) => `1.0.0 ${table}`));
});

test('a run that is killed is made up for by the next one, with the same bytes', async () => {
  const whole = await archiveOfTwoReleases();
  await whole.make();
  const expected = await contents(whole.archive, 'indexes/');
  for (const when of ['before', 'after'] as const) {
    for (let write = 1; write <= 6; write += 1) {
      const { archive, folder, make } = await archiveOfTwoReleases();
      const dying = { ...dyingAt(archive, write, when), indexMaker: new SqliteIndexMaker(folder) };
      await expect(Array.fromAsync(makeIndexes(dying))).rejects.toThrow(Killed);
      const made = when === 'before' ? write - 1 : write;
      expect(await make(), `${when} write ${write}`).toHaveLength(6 - made);
      expect(await contents(archive, 'indexes/'), `${when} write ${write}`).toEqual(expected);
    }
  }
});

test('two at once make the same', async () => {
  const alone = await archiveOfTwoReleases();
  await alone.make();
  const { archive, make } = await archiveOfTwoReleases();
  const [one, other] = await Promise.all([make(), make()]);
  expect([one.length, other.length]).toEqual([6, 6]);
  expect(await contents(archive, 'indexes/')).toEqual(await contents(alone.archive, 'indexes/'));
});

test('a release that is damaged is told of, a table at a time, and the others go on', async () => {
  const { archive, folder, make } = await archiveOfTwoReleases();
  archive.objects.kept.set('releases/1.1.0/figures.ndjson', new TextEncoder().encode('{}\n'));
  archive.objects.kept.delete('releases/1.0.0/observations.ndjson');
  const made = await make();
  expect(made.map(({ kind, release, table }) => `${kind} ${release} ${table}`)).toEqual([
    'unmade 1.1.0 figures',
    'made 1.1.0 observations',
    'made 1.1.0 year-over-year',
    'made 1.0.0 figures',
    'unmade 1.0.0 observations',
    'made 1.0.0 year-over-year',
  ]);
  const [first, second] = made.flatMap((one) => (one.kind === 'unmade' ? [one.why] : []));
  expect(first).toBeInstanceOf(ReleaseDamaged);
  expect(String(second)).toContain('releases/1.0.0/observations.ndjson');
  expect(await readdir(folder)).toEqual([]);
  // Nothing lies there that was made of it, and the next run tries again.
  expect(await lacked(archive, 'all')).toEqual(['1.1.0 figures', '1.0.0 observations']);
});

test('a table that a release was published without is none that it lacks', async () => {
  const { archive } = await archiveOfTwoReleases();
  const release = await archive.catalog.release('1.1.0');
  const files = release?.files.filter(({ name }) => name !== 'observations.ndjson') ?? [];
  if (release !== null) await archive.catalog.addRelease({ ...release, version: '1.2.0', files });
  expect(await lacked(archive, 'newest')).toEqual(['1.2.0 figures', '1.2.0 year-over-year']);
});

test('an archive without releases lacks nothing', async () => {
  const { archive, make } = await emptyArchive();
  expect(await lacked(archive, 'all')).toEqual([]);
  expect(await make()).toEqual([]);
});

type Memory = FigureArchive & { readonly objects: MemoryObjects };

interface Indexed {
  readonly archive: Memory;
  /** Where indexes are made. */
  readonly folder: string;
  readonly make: (which?: 'newest' | 'all') => Promise<IndexMade[]>;
}

async function emptyArchive(): Promise<Indexed> {
  const [folder, workbenches] = [await localFolder(), await localFolder()];
  const [table, objects] = [new MemoryTable(), new MemoryObjects()];
  const workbench = () => new SqliteWorkbench(workbenches);
  const archive = { objects, table, catalog: new Catalog(table), workbench };
  const deps = { ...archive, indexMaker: new SqliteIndexMaker(folder) };
  return { archive, folder, make: (which) => Array.fromAsync(makeIndexes(deps, which)) };
}

async function archiveOfTwoReleases(): Promise<Indexed> {
  const indexed = await emptyArchive();
  for (const [at, level] of ['403', '433'].entries()) {
    const text = `鹤山市地区生产总值${level}亿元`;
    const figure = figureIn(text, `${level}亿元`, {
      ...{ value: level, normValue: `${level}00000000`, baseUnit: 'CNY', indicator: '地区生产总值' },
      ...{ indicatorId: 'gdp', place: { value: '鹤山市', from: 'printed' } },
      period: { value: String(2021 + at), from: 'printed' },
    });
    const article = { date: `${2022 + at}-02-25`, page: 'B02', id: String(at), text, figures: [figure] };
    await putArticle(indexed.archive, article);
    await makeRelease(indexed.archive, [JMRB], AT);
  }
  return indexed;
}

async function lacked(archive: FigureArchive, which: 'newest' | 'all'): Promise<string[]> {
  return (await lackedIndexes(archive, which)).map(
    ({ release, asked }) => `${release.version} ${asked.name}`,
  );
}
