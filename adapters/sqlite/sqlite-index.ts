import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import type {
  Condition,
  DataIndex,
  FacetForm,
  Found,
  FoundRow,
  Match,
  Question,
  RowGroup,
} from '../../core/publish/indexes/data-index.ts';
import type { ReleaseColumn } from '../../core/publish/release/release-version.ts';
import type { Cell, Row } from '../../core/publish/tables/column.ts';
import { IndexFile } from './index-file.ts';
import {
  BLOCK_ROWS,
  COMMON_VALUES,
  StoredForm,
  columnOf,
  keyNumber,
  lookedUp,
  lookupOf,
} from './sqlite-index-layout.ts';

const Ids = z.array(z.number());

/** Values of one facet that are looked up one after the other; of more, rows are looked through instead. */
const MOST_LOOKUPS = 64;
/** A row that is looked up costs about as much as these that are looked through one after the other. */
const SCANNED_PER_LOOKUP = 3;
/** How many rows share a key at most, about: an article has no more figures. */
const ROWS_PER_KEY = 100;

/** What a condition comes to in this index. */
interface Resolved {
  readonly facet: FacetForm;
  /** The numbers that stand for the values that fit, as a list in JSON, and how many they are. */
  readonly ids: string;
  readonly count: number;
  /** How many rows have one of them, or about so many, and between which places. */
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  /** Of a key: what the row's own cell has to be. */
  readonly keys: ReadonlySet<string> | null;
}

/** A stretch of places, both ends included. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** An index in a SQLite file that is open to be read. */
export class SqliteIndex extends IndexFile implements DataIndex {
  readonly #form: StoredForm;
  readonly #common = new Map<string, number[]>();

  /** Takes the database over. Fails with IndexDamaged. */
  constructor(key: ObjectKey, db: DatabaseSync) {
    super(key, db);
    this.#form = this.guard(() => {
      const told = this.prepared(`SELECT value FROM about WHERE name = 'form'`).get();
      return StoredForm.parse(JSON.parse(String(told?.['value'])));
    });
    this.guard(() => {
      for (const { facet, id } of this.prepared(COMMON_VALUES).all()) {
        const ids = this.#common.get(String(facet)) ?? [];
        this.#common.set(String(facet), [...ids, Number(id)]);
      }
    });
  }

  get columns(): readonly ReleaseColumn[] {
    return this.#form.columns;
  }

  ask(question: Question): Found {
    return this.guard(() => this.#ask(question));
  }

  groups(facets: readonly string[]): readonly RowGroup[] {
    return this.guard(() => this.#groups(facets.map((name) => this.#valueFacet(name))));
  }

  #groups(facets: readonly FacetForm[]): readonly RowGroup[] {
    const columns = facets.map(columnOf);
    const select = `SELECT ${columns.join(', ')}, count(*) AS rows, min(place) AS first, max(place) AS last
      FROM facets NOT INDEXED WHERE ${columns.map((column) => `${column} IS NOT NULL`).join(' AND ')}
      GROUP BY ${columns.join(', ')} ORDER BY first`;
    const names = facets.map(({ name }) => this.#valuesOf(name));
    return this.prepared(select)
      .all()
      .map((group) => ({
        values: facets.map(({ name }, at) => names[at]?.get(Number(group[`f_${name}`])) ?? ''),
        ...{ rows: Number(group['rows']), first: Number(group['first']), last: Number(group['last']) },
      }));
  }

  #valueFacet(name: string): FacetForm {
    const facet = this.#form.facets.find((one) => one.name === name);
    if (facet?.kind !== 'value') throw new RangeError(`the index '${this.key}' has no values of '${name}'`);
    return facet;
  }

  #valuesOf(facet: string): ReadonlyMap<number, string> {
    const values = this.prepared('SELECT id, value FROM facet_values WHERE facet = ?').all(facet);
    return new Map(values.map(({ id, value }) => [Number(id), String(value)]));
  }

  #ask({ conditions, after, limit, maxBytes }: Question): Found {
    const resolved: Resolved[] = [];
    let [first, last] = [after + 1, this.#form.rows];
    for (const condition of conditions) {
      const one = this.#resolve(condition);
      if (one.count === 0) return { rows: [], more: false };
      resolved.push(one);
      first = Math.max(first, one.first);
      last = Math.min(last, one.last);
    }
    const rows: FoundRow[] = [];
    let bytes = 0;
    while (first <= last) {
      const wanted = limit + 1 - rows.length;
      const places = this.#places(resolved, { first, last }, wanted);
      for (const { place, line } of this.#lines(places)) {
        const row = this.#row(line);
        if (!resolved.every(({ keys, facet }) => keys?.has(String(row[facet.name])) ?? true)) continue;
        bytes += Buffer.byteLength(line);
        if (rows.length === limit || (rows.length > 0 && bytes > maxBytes)) return { rows, more: true };
        rows.push({ place, row });
      }
      // Only where the number of another key was taken for one that is asked for there is more to be found.
      if (places.length < wanted) break;
      first = (places.at(-1) ?? last) + 1;
    }
    return { rows, more: false };
  }

  #resolve({ facet: name, anyOf }: Condition): Resolved {
    const facet = this.#form.facets.find((one) => one.name === name);
    if (facet === undefined) throw new RangeError(`the index '${this.key}' has no facet '${name}'`);
    if (facet.kind === 'key') return this.#resolveKey(facet, anyOf);
    const fits = anyOf.map(valueTerm);
    // A word can be in many thousands of values: they are gathered where they lie.
    const told = this.prepared(
      `SELECT json_group_array(id) AS ids, count(*) AS count, sum(rows) AS rows, min(first) AS first, max(last) AS last
       FROM facet_values WHERE facet = ? AND (${fits.map(({ sql }) => sql).join(' OR ')})`,
    ).get(name, ...fits.flatMap(({ values }) => values));
    const number = (column: string): number => Number(told?.[column] ?? 0);
    return {
      ...{ facet, ids: String(told?.['ids']), count: number('count'), keys: null },
      ...{ rows: number('rows'), first: number('first'), last: number('last') },
    };
  }

  #resolveKey(facet: FacetForm, anyOf: readonly Match[]): Resolved {
    const keys = new Set(
      anyOf.map((match) => {
        if ('is' in match) return match.is;
        throw new RangeError(`the key '${facet.name}' can be asked for as it is only`);
      }),
    );
    const ids = [...new Set(Array.from(keys, keyNumber))];
    return {
      ...{ facet, ids: JSON.stringify(ids), count: ids.length, keys },
      ...{ rows: ids.length * ROWS_PER_KEY, first: 1, last: this.#form.rows },
    };
  }

  /**
   * The first places that fit, ascending. Either every row of the stretch is looked at, or what has the rarest of the
   * values that are asked for is looked up, a value at a time: each comes in the order of places, and so nothing has
   * to be sorted but what was found.
   */
  #places(resolved: readonly Resolved[], stretch: Stretch, limit: number): number[] {
    const rarest = resolved.filter((one) => this.#canLookUp(one)).toSorted((a, b) => a.rows - b.rows)[0];
    const span = stretch.last - stretch.first + 1;
    if (rarest === undefined || span <= rarest.rows * SCANNED_PER_LOOKUP)
      return this.#select('facets NOT INDEXED', resolved.map(term), stretch, limit);
    const { facet } = rarest;
    const others = resolved.filter((one) => one !== rarest).map(term);
    // SQLite takes the lookup only when it is told in the same words which rows are in it.
    const within: Term = { sql: lookedUp(facet, this.#common.get(facet.name) ?? []), values: [] };
    const found = idsOf(rarest).flatMap((id) =>
      this.#select(
        `facets INDEXED BY ${lookupOf(facet)}`,
        [{ sql: `${columnOf(facet)} = ?`, values: [id] }, within, ...others],
        stretch,
        limit,
      ),
    );
    return found.sort((a, b) => a - b).slice(0, limit);
  }

  #canLookUp(one: Resolved): boolean {
    if (one.count > MOST_LOOKUPS) return false;
    const common = this.#common.get(one.facet.name) ?? [];
    return !idsOf(one).some((id) => common.includes(id));
  }

  #select(from: string, terms: readonly Term[], { first, last }: Stretch, limit: number): number[] {
    const where = ['place BETWEEN ? AND ?', ...terms.map(({ sql }) => sql)].join(' AND ');
    return this.prepared(`SELECT place FROM ${from} WHERE ${where} ORDER BY place LIMIT ?`)
      .all(first, last, ...terms.flatMap(({ values }) => values), limit)
      .map(({ place }) => Number(place));
  }

  *#lines(places: readonly number[]): Generator<{ readonly place: number; readonly line: string }> {
    const select = this.prepared('SELECT rows FROM blocks WHERE first = ?');
    let [block, lines]: [number, readonly string[]] = [0, []];
    for (const place of places) {
      const first = place - ((place - 1) % BLOCK_ROWS);
      if (first !== block) {
        const rows = select.get(first)?.['rows'];
        if (!(rows instanceof Uint8Array)) throw new SyntaxError(`no block of rows begins at ${first}`);
        [block, lines] = [first, inflateRawSync(rows).toString('utf8').split('\n')];
      }
      yield { place, line: lines[place - first] ?? '' };
    }
  }

  #row(line: string): Row {
    const cells = cellsIn(line);
    const row: Record<string, Cell> = {};
    for (const [at, { name }] of this.#form.columns.entries()) row[name] = cells[at] ?? null;
    return row;
  }
}

/** A part of a WHERE, with what its marks stand for. */
interface Term {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

function term(one: Resolved): Term {
  const column = columnOf(one.facet);
  return one.count === 1
    ? { sql: `${column} = ?`, values: idsOf(one) }
    : { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [one.ids] };
}

function idsOf({ ids }: Resolved): readonly number[] {
  return Ids.parse(JSON.parse(ids));
}

/** By hand, since a schema takes longer than all else of a page of a thousand rows. */
function cellsIn(line: string): readonly Cell[] {
  const cells: unknown = JSON.parse(line);
  if (Array.isArray(cells) && cells.every(isCell)) return cells;
  throw new SyntaxError('a row is no list of cells');
}

function isCell(value: unknown): value is Cell {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

/** No text that begins as another does comes after that one with this behind it. */
const LAST_CHARACTER = '\u{10ffff}';

function valueTerm(match: Match): Term {
  if ('is' in match) return { sql: 'value = ?', values: [match.is] };
  if ('holds' in match) return { sql: 'instr(value, ?) > 0', values: [match.holds] };
  if ('beginsWith' in match) {
    const { beginsWith } = match;
    return { sql: '(value >= ? AND value < ?)', values: [beginsWith, beginsWith + LAST_CHARACTER] };
  }
  const ends = [
    ...(match.from === null ? [] : [{ sql: 'value >= ?', value: match.from }]),
    ...(match.to === null ? [] : [{ sql: 'value <= ?', value: match.to }]),
  ];
  return {
    sql: `(${ends.map(({ sql }) => sql).join(' AND ') || 'TRUE'})`,
    values: ends.map(({ value }) => value),
  };
}
