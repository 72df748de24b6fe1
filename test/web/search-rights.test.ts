import { describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import type { AskedRoom } from './asked-room.ts';
import { lift, setPolicy, takeDown } from './room-rights.ts';
import { ARTICLES, searchedRoom } from './searched-room.ts';

interface Found {
  readonly total: number;
  readonly years: readonly { year: string; total: number }[];
  readonly hits: readonly { articleId: string }[];
  readonly nextHref: string | null;
}

async function found({ ask }: AskedRoom, query: string): Promise<Found> {
  const answer = await ask(query.startsWith('/') ? query.replace('?', '.json?') : `/search.json?${query}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { found: Found }).found;
}

/** How many, how many of each year, and which. */
async function tally(room: AskedRoom, query: string) {
  const { total, years, hits } = await found(room, query);
  return [total, years.map((one) => `${one.year}: ${one.total}`), hits.map(({ articleId }) => articleId)];
}

const DAY = asIssueDate('2023-02-25');
const article = (articleId: string) => ({ what: 'article', date: DAY, articleId });
const ALL = [3, ['2023: 2', '2022: 1'], ['1', '2', '3']];
const WITHOUT_FIRST = [2, ['2023: 1', '2022: 1'], ['2', '3']];

describe('a search', () => {
  it.each([{ level: 'block' }, { level: 'unlist' }, { level: 'remove' }])(
    'neither finds nor counts an article under %o, so that no words of it can be guessed',
    async (over) => {
      const room = await searchedRoom();
      expect(await tally(room, 'q=鹤山')).toEqual(ALL);
      await takeDown(room.archive, { ...over, of: article('1') });
      expect(await tally(room, 'q=鹤山')).toEqual(WITHOUT_FIRST);
      for (const query of ['q=458.51', 'q=鹤山&indicator=GDP', 'q=鹤山&date=2023-02-25&page=B02&place=鹤山'])
        expect((await found(room, query)).hits.map(({ articleId }) => articleId)).not.toContain('1');
      expect(await tally(room, 'q=458.51')).toEqual([0, [], []]);
      // The page says the same of a word that it has and of one that it has not.
      const told = async (word: string) =>
        (await (await room.ask(`/search?q=${word}`)).text()).replaceAll(word, '');
      expect(await told('458.51')).toBe(await told('458.52'));
      await lift(room.archive, 't1');
      expect(await tally(room, 'q=鹤山')).toEqual(ALL);
    },
  );

  it('leaves out what stands on a page that was taken down, be it on another one as well', async () => {
    const room = await searchedRoom();
    await room.archive.catalog.putPage(
      {
        ...{ paper: 'jmrb', date: DAY, page: 'A01', section: null, order: 1, flaws: [] },
        ...{ path: asResourcePath('html/2023-02/25/node_1.htm'), image: null, pdf: null },
        articles: [{ path: await pathOf(room, '1'), title: '工作报告', zones: [] }],
      },
      asInstant('2023-02-24T22:05:00.000Z'),
      1,
    );
    await takeDown(room.archive, { of: { what: 'page', date: DAY, page: 'A01' } });
    expect(await tally(room, 'q=鹤山')).toEqual(WITHOUT_FIRST);
    await takeDown(room.archive, { id: 't2', of: { what: 'page', date: DAY, page: 'B02' } });
    expect(await tally(room, 'q=鹤山')).toEqual([1, ['2022: 1'], ['3']]);
  });

  it('leaves out an article that was taken down by its path, and a whole issue', async () => {
    const room = await searchedRoom();
    await takeDown(room.archive, { of: { what: 'resource', date: DAY, path: await pathOf(room, '1') } });
    expect(await tally(room, 'q=鹤山')).toEqual(WITHOUT_FIRST);
    await takeDown(room.archive, { id: 't2', of: { what: 'issue', date: DAY } });
    expect(await tally(room, 'q=鹤山')).toEqual([1, ['2022: 1'], ['3']]);
  });

  it.each([
    { rules: [{ access: 'block', after: '2023-01-01' }] },
    { rules: [{ access: 'exclude', after: '2023-01-01' }] },
    // The room's clock says 2 May 2024.
    { embargo: { days: 500, level: 'closed' } },
  ])('leaves out dates that are closed: %j', async (policy) => {
    const room = await searchedRoom();
    await setPolicy(room.archive, policy);
    expect(await tally(room, 'q=鹤山')).toEqual([1, ['2022: 1'], ['3']]);
  });

  it('finds for anybody what is theirs to know of, and for readers what is in the reading room', async () => {
    const [reader, anybody] = [await searchedRoom(), await searchedRoom(ARTICLES, 'public')];
    for (const room of [reader, anybody]) await setPolicy(room.archive, { level: 'reading-room' });
    expect(await tally(reader, 'q=鹤山')).toEqual(ALL);
    expect(await tally(anybody, 'q=鹤山')).toEqual([0, [], []]);
  });

  it('has pages that are full and lead on, whatever lies between', async () => {
    const many = Array.from({ length: 45 }, (_, at) => ({
      ...{ date: DAY, id: String(100 + at), title: '标题', paragraphs: ['鹤山'] },
    }));
    const room = await searchedRoom(many);
    const gone = ['100', '119', '120', '144'];
    for (const id of gone) await takeDown(room.archive, { id: `t${id}`, of: article(id) });
    const pages: string[][] = [];
    for (let next: string | null = '/search?q=鹤山'; next !== null;) {
      const page: Found = await found(room, next);
      expect([page.total, page.years]).toEqual([41, [expect.objectContaining({ total: 41 })]]);
      pages.push(page.hits.map(({ articleId }) => articleId));
      next = page.nextHref;
    }
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 1]);
    expect(pages.flat()).toEqual(many.map(({ id }) => id).filter((id) => !gone.includes(id)));
  });

  it('finds nothing of a paper whose rights cannot be read', async () => {
    const room = await searchedRoom();
    await room.archive.table.putOnce({
      ...{ pk: 'RIGHTS#jmrb', sk: 'RIGHTS#2023-02-25T00:00:00.000Z#x', body: { kind: 'takedown' } },
    });
    expect(await tally(room, 'q=鹤山')).toEqual([0, [], []]);
    expect(room.reported.length).toBeGreaterThan(0);
  });
});

async function pathOf({ archive }: AskedRoom, id: string) {
  for await (const one of archive.catalog.articles('jmrb', DAY)) if (one.articleId === id) return one.path;
  throw new TypeError('no such article');
}
