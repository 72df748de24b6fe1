import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { readParquet } from '../support/read-parquet.ts';
import { type AskedRoom, Page, releasedRoom } from './asked-room.ts';
import { setPolicy, takeArticleDown } from './room-rights.ts';

/** The newest article of 鹤山市: 423.50 in 2023, and what is aimed at for 2024. */
const ID = '600013';
const DATE = asIssueDate('2024-02-25');
const SERIES = '/series/heshan/gdp';
const FILES = [`${SERIES}.csv`, `${SERIES}.excel.csv`, `${SERIES}.json`, SERIES];
const LISTS = ['/', '/index.json', '/series/', '/series/index.json', '/series/heshan/'];

let room: AskedRoom;
beforeAll(async () => {
  room = await releasedRoom();
});
afterAll(() => room.close());

const takeItDown = (over: object) => takeArticleDown(room.archive, { date: DATE, articleId: ID }, over);

const textOf = async (path: string): Promise<string> => {
  const answer = await room.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};
const tagOf = async (path: string) => (await room.ask(path)).headers.get('etag');

/** The rows of a series by the names of their columns. */
async function rowsOf(path = `${SERIES}.csv`): Promise<Record<string, string>[]> {
  const [head = [], ...rows] = parseCsv(await textOf(path));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}
const isOfIt = (row: Record<string, unknown>): boolean =>
  String(row['document_id']).includes(`content_${ID}`);

const yearsOf = async () =>
  Page.parse(await (await room.ask('/api/year-over-year?place=鹤山市&indicator=gdp')).json());

describe('a series with an article that was taken down', () => {
  it('keeps its numbers and loses the words beside them when it is blocked', async () => {
    const before = await rowsOf();
    const own = before.filter(isOfIt);
    expect(own.length).toBeGreaterThan(1);
    expect(own.some((row) => row['suffix'] !== '')).toBe(true);
    const quoted = own.flatMap(({ prefix, suffix }) => [prefix, suffix]).filter((one) => one?.includes(ID));
    expect(quoted.length).toBeGreaterThan(0);
    for (const path of FILES)
      expect([path, (await textOf(path)).includes(`发电${ID}千`)]).toEqual([path, true]);
    const tags = new Map(await Promise.all(FILES.map(async (path) => [path, await tagOf(path)] as const)));
    const undo = await takeItDown({});
    for (const path of FILES) {
      expect([path, (await textOf(path)).includes(`发电${ID}千`)]).toEqual([path, false]);
      const tag = tags.get(path) ?? null;
      if (tag === null) continue;
      expect((await room.ask(path, { headers: { 'If-None-Match': tag } })).status).toBe(200);
    }
    const after = await rowsOf();
    expect(after.map((row) => row['observation_id'])).toEqual(before.map((row) => row['observation_id']));
    for (const row of after.filter(isOfIt)) {
      const { section, section_path, article_title, prefix, suffix } = row;
      expect([section ?? '', section_path ?? '', article_title ?? '', prefix, suffix]).toEqual(
        Array(5).fill(''),
      );
      expect(row['exact']).toMatch(/\d/);
    }
    expect(after.filter((row) => !isOfIt(row))).toEqual(before.filter((row) => !isOfIt(row)));
    const parquet = await readParquet(
      new Uint8Array(await (await room.ask(`${SERIES}.parquet`)).arrayBuffer()),
    );
    expect(JSON.stringify(parquet)).not.toContain(`发电${ID}千`);
    expect(await textOf('/')).toContain('423.5');
    await undo();
    expect(await rowsOf()).toEqual(before);
  });

  it.each([{ withholdsFigures: true }, { level: 'unlist' }])(
    'loses its numbers, and what was made of them, under %o',
    async (over) => {
      const [before, years] = [await rowsOf(), await yearsOf()];
      const own = before.filter(isOfIt);
      const svg = await textOf(`${SERIES}.level.svg`);
      const shows = async (path: string) => [
        path,
        (LISTS.includes(path) ? await cellsIn(path) : await textOf(path)).includes('423.5'),
      ];
      for (const path of [...FILES, ...LISTS]) expect(await shows(path)).toEqual([path, true]);
      const undo = await takeItDown(over);
      for (const path of [...FILES, ...LISTS]) expect(await shows(path)).toEqual([path, false]);
      expect(await rowsOf()).toEqual(
        before
          .filter((row) => !isOfIt(row))
          .map((row) => expect.objectContaining({ observation_id: row['observation_id'] }) as unknown),
      );
      // The line ends a year before, whoever had it drawn with its end.
      expect(await textOf(`${SERIES}.level.svg`)).not.toBe(svg);
      const [count, left] = [(await entry()).observations, before.filter((row) => !isOfIt(row)).length];
      expect(count).toBe(left);

      const after = await yearsOf();
      const of = (year: number, { rows }: typeof years) => rows.find((row) => row['year'] === year);
      expect(of(2023, years)?.['level_value']).toBe('42350000000');
      expect(of(2023, after)?.['level_value'] ?? null).toBeNull();
      expect(of(2023, after)?.['growth_value'] ?? null).toBeNull();
      // What was aimed at before stands in another article; what became of it nobody tells now.
      expect(of(2023, years)?.['outcome']).toBe('missed');
      expect(of(2023, after)).toMatchObject({
        ...{ outcome: 'not-comparable', outcome_reason: 'no-actual', level_observation_id: null },
        target_growth_observation_id: of(2023, years)?.['target_growth_observation_id'],
      });
      expect(of(2022, after)).toEqual(of(2022, years));
      const ids = own.map((row) => row['observation_id']);
      for (const id of ids) expect(JSON.stringify(after.rows)).not.toContain(id);
      // Of 2024 nothing but what it aims at was told.
      expect([of(2024, years) !== undefined, of(2024, after)]).toEqual([true, undefined]);
      expect(after.withheld).toBe(1);
      await undo();
      expect(await yearsOf()).toEqual(years);
      expect(await textOf(`${SERIES}.level.svg`)).toBe(svg);
    },
  );

  it('is in no list and has no file once nothing of it is told', async () => {
    const undo: (() => Promise<void>)[] = [];
    for (const [year, id] of [
      [2021, '600004'],
      [2022, '600008'],
      [2023, '600012'],
      [2024, '600016'],
    ] as const) {
      const of = { what: 'article', date: asIssueDate(`${year}-02-25`), articleId: id };
      undo.push(await takeItDown({ of, withholdsFigures: true }));
    }
    const hidden = `/series/${encodeURIComponent('无名村')}/gdp`;
    for (const path of LISTS) expect([path, (await textOf(path)).includes('无名村')]).toEqual([path, false]);
    for (const path of [
      hidden,
      `${hidden}.csv`,
      `${hidden}.json`,
      `${hidden}.level.svg`,
      hidden.slice(0, -3),
    ])
      expect([path, (await room.ask(path)).status]).toEqual([path, 404]);
    const feed = `/feeds/place/${encodeURIComponent('无名村')}.atom`;
    expect((await room.ask(feed)).status).toBe(404);
    for (const one of undo) await one();
    expect((await room.ask(hidden)).status).toBe(200);
    expect((await room.ask(feed)).status).toBe(200);
  });
});

describe('series of a paper that is not open to everybody', () => {
  it('are told to nobody, since caches keep them for all', async () => {
    await setPolicy(room.archive, { at: '2024-05-01T10:00:00.000Z', level: 'reading-room' });
    for (const path of LISTS) expect([path, (await textOf(path)).includes('423.5')]).toEqual([path, false]);
    expect((await room.ask(`${SERIES}.csv`)).status).toBe(404);
    expect((await yearsOf()).rows).toEqual([]);
    await setPolicy(room.archive, { id: 'p2', at: '2024-05-01T11:00:00.000Z', level: 'public-facts' });
    expect(await textOf('/series/')).toContain('423.5');
  });
});

/** What a list tells of the series. */
async function cellsIn(path: string): Promise<string> {
  const text = await textOf(path);
  if (path.endsWith('.json')) return JSON.stringify(objectsIn(JSON.parse(text)));
  return load(text)(`tr:has(a[href="${SERIES}"]), td:has(a[href="${SERIES}"])`).text();
}

/** Objects, however deep, that have the address of the series. */
function objectsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('href' in value && value.href === SERIES) return [value];
  return Object.values(value).flatMap(objectsIn);
}

async function entry() {
  const list = (await (await room.ask('/series/index.json')).json()) as {
    series: { href: string; observations: number }[];
  };
  const found = list.series.find(({ href }) => href === SERIES);
  if (found === undefined) throw new TypeError('it is listed');
  return found;
}
