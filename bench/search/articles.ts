import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import type { IndexedArticle } from '../../core/publish/search/search-index.ts';
import { paperFiles } from '../../demo/paper.ts';

/* Articles in the genre: sentences of the demonstration paper, with other numbers, places and names. */

const MONTHS = 36;
const LENGTH = 1_500;
const PLACES = ['江门', '台山', '开平', '鹤山', '恩平', '蓬江', '江海', '新会'];
/** A few articles have one of each; some are beyond the first plane, some are traditional or full-width. */
const RARE = ['𠮷田', '𡞱', '喆', '镕', '國家', 'ＧＤＰ', '458.51', '４５８．５１亿元', '“十四五”', 'No.7-B'];

/** By month, each in the order in which its articles are found. */
export function monthsOfArticles(count: number): Map<string, IndexedArticle[]> {
  const random = lcg(7);
  const sentences = sentencesOfPaper();
  const months = new Map<string, IndexedArticle[]>();
  for (let at = 0; at < count; at += 1) {
    const number = Math.floor((at * MONTHS) / count);
    const month = `${2023 - Math.floor(number / 12)}-${String(12 - (number % 12)).padStart(2, '0')}`;
    const of = months.get(month) ?? [];
    months.set(month, of);
    const day = String(28 - Math.floor(((at * MONTHS) % count) / (count / 28))).padStart(2, '0');
    of.push(articleOf(at, `${month}-${day}`, sentences, random));
  }
  return months;
}

function articleOf(
  at: number,
  day: string,
  sentences: readonly string[],
  random: (below: number) => number,
): IndexedArticle {
  const one = (): string =>
    (sentences[random(sentences.length)] ?? '')
      .replace(/\d/g, () => String(random(10)))
      .replace(/江门|台山|开平|鹤山|恩平|蓬江|江海|新会/g, () => PLACES[random(PLACES.length)] ?? '');
  const paragraphs: string[] = [];
  for (let length = 0; length < LENGTH;) {
    const paragraph = one() + one() + (random(40) === 0 ? (RARE[random(RARE.length)] ?? '') : '') + one();
    paragraphs.push(paragraph);
    length += paragraph.length;
  }
  const title = one().slice(0, 20);
  const date = asIssueDate(day);
  return {
    article: {
      ...{
        paper: 'demo',
        date,
        page: `A0${1 + random(8)}`,
        section: '要闻',
        articleId: String(600_000 + at),
      },
      path: asResourcePath(`html/content_${600_000 + at}.htm`),
      ...{ version: 1, title, report: null },
      fields: [
        { line: 'title', text: title },
        ...paragraphs.map((text) => ({ line: 'text', text }) as const),
      ],
    },
    figures: [
      { place: `${PLACES[at % PLACES.length]}市`, indicatorId: at % 3 === 0 ? 'gdp' : null, indicator: null },
    ],
  };
}

function sentencesOfPaper(): string[] {
  const found = new Set<string>();
  for (const { bytes } of paperFiles('first').values()) {
    const text = new TextDecoder().decode(bytes);
    for (const [sentence] of text.replace(/<[^>]*>/g, '\n').matchAll(/[^。！？&;\n]{8,80}[。！？]/g))
      if (/[\u4e00-\u9fff]{4}/.test(sentence)) found.add(sentence.trim());
  }
  return [...found];
}

/** The same numbers in every run. */
function lcg(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(state / 256) % below;
  };
}
