import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { asInstant } from '../../../core/paper/instant.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { makeRelease } from '../../../core/publish/release/make-release.ts';
import { ReleaseDamaged, fileOf, openReleaseFile } from '../../../core/publish/release/release-files.ts';
import { TABLE_NAMES } from '../../../core/publish/tables/column.ts';
import {
  type FigureArchive,
  all,
  figureArchive,
  figureIn,
  filesOfNewest,
  putArticle,
} from '../../support/figure-archive.ts';
import { parseCsv } from '../../support/parse-csv.ts';

const AT = asInstant('2024-05-01T20:00:00.000Z');
const LATER = asInstant('2024-05-02T20:00:00.000Z');

test('an archive without figures makes no release', async () => {
  const archive = await figureArchive();
  await putArticle(archive, { date: '2023-02-25', page: 'A01', id: '1', text: '没有数', figures: [] });
  expect(await makeRelease(archive, [JMRB], AT)).toEqual({ kind: 'empty' });
  expect(await all(archive.objects.list('releases/'))).toEqual([]);
});

const TABLE_FILES = TABLE_NAMES.flatMap((name) =>
  ['csv', 'excel.csv', 'ndjson', 'parquet'].map((ending) => `${name}.${ending}`),
);
const FILES = [...TABLE_FILES, 'datapackage.json', 'CHANGELOG.md', 'SHA256SUMS'];

test('the first release is 1.0.0, with every file under its version and its digest in the catalog', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  const made = await makeRelease(archive, [JMRB], AT);
  expect(made).toMatchObject({ kind: 'published', release: { version: '1.0.0', at: AT, rows: 1 } });
  expect((await all(archive.objects.list('releases/'))).map(({ key }) => key)).toEqual(
    FILES.map((name) => `releases/1.0.0/${name}`).sort(),
  );
  const [release] = await all(archive.catalog.releases());
  for (const { name, object, bytes, sha256 } of release?.files ?? []) {
    const kept = await archive.objects.get(object);
    expect([name, kept.byteLength, digest(kept)]).toEqual([name, bytes, sha256]);
  }
  expect(release?.files.map(({ name }) => name)).toEqual(FILES);
});

test('SHA256SUMS names every other file with the digest of its bytes', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  const files = await published(archive);
  const lines = text(files, 'SHA256SUMS').trimEnd().split('\n');
  expect(lines).toEqual(FILES.slice(0, -1).map((name) => `${digest(files.get(name))}  ${name}`));
});

test('the file for Excel is the other with a byte order mark', async () => {
  const files = await published(await archiveWith('收入1亿元', '1亿元'));
  expect(text(files, 'figures.excel.csv')).toBe(`\ufeff${text(files, 'figures.csv')}`);
});

test('CSV and NDJSON hold the same rows and the same values', async () => {
  const archive = await figureArchive();
  const body = '=开头，"引号"\n下一行有1,234.50亿元和-14.5%，5%至6.5%';
  await putArticle(archive, {
    ...{ date: '2023-02-25', page: 'B02', id: '7', title: `'=恶意,"标题"\r\n+第二行`, text: body },
    figures: [
      figureIn(body, '1,234.50亿元', { value: '1234.50', normValue: '123450000000', baseUnit: 'CNY' }),
      figureIn(body, '-14.5%', { value: '-14.5', normValue: '-0.145', baseUnit: '1', unit: '%' }),
      figureIn(body, '5%至6.5%', { min: '5', max: '6.5', comparator: 'range', unit: '%' }),
    ],
  });
  const files = await published(archive);

  const [header = [], ...records] = parseCsv(text(files, 'figures.csv'));
  const rows = rowsOf(files, 'figures');
  expect(records).toHaveLength(3);
  expect(rows.map((row) => Object.keys(row))).toEqual([header, header, header]);
  const numeric = /^(value|norm_value)/;
  expect(
    records.map((cells) => cells.map((cell, at) => unguarded(cell, numeric.test(header[at] ?? '')))),
  ).toEqual(rows.map((row) => Object.values(row).map((cell) => (cell === null ? '' : String(cell)))));
  expect(rows.map((row) => [row['value'], row['value_min'], row['value_max']])).toEqual([
    ['1234.50', null, null],
    ['-14.5', null, null],
    [null, '5', '6.5'],
  ]);
});

test('the same archive gives the same bytes, whenever and in whatever order its papers are named', async () => {
  const make = async (papers: readonly (typeof JMRB)[], at: typeof AT): Promise<string[]> => {
    const archive = await archiveWith('收入1亿元', '1亿元');
    const figures = [figureIn('支出2亿元', '2亿元')];
    await putArticle(archive, {
      paper: 'demo',
      date: '2023-02-25',
      page: 'A01',
      id: '1',
      text: '支出2亿元',
      figures,
    });
    const made = await makeRelease(archive, papers, at);
    return made.kind === 'published' ? made.release.files.map(({ sha256 }) => sha256) : [];
  };
  const first = await make([JMRB, DEMO], AT);
  expect(first).toHaveLength(FILES.length);
  expect(await make([DEMO, JMRB], LATER)).toEqual(first);
});

test('an unchanged archive makes no new release', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  const first = await makeRelease(archive, [JMRB], AT);
  expect(await makeRelease(archive, [JMRB], LATER)).toEqual({ ...first, kind: 'unchanged' });
  expect(await all(archive.catalog.releases())).toHaveLength(1);
});

test('new rows make a minor version, also of a table without figures', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  await makeRelease(archive, [JMRB], AT);
  const figures = [figureIn('支出2亿元', '2亿元')];
  await putArticle(archive, { date: '2023-02-26', page: 'A01', id: '2', text: '支出2亿元', figures });
  expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
    ...{ kind: 'published', release: { version: '1.1.0', rows: 2 } },
  });
  await putArticle(archive, { date: '2023-02-26', page: 'A01', id: '3', text: '没有数', figures: [] });
  expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
    ...{ kind: 'published', release: { version: '1.2.0', rows: 2 } },
  });
});

test('a corrected article keeps the rows of its old version, superseded, beside those of the new one', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  await makeRelease(archive, [JMRB], AT);
  await correct(archive);
  expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
    ...{ kind: 'published', release: { version: '1.1.0', rows: 2 } },
  });
  const rows = rowsOf(await filesOfNewest(archive), 'figures');
  expect(rows.map(({ version, exact, status, ended_at }) => [version, exact, status, ended_at])).toEqual([
    [1, '1亿元', 'superseded', '2023-03-01T00:00:00.000Z'],
    [2, '3亿元', 'current', null],
  ]);
});

test('rows that another reader reads otherwise, or not at all, make a patch version', async () => {
  const archive = await figureArchive();
  const place = { date: '2023-02-25', page: 'A01', id: '1', text: '收入1亿元支出2亿元' };
  const [income, spending] = [figureIn(place.text, '1亿元'), figureIn(place.text, '2亿元')];
  await putArticle(archive, { ...place, figures: [income, spending] });
  await makeRelease(archive, [JMRB], AT);
  await putArticle(archive, { ...place, readerVersion: 2, figures: [income] });
  expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
    ...{ kind: 'published', release: { version: '1.0.1', rows: 1 } },
  });
  const valued = { ...income, value: '1', normValue: '100000000', baseUnit: 'CNY' };
  await putArticle(archive, { ...place, readerVersion: 3, figures: [valued] });
  expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
    ...{ kind: 'published', release: { version: '1.0.2', rows: 1 } },
  });
  const changes = text(await filesOfNewest(archive), 'CHANGELOG.md');
  expect(changes).toContain('Compared with 1.0.1:');
  expect(changes).toContain('| figures | 1 | 0 | 0 | 1 |');
  expect(changes).toMatch(/- changed `[0-9a-f]{32}` 2023-02-25 1亿元: .*norm_value \(missing\) → 100000000/);
});

test('an old release stays what it was, and its files can be handed out', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  const before = await published(archive);
  const figures = [figureIn('支出2亿元', '2亿元')];
  await putArticle(archive, { date: '2023-02-26', page: 'A01', id: '2', text: '支出2亿元', figures });
  await makeRelease(archive, [JMRB], LATER);

  const [old] = await all(archive.catalog.releases());
  if (!old) throw new Error('the release is gone');
  for (const file of old.files) {
    const bytes = Buffer.concat(await all(await openReleaseFile(archive.objects, old, file)));
    expect(bytes.equals(before.get(file.name) ?? new Uint8Array()), file.name).toBe(true);
  }
});

test('a file that is not the published one is not handed out', async () => {
  const archive = await archiveWith('收入1亿元', '1亿元');
  await published(archive);
  const [release] = await all(archive.catalog.releases());
  if (!release) throw new Error('no release');
  await archive.objects.putOnce('releases/other.csv', new TextEncoder().encode('a,b\r\n'), 'text/csv');
  const file = fileOf(release, 'figures.csv');
  const other = { ...file, object: 'releases/other.csv' };
  const sameLength = openReleaseFile(archive.objects, release, { ...other, bytes: 5 }).then(all);
  await expect(sameLength).rejects.toThrow(ReleaseDamaged);
  const read = openReleaseFile(archive.objects, release, other);
  await expect(read).rejects.toThrow(ReleaseDamaged);
  await expect(read).rejects.toMatchObject({ version: '1.0.0', file: 'figures.csv' });
});

async function archiveWith(body: string, exact: string): Promise<FigureArchive> {
  const archive = await figureArchive();
  const figures = [figureIn(body, exact)];
  await putArticle(archive, { date: '2023-02-25', page: 'A01', id: '1', text: body, figures });
  return archive;
}

/** Its second version, captured some days later. */
async function correct(archive: FigureArchive): Promise<void> {
  const figures = [figureIn('总收入3亿元', '3亿元', { value: '3' })];
  await putArticle(archive, {
    ...{ date: '2023-02-25', page: 'A01', id: '1', version: 2, text: '总收入3亿元', figures },
    at: '2023-03-01T00:00:00.000Z',
  });
}

async function published(archive: FigureArchive): Promise<Map<string, Uint8Array>> {
  const made = await makeRelease(archive, [JMRB], AT);
  if (made.kind !== 'published') throw new Error(`the release is ${made.kind}`);
  return filesOfNewest(archive);
}

const StoredRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

function rowsOf(files: ReadonlyMap<string, Uint8Array>, table: string): z.infer<typeof StoredRow>[] {
  const lines = text(files, `${table}.ndjson`).split('\n').slice(0, -1);
  return lines.map((line) => StoredRow.parse(JSON.parse(line)));
}

function text(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(files.get(name));
}

function digest(bytes: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What docs/datasets.md tells a reader of the CSV file to do. */
function unguarded(cell: string, isNumber: boolean): string {
  return !isNumber && cell.startsWith("'") ? cell.slice(1) : cell;
}
