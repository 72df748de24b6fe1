import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedRoom, Page, releasedRoom } from './asked-room.ts';
import { takeArticleDown } from './room-rights.ts';

/** The article of the archive's fixture that has a row of every kind. */
const ID = '600013';
const DATE = '2024-02-25';

describe('rows of what was taken down', () => {
  let room: AskedRoom;
  beforeAll(async () => {
    room = await releasedRoom();
  });
  afterAll(() => room.close());

  const takeItDown = (over: object) => takeArticleDown(room.archive, { date: DATE, articleId: ID }, over);
  const asked = async (path: string) => Page.parse(await (await room.ask(path)).json());
  const rowsOf = async (table: string) =>
    asked(`/api/${table}?issue_from=${DATE}&issue_to=${DATE}&limit=100`);

  it('keep their numbers and lose the words beside them when it is blocked', async () => {
    const before = await rowsOf('figures');
    const own = before.rows.filter(({ article_id: id }) => id === ID);
    expect(own.length).toBe(6);
    expect(own.every((row) => row['article_title'] !== null)).toBe(true);
    const liftIt = await takeItDown({});
    const after = await rowsOf('figures');
    expect(after.withheld).toBe(0);
    expect(after.rows.map(({ figure_id: id }) => id)).toEqual(before.rows.map(({ figure_id: id }) => id));
    for (const row of after.rows.filter(({ article_id: id }) => id === ID)) {
      const { section_path: path, article_title: title, prefix, suffix, list_mark: mark } = row;
      expect([path, title, prefix, suffix, mark]).toEqual([null, null, null, null, null]);
      expect(row['exact']).toMatch(/\d/);
    }
    const others = (page: typeof before) => page.rows.filter(({ article_id: id }) => id !== ID);
    expect(others(after)).toEqual(others(before));
    await liftIt();
    expect(await rowsOf('figures')).toEqual(before);
  });

  it.each([{ withholdsFigures: true }, { level: 'unlist' }])(
    'are left out and counted under %o',
    async (over) => {
      const before = await rowsOf('figures');
      const liftIt = await takeItDown(over);
      const after = await rowsOf('figures');
      expect(after.rows.filter(({ article_id: id }) => id === ID)).toEqual([]);
      expect(after.withheld).toBe(before.rows.length - after.rows.length);
      expect(after.withheld).toBe(6);
      expect((await rowsOf('observations')).withheld).toBeGreaterThan(0);
      const csv = await room.ask(`/api/figures?issue_from=${DATE}&issue_to=${DATE}&limit=100&format=csv`);
      expect(await csv.text()).not.toContain(`content_${ID}`);
      await liftIt();
    },
  );

  it('are not answered with 304 to whoever held them, nor kept by caches unasked', async () => {
    const path = `/api/figures?issue_from=${DATE}&issue_to=${DATE}&release=1.0.0`;
    const held = (await room.ask(path)).headers;
    const ask = async () =>
      (await room.ask(path, { headers: { 'If-None-Match': held.get('etag') ?? '' } })).status;
    expect(held.get('cache-control')).toBe('public, no-cache');
    expect(await ask()).toBe(304);
    const liftIt = await takeItDown({ withholdsFigures: true });
    expect(await ask()).toBe(200);
    await liftIt();
  });

  it('are in no release that is made afterwards where its figures go as well', async () => {
    const liftIt = await takeItDown({ withholdsFigures: true });
    await room.release();
    const [newest] = await Array.fromAsync(room.archive.catalog.releases(true));
    const rows = await room.rowsOf(newest?.version ?? '', 'figures');
    expect(newest?.version).not.toBe('1.0.0');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ article_id: id }) => id === ID)).toEqual([]);
    await liftIt();
  });
});
