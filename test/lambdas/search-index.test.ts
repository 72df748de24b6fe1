import { describe, expect, it } from 'vitest';
import { SqliteSearchMaker } from '../../adapters/sqlite/sqlite-search-maker.ts';
import { type Instant, asInstant } from '../../core/paper/instant.ts';
import { SEARCH_FORM } from '../../core/publish/search/search-index.ts';
import { createHandler } from '../../lambdas/search-index/handler.ts';
import { all, figureArchiveInMemory, putArticle } from '../support/figure-archive.ts';
import { localFolder } from '../support/local-folder.ts';

describe('the function search-index', () => {
  async function called(minutesAMonth: number) {
    const archive = await figureArchiveInMemory();
    for (const date of ['2023-01-01', '2023-02-01', '2023-03-01'])
      await putArticle(archive, { date, page: 'A01', id: '1', text: '鹤山', figures: [] });
    let at = asInstant('2024-01-01T00:00:00.000Z');
    const told: unknown[] = [];
    const now = (): Instant => at;
    const maker = new SqliteSearchMaker(await localFolder());
    const handler = createHandler({
      ...{ ...archive, now },
      searchMaker: {
        make: (articles) => {
          at = asInstant(new Date(Date.parse(at) + minutesAMonth * 60_000).toISOString());
          return maker.make(articles);
        },
      },
      report: (event, details) => told.push([event, details['month']]),
    });
    const parts = async () => (await all(archive.catalog.searchParts(SEARCH_FORM))).map(({ month }) => month);
    return { handler, told, parts };
  }

  it('indexes every month that is due, and tells of each, once however often it is called', async () => {
    const { handler, told, parts } = await called(1);
    await handler({ task: 'due' });
    await handler({ task: 'due' });
    await handler({ task: 'all' });
    expect(told).toEqual(['2023-03', '2023-02', '2023-01'].map((month) => ['search-indexed', month]));
    expect(await parts()).toEqual(['2023-03', '2023-02', '2023-01']);
  });

  it('ends before it is ended, and goes on at the next call', async () => {
    const { handler, parts } = await called(6);
    await handler({ task: 'due' });
    expect(await parts()).toEqual(['2023-03', '2023-02']);
    await handler({ task: 'due' });
    expect(await parts()).toEqual(['2023-03', '2023-02', '2023-01']);
  });

  it('refuses a task that it does not have', async () => {
    const { handler } = await called(1);
    await expect(handler({ task: 'delete' })).rejects.toThrow();
    await expect(handler({})).rejects.toThrow();
  });
});
