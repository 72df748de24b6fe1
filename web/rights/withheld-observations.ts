import type { ReleaseRecord } from '../../core/catalog/records.ts';
import type { Condition, DataIndex } from '../../core/publish/indexes/data-index.ts';
import { askedTable } from '../../core/publish/indexes/facets.ts';
import { hasRows } from '../../core/publish/indexes/make-indexes.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import type { RowRights } from '../api/shown-rows.ts';
import type { ReleaseData, WAIT } from '../release-data.ts';

/** By observation id what a series is known by, and whether the observation is to be as if it never were. */
export type Withheld = ReadonlyMap<
  string,
  { readonly place: string; readonly indicator: string; readonly isExcluded: boolean }
>;

const NONE: Withheld = new Map();
const PAGE_ROWS = 1_000;
const MOST_BYTES = 3_000_000;
/** Of the release that answers and of the one that it takes over from, before and after a takedown. */
const MOST_KEPT = 4;

/** Observations of a release whose rows are not told now, so that nothing that is made of them is. */
export class WithheldObservations {
  readonly #data: ReleaseData;
  readonly #kept = new Map<string, Withheld>();

  constructor(data: ReleaseData) {
    this.#data = data;
  }

  async of(release: ReleaseRecord, rights: RowRights): Promise<Withheld | keyof typeof WAIT> {
    if (rights.revision === '' || !hasRows(release, askedTable('observations'))) return NONE;
    const name = `${release.version} ${rights.revision}`;
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    const index = await this.#data.open(release, 'observations');
    if (typeof index === 'string') return index;
    const withheld = await withheldIn(index, rights);
    for (const oldest of this.#kept.keys()) if (this.#kept.size >= MOST_KEPT) this.#kept.delete(oldest);
    this.#kept.set(name, withheld);
    return withheld;
  }
}

/** Only issues of which anything may be withheld are looked at, and all of them at once. */
async function withheldIn(index: DataIndex, rights: RowRights): Promise<Withheld> {
  const rows = new Map<string, Row>();
  for (const { values } of index.groups(['paper', 'issue_date'])) {
    const [paper = '', date = ''] = values;
    if (!rights.mayWithhold(paper, date)) continue;
    for (const row of rowsOf(index, [is('paper', paper), is('issue_date', date)]))
      rows.set(idOf(row), judgedOf(row));
  }
  const judged = await rights.of([...rows.values()]);
  const [told, excluded] = [new Set(judged.rows.map(idOf)), new Set(judged.excluded.map(idOf))];
  const withheld = new Map<string, { place: string; indicator: string; isExcluded: boolean }>();
  for (const [id, { place, indicator_id: indicator }] of rows)
    if (!told.has(id)) {
      const known = { place: String(place), indicator: String(indicator) };
      withheld.set(id, { ...known, isExcluded: excluded.has(id) });
    }
  return withheld;
}

/** No more of a row than it is judged and known by: there may be as many as the release has. */
function judgedOf({
  observation_id,
  place,
  indicator_id,
  paper,
  issue_date,
  document_id,
  page,
  words,
}: Row): Row {
  const known = { observation_id, place, indicator_id, paper, issue_date, document_id, page, words };
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, cell]) => (cell === undefined ? [] : [[name, cell]])),
  );
}

function idOf(row: Row): string {
  return String(row['observation_id']);
}

/** That a facet has this very value. */
export function is(facet: string, value: string): Condition {
  return { facet, anyOf: [{ is: value }] };
}

/** All rows that fit, a page in memory at a time. */
export function* rowsOf(index: DataIndex, conditions: readonly Condition[]): Generator<Row> {
  let [after, more] = [0, true];
  while (more) {
    const found = index.ask({ conditions, after, limit: PAGE_ROWS, maxBytes: MOST_BYTES });
    for (const { row } of found.rows) yield row;
    after = found.rows.at(-1)?.place ?? after;
    more = found.more;
  }
}
