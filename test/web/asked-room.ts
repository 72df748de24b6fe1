import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import * as z from 'zod';
import { FetchedObjects } from '../../adapters/files/fetched-objects.ts';
import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { SqliteIndexMaker } from '../../adapters/sqlite/sqlite-index-maker.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { JMRB } from '../../core/paper/papers/jmrb.ts';
import { PAPERS } from '../../core/paper/registry.ts';
import { makeIndexes } from '../../core/publish/indexes/make-indexes.ts';
import { makeRelease } from '../../core/publish/release/make-release.ts';
import type { Row, TableName } from '../../core/publish/tables/column.ts';
import type { ReportKind } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import type { ReadingRoomDeps, Rights } from '../../web/deps.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { type FigureArchive, figureIn, putArticle } from '../support/figure-archive.ts';
import { MemoryObjects, MemoryTable } from '../support/memory-ports.ts';

const AT = asInstant('2024-05-01T20:00:00.000Z');

/** A reading room over releases of hand-made articles, with whatever makes them. */
export interface AskedRoom {
  readonly archive: FigureArchive;
  readonly objects: MemoryObjects;
  readonly deps: ReadingRoomDeps;
  readonly reported: unknown[];
  /** Publishes a release of what the archive holds and makes its indexes. */
  readonly release: () => Promise<void>;
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The rows of a table of a release as its NDJSON file has them. */
  readonly rowsOf: (release: string, table: TableName) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

export async function askedRoom(rights: Rights = 'public'): Promise<AskedRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
  const [table, objects, reported] = [new MemoryTable(), new MemoryObjects(), new Array<unknown>()];
  const catalog = new Catalog(table);
  const archive = { objects, table, catalog, workbench: () => new SqliteWorkbench(folder) };
  const indexes = new SqliteIndexes(new FetchedObjects(objects, 2 ** 28, join(folder, 'fetched')));
  const searchIndexes = new SqliteSearchIndexes(new FetchedObjects(objects, 2 ** 28, join(folder, 'words')));
  const deps: ReadingRoomDeps = {
    ...{ catalog, objects, indexes, searchIndexes, rights, papers: PAPERS, now: () => AT },
    ...{ packages: new MadePackages(2 ** 28, join(folder, 'packages')), within: WITHOUT_DEADLINE },
    freshForMs: 0,
    largeFiles: null,
    report: (failure) => reported.push(failure),
  };
  const app = createReadingRoom(deps);
  return {
    ...{ archive, objects, deps, reported },
    release: async () => {
      await makeRelease(archive, [JMRB, DEMO], AT);
      const made = makeIndexes({ ...archive, indexMaker: new SqliteIndexMaker(folder) });
      for await (const { kind } of made) if (kind === 'unmade') throw new Error('a release is damaged');
    },
    ask: async (path, init) => app.request(`https://archive.example${path}`, init),
    rowsOf: async (release, name) => {
      const bytes = await objects.get(`releases/${release}/${name}.ndjson`);
      const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as Row);
    },
    close: async () => {
      await indexes.close();
      await searchIndexes.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The room of an archive that has a release of every table. */
export async function releasedRoom(): Promise<AskedRoom> {
  const room = await askedRoom();
  await fillArchive(room.archive);
  await room.release();
  return room;
}

/** A page of rows. */
export const Page = z.object({
  release: z.string(),
  room: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  next: z.string().nullable(),
  withheld: z.number().int(),
});
/** RFC 9457. */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.object({ parameter: z.string(), got: z.string(), allowed: z.string() })).optional(),
});

/** The problem document that an answer is, with the answer's own status. */
export async function problemOf(answer: Response): Promise<z.infer<typeof Problem>> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  return problem;
}

/** Places, years and kinds of numbers enough that every filter finds some rows and not all. */
export async function fillArchive(archive: FigureArchive): Promise<void> {
  let id = 600_000;
  for (const year of [2020, 2021, 2022, 2023]) {
    for (const place of ['鹤山市', '鹤城镇', '江门市', '无名村']) {
      id += 1;
      const report = place === '江门市' ? 'budget' : place === '鹤山市' ? 'work-report' : null;
      await putArticle(archive, articleOf({ id, year, place, report, level: 400 + year - 2000 }));
    }
  }
  // The paper corrects one, another paper contradicts it.
  const first = { id: 600_001, year: 2020, place: '鹤山市', report: 'work-report' } as const;
  await putArticle(archive, {
    ...articleOf({ ...first, level: 433 }),
    version: 2,
    at: '2021-02-26T00:00:00.000Z',
  });
  const other = articleOf({ id: 700_001, year: 2022, place: '江门市', report: null, level: 555 });
  await putArticle(archive, { ...other, paper: 'demo' });
}

interface Told {
  readonly id: number;
  readonly year: number;
  readonly place: string;
  readonly report: ReportKind | null;
  readonly level: number;
}

function articleOf({ id, year, place, report, level }: Told): Parameters<typeof putArticle>[1] {
  const text = [
    `${place}地区生产总值${level}.50亿元，增长2.8%，`,
    `太阳能发电${id}千瓦时，`,
    `=SUM支出-3.5亿元，`,
    `上半年造林12亩，`,
    `明年增长目标5%至6.5%。`,
  ].join('');
  const of = (exact: string, fields: Partial<Figure>): Figure =>
    figureIn(text, exact, {
      place: { value: place, from: 'printed' },
      period: { value: String(year), from: 'printed' },
      ...fields,
    });
  return {
    ...{ date: `${year + 1}-02-25`, page: 'B02', id: String(id), title: '政府工作报告', text },
    report: report === null ? null : { kind: report, reasons: [] },
    figures: [
      of(`${level}.50亿元`, {
        ...{ value: `${level}.50`, normValue: `${level}50000000`, baseUnit: 'CNY' },
        ...{ indicator: '地区生产总值', indicatorId: 'gdp' },
      }),
      of('2.8%', {
        ...{ value: '2.8', unit: '%', normValue: '0.028', baseUnit: '1', kind: 'change' },
        ...{ direction: 'increase', indicator: 'ＧＤＰ', indicatorId: 'gdp' },
      }),
      of(`${id}千瓦时`, { value: String(id), unit: '千瓦时', kind: 'count', indicator: '太阳能发电' }),
      of('-3.5亿元', { value: '-3.5', indicator: '=SUM支出', modality: 'budget' }),
      of('12亩', {
        ...{ value: '12', unit: '亩', kind: 'area', indicator: '造林' },
        period: { value: `${year}-H1`, from: 'printed' },
      }),
      of('5%至6.5%', {
        ...{ min: '5', max: '6.5', unit: '%', comparator: 'range', kind: 'change', modality: 'target' },
        ...{ normMin: '0.05', normMax: '0.065', baseUnit: '1', indicator: 'GDP', indicatorId: 'gdp' },
        period: { value: String(year + 1), from: 'printed' },
      }),
    ],
  };
}
