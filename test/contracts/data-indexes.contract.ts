import { expect, it } from 'vitest';
import type {
  Condition,
  DataIndex,
  FacetForm,
  IndexedRow,
  Match,
} from '../../core/publish/indexes/data-index.ts';

const COLUMNS = [
  { name: 'id', type: 'string' },
  { name: 'place', type: 'string' },
  { name: 'number', type: 'integer' },
  { name: 'value', type: 'number' },
];
const FACETS: readonly FacetForm[] = [
  { name: 'id', kind: 'key' },
  { name: 'place', kind: 'value' },
  { name: 'year', kind: 'value' },
  { name: 'modality', kind: 'value' },
];
const FORM = { columns: COLUMNS, facets: FACETS };

/** A thousand rows, so that common and rare values, and many blocks, are among them. */
const COUNT = 1_000;
const PLACES = ['江门市', '鹤山市', '鹤城镇', '台山市', '𠮷山'];
const rows: readonly IndexedRow[] = Array.from({ length: COUNT }, (_, at) => {
  const place = at % 10 === 0 ? null : (PLACES[(at * 7) % PLACES.length] ?? null);
  return {
    row: {
      // Two neighbours share an id.
      id: `id-${Math.floor(at / 2)}`,
      ...{ place, number: at, value: `${at}.10` },
    },
    facets: {
      ...{ id: `id-${Math.floor(at / 2)}`, place, year: String(2000 + (at % 20)) },
      modality: at % 97 === 0 ? 'forecast' : 'actual',
    },
  };
});

type MakeAndOpen = (form: typeof FORM, rows: AsyncIterable<IndexedRow>) => Promise<DataIndex>;

/** What every maker of indexes and whoever opens them promise together. */
export function answersQuestions(makeAndOpen: MakeAndOpen): void {
  const indexOf = async (some: readonly IndexedRow[] = rows): Promise<DataIndex> =>
    makeAndOpen(FORM, asynchronous(some));
  const ask = (index: DataIndex, conditions: readonly Condition[], after = 0, limit = COUNT) =>
    index.ask({ conditions, after, limit, maxBytes: Infinity }).rows;

  it('gives back every row as it was, in order, with its place', async () => {
    const index = await indexOf();
    const found = ask(index, []);
    expect(found).toEqual(rows.map(({ row }, at) => ({ place: at + 1, row })));
    expect(Object.keys(found[0]?.row ?? {})).toEqual(COLUMNS.map(({ name }) => name));
    expect(index.columns).toEqual(COLUMNS);
  });

  // What fits is told by looking at each row, in other words than an index does.
  const holds = ({ facet, anyOf }: Condition, { facets }: IndexedRow): boolean => {
    const value = facets[facet] ?? null;
    return value !== null && anyOf.some((match) => fits(value, match));
  };
  it.each<[string, readonly Condition[]]>([
    ['a value', [{ facet: 'place', anyOf: [{ is: '鹤山市' }] }]],
    [
      'any of several values',
      [{ facet: 'place', anyOf: [{ is: '鹤山市' }, { is: '台山市' }, { is: '无' }] }],
    ],
    ['what a value begins with', [{ facet: 'place', anyOf: [{ beginsWith: '鹤' }] }]],
    ['what a value beyond the first plane begins with', [{ facet: 'place', anyOf: [{ beginsWith: '𠮷' }] }]],
    ['what a value holds', [{ facet: 'place', anyOf: [{ holds: '山' }] }]],
    ['a stretch', [{ facet: 'year', anyOf: [{ from: '2003', to: '2005' }] }]],
    ['a stretch without an end', [{ facet: 'year', anyOf: [{ from: '2017', to: null }] }]],
    ['a stretch without a beginning', [{ facet: 'year', anyOf: [{ from: null, to: '2002' }] }]],
    ['a value that nearly all have', [{ facet: 'modality', anyOf: [{ is: 'actual' }] }]],
    ['a key', [{ facet: 'id', anyOf: [{ is: 'id-7' }] }]],
    ['keys, of which one is of no row', [{ facet: 'id', anyOf: [{ is: 'id-499' }, { is: 'id-500' }] }]],
    ['nothing that any row has', [{ facet: 'place', anyOf: [{ is: "' OR 1=1 --" }] }]],
    [
      'several conditions at once',
      [
        { facet: 'place', anyOf: [{ beginsWith: '鹤' }, { is: '江门市' }] },
        { facet: 'year', anyOf: [{ from: '2001', to: '2016' }] },
        { facet: 'modality', anyOf: [{ is: 'forecast' }] },
      ],
    ],
    [
      'a rare and a common value',
      [
        { facet: 'modality', anyOf: [{ is: 'forecast' }] },
        { facet: 'place', anyOf: [{ holds: '市' }] },
      ],
    ],
    [
      'a key whose row does not fit otherwise',
      [
        { facet: 'id', anyOf: [{ is: 'id-7' }] },
        { facet: 'year', anyOf: [{ is: '2015' }] },
      ],
    ],
  ])('finds %s', async (_, conditions) => {
    const expected = rows.flatMap((one, at) =>
      conditions.every((condition) => holds(condition, one)) ? [at + 1] : [],
    );
    const index = await indexOf();
    expect(ask(index, conditions).map(({ place }) => place)).toEqual(expected);
    // The same a page at a time.
    const paged: number[] = [];
    for (let page = ask(index, conditions, 0, 7); page.length > 0;) {
      paged.push(...page.map(({ place }) => place));
      page = ask(index, conditions, paged.at(-1), 7);
    }
    expect(paged).toEqual(expected);
  });

  it('says whether there is more', async () => {
    const index = await indexOf();
    const conditions = [{ facet: 'place', anyOf: [{ is: '鹤山市' }] }];
    const all = ask(index, conditions).length;
    for (const [limit, more] of [
      [all - 1, true],
      [all, false],
      [all + 1, false],
    ] as const) {
      const found = index.ask({ conditions, after: 0, limit, maxBytes: Infinity });
      expect([limit, found.rows.length, found.more]).toEqual([limit, Math.min(limit, all), more]);
    }
    const neighbours = [{ facet: 'id', anyOf: [{ is: 'id-7' }] }];
    expect(index.ask({ conditions: neighbours, after: 0, limit: 1, maxBytes: Infinity }).more).toBe(true);
    expect(index.ask({ conditions: neighbours, after: 15, limit: 1, maxBytes: Infinity }).more).toBe(false);
  });

  it('gives fewer rows where they are long, at least one, and all of them in the end', async () => {
    const lengths = [1, 500, 400, 300, 2_000, 5, 5, 5];
    const long = lengths.map((length, at) => ({
      row: { id: `${at}`, place: '长'.repeat(length) },
      facets: { id: `${at}` },
    }));
    const index = await indexOf(long);
    const pages: number[] = [];
    let [after, more] = [0, true];
    while (more) {
      const found = index.ask({ conditions: [], after, limit: 6, maxBytes: 3_000 });
      pages.push(found.rows.length);
      [after, more] = [found.rows.at(-1)?.place ?? Infinity, found.more];
    }
    // A character takes up three bytes, and a row some more.
    expect(pages).toEqual([3, 1, 1, 3]);
  });

  it('finds a row by its own key only, whatever else is like it', async () => {
    const many = Array.from({ length: 200 }, (_, at) => `key ${at}`);
    const index = await indexOf(many.map((id) => ({ row: { id }, facets: { id } })));
    for (const id of many) {
      expect(ask(index, [{ facet: 'id', anyOf: [{ is: id }] }]).map(({ row }) => row['id'])).toEqual([id]);
    }
  });

  it('can be of no rows', async () => {
    const index = await indexOf([]);
    expect(ask(index, [])).toEqual([]);
    expect(ask(index, [{ facet: 'place', anyOf: [{ is: '鹤山市' }] }])).toEqual([]);
  });

  it('tells which values rows have together, how often, and where', async () => {
    const index = await indexOf();
    const expected = new Map<string, { values: string[]; rows: number; first: number; last: number }>();
    for (const [at, { facets }] of rows.entries()) {
      const { place, modality } = facets;
      if (place === null || place === undefined || !modality) continue;
      const known = expected.get(`${place} ${modality}`);
      if (known === undefined) {
        const group = { values: [place, modality], rows: 1, first: at + 1, last: at + 1 };
        expected.set(`${place} ${modality}`, group);
      } else {
        known.rows += 1;
        known.last = at + 1;
      }
    }
    expect(expected.size).toBeGreaterThan(5);
    expect(index.groups(['place', 'modality'])).toEqual([...expected.values()]);
    expect((await indexOf([])).groups(['place'])).toEqual([]);
    expect(() => index.groups(['id'])).toThrow(RangeError);
    expect(() => index.groups(['other'])).toThrow(RangeError);
  });

  it('does not take a question that it cannot answer', async () => {
    const index = await indexOf();
    expect(() => ask(index, [{ facet: 'other', anyOf: [{ is: 'a' }] }])).toThrow(RangeError);
    expect(() => ask(index, [{ facet: 'id', anyOf: [{ beginsWith: 'a' }] }])).toThrow(RangeError);
  });
}

function fits(value: string, match: Match): boolean {
  if ('is' in match) return value === match.is;
  if ('beginsWith' in match) return value.startsWith(match.beginsWith);
  if ('holds' in match) return value.includes(match.holds);
  return (match.from ?? '') <= value && value <= (match.to ?? '9999');
}

export async function* asynchronous<T>(items: Iterable<T>): AsyncGenerator<T> {
  await Promise.resolve();
  yield* items;
}
