import { tmpdir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import type { NewIndex } from '../../core/publish/indexes/data-index.ts';
import { foldText } from '../../core/publish/search/fold-text.ts';
import type { IndexedArticle, SearchIndexMaker } from '../../core/publish/search/search-index.ts';
import { NEW_FILE_PRAGMAS, newIndexFile } from './new-index-file.ts';
import { END_OF_LINE, SEARCH_LAYOUT, tokensOf } from './sqlite-search-layout.ts';

/** Indexes of words as SQLite files, each made in a folder of its own that is gone when the index is closed. */
export class SqliteSearchMaker implements SearchIndexMaker {
  readonly #parent: string;

  /** Makes folders within `parent`. */
  constructor(parent: string = tmpdir()) {
    this.#parent = parent;
  }

  make(articles: AsyncIterable<IndexedArticle>): Promise<NewIndex> {
    return newIndexFile(this.#parent, (file) => write(file, articles));
  }
}

/** Gives back how many articles there were. */
async function write(file: string, articles: AsyncIterable<IndexedArticle>): Promise<number> {
  // In its defensive mode SQLite would keep a journal all the same.
  const db = new DatabaseSync(file, { defensive: false });
  try {
    db.exec(`${NEW_FILE_PRAGMAS}; BEGIN; ${SEARCH_LAYOUT}`);
    const words = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
    const told = db.prepare('INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)');
    const figure = db.prepare('INSERT INTO figures VALUES (?, ?, ?, ?)');
    let at = 0;
    for await (const { article, figures } of articles) {
      at += 1;
      const { date, paper, articleId, page, section, fields } = article;
      words.run(at, fields.map(({ text }) => tokensOf(foldText(text).text)).join(` ${END_OF_LINE} `));
      told.run(at, date, paper, articleId, page, section, deflateRawSync(JSON.stringify(article)));
      for (const { place, indicatorId, indicator } of figures) figure.run(at, place, indicatorId, indicator);
    }
    db.prepare('INSERT INTO about VALUES (?, ?)').run('articles', String(at));
    // The lists of a token become one, and what they were before gives its room back.
    db.exec("INSERT INTO words (words) VALUES ('optimize'); COMMIT; VACUUM");
    return at;
  } finally {
    db.close();
  }
}
