import { describe, expect, it } from 'vitest';
import { Catalog } from '../../../../core/catalog/catalog.ts';
import { type Instant, asInstant, instantOf } from '../../../../core/paper/instant.ts';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { asResourcePath } from '../../../../core/paper/resource.ts';
import { sha256Of } from '../../../../core/paper/sha256.ts';
import { NOTHING_HIDDEN, askSearch } from '../../../../core/publish/search/ask-search.ts';
import {
  SEARCH_FORM,
  type SearchFound,
  type SearchQuestion,
  type SearchedArticle,
} from '../../../../core/publish/search/search-index.ts';
import { MemoryTable } from '../../../support/memory-ports.ts';

const AT = asInstant('2023-03-01T00:00:00.000Z');
const FILTER = {
  ...{ words: ['鹤山'], paper: null, from: null, to: null },
  ...{ page: null, section: null, place: null, indicator: null },
};
const NOTHING: SearchFound = { total: 0, articles: [], more: false };

function article(articleId: string): SearchedArticle {
  return {
    ...{ paper: 'jmrb', date: asIssueDate('2023-02-25'), page: 'B02', section: null, articleId },
    ...{ path: asResourcePath(`html/2023-02/25/content_${articleId}.htm`), version: 1 },
    ...{ title: null, report: null, fields: [] },
  };
}

/** Asks for two articles of these months, whose indexes answer so; every answer takes `tookMs`. */
async function ask(
  answers: Readonly<Record<string, (question: SearchQuestion) => SearchFound>>,
  { tookMs = 0 }: { readonly tookMs?: number } = {},
) {
  const catalog = new Catalog(new MemoryTable());
  for (const month of Object.keys(answers))
    await catalog.putSearchPart({
      ...{ month, form: SEARCH_FORM, at: AT, state: sha256Of(month), bytes: 1 },
      ...{ articles: 3, unread: 0, object: month },
    });
  let clock = Date.parse(AT);
  const now = (): Instant => instantOf(new Date(clock));
  const searchIndexes = {
    open: (key: string) =>
      Promise.resolve({
        ask: (question: SearchQuestion) => {
          clock += tookMs;
          return answers[key]?.(question) ?? NOTHING;
        },
      }),
  };
  const asking = { after: null, limit: 2, hiddenIn: NOTHING_HIDDEN };
  return askSearch({ catalog, searchIndexes, now }, FILTER, asking);
}

describe('a question to all months', () => {
  it('is answered by the newest first, and has more where an older month has none', async () => {
    const articles = [article('1'), article('2')];
    const answer = await ask({
      '2022-05': () => NOTHING,
      '2023-02': () => ({ total: 3, articles, more: true }),
    });
    expect(answer).toMatchObject({ articles, more: true, unaskedFrom: null });
    expect(answer.months).toEqual([{ month: '2023-02', total: 3 }]);
  });

  it('wants of older months what is missing still, and then only how many there are', async () => {
    const limits: number[] = [];
    const one = (articleId: string) => (question: SearchQuestion) => {
      limits.push(question.limit);
      return {
        total: 1,
        articles: [article(articleId)].slice(0, question.limit),
        more: question.limit === 0,
      };
    };
    const answer = await ask({ '2022-12': one('1'), '2023-01': one('2'), '2023-02': one('3') });
    expect(limits).toEqual([2, 1, 0]);
    expect(answer.articles.map(({ articleId }) => articleId)).toEqual(['3', '2']);
    expect([answer.more, answer.months.length]).toEqual([true, 3]);
  });

  it('tells from which month on there was no time', async () => {
    const slow = { tookMs: 7_000 };
    const none = () => NOTHING;
    const months = { '2022-12': none, '2023-01': none, '2023-02': none };
    // 14 seconds are more than anybody waits for a page that is not full.
    expect((await ask(months, slow)).unaskedFrom).toBe('2022-12');
    const full = () => ({ total: 2, articles: [article('1'), article('2')], more: false });
    // And 7 are more than anybody waits to have the rest counted.
    expect((await ask({ ...months, '2023-02': full }, slow)).unaskedFrom).toBe('2023-01');
  });
});
