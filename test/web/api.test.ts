import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseIndexKey } from '../../core/capture/object-keys.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { IndexNotReady } from '../../core/publish/indexes/data-index.ts';
import type { Row, TableName } from '../../core/publish/tables/column.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { putArticle } from '../support/figure-archive.ts';
import { type AskedRoom, askedRoom, fillArchive } from './asked-room.ts';

const Page = z.object({
  release: z.string(),
  room: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  next: z.string().nullable(),
});
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.object({ parameter: z.string(), got: z.string(), allowed: z.string() })).optional(),
});

let room: AskedRoom;
let tables: Map<TableName, Row[]>;

beforeAll(async () => {
  room = await askedRoom();
  await fillArchive(room.archive);
  await room.release();
  tables = new Map();
  for (const name of ['figures', 'observations', 'year-over-year', 'documents'] as const)
    tables.set(name, await room.rowsOf('1.0.0', name));
});
afterAll(() => room.close());

const pageOf = async (path: string) => {
  const answer = await room.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return Page.parse(await answer.json());
};
const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  return problem;
};
const rowsOf = (table: TableName): Row[] => tables.get(table) ?? [];
const text = (row: Row, column: string): string => String(row[column] ?? '');
const isCurrent = (row: Row): boolean => row['status'] === 'current';
/** The report that the article version of a row carries, as the documents table has it. */
const reportOf = (row: Row) =>
  rowsOf('documents').find((one) => one['document_id'] === row['document_id'])?.['report'];
const firstId = (table: TableName, column: string, fits: (row: Row) => boolean): string =>
  text(rowsOf(table).find((row) => row[column] !== null && fits(row)) ?? {}, column);

type Case = readonly [query: string | (() => string), fits: (row: Row) => boolean];

const OF_BOTH: readonly Case[] = [
  ['', isCurrent],
  ['status=any', () => true],
  ['status=superseded,withdrawn', (row) => !isCurrent(row)],
  ['place=鹤山市', (row) => isCurrent(row) && row['place'] === '鹤山市'],
  ['place=鹤*', (row) => isCurrent(row) && text(row, 'place').startsWith('鹤')],
  ['place=鹤山*,江门市', (row) => isCurrent(row) && /^(鹤山|江门市$)/.test(text(row, 'place'))],
  ['place=没有这个地方', () => false],
  ['indicator=gdp', (row) => isCurrent(row) && row['indicator_id'] === 'gdp'],
  ['indicator=ＧＤＰ', (row) => isCurrent(row) && row['indicator_id'] === 'gdp'],
  ['indicator=地区生产总值', (row) => isCurrent(row) && row['indicator_id'] === 'gdp'],
  ['indicator=retail-sales', () => false],
  ['indicator_words=发电', (row) => isCurrent(row) && text(row, 'indicator').includes('发电')],
  ['period=2022-H1', (row) => isCurrent(row) && row['period'] === '2022-H1'],
  ['year=2022', (row) => isCurrent(row) && /^2022(-H1)?$/.test(text(row, 'period'))],
  [
    'year_from=2021&year_to=2022',
    (row) => isCurrent(row) && ['2021', '2022'].includes(text(row, 'period').slice(0, 4)),
  ],
  ['year_from=2023', (row) => isCurrent(row) && text(row, 'period') >= '2023'],
  ['kind=area', (row) => isCurrent(row) && row['kind'] === 'area'],
  [
    'modality=target,budget&kind=change',
    (row) => isCurrent(row) && row['modality'] === 'target' && row['kind'] === 'change',
  ],
  ['paper=demo', (row) => isCurrent(row) && row['paper'] === 'demo'],
  ['report=budget', (row) => isCurrent(row) && reportOf(row) === 'budget'],
  [
    'issue_from=2022-01-01&issue_to=2022-12-31',
    (row) => isCurrent(row) && text(row, 'issue_date').startsWith('2022'),
  ],
  [
    'document_id=jmrb/html/2021-02/25/content_600001.htm@1',
    (row) => row['document_id'] === 'jmrb/html/2021-02/25/content_600001.htm@1',
  ],
  [
    'document_id=jmrb/html/2021-02/25/content_600001.htm@1&status=current',
    (row) => isCurrent(row) && row['document_id'] === 'jmrb/html/2021-02/25/content_600001.htm@1',
  ],
];
const OF_OBSERVATIONS: readonly Case[] = [
  ['place_code=440784', (row) => isCurrent(row) && row['place_code'] === '440784'],
  ['freq=H', (row) => isCurrent(row) && row['freq'] === 'H'],
  ['contested=true', (row) => isCurrent(row) && row['conflict'] !== null],
  [
    'contested=false&kind=level',
    (row) => isCurrent(row) && row['conflict'] === null && row['kind'] === 'level',
  ],
  [
    () => `conflict=${firstId('observations', 'conflict', () => true)}`,
    (row) => row['conflict'] === firstId('observations', 'conflict', () => true),
  ],
  [
    () => `observation_id=${firstId('observations', 'observation_id', (row) => !isCurrent(row))}`,
    (row) => row['observation_id'] === firstId('observations', 'observation_id', (one) => !isCurrent(one)),
  ],
];
const OF_FIGURES: readonly Case[] = [
  [
    () => `observation_id=${firstId('figures', 'observation_id', () => true)}`,
    (row) => row['observation_id'] === firstId('figures', 'observation_id', () => true),
  ],
  [
    () => `figure_id=${firstId('figures', 'figure_id', () => true)},${'0'.repeat(32)}`,
    (row) => row['figure_id'] === firstId('figures', 'figure_id', () => true),
  ],
];
const OF_YEARS: readonly Case[] = [
  ['', () => true],
  ['place=鹤山市&indicator=gdp', (row) => row['place'] === '鹤山市' && row['indicator_id'] === 'gdp'],
  ['place_code=440784', (row) => row['place_code'] === '440784'],
  ['year=2022', (row) => row['year'] === 2022],
  ['year_from=2021&year_to=2022', (row) => row['year'] === 2021 || row['year'] === 2022],
  ['outcome=missed', (row) => row['outcome'] === 'missed'],
  ['contested=true', (row) => row['conflicts'] !== null],
];
const CASES: readonly (readonly [TableName, ...Case])[] = [
  ...OF_BOTH.map((one) => ['figures', ...one] as const),
  ...OF_BOTH.map((one) => ['observations', ...one] as const),
  ...OF_OBSERVATIONS.map((one) => ['observations', ...one] as const),
  ...OF_FIGURES.map((one) => ['figures', ...one] as const),
  ...OF_YEARS.map((one) => ['year-over-year', ...one] as const),
];

describe('rows', () => {
  it.each(CASES)(
    '%s?%s are those of the release that fit, as it has them, in its order',
    async (table, query, fits) => {
      const asked = typeof query === 'string' ? query : query();
      const page = await pageOf(`/api/${table}?limit=1000&${asked}`);
      expect(page.rows).toEqual(rowsOf(table).filter(fits));
      expect([page.release, page.room, page.next]).toEqual(['1.0.0', 'https://archive.example', null]);
    },
  );

  it('have cases that find some and not all', () => {
    const found = CASES.map(([table, , fits]) => [rowsOf(table).filter(fits).length, rowsOf(table).length]);
    expect(found.filter(([some = 0, all = 0]) => some > 0 && some < all).length).toBeGreaterThan(40);
  });

  it.each(['json', 'csv'])('come a page at a time in %s, each row once, led on by Link', async (format) => {
    const seen: string[] = [];
    let [path, pages]: [string | null, number] = [`/api/observations?place=鹤*&limit=7&format=${format}`, 0];
    while (path !== null) {
      const answer = await room.ask(path);
      const body = await answer.text();
      pages += 1;
      seen.push(
        ...(format === 'csv'
          ? body
              .split('\r\n')
              .slice(1, -1)
              .map((line) => line.slice(0, 32))
          : Page.parse(JSON.parse(body)).rows.map((row) => text(row, 'observation_id'))),
      );
      const next = /<https:\/\/archive\.example([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '');
      if (format === 'json')
        expect(Page.parse(JSON.parse(body)).next?.slice(23) ?? null).toBe(next?.[1] ?? null);
      path = next?.[1] ?? null;
    }
    const expected = rowsOf('observations')
      .filter((row) => isCurrent(row) && text(row, 'place').startsWith('鹤'))
      .map((row) => text(row, 'observation_id'));
    expect(seen).toEqual(expected);
    expect(pages).toBe(Math.ceil(expected.length / 7));
  });

  it('as CSV are the lines of the release’s own file, guarded against formulas', async () => {
    const file = new TextDecoder().decode(await room.objects.get('releases/1.0.0/figures.csv'));
    const answer = await room.ask('/api/figures?status=any&limit=1000', { headers: { Accept: 'text/csv' } });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const body = await answer.text();
    expect(body).toBe(file);
    expect(body).toContain("'=SUM支出");
  });

  it('of a page that ends with the last row have no next one', async () => {
    const all = rowsOf('year-over-year').length;
    expect((await pageOf(`/api/year-over-year?limit=${all}`)).next).toBeNull();
    expect((await pageOf(`/api/year-over-year?limit=${all - 1}`)).next).not.toBeNull();
  });
});

describe('the form of an answer', () => {
  it.each([
    ['text/csv', '', 'text/csv; charset=utf-8'],
    ['application/json;q=0.5, text/csv', '', 'text/csv; charset=utf-8'],
    ['text/csv;q=0', '', 'application/json; charset=utf-8'],
    ['text/html,*/*;q=0.8', '', 'application/json; charset=utf-8'],
    ['text/csv', '&format=json', 'application/json; charset=utf-8'],
    ['application/json', '&format=csv', 'text/csv; charset=utf-8'],
  ])('for %s%s is %s', async (accept, query, type) => {
    const answer = await room.ask(`/api/figures?limit=1${query}`, { headers: { Accept: accept } });
    expect([answer.headers.get('content-type'), answer.headers.get('vary')]).toEqual([type, 'Accept']);
  });

  it('is told by a strong tag of its own, which spares whoever holds it', async () => {
    const tagOf = async (path: string, accept = 'application/json') =>
      (await room.ask(path, { headers: { Accept: accept } })).headers.get('etag') ?? '';
    const tag = await tagOf('/api/figures?limit=1');
    expect(tag).toMatch(/^"sha256-[0-9a-f]{64}"$/);
    expect(await tagOf('/api/figures?limit=1')).toBe(tag);
    const others = [
      await tagOf('/api/figures?limit=2'),
      await tagOf('/api/observations?limit=1'),
      await tagOf('/api/figures?limit=1&kind=area'),
      await tagOf('/api/figures?limit=1', 'text/csv'),
    ];
    expect(new Set([tag, ...others]).size).toBe(5);
    const again = await room.ask('/api/figures?limit=1', { headers: { 'If-None-Match': tag } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
  });

  it('may be kept where the release is named, and is asked for again where it is the newest', async () => {
    const cached = async (path: string) => (await room.ask(path)).headers.get('cache-control');
    expect(await cached('/api/figures?limit=1')).toBe('public, no-cache');
    expect(await cached('/api/figures?limit=1&release=1.0.0')).toBe('public, max-age=86400');
    expect(await cached('/api/figures?limit=0')).toBe('no-store');
  });

  it('has no body for HEAD, and the same headers', async () => {
    const [get, head] = [await room.ask('/api/figures'), await room.ask('/api/figures', { method: 'HEAD' })];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(head.headers.get('link')).toBe(get.headers.get('link'));
  });

  it('is open to scripts of every site, which their browsers may ask beforehand', async () => {
    for (const path of ['/api/figures', '/api/figures?limit=0', '/api/nothing', '/api/openapi.json'])
      expect((await room.ask(path)).headers.get('access-control-allow-origin')).toBe('*');
    const asked = await room.ask('/api/figures', { method: 'OPTIONS' });
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'If-None-Match',
    });
    const posted = await room.ask('/api/figures', { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    await problemOf(posted);
  });

  it('is the same whoever the room is for', async () => {
    const app = createReadingRoom({ ...room.deps, rights: 'reading-room' });
    const [open, closed] = await Promise.all([
      room.ask('/api/figures?limit=5'),
      app.request('https://archive.example/api/figures?limit=5'),
    ]);
    expect(await closed.text()).toBe(await open.text());
  });
});

describe('what is wrong', () => {
  it.each([
    ['figures', 'kind=levl', ['kind']],
    ['figures', 'kind=level,levl', ['kind']],
    ['figures', 'kind=', ['kind']],
    ['figures', 'kind=level&kind=area', ['kind']],
    ['figures', 'Kind=level', ['Kind']],
    ['figures', 'outcome=met', ['outcome']],
    ['year-over-year', 'outcome=won', ['outcome']],
    ['figures', 'place=*', ['place']],
    ['figures', 'place=*山', ['place']],
    ['figures', 'place=鹤**', ['place']],
    ['figures', 'indicator=没有登记的词', ['indicator']],
    ['figures', 'indicator_words=%20', ['indicator_words']],
    ['figures', 'year=22', ['year']],
    ['figures', 'year_from=2023&year_to=2022', ['year_to']],
    ['figures', 'issue_from=2023-02-30', ['issue_from']],
    ['figures', 'issue_from=2023-03-01&issue_to=2023-02-01', ['issue_to']],
    ['figures', "figure_id=x' OR 1=1", ['figure_id']],
    ['figures', 'document_id=../../etc/passwd', ['document_id']],
    ['observations', 'place_code=44078', ['place_code']],
    ['observations', 'status=current,any', ['status']],
    ['figures', 'limit=0', ['limit']],
    ['figures', 'limit=1001', ['limit']],
    ['figures', 'limit=1e2', ['limit']],
    ['figures', 'format=xml', ['format']],
    ['figures', 'release=latest', ['release']],
    ['figures', 'cursor=!', ['cursor']],
    ['figures', 'cursor=YWJj', ['cursor']],
    ['figures', 'lang=fr', ['lang']],
    ['figures', `place=${'甲,'.repeat(50)}乙`, ['place']],
    ['figures', 'limit=0&kind=levl&nothing=1&year=x', ['limit', 'kind', 'nothing', 'year']],
  ])('in /api/%s?%s is named, each parameter with what was got', async (table, query, names) => {
    const answer = await room.ask(`/api/${table}?${query}`);
    expect(answer.status).toBe(400);
    const { errors = [], type } = await problemOf(answer);
    expect(errors.map(({ parameter }) => parameter).toSorted()).toEqual(names.toSorted());
    for (const { parameter, got } of errors)
      expect(new URLSearchParams(query).getAll(parameter)).toContain(got);
    expect(type).toBe('https://archive.example/api/openapi.json#/components/responses/WrongParameters');
  });

  it('is told of the first parameters only, where there are hundreds of them', async () => {
    const query = Array.from({ length: 300 }, (_, at) => `x${at}=1`).join('&');
    const { errors = [] } = await problemOf(await room.ask(`/api/figures?${query}`));
    expect(errors.map(({ parameter }) => parameter)).toEqual(Array.from({ length: 20 }, (_, at) => `x${at}`));
  });

  it('is said in Chinese, and in English on request', async () => {
    const [zh, en] = [
      await problemOf(await room.ask('/api/figures?kind=levl')),
      await problemOf(await room.ask('/api/figures?kind=levl&lang=en')),
    ];
    expect([zh.title, en.title]).toEqual(['参数有误', 'A parameter is wrong']);
    expect(en.errors?.[0]?.allowed).toContain('level, change, ratio');
  });

  it('with a cursor is told: cut, of other filters, of another table or release', async () => {
    const { next } = await pageOf('/api/figures?kind=area&limit=2');
    const cursor = new URL(next ?? '').searchParams.get('cursor') ?? '';
    expect((await room.ask(`/api/figures?kind=area&limit=9&cursor=${cursor}`)).status).toBe(200);
    const flipped = `${cursor.slice(0, 12)}${cursor[12] === 'A' ? 'B' : 'A'}${cursor.slice(13)}`;
    for (const path of [
      `/api/figures?kind=area&cursor=${cursor.slice(0, -1)}`,
      `/api/figures?kind=area&cursor=${flipped}`,
      `/api/figures?kind=level&cursor=${cursor}`,
      `/api/figures?cursor=${cursor}`,
      `/api/observations?kind=area&cursor=${cursor}`,
      `/api/figures?kind=area&release=1.0.1&cursor=${cursor}`,
    ]) {
      const answer = await room.ask(path);
      expect([path, answer.status]).toEqual([path, 400]);
      expect((await problemOf(answer)).errors?.map(({ parameter }) => parameter)).toEqual(['cursor']);
    }
  });

  it('with an address is a problem document too', async () => {
    for (const path of ['/api/nothing', '/api/', '/api/figures/1'])
      expect((await problemOf(await room.ask(path))).status).toBe(404);
  });
});

describe('releases', () => {
  it('are asked by their version; without one the newest answers', async () => {
    const own = await askedRoom();
    try {
      expect((await problemOf(await own.ask('/api/figures'))).status).toBe(404);
      await fillArchive(own.archive);
      await own.release();
      const first = Page.parse(await (await own.ask('/api/figures?limit=1')).json());
      await putArticle(own.archive, { date: '2024-02-25', page: 'A01', id: '1', text: '', figures: [] });
      await own.release();
      const newest = Page.parse(await (await own.ask('/api/figures?limit=1')).json());
      expect([first.release, newest.release]).toEqual(['1.0.0', '1.1.0']);
      expect(Page.parse(await (await own.ask('/api/figures?limit=1&release=1.0.0')).json()).release).toBe(
        '1.0.0',
      );
      // A page that was begun is gone on with in its own release.
      const next = (first.next ?? '').replace('https://archive.example', '');
      expect(Page.parse(await (await own.ask(next)).json()).release).toBe('1.0.0');
      expect((await problemOf(await own.ask('/api/figures?release=9.9.9'))).status).toBe(404);

      // A kill between a release and its indexes: it is told of until a next run makes up for it.
      for (const key of own.objects.kept.keys())
        if (parseIndexKey(key)?.release === '1.1.0') own.objects.kept.delete(key);
      const later = createReadingRoom(own.deps);
      const lacking = await later.request('https://archive.example/api/observations');
      expect([lacking.status, lacking.headers.get('retry-after')]).toEqual([503, '60']);
      await problemOf(lacking);
      await own.release();
      expect((await later.request('https://archive.example/api/observations')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  it('whose index is being fetched say when to ask again', async () => {
    const open = (key: string) => Promise.reject(new IndexNotReady(key));
    const app = createReadingRoom({ ...room.deps, indexes: { open } });
    const answer = await app.request('https://archive.example/api/figures');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await problemOf(answer);
  });

  it('whose index is damaged are reported, and nothing of it is said but a sentence', async () => {
    const open = (key: string) => Promise.reject(new Error(`secret ${key}`));
    const app = createReadingRoom({ ...room.deps, indexes: { open } });
    const answer = await app.request('https://archive.example/api/figures');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await problemOf(answer))).not.toContain('secret');
    expect(String(room.reported.pop())).toContain('secret');
  });

  it('with rows of any length are answered by pages that Lambda can send', async () => {
    const own = await askedRoom();
    try {
      const rows = Array.from({ length: 60 }, (_, at) => ({
        figure_id: String(at).padStart(32, '0'),
        place: '鹤山市',
        section_path: '题'.repeat(100_000),
      }));
      await own.archive.catalog.addRelease(await releaseByHand(own, rows));
      await own.release();
      const seen: Row[] = [];
      let path: string | null = '/api/figures?release=0.9.0&limit=1000';
      while (path !== null) {
        const body = await (await own.ask(path)).text();
        expect(Buffer.byteLength(body)).toBeLessThan(4_400_000);
        const page = Page.parse(JSON.parse(body));
        seen.push(...page.rows);
        path = page.next?.replace('https://archive.example', '') ?? null;
      }
      expect(seen).toEqual(rows);
    } finally {
      await own.close();
    }
  });

  it('that were published without a column are asked for by the others', async () => {
    const own = await askedRoom();
    try {
      const rows = [
        { figure_id: 'a'.repeat(32), place: '鹤山市', value: '1.0' },
        { figure_id: 'b'.repeat(32), place: '江门市', value: '2.0' },
      ];
      await own.archive.catalog.addRelease(await releaseByHand(own, rows));
      await own.release();
      const page = Page.parse(await (await own.ask('/api/figures?release=0.9.0&place=江门市')).json());
      expect(page.rows).toEqual(rows.slice(1));
      const wrong = await problemOf(await own.ask('/api/figures?release=0.9.0&kind=level&place=江门市'));
      expect([wrong.status, wrong.errors?.map(({ parameter }) => parameter)]).toEqual([400, ['kind']]);
      expect((await problemOf(await own.ask('/api/observations?release=0.9.0'))).status).toBe(404);
    } finally {
      await own.close();
    }
  });
});

/** A release of one table with few columns, as an earlier program may have made it. */
async function releaseByHand({ objects }: AskedRoom, rows: readonly Row[]) {
  const fields = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: 'string' }));
  const texts = {
    'figures.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    'datapackage.json': JSON.stringify({ resources: [{ path: 'figures.ndjson', schema: { fields } }] }),
  };
  const files = [];
  for (const [name, content] of Object.entries(texts)) {
    const [object, bytes] = [`releases/0.9.0/${name}`, new TextEncoder().encode(content)];
    await objects.putOnce(object, bytes);
    files.push({ name, object, bytes: bytes.byteLength, sha256: sha256Of(bytes) });
  }
  const at = asInstant('2023-01-01T00:00:00.000Z');
  return { version: '0.9.0', at, contentSha256: sha256Of('0.9.0'), files, rows: rows.length };
}
