import { describe, expect, it, onTestFinished } from 'vitest';
import { FileObjects } from '../../../../adapters/files/file-objects.ts';
import { SqliteSearchIndexes } from '../../../../adapters/sqlite/sqlite-search-index.ts';
import { SqliteSearchMaker } from '../../../../adapters/sqlite/sqlite-search-maker.ts';
import type { LocalObjects } from '../../../../core/capture/local-objects.ts';
import type { ObjectRemoval } from '../../../../core/capture/object-removal.ts';
import type { ObjectStore } from '../../../../core/capture/object-store.ts';
import { asInstant, instantOf } from '../../../../core/paper/instant.ts';
import { NOTHING_HIDDEN, askSearch } from '../../../../core/publish/search/ask-search.ts';
import { makeSearch } from '../../../../core/publish/search/make-search.ts';
import { removeReplaced } from '../../../../core/publish/search/remove-replaced.ts';
import type { SearchIndexes } from '../../../../core/publish/search/search-index.ts';
import { all, figureArchiveInMemory, putArticle } from '../../../support/figure-archive.ts';
import { localFolder } from '../../../support/local-folder.ts';

const ANY = {
  ...{ paper: null, from: null, to: null, page: null, section: null, place: null, indicator: null },
};

/** An archive whose objects are real files, with one article that is written again and again. */
async function desk() {
  const made = await figureArchiveInMemory();
  const folder = await localFolder();
  const objects: ObjectStore & LocalObjects & ObjectRemoval = new FileObjects(folder);
  const archive = { ...made, objects };
  const indexes = new SqliteSearchIndexes(objects);
  onTestFinished(() => indexes.close());
  let at = Date.parse('2024-01-01T00:00:00.000Z');
  const now = () => instantOf(new Date((at += 60_000)));
  let version = 0;
  const write = async (text: string, date = '2023-02-25', id = '667012'): Promise<void> => {
    const blocks = [{ kind: 'paragraph', text, start: 0, end: text.length, mark: null, level: 0 } as const];
    version += 1;
    const written = { version, at: now() };
    await putArticle(archive, { date, page: 'B02', id, figures: [], document: { blocks }, text, ...written });
    await archive.catalog.putSearchDue({ month: date.slice(0, 7), at: asInstant(now()) });
  };
  return {
    ...{ archive, indexes, write },
    index: () =>
      all(makeSearch({ ...archive, now, searchMaker: new SqliteSearchMaker(folder), readingTakesMs: 0 })),
    remove: () => removeReplaced({ ...archive, removal: objects }),
    lying: async () => (await Array.fromAsync(objects.list('search/'))).map(({ key }) => key),
    ask: async (word: string, searchIndexes: SearchIndexes = indexes) => {
      const asked = { after: null, limit: 10, hiddenIn: NOTHING_HIDDEN };
      const { articles, broken } = await askSearch(
        { ...archive, now: () => instantOf(new Date(at)), searchIndexes },
        { ...ANY, words: [word] },
        asked,
      );
      return { found: articles.map(({ articleId }) => articleId), broken };
    },
  };
}

describe('an index of words that a newer one replaced', () => {
  it('is removed, and those that are asked stay', async () => {
    const { write, index, remove, lying, ask } = await desk();
    await write('鹤山', '2022-12-31', '1');
    await write('开平');
    await index();
    const before = await lying();
    expect(await remove()).toEqual([]);
    await write('恩平');
    await index();
    const [replaced] = await remove();
    expect(before).toContain(replaced);
    expect(await lying()).toHaveLength(2);
    expect(await remove()).toEqual([]);
    expect([await ask('开平'), await ask('恩平'), await ask('鹤山')]).toEqual([
      { found: [], broken: [] },
      { found: ['667012'], broken: [] },
      { found: ['1'], broken: [] },
    ]);
  });

  it('is found by the next run after a kill, named or not', async () => {
    const { archive, write, index, remove, lying } = await desk();
    await write('开平');
    await index();
    await write('恩平');
    // Killed between the object and the record that names it.
    const putSearchPart = archive.catalog.putSearchPart.bind(archive.catalog);
    archive.catalog.putSearchPart = () => Promise.reject(new Error('killed'));
    await expect(index()).rejects.toThrow('killed');
    archive.catalog.putSearchPart = putSearchPart;
    expect(await lying()).toHaveLength(2);
    expect(await remove()).toHaveLength(1);
    await index();
    await remove();
    expect(await lying()).toHaveLength(1);
  });

  it('answers whoever has it open', async () => {
    const { indexes, write, index, remove, lying } = await desk();
    await write('开平');
    await index();
    const [key = ''] = await lying();
    const open = await indexes.open(key);
    await write('恩平');
    await index();
    expect(await remove()).toEqual([key]);
    const question = { ...ANY, words: ['开平'], after: null, limit: 10, hidden: [] };
    expect(open.ask(question).total).toBe(1);
  });

  it('is not missed by whoever had just read that it is the one to be asked', async () => {
    const { indexes, write, index, remove, ask } = await desk();
    await write('开平');
    await index();
    let opened = 0;
    const tardy: SearchIndexes = {
      open: async (key) => {
        opened += 1;
        if (opened === 1) {
          await write('开平 恩平');
          await index();
          await remove();
        }
        return indexes.open(key);
      },
    };
    expect(await ask('恩平', tardy)).toEqual({ found: ['667012'], broken: [] });
    expect(opened).toBe(2);
  });
});
