import { describe, expect, it } from 'vitest';
import { FetchedObjects } from '../../../../adapters/files/fetched-objects.ts';
import { SqliteSearchIndexes } from '../../../../adapters/sqlite/sqlite-search-index.ts';
import { SqliteSearchMaker } from '../../../../adapters/sqlite/sqlite-search-maker.ts';
import { parseSearchKey } from '../../../../core/capture/object-keys.ts';
import { asInstant, type Instant } from '../../../../core/paper/instant.ts';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { sha256Of } from '../../../../core/paper/sha256.ts';
import { type SearchAnswer, NOTHING_HIDDEN, askSearch } from '../../../../core/publish/search/ask-search.ts';
import { dueMonths } from '../../../../core/publish/search/due-months.ts';
import { makeSearch } from '../../../../core/publish/search/make-search.ts';
import { type SearchFilter, SEARCH_FORM } from '../../../../core/publish/search/search-index.ts';
import {
  type FigureArchive,
  type HandmadeArticle,
  all,
  figureArchiveInMemory,
  putArticle,
} from '../../../support/figure-archive.ts';
import { localFolder } from '../../../support/local-folder.ts';
import { MemoryObjects } from '../../../support/memory-ports.ts';

const ANY: Omit<SearchFilter, 'words'> = {
  ...{ paper: null, from: null, to: null, page: null, section: null, place: null, indicator: null },
};

/** An archive with a clock that stands still until it is put on. */
class Searched {
  readonly archive: FigureArchive;
  readonly folder: string;
  #at = asInstant('2024-01-01T00:00:00.000Z');

  constructor(archive: FigureArchive, folder: string) {
    this.archive = archive;
    this.folder = folder;
  }

  static async make(): Promise<Searched> {
    return new Searched(await figureArchiveInMemory(), await localFolder());
  }

  readonly now = (): Instant => this.#at;

  later(minutes: number): void {
    this.#at = asInstant(new Date(Date.parse(this.#at) + minutes * 60_000).toISOString());
  }

  get deps(): Parameters<typeof makeSearch>[0] {
    const { archive, folder, now } = this;
    return { ...archive, now, searchMaker: new SqliteSearchMaker(folder), readingTakesMs: 5 * 60_000 };
  }

  /** As a reading of it would put it there, at the clock's time. */
  async put(one: Partial<HandmadeArticle> & { readonly text: string }): Promise<void> {
    const { date = '2023-02-25', text } = one;
    const blocks = [{ kind: 'paragraph', text, start: 0, end: text.length, mark: null, level: 0 } as const];
    await putArticle(this.archive, {
      ...{ date, page: 'B02', id: '667012', figures: [], document: { blocks } },
      ...one,
    });
    await this.archive.catalog.putSearchDue({ month: date.slice(0, 7), at: this.#at });
  }

  async make(which: 'due' | 'all' = 'due'): Promise<string[]> {
    return (await all(makeSearch(this.deps, which))).map(({ kind, month }) => `${kind} ${month}`);
  }

  ask(word: string, limit = 100): Promise<SearchAnswer> {
    const local = new FetchedObjects(this.archive.objects, 2 ** 28, `${this.folder}/fetched`);
    const searchIndexes = new SqliteSearchIndexes(local);
    const deps = { ...this.archive, now: this.now, searchIndexes };
    return askSearch(deps, { ...ANY, words: [word] }, { after: null, limit, hiddenIn: NOTHING_HIDDEN });
  }

  async idsOf(word: string): Promise<string[]> {
    return (await this.ask(word)).articles.map(({ articleId }) => articleId);
  }
}

describe('makeSearch', () => {
  it('makes an index for each month, newest first, under a name that tells what it hashes to', async () => {
    const searched = await Searched.make();
    await searched.put({ date: '2022-12-31', id: '1', text: '鹤山' });
    await searched.put({ date: '2023-02-25', id: '2', text: '鹤山' });
    expect(await searched.make()).toEqual(['made 2023-02', 'made 2022-12']);
    for await (const { key } of searched.archive.objects.list('search/')) {
      const bytes = await searched.archive.objects.get(key);
      expect(parseSearchKey(key)).toMatchObject({ form: SEARCH_FORM, sha256: sha256Of(bytes) });
    }
    expect(await searched.idsOf('鹤山')).toEqual(['2', '1']);
  });

  it('has nothing to do once all is made, and makes only the month of which something was read since', async () => {
    const searched = await Searched.make();
    await searched.put({ date: '2022-12-31', id: '1', text: '鹤山' });
    await searched.put({ date: '2023-02-25', id: '2', text: '鹤山' });
    searched.later(10);
    await searched.make();
    expect(await searched.make()).toEqual([]);
    searched.later(10);
    await searched.put({ date: '2022-12-31', id: '1', version: 2, text: '台山' });
    expect((await searched.ask('山')).holdings.due).toEqual(['2022-12']);
    expect(await searched.make()).toEqual(['made 2022-12']);
    expect([await searched.idsOf('鹤山'), await searched.idsOf('台山')]).toEqual([['2'], ['1']]);
    expect((await searched.ask('山')).holdings).toMatchObject({
      articles: 2,
      due: [],
      since: searched.now(),
    });
  });

  it('looks again at what was read just before it began, and finds it the same', async () => {
    const searched = await Searched.make();
    await searched.put({ text: '鹤山' });
    expect(await searched.make()).toEqual(['made 2023-02']);
    searched.later(30);
    expect(await searched.make()).toEqual(['same 2023-02']);
    expect(await searched.make()).toEqual([]);
  });

  it('misses no reading that began before it and was written after', async () => {
    const searched = await Searched.make();
    await searched.put({ id: '1', text: '鹤山' });
    const readAt = searched.now();
    searched.later(1);
    await searched.make();
    await searched.put({ id: '2', text: '鹤山' });
    // The mark of a reading that began two minutes earlier is older than the index.
    const month = '2023-02';
    await searched.archive.catalog.putSearchDue({ month, at: readAt });
    searched.later(30);
    await searched.make();
    expect(await searched.idsOf('鹤山')).toEqual(['1', '2']);
  });

  it('believes the one of two makers that began later', async () => {
    const searched = await Searched.make();
    await searched.put({ id: '1', text: '鹤山' });
    const slow = makeSearch({
      ...searched.deps,
      searchMaker: {
        make: async (articles) => {
          const made = await searched.deps.searchMaker.make(articles);
          // Another one begins and ends while this one is at work.
          searched.later(20);
          await searched.put({ id: '2', text: '鹤山' });
          searched.later(20);
          await searched.make();
          return made;
        },
      },
    });
    await all(slow);
    expect(await searched.idsOf('鹤山')).toEqual(['1', '2']);
  });

  it('makes up for a kill between the object and its record', async () => {
    const searched = await Searched.make();
    await searched.put({ text: '鹤山' });
    const { catalog, objects } = searched.archive;
    const dying = makeSearch({
      ...searched.deps,
      objects: Object.assign(Object.create(objects) as typeof objects, {
        putOnceFrom: async (...put: Parameters<typeof objects.putOnceFrom>) => {
          await objects.putOnceFrom(...put);
          throw new Error('killed');
        },
      }),
    });
    await expect(all(dying)).rejects.toThrow('killed');
    expect(await searched.idsOf('鹤山')).toEqual([]);
    expect(await dueMonths(catalog, 0)).toEqual(['2023-02']);
    await searched.make();
    expect(await searched.idsOf('鹤山')).toEqual(['667012']);
  });

  it('makes an index again that somebody removed, when it looks at all', async () => {
    const searched = await Searched.make();
    await searched.put({ text: '鹤山' });
    await searched.make();
    const { objects } = searched.archive;
    if (!(objects instanceof MemoryObjects)) throw new TypeError('not in memory');
    for (const key of objects.kept.keys()) if (key.startsWith('search/')) objects.kept.delete(key);
    expect(await searched.ask('鹤山')).toMatchObject({ articles: [], broken: ['2023-02'] });
    expect(await searched.make('all')).toEqual(['made 2023-02']);
    expect(await searched.ask('鹤山')).toMatchObject({ broken: [], months: [{ total: 1 }] });
  });

  it('goes on without an article whose reading is gone or damaged, and says so until it is there', async () => {
    const searched = await Searched.make();
    await searched.put({ id: '1', text: '鹤山' });
    await searched.put({ id: '2', text: '鹤山' });
    const { objects, catalog } = searched.archive;
    if (!(objects instanceof MemoryObjects)) throw new TypeError('not in memory');
    const articles = await all(catalog.articles('jmrb', asIssueDate('2023-02-25')));
    const gone = articles[0]?.reading ?? '';
    const kept = await objects.get(gone);
    objects.kept.delete(gone);
    objects.kept.set(articles[1]?.reading ?? '', new TextEncoder().encode('{"half":'));
    await searched.put({ id: '3', text: '鹤山' });
    await searched.make();
    expect(await searched.ask('鹤山')).toMatchObject({ holdings: { articles: 1, unread: 2 } });
    objects.kept.set(gone, kept);
    searched.later(1);
    await searched.make('all');
    expect((await searched.ask('鹤山')).holdings).toMatchObject({ articles: 2, unread: 1 });
  });

  it('finds articles of a month in printed order, the newest issue first', async () => {
    const searched = await Searched.make();
    for (const [date, page, id] of [
      ['2023-02-24', 'A01', '10'],
      ['2023-02-25', null, '9'],
      ['2023-02-25', 'B02', '11'],
      ['2023-02-25', 'A02', '100'],
      ['2023-02-25', 'A02', '20'],
    ] as const)
      await searched.put({ date, page, id, text: '鹤山' });
    await searched.make();
    expect(await searched.idsOf('鹤山')).toEqual(['20', '100', '11', '9', '10']);
  });
});

describe('askSearch', () => {
  it('pages through months without a gap or a repetition', async () => {
    const searched = await Searched.make();
    const ids: string[] = [];
    for (const month of ['04', '03', '02'])
      for (const day of ['20', '10'])
        for (const id of ['1', '2']) {
          await searched.put({ date: `2023-${month}-${day}`, id: `${month}${day}${id}`, text: '鹤山' });
          ids.push(`${month}${day}${id}`);
        }
    await searched.make();
    const local = new FetchedObjects(searched.archive.objects, 2 ** 28, `${searched.folder}/paged`);
    const deps = { ...searched.archive, now: searched.now, searchIndexes: new SqliteSearchIndexes(local) };
    const seen: string[] = [];
    for (let after: Parameters<typeof askSearch>[2]['after'] = null; ;) {
      const page = await askSearch(
        deps,
        { ...ANY, words: ['鹤山'] },
        { after, limit: 5, hiddenIn: NOTHING_HIDDEN },
      );
      seen.push(...page.articles.map(({ articleId }) => articleId));
      expect(page.months.map(({ total }) => total)).toEqual([4, 4, 4]);
      if (!page.more) break;
      after = page.articles.at(-1) ?? null;
    }
    expect(seen).toEqual(ids);
  });

  it('tells from which month on there was no time', async () => {
    const searched = await Searched.make();
    for (const month of ['01', '02', '03']) await searched.put({ date: `2023-${month}-01`, text: '鹤山' });
    await searched.make();
    const local = new FetchedObjects(searched.archive.objects, 2 ** 28, `${searched.folder}/slow`);
    const indexes = new SqliteSearchIndexes(local);
    const deps = {
      ...searched.archive,
      now: searched.now,
      // A quarter of a minute for each index.
      searchIndexes: {
        open: async (key: string) => {
          searched.later(0.25);
          return indexes.open(key);
        },
      },
    };
    const answer = await askSearch(
      deps,
      { ...ANY, words: ['鹤山'] },
      { after: null, limit: 5, hiddenIn: NOTHING_HIDDEN },
    );
    expect(answer.unaskedFrom).toBe('2023-02');
    expect(answer.months).toEqual([{ month: '2023-03', total: 1 }]);
  });
});
