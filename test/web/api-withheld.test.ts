import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { type AskedRoom, Page, releasedRoom } from './asked-room.ts';
import { setPolicy, takeArticleDown } from './room-rights.ts';

/** The newest article of 鹤山市, the only one of its date that carries a report. */
const ID = '600013';
const DATE = asIssueDate('2024-02-25');

describe('the count of rows that are withheld', () => {
  let room: AskedRoom;
  beforeAll(async () => {
    room = await releasedRoom();
  });
  afterAll(() => room.close());

  const asked = async (path: string) => {
    const answer = await room.ask(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return Page.parse(await answer.json());
  };
  /** What `ask` comes to while the article is taken down. */
  const withoutIt = async <T>(over: object, ask: () => Promise<T>): Promise<T> => {
    const lifted = await takeArticleDown(
      room.archive,
      { date: DATE, articleId: ID },
      { withholdsFigures: true, ...over },
    );
    const told = await ask();
    await lifted();
    return told;
  };

  it.each([
    ['figures', ''],
    ['figures', '&place=鹤山市'],
    ['figures', '&place=江门市'],
    ['figures', '&place=鹤山市&modality=target'],
    ['figures', '&indicator=gdp'],
    ['observations', '&place=鹤山市&kind=change'],
    ['observations', '&place=鹤城镇'],
  ])('is of those that the question fits and of no others: %s%s', async (table, filters) => {
    const path = `/api/${table}?issue_from=${DATE}&limit=1000${filters}`;
    const before = await asked(path);
    const own = before.rows.filter((row) => String(row['document_id']).includes(ID)).length;
    const after = await withoutIt({}, () => asked(path));
    expect([after.withheld, after.rows.length]).toEqual([own, before.rows.length - own]);
    if (/鹤山市|gdp/.test(filters)) expect(own).toBeGreaterThan(0);
    if (/江门市|鹤城镇/.test(filters)) expect(own).toBe(0);
  });

  it('has each of them once, on whatever page', async () => {
    const path = `/api/figures?issue_from=${DATE}&limit=4`;
    const own = (await asked(`/api/figures?issue_from=${DATE}&limit=1000`)).rows;
    const after = await withoutIt({}, async () => {
      let [rows, withheld] = [0, 0];
      for (let next: string | null = path; next !== null;) {
        const page = await asked(next.replace(/^https?:\/\/[^/]+/, ''));
        [rows, withheld, next] = [rows + page.rows.length, withheld + page.withheld, page.next];
      }
      return rows + withheld;
    });
    expect(after).toBe(own.length);
  });

  it('is nothing of what is to be as if it never were', async () => {
    const tables = ['figures', 'observations'].map((table) => `/api/${table}?issue_from=${DATE}&limit=1000`);
    const years = '/api/year-over-year?limit=1000';
    const before = (await asked(years)).rows.length;
    await setPolicy(room.archive, { rules: [{ access: 'exclude', after: '2024-02-24' }] });
    for (const path of tables) expect(await asked(path)).toMatchObject({ rows: [], withheld: 0 });
    const after = await asked(years);
    expect(after.rows.length).toBeLessThan(before);
    expect(after.withheld).toBe(0);
    await setPolicy(room.archive, { id: 'p2', rules: [], at: '2024-05-02T00:00:00.000Z' });
  });

  it('has years that were asked for by an outcome which cannot be told any more', async () => {
    const all = (await asked('/api/year-over-year?place=鹤山市&indicator=gdp&limit=1000')).rows;
    const years = await withoutIt({}, () =>
      asked('/api/year-over-year?place=鹤山市&indicator=gdp&limit=1000'),
    );
    const told = new Map(years.rows.map((row) => [row['row_id'], row['outcome']]));
    const changed = all.filter(
      (row) => told.has(row['row_id']) && told.get(row['row_id']) !== row['outcome'],
    );
    expect(changed.length).toBeGreaterThan(0);
    for (const row of changed) {
      const path = `/api/year-over-year?place=鹤山市&indicator=gdp&year=${row['year']}&outcome=${row['outcome']}`;
      const before = await asked(path);
      const after = await withoutIt({}, () => asked(path));
      expect(after.rows.every(({ outcome }) => outcome === row['outcome'])).toBe(true);
      expect(after.withheld).toBe(before.rows.length - after.rows.length);
      expect(after.withheld).toBeGreaterThan(0);
    }
  });
});
