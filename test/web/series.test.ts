import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IndexNotReady } from '../../core/publish/indexes/data-index.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { figureIn, putArticle } from '../support/figure-archive.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { readParquet } from '../support/read-parquet.ts';
import { type AskedRoom, askedRoom, fillArchive } from './asked-room.ts';

/** A name that an address would take for steps and escapes. */
const ODD = '../50%/区 "<b>';
const ODD_HREF = '/series/~_.._2F50_25_2F_E5_8C_BA_20_22_3Cb_3E/gdp';

let room: AskedRoom;
let empty: AskedRoom;

beforeAll(async () => {
  room = await askedRoom();
  await fillArchive(room.archive);
  const text = '地区生产总值9.50亿元';
  const figure = figureIn(text, '9.50亿元', {
    ...{
      value: '9.50',
      normValue: '950000000',
      baseUnit: 'CNY',
      indicator: '地区生产总值',
      indicatorId: 'gdp',
    },
    place: { value: ODD, from: 'printed' },
    period: { value: '2021-H1', from: 'printed' },
  });
  await putArticle(room.archive, {
    ...{ date: '2021-08-01', page: 'A01', id: '900001', title: '上半年', text, report: null },
    figures: [figure],
  });
  await room.release();
  empty = await askedRoom();
});
afterAll(async () => {
  await room.close();
  await empty.close();
});

const pageOf = async (path: string) => {
  const answer = await room.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return load(await answer.text());
};
const statusOf = async (path: string): Promise<number> => (await room.ask(path)).status;

describe('the list of series', () => {
  it('has every place with every indicator, the newest of each, and leads there', async () => {
    const $ = await pageOf('/series/');
    const hrefs = $('main td a, main th a, main h2 a')
      .toArray()
      .map((one) => $(one).attr('href') ?? '');
    expect(hrefs).toContain('/series/heshan/gdp');
    expect(hrefs).toContain(ODD_HREF);
    for (const href of hrefs) expect([href, await statusOf(href)]).toEqual([href, 200]);
    const cells = $('tr:has(a[href="/series/heshan/gdp"]) td')
      .toArray()
      .map((one) => $(one).text().replace(/\s+/g, ' ').trim());
    expect(cells.slice(0, 3)).toEqual(['423.5 亿元 2023', '2.8% 2023', '2020–2024']);
  });

  it('is told to machines too, for one place as for all', async () => {
    const all = (await (await room.ask('/series/index.json')).json()) as { series: { href: string }[] };
    const one = (await (await room.ask('/series/heshan/index.json')).json()) as typeof all;
    expect(all.series.length).toBeGreaterThan(one.series.length);
    expect(one.series.map(({ href }) => href)).toEqual(['/series/heshan/gdp']);
  });
});

describe('a series', () => {
  it('has a section for each unit, with a picture, a sentence that tells it, and a table', async () => {
    const $ = await pageOf('/series/heshan/gdp');
    expect($('main section[aria-labelledby="level"] img').attr('src')).toBe('/series/heshan/gdp.level.svg');
    expect($('main section[aria-labelledby="growth"] img').attr('src')).toBe('/series/heshan/gdp.growth.svg');
    expect($('section[aria-labelledby="level"] figcaption').text()).toContain(
      '由 2020 年的 433.5 亿元降至 2023 年的 423.5 亿元',
    );
    expect($('main').text()).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('leads from every value to its very sentence', async () => {
    const $ = await pageOf('/series/heshan/gdp');
    const hrefs = $('.series-values td.number a')
      .toArray()
      .map((one) => $(one).attr('href') ?? '');
    expect(hrefs.length).toBeGreaterThan(8);
    for (const href of hrefs) {
      const [path = '', fragment = ''] = href.split('#');
      expect(fragment).toMatch(/^fig-[^:]+:~:text=/);
      const article = await pageOf(path);
      const id = decodeURIComponent(fragment.split(':~:')[0] ?? '');
      expect(article(`[id="${id}"]`)).toHaveLength(1);
    }
  });

  it('shows what was corrected and what contradicts as such', async () => {
    const heshan = await pageOf('/series/heshan/gdp');
    expect(heshan('.badge.is-superseded')).toHaveLength(1);
    const jiangmen = await pageOf('/series/jiangmen/gdp');
    const rows = jiangmen('section[aria-labelledby="level"] tbody:has(th:contains("2022")) tr');
    expect(rows.text()).toContain('来源互相矛盾');
    expect(rows.find('.badge.is-conflict')).toHaveLength(2);
  });

  it('of parts of years only has a table and no picture, whatever the place is called', async () => {
    const before = await room.ask(`/series/${encodeURIComponent(ODD)}/gdp`);
    expect([before.status, before.headers.get('location')]).toEqual([301, ODD_HREF]);
    const $ = await pageOf(ODD_HREF);
    expect($('h1').text()).toContain(ODD);
    expect($('main img')).toHaveLength(0);
    expect($('.series-values tbody th').text()).toContain('2021-H1');
    expect($('main b')).toHaveLength(0);
  });

  it('can be cited', async () => {
    const $ = await pageOf('/series/heshan/gdp?lang=en');
    expect($('.citation').text()).toBe(
      '江门报纸存档. 鹤山市：地区生产总值（数据发布 1.0.0）[DB/OL]. (2024-05-02)[2024-05-02]. https://archive.example/series/heshan/gdp.',
    );
  });

  it('is found by the names of the place and of the indicator, and has one address', async () => {
    const leadsTo = async (path: string) => {
      const answer = await room.ask(path);
      return [answer.status, answer.headers.get('location')];
    };
    expect(await leadsTo('/series/鹤山市/GDP?lang=en')).toEqual([301, '/series/heshan/gdp?lang=en']);
    expect(await leadsTo('/series/鹤山市/')).toEqual([301, '/series/heshan/']);
    expect(await leadsTo('/series/heshan/地区生产总值.json')).toEqual([301, '/series/heshan/gdp.json']);
    expect(await leadsTo('/series/heshan/PM2.5浓度.csv')).toEqual([301, '/series/heshan/pm25.csv']);
    expect(await leadsTo('/series/heshan')).toEqual([301, '/series/heshan/']);
  });

  it.each([
    '/series/atlantis/',
    '/series/atlantis/gdp',
    '/series/没有/',
    '/series/没有/gdp',
    '/series/heshan/nothing',
    '/series/heshan/gdp.xml',
    '/series/heshan/gdp.other.svg',
    '/series/enping/gdp.level.svg',
    '/series/enping/gdp.csv',
    '/series/~__00/gdp',
  ])('%s is not there', async (path) => {
    const answer = await room.ask(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('etag')).toBeNull();
  });

  it('of a known place that nothing is said of says so', async () => {
    const $ = await pageOf('/series/enping/gdp');
    expect($('.notice').text()).toContain('1.0.0');
  });
});

describe('files of a series', () => {
  it('have the columns of the release, what became of targets, and nothing that a spreadsheet runs', async () => {
    const csv = await (await room.ask('/series/heshan/gdp.csv')).text();
    const rows = parseCsv(csv);
    const all = (await room.rowsOf('1.0.0', 'observations')).filter(
      (row) => row['place'] === '鹤山市' && row['indicator_id'] === 'gdp',
    );
    expect(rows).toHaveLength(all.length + 1);
    expect(rows[0]).toEqual([...Object.keys(all[0] ?? {}), 'outcome', 'outcome_reason']);
    const [modality, outcome] = ['modality', 'outcome'].map((name) => rows[0]?.indexOf(name) ?? -1);
    const outcomes = rows.slice(1).map((row) => `${row[modality ?? 0]} ${row[outcome ?? 0]}`);
    expect(outcomes).toContain('target missed');
    expect(outcomes).not.toContain('actual missed');

    const excel = new Uint8Array(await (await room.ask('/series/heshan/gdp.excel.csv')).arrayBuffer());
    expect([...excel.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder('utf-8').decode(excel)).toBe(csv);
  });

  it('can be read by scripts of any site, as the API can', async () => {
    const { headers } = await room.ask('/series/heshan/gdp.csv');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect((await room.ask('/series/heshan/gdp.csv', { method: 'OPTIONS' })).status).toBe(204);
    expect((await room.ask('/series/heshan/gdp.csv', { method: 'POST' })).status).toBe(405);
  });

  it('are Parquet too', async () => {
    const answer = await room.ask('/series/heshan/gdp.parquet');
    expect(answer.headers.get('content-type')).toBe('application/vnd.apache.parquet');
    const rows = await readParquet(new Uint8Array(await answer.arrayBuffer()));
    expect(rows.length).toBeGreaterThan(5);
  });

  it.each(['gdp.csv', 'gdp.json', 'gdp.level.svg', 'gdp.growth.svg?form=narrow&lang=en'])(
    '%s is not sent twice, and is another in another form',
    async (name) => {
      const { headers } = await room.ask(`/series/heshan/${name}`);
      const etag = headers.get('etag') ?? '';
      expect(etag).toMatch(/^"sha256-[0-9a-f]{64}"$/);
      const again = await room.ask(`/series/heshan/${name}`, { headers: { 'If-None-Match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const other = await room.ask(
        `/series/heshan/${name}${name.includes('?') ? '&' : '?'}lang=zh&form=other`,
      );
      if (name.includes('narrow')) expect(other.headers.get('etag')).toBe(etag);
      const english = await room.ask(`/series/heshan/${name.split('?')[0]}?lang=en`);
      expect(english.headers.get('etag')).not.toBe(etag);
    },
  );
});

describe('a picture', () => {
  it('stands by itself: nothing of it runs, loads or asks, and it is the same again', async () => {
    const answer = await room.ask('/series/heshan/gdp.level.svg');
    expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const svg = await answer.text();
    expect(svg).not.toMatch(/<script|<animate|\bon\w+=|href=|ecmeta|url\((?!#)/);
    const other = createReadingRoom(room.deps);
    await other.request('https://archive.example/series/jiangmen/gdp.growth.svg');
    const again = await other.request('https://archive.example/series/heshan/gdp.level.svg');
    expect(await again.text()).toBe(svg);
    expect(load(svg, { xmlMode: true })('title').text()).toBe('鹤山市 地区生产总值：水平（亿元）');
  });
});

describe('without data', () => {
  it('pages say that there is no release, files are not there', async () => {
    for (const path of [
      '/',
      '/series/',
      '/series/heshan/',
      '/series/heshan/gdp',
      '/series/heshan/gdp.json',
    ]) {
      expect([path, (await empty.ask(path)).status]).toEqual([path, 200]);
    }
    expect(await (await empty.ask('/series/heshan/gdp')).text()).toContain('还没有发布过数据');
    for (const path of ['/series/heshan/gdp.csv', '/series/heshan/gdp.level.svg', '/series/没有/gdp']) {
      expect([path, (await empty.ask(path)).status]).toEqual([path, 404]);
    }
  });

  it('an index that is on its way is waited for, as with the API', async () => {
    const indexes = { open: (key: string) => Promise.reject(new IndexNotReady(key as never)) };
    const waiting = createReadingRoom({ ...room.deps, indexes });
    for (const path of ['/series/', '/series/heshan/', '/series/heshan/gdp', '/series/heshan/gdp.csv']) {
      const answer = await waiting.request(`https://archive.example${path}`);
      expect([path, answer.status, answer.headers.get('retry-after'), answer.headers.get('etag')]).toEqual([
        ...[path, 503, '5', null],
      ]);
    }
    expect((await waiting.request('https://archive.example/')).status).toBe(200);
  });
});

describe('the first page', () => {
  it('has the headline series of each place that has any', async () => {
    const $ = await pageOf('/');
    const cells = $('.headlines tbody tr')
      .toArray()
      .map((row) => $(row).find('th').text().trim());
    expect(cells).toEqual(['江门市', '鹤山市']);
    expect($('.headlines a[href="/series/heshan/gdp"]').text()).toContain('423.5');
    const points = $('.headlines a[href="/series/heshan/gdp"] polyline').attr('points') ?? '';
    // 433.5, 421.5, 422.5 and 423.5 between 3 and 25 of a height that is counted from above.
    expect(points.split(' ').map((point) => Number(point.split(',')[1]))).toEqual([3, 25, 23.2, 21.3]);
  });
});
