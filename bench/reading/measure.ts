import { decodeHtml } from '../../core/read/page/decode-html.ts';
import type { ArticlePlace } from '../../core/read/page/article-html.ts';
import { parseHtml } from '../../core/read/page/parse-html.ts';
import { readArticleBytes } from '../../core/read/read-article.ts';
import type { AnnotatedArticle } from '../scoring/score-article.ts';
import { locateNotes } from '../scoring/locate-notes.ts';
import { todaysReading } from '../scoring/read-articles.ts';
import { HOSTILE } from './hostile.ts';
import {
  type Comparison,
  NO_COMPARISON,
  type Quantity,
  addComparison,
  compare,
  quantityOf,
} from './quantity.ts';
import { leastTimes, processorMs } from './stopwatch.ts';

/** How long a page takes from its bytes to its checked figures, and its parser alone; milliseconds at the quickest. */
export interface PageTimes {
  readonly characters: number;
  readonly figures: number;
  readonly parser: number;
  readonly reading: number;
}

export function measurePage(bytes: Uint8Array, place: ArticlePlace): PageTimes {
  const { text: html } = decodeHtml(bytes, null);
  const times = leastTimes(
    { parser: () => parseHtml(html).$, reading: () => readArticleBytes(bytes, null, place) },
    { warmUps: 30, rounds: 60 },
  );
  return {
    characters: html.length,
    figures: readArticleBytes(bytes, null, place).figures.length,
    parser: times.get('parser') ?? Number.NaN,
    reading: times.get('reading') ?? Number.NaN,
  };
}

/** How long a hostile text takes, and one of twice its size; milliseconds of the processor at the quickest. */
export interface Growth {
  readonly name: string;
  readonly size: number;
  readonly once: number;
  readonly twice: number;
}

const ROUNDS = 5;
const ATTEMPTS = 3;

/** A text that seems to grow by more than `most` is measured again: noise passes, growth stays. */
export function measureHostile(most: number): Growth[] {
  return HOSTILE.map(({ name, size, text }) => {
    const [one, two] = [text(size), text(2 * size)];
    let [once, twice] = [Infinity, Infinity];
    for (let attempt = 0; attempt < ATTEMPTS && (attempt === 0 || twice > most * once); attempt += 1) {
      const times = leastTimes(
        { once: () => todaysReading(one), twice: () => todaysReading(two) },
        { warmUps: 1, rounds: ROUNDS },
        processorMs,
      );
      once = Math.min(once, times.get('once') ?? Number.NaN);
      twice = Math.min(twice, times.get('twice') ?? Number.NaN);
    }
    return { name, size, once, twice };
  });
}

/** How long dense text takes, once what reads it has been compiled; milliseconds at the quickest. */
export interface DenseTimes {
  readonly characters: number;
  readonly figures: number;
  /** The sum of all articles, each at its quickest. */
  readonly reading: number;
}

/** The engine compiles for some passes what it has seen to be asked for often. */
const WARM_PASSES = 10;
const PASSES = 10;

export function measureDense(texts: readonly string[]): DenseTimes {
  const least = texts.map(() => Infinity);
  for (let pass = -WARM_PASSES; pass < PASSES; pass += 1) {
    for (const [at, text] of texts.entries()) {
      const started = performance.now();
      todaysReading(text);
      const time = performance.now() - started;
      if (pass >= 0) least[at] = Math.min(least[at] ?? Infinity, time);
    }
  }
  return {
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    figures: texts.reduce((sum, text) => sum + todaysReading(text).figures.length, 0),
    reading: least.reduce((sum, time) => sum + time, 0),
  };
}

/** What an extractor makes of the articles, and how many characters it reads in a second. */
export interface Extracted {
  readonly comparison: Comparison;
  readonly charactersPerSecond: number;
}

/** Milliseconds below which all articles are read once more, for the clock to tell. */
const LEAST_READ = 500;

export function measureExtractor(
  articles: readonly AnnotatedArticle[],
  extract: (text: string) => readonly Quantity[],
): Extracted {
  // Whatever it makes ready at its first call is not counted.
  for (const { text } of articles.slice(0, 5)) extract(text);
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0);
  let passes = 0;
  const started = performance.now();
  let elapsed = 0;
  do {
    for (const { text } of articles) extract(text);
    passes += 1;
    elapsed = performance.now() - started;
  } while (elapsed < LEAST_READ);
  return {
    comparison: articles
      .map(({ name, text, notes }) =>
        compare(text, locateNotes(name, text, notes.figures).map(quantityOf), extract(text)),
      )
      .reduce(addComparison, NO_COMPARISON),
    charactersPerSecond: (1000 * passes * characters) / elapsed,
  };
}
