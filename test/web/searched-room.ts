import { onTestFinished } from 'vitest';
import { SqliteSearchMaker } from '../../adapters/sqlite/sqlite-search-maker.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { makeSearch } from '../../core/publish/search/make-search.ts';
import { OPENING } from '../../core/publish/search/quote-hits.ts';
import type { Rights } from '../../web/deps.ts';
import { all, figureIn, putArticle } from '../support/figure-archive.ts';
import { localFolder } from '../support/local-folder.ts';
import { type AskedRoom, askedRoom } from './asked-room.ts';

export const HIDDEN = '仅在阅览室可见的后文';

export interface Handmade {
  readonly date: string;
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export const ARTICLES: readonly Handmade[] = [
  {
    date: '2023-02-25',
    id: '1',
    title: '鶴山市工作报告',
    paragraphs: ['开头。', `地区生产总值458.51亿元${HIDDEN}`],
  },
  { date: '2023-02-25', id: '2', title: '<script>alert(1)</script>', paragraphs: ['鹤山&"水厂"<b>投产</b>'] },
  { date: '2022-05-01', id: '3', title: '旧闻', paragraphs: ['鹤'.repeat(OPENING), `鹤山${HIDDEN}`] },
];

/** A room over articles whose words are indexed. */
export async function searchedRoom(
  articles: readonly Handmade[] = ARTICLES,
  rights: Rights = 'reading-room',
): Promise<AskedRoom> {
  const made = await askedRoom(rights);
  onTestFinished(made.close);
  for (const { date, id, title, paragraphs } of articles) {
    const text = paragraphs.join('\n');
    const blocks = paragraphs.map((one) => {
      const start = text.indexOf(one);
      return { kind: 'paragraph', text: one, start, end: start + one.length, mark: null, level: 0 } as const;
    });
    const figures = text.includes('458.51亿元')
      ? [figureIn(text, '458.51亿元', { indicatorId: 'gdp', place: { value: '鹤山市', from: 'printed' } })]
      : [];
    await putArticle(made.archive, {
      ...{ date, id, title, text, figures },
      page: 'B02',
      document: { blocks },
    });
  }
  const searchMaker = new SqliteSearchMaker(await localFolder());
  const now = () => asInstant('2024-04-30T00:00:00.000Z');
  await all(makeSearch({ ...made.archive, searchMaker, now, readingTakesMs: 0 }));
  return made;
}
