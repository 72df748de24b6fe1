import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { LocalObjects } from '../../core/capture/local-objects.ts';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import { folded, indicatorIdOf } from '../../core/publish/find-figures.ts';
import type {
  SearchFilter,
  SearchFound,
  SearchIndex,
  SearchIndexes,
  SearchPlace,
  SearchQuestion,
  SearchedArticle,
} from '../../core/publish/search/search-index.ts';
import { IndexFile } from './index-file.ts';
import { type IndexesSettings, OpenIndexes } from './open-indexes.ts';
import { StoredArticle, tokensOf } from './sqlite-search-layout.ts';

const SETTINGS = {
  // Those of twenty years.
  mostOpen: 260,
  // An HTTP API waits for 30 seconds at most, and a question goes to many of them.
  patienceMs: 12_000,
  // Pages stay with the system, for all of the files together, and are not copied for each.
  pragmas: 'PRAGMA mmap_size = 268435456; PRAGMA cache_size = -256',
};

/** The indexes of the words of the archive's months. */
export class SqliteSearchIndexes extends OpenIndexes<SqliteSearchIndex> implements SearchIndexes {
  constructor(local: LocalObjects, settings: Partial<IndexesSettings> = {}) {
    super(local, (key, db) => new SqliteSearchIndex(key, db), { ...SETTINGS, ...settings });
  }
}

/** A part of a question, as SQL. */
interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

const NO_ORDER: Condition = { sql: '', values: [] };

const TEXTS = z.array(z.string());
const INTEGER = z.number().int();
const BYTES = z.instanceof(Uint8Array);

/** An index of words in a SQLite file that is open to be read. */
export class SqliteSearchIndex extends IndexFile implements SearchIndex {
  /** Takes the database over. Fails with IndexDamaged. */
  constructor(key: ObjectKey, db: DatabaseSync) {
    super(key, db);
    this.guard(() => INTEGER.parse(this.#values(this.prepared(HOW_MANY))[0]));
  }

  ask(question: SearchQuestion): SearchFound {
    return this.guard(() => this.#ask(question));
  }

  #ask(question: SearchQuestion): SearchFound {
    const conditions = this.#conditionsOf(question);
    const total = INTEGER.parse(this.#select('count(*)', conditions)[0]);
    if (total === 0) return { total, articles: [], more: false };
    const behind: Condition = { sql: 'words.rowid > ?', values: [this.#placeOf(question.after)] };
    const { limit } = question;
    const first: Condition = { sql: 'ORDER BY words.rowid LIMIT ?', values: [limit + 1] };
    const places = this.#select('words.rowid', [...conditions, behind], first).map((one) =>
      INTEGER.parse(one),
    );
    return {
      total,
      articles: places.slice(0, limit).map((place) => this.#articleAt(place)),
      more: places.length > limit,
    };
  }

  #conditionsOf({ words, paper, from, to, page, section, hidden, ...figure }: SearchQuestion): Condition[] {
    // Tokens hold no quotes: whatever was asked for is a phrase of its characters, and never a command.
    const phrases = words.map((word) => `"${tokensOf(word)}"`).join(' AND ');
    const conditions: Condition[] = [{ sql: 'words MATCH ?', values: [phrases] }];
    const add = (sql: string, ...values: SQLInputValue[]): void => void conditions.push({ sql, values });
    if (from !== null || to !== null) {
      const bounds = this.prepared(
        'SELECT min(place) AS first, max(place) AS last FROM articles WHERE date BETWEEN ? AND ?',
      ).get(from ?? '', to ?? '9');
      add('words.rowid BETWEEN ? AND ?', Number(bounds?.['first'] ?? 0), Number(bounds?.['last'] ?? 0));
    }
    if (paper !== null) add('articles.paper = ?', paper);
    if (page !== null && /\d$/.test(page)) add('articles.page = ?', page);
    else if (page !== null) add("rtrim(articles.page, '0123456789') = ?", page);
    if (section !== null)
      add(
        `articles.section IN ${LISTED}`,
        this.#those('articles', 'section', (one) => one.includes(folded(section))),
      );
    if (hidden.length > 0) add(`words.rowid NOT IN (${HIDDEN})`, JSON.stringify(hidden));
    conditions.push(...this.#figureConditions(figure));
    return conditions;
  }

  #figureConditions({ place, indicator }: Pick<SearchFilter, 'place' | 'indicator'>): Condition[] {
    const [asked, values] = [new Array<string>(), new Array<SQLInputValue>()];
    if (place !== null) {
      asked.push(`place IN ${LISTED}`);
      values.push(this.#those('figures', 'place', (one) => one.startsWith(folded(place))));
    }
    if (indicator !== null) {
      // A registered name is asked for by what it means: 生产总值 is not also 人均生产总值.
      const id = indicatorIdOf(indicator);
      asked.push(id === null ? `indicator IN ${LISTED}` : 'indicator_id = ?');
      values.push(id ?? this.#those('figures', 'indicator', (one) => one.includes(folded(indicator))));
    }
    if (asked.length === 0) return [];
    return [{ sql: `words.rowid IN (SELECT article FROM figures WHERE ${asked.join(' AND ')})`, values }];
  }

  /** The values of a column that fit once they are folded, as a list in JSON. */
  #those(table: string, column: string, fits: (one: string) => boolean): string {
    const distinct = `SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL`;
    const values = TEXTS.parse(this.#values(this.prepared(distinct)));
    return JSON.stringify(values.filter((one) => fits(folded(one))));
  }

  #select(what: string, conditions: readonly Condition[], order: Condition = NO_ORDER): unknown[] {
    const joined = conditions.some(({ sql }) => sql.includes('articles.'));
    const sql =
      `SELECT ${what} FROM words ${joined ? 'JOIN articles ON articles.place = words.rowid' : ''} ` +
      `WHERE ${conditions.map((one) => one.sql).join(' AND ')} ${order.sql}`;
    return this.#values(this.prepared(sql), ...[...conditions, order].flatMap(({ values }) => values));
  }

  /** 0 before all of them. */
  #placeOf(after: SearchPlace | null): number {
    if (after === null) return 0;
    const { date, paper, articleId } = after;
    const there = this.prepared('SELECT place FROM articles WHERE date = ? AND paper = ? AND id = ?');
    // An article that moved away since: its day is shown from its beginning rather than not at all.
    const newer = this.prepared('SELECT max(place) FROM articles WHERE date > ?');
    return Number(this.#values(there, date, paper, articleId)[0] ?? this.#values(newer, date)[0] ?? 0);
  }

  #articleAt(place: number): SearchedArticle {
    const told = this.prepared('SELECT told FROM articles WHERE place = ?');
    const bytes = BYTES.parse(this.#values(told, place)[0]);
    return StoredArticle.parse(JSON.parse(inflateRawSync(bytes).toString()));
  }

  /** Of the first column of each row. */
  #values(statement: StatementSync, ...values: readonly SQLInputValue[]): unknown[] {
    return statement.all(...values).map((row) => Object.values(row)[0]);
  }
}

const HOW_MANY = `SELECT CAST(value AS INTEGER) FROM about WHERE name = 'articles'`;

/** CROSS JOIN: those that are named are looked up, and not every article held against them. */
const HIDDEN = `
  SELECT one.place FROM json_each(?) AS hidden CROSS JOIN articles AS one ON one.date = hidden.value ->> 'date'
  WHERE one.paper = hidden.value ->> 'paper'
    AND (hidden.value ->> 'articleId' IS NULL OR one.id = hidden.value ->> 'articleId')`;

const LISTED = '(SELECT value FROM json_each(?))';
