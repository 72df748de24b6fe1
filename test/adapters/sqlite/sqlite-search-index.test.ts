import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { SqliteSearchIndexes } from '../../../adapters/sqlite/sqlite-search-index.ts';
import { SqliteSearchMaker } from '../../../adapters/sqlite/sqlite-search-maker.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { IndexDamaged } from '../../../core/publish/indexes/data-index.ts';
import type {
  FigureTag,
  IndexedArticle,
  SearchIndex,
  SearchQuestion,
} from '../../../core/publish/search/search-index.ts';
import { asynchronous } from '../../contracts/data-indexes.contract.ts';
import { localFolder } from '../../support/local-folder.ts';

/** Every one of them folds to itself, so that a search can be told by looking at the texts. */
const CHARACTERS = [
  '鹤',
  '山',
  '市',
  '的',
  '𠮷',
  '𡞱',
  '1',
  '2',
  '.',
  '%',
  '"',
  '*',
  '-',
  ',',
  'a',
  'b',
  '。',
  '“',
];

const ALL: Omit<SearchQuestion, 'words'> = {
  ...{ paper: null, from: null, to: null, page: null, section: null, place: null, indicator: null },
  ...{ after: null, limit: 10_000, hidden: [] },
};

interface Handmade {
  readonly texts: readonly string[];
  readonly date?: string;
  readonly paper?: string;
  readonly page?: string | null;
  readonly section?: string;
  readonly figures?: readonly FigureTag[];
}

function articleAt(at: number, made: Handmade): IndexedArticle {
  const { texts, date = '2023-02-25', paper = 'jmrb', page = 'B02', section = null, figures = [] } = made;
  return {
    article: {
      ...{ paper, page, section, date: asIssueDate(date), articleId: String(at), version: 1, title: null },
      path: asResourcePath(`html/content_${at}.htm`),
      report: null,
      fields: texts.map((text) => ({ line: 'text', text })),
    },
    figures,
  };
}

async function madeFile(articles: readonly IndexedArticle[]): Promise<string> {
  const folder = await localFolder();
  const made = await new SqliteSearchMaker(folder).make(asynchronous(articles));
  const file = join(folder, 'kept.sqlite');
  await writeFile(file, made.bytes());
  await made.close();
  expect(await readdir(folder)).toEqual(['kept.sqlite']);
  return file;
}

function indexesAt(file: string): SqliteSearchIndexes {
  return new SqliteSearchIndexes({ hold: () => Promise.resolve(file), letGo: () => Promise.resolve() });
}

async function indexOf(articles: readonly Handmade[]): Promise<SearchIndex> {
  return indexesAt(await madeFile(articles.map((one, at) => articleAt(at, one)))).open('search/any');
}

const idsFor = (index: SearchIndex, words: readonly string[], more: Partial<SearchQuestion> = {}): string[] =>
  index.ask({ ...ALL, words, ...more }).articles.map(({ articleId }) => articleId);

describe('an index of words', () => {
  const letters = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 12 }).map((some) => some.join(''));
  const word = fc
    .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 4 })
    .map((some) => some.join(''));

  it('finds exactly the articles of which one line contains each word, in their order', async () => {
    const texts = fc.array(fc.array(letters, { maxLength: 3 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.array(word, { minLength: 1, maxLength: 3 })),
        async (all, asked) => {
          const index = await indexOf(all.map((one) => ({ texts: one })));
          for (const words of asked) {
            const fit = all.flatMap((one, at) =>
              words.every((each) => one.some((line) => line.includes(each))) ? [String(at)] : [],
            );
            expect(index.ask({ ...ALL, words }).total).toBe(fit.length);
            expect(idsFor(index, words)).toEqual(fit);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes no word for a command of the engine', async () => {
    const commands = [
      '"a',
      'a*',
      '^a',
      'text:a',
      'near(a',
      'a)',
      '-a',
      '"',
      '+',
      "'",
      '%',
      '_',
      '\\',
      '{text}:a',
    ];
    const index = await indexOf([
      ...commands.map((one) => ({ texts: [`山${one}山`] })),
      { texts: ['a end x22'] },
    ]);
    for (const [at, command] of commands.entries())
      expect(idsFor(index, [`山${command}山`])).toEqual([String(at)]);
    expect(idsFor(index, ['end'])).toEqual([String(commands.length)]);
  });

  it('finds a word of 200 characters', async () => {
    const long = Array.from({ length: 200 }, (_, at) => CHARACTERS[(at * 7) % 5]).join('');
    const index = await indexOf([{ texts: [`山${long}`] }, { texts: [long.slice(1)] }]);
    expect(idsFor(index, [long])).toEqual(['0']);
  });

  it('folds what it holds', async () => {
    const index = await indexOf([{ texts: ['鶴山市ＧＤＰ\u3000４５８．５１億元'] }]);
    expect(idsFor(index, ['鹤山市gdp 458.51亿'])).toEqual(['0']);
  });

  it('gives articles back as they were', async () => {
    const one = articleAt(7, { texts: ['鹤\n山', '', '𠮷'], section: '要闻', page: null });
    const index = await indexesAt(await madeFile([one])).open('search/any');
    expect(index.ask({ ...ALL, words: ['𠮷'] }).articles).toEqual([one.article]);
  });

  describe('with conditions', () => {
    let index: SearchIndex;
    beforeEach(async () => {
      const tag = (
        place: string | null,
        indicatorId: string | null,
        indicator: string | null,
      ): FigureTag => ({
        ...{ place, indicatorId, indicator },
      });
      index = await indexOf(
        [
          { date: '2023-02-26', section: '聚焦２０２３', figures: [tag('鹤山市', 'gdp', '地区生产总值')] },
          { date: '2023-02-26', page: 'A01', paper: 'demo' },
          {
            date: '2023-02-25',
            page: 'B12',
            figures: [tag('台山市', null, '太阳能发电量'), tag('鹤山市', null, null)],
          },
          { date: '2023-02-24', page: 'AB02', section: '要闻' },
          { date: '2023-02-24', page: null },
        ].map((one) => ({ texts: ['的'], ...one })),
      );
    });

    it.each<[string, Partial<SearchQuestion>, readonly string[]]>([
      ['a paper', { paper: 'demo' }, ['1']],
      ['from a date on', { from: asIssueDate('2023-02-25') }, ['0', '1', '2']],
      ['up to a date', { to: asIssueDate('2023-02-25') }, ['2', '3', '4']],
      ['one date', { from: asIssueDate('2023-02-25'), to: asIssueDate('2023-02-25') }, ['2']],
      ['a date without an article', { from: asIssueDate('2023-03-25') }, []],
      ['a page', { page: 'B02' }, ['0']],
      ['the pages of a letter', { page: 'B' }, ['0', '2']],
      ['a section, in another width', { section: '２023' }, ['0']],
      ['a place by how it begins', { place: '鹤山' }, ['0', '2']],
      ['no place that only ends so', { place: '山市' }, []],
      ['a registered indicator by an alias', { indicator: 'ＧＤＰ' }, ['0']],
      ['words of another indicator', { indicator: '发电' }, ['2']],
      ['place and indicator of one figure', { place: '台山', indicator: '发电' }, ['2']],
      ['place and indicator of two', { place: '鹤山', indicator: '发电' }, []],
      ['what no article has', { section: "' OR 1=1 --" }, []],
    ])('%s', (_, conditions, ids) => {
      expect(idsFor(index, ['的'], conditions)).toEqual(ids);
      expect(index.ask({ ...ALL, words: ['的'], ...conditions }).total).toBe(ids.length);
    });

    it('goes on behind an article, counts all the same, and says whether there is more', () => {
      const first = index.ask({ ...ALL, words: ['的'], limit: 2 });
      expect(first).toMatchObject({ total: 5, more: true });
      const last = first.articles.at(-1);
      const after = last && { date: last.date, paper: last.paper, articleId: last.articleId };
      const rest = index.ask({ ...ALL, words: ['的'], limit: 3, after: after ?? null });
      expect(rest).toMatchObject({ total: 5, more: false });
      expect(rest.articles.map(({ articleId }) => articleId)).toEqual(['2', '3', '4']);
    });

    it('neither gives back nor counts what is hidden: an article, or an issue', () => {
      const found = index.ask({ ...ALL, words: ['的'] }).articles;
      const [first, second] = found;
      if (first === undefined || second === undefined) throw new TypeError('no articles');
      const { paper, date, articleId } = second;
      const but = (hidden: SearchQuestion['hidden'], limit = 10_000) => {
        const { total, articles, more } = index.ask({ ...ALL, words: ['的'], hidden, limit });
        return [total, articles.map((one) => one.articleId), more];
      };
      const ids = found.map((one) => one.articleId);
      const left = ids.filter((id) => id !== articleId);
      expect(but([{ paper, date, articleId }])).toEqual([4, left, false]);
      expect(but([{ paper, date, articleId }], 1)).toEqual([4, left.slice(0, 1), true]);
      expect(but([{ paper: 'other', date, articleId }])).toEqual([5, ids, false]);
      const issue = { paper: 'jmrb', date: asIssueDate('2023-02-24'), articleId: null };
      const others = found.filter((one) => one.paper !== issue.paper || one.date !== issue.date);
      expect(others.length).toBe(3);
      expect(but([issue])).toEqual([others.length, others.map((one) => one.articleId), false]);
    });

    it('goes on with the day of an article that is gone', () => {
      const after = { date: asIssueDate('2023-02-25'), paper: 'jmrb', articleId: '99' };
      expect(idsFor(index, ['的'], { after })).toEqual(['2', '3', '4']);
    });

    it('counts only', () => {
      expect(index.ask({ ...ALL, words: ['的'], limit: 0 })).toEqual({ total: 5, articles: [], more: true });
    });
  });

  it.each<[string, (file: string) => Promise<void>]>([
    ['cut short', async (file) => truncate(file, 3_000)],
    ['no database', async (file) => writeFile(file, '<html>')],
    ['of nothing', async (file) => writeFile(file, '')],
    [
      'altered within',
      async (file) => {
        const bytes = await readFile(file);
        await writeFile(file, bytes.fill(0xff, 16_384));
      },
    ],
  ])('says so of a file that is %s', async (_, harm) => {
    const file = await madeFile([articleAt(1, { texts: ['鹤山'] })]);
    await harm(file);
    const indexes = indexesAt(file);
    const asking = indexes.open('search/any').then((index) => index.ask({ ...ALL, words: ['鹤'] }));
    await expect(asking).rejects.toBeInstanceOf(IndexDamaged);
    await indexes.close();
  });

  it('leaves nothing behind when its articles fail', async () => {
    const folder = await localFolder();
    async function* broken(): AsyncGenerator<IndexedArticle> {
      yield articleAt(1, { texts: ['鹤山'] });
      await Promise.resolve();
      throw new TypeError('broken');
    }
    await expect(new SqliteSearchMaker(folder).make(broken())).rejects.toBeInstanceOf(TypeError);
    expect(await readdir(folder)).toEqual([]);
  });
});
