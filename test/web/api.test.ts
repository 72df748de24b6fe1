import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row, TableName } from '../../core/publish/tables/column.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { type AskedRoom, Page, askedRoom, problemOf, releasedRoom } from './asked-room.ts';

let room: AskedRoom;
let tables: Map<TableName, Row[]>;

beforeAll(async () => {
  room = await releasedRoom();
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
    expect([answer.headers.get('content-type'), answer.headers.get('vary')]).toEqual([
      type,
      'Accept, Accept-Encoding',
    ]);
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

  it('may be kept and is asked for again each time, since something of it may be taken down', async () => {
    const cached = async (path: string) => (await room.ask(path)).headers.get('cache-control');
    expect(await cached('/api/figures?limit=1')).toBe('public, no-cache');
    expect(await cached('/api/figures?limit=1&release=1.0.0')).toBe('public, no-cache');
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

  it('is what the page of the data leads to, in both languages, once there are data', async () => {
    for (const [query, words] of [
      ['', '按地区、指标、年份等条件取行'],
      ['?lang=en', 'by place, indicator, year'],
    ] as const) {
      const $ = load(await (await room.ask(`/data/${query}`)).text());
      expect($('main').text()).toContain(words);
      const hrefs = $('main a[href^="/api/"]')
        .toArray()
        .map((link) => $(link).attr('href') ?? '');
      expect(hrefs.toSorted()).toEqual(
        ['figures', 'observations', 'openapi.json', 'year-over-year'].map((name) => `/api/${name}`),
      );
      for (const href of hrefs) expect([href, (await room.ask(href)).status]).toEqual([href, 200]);
    }
    const empty = await askedRoom();
    expect(await (await empty.ask('/data/')).text()).not.toContain('/api/');
    await empty.close();
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
