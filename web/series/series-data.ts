import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { folded } from '../../core/publish/find-figures.ts';
import type { Condition, DataIndex } from '../../core/publish/indexes/data-index.ts';
import { type AskedName, askedTable } from '../../core/publish/indexes/facets.ts';
import { hasRows } from '../../core/publish/indexes/make-indexes.ts';
import type { ReleaseColumn } from '../../core/publish/release/release-version.ts';
import { ToldFigure, ToldObservation, ToldYear } from '../../core/publish/series/told-rows.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { shownYear, shownYears } from '../api/shown-years.ts';
import type { RowRights } from '../api/shown-rows.ts';
import type { ReleaseData, WAIT } from '../release-data.ts';
import { type Withheld, type WithheldObservations, is, rowsOf } from '../rights/withheld-observations.ts';

/** Why there are no series to tell of, as the API has it. */
export type Unavailable = 'NoRelease' | 'NoTable' | keyof typeof WAIT;

/** All rows of one series, in the order of their tables. */
export interface SeriesRows {
  readonly release: ReleaseRecord;
  readonly columns: readonly ReleaseColumn[];
  /** As the table has them, beside what a series tells of each. */
  readonly rows: readonly Row[];
  readonly observations: readonly ToldObservation[];
  readonly years: readonly ToldYear[];
  /** Whether the release has more observations than are told. */
  readonly more: boolean;
}

/** A series with the newest of it. */
export interface SeriesSummary {
  readonly place: string;
  readonly indicator: string;
  readonly observations: number;
  /** The first and the last year that the table of years has; `null` where no whole year is told of. */
  readonly span: { readonly first: number; readonly last: number } | null;
  readonly level: ToldYear | null;
  readonly growth: ToldYear | null;
}

export interface SeriesList {
  readonly release: ReleaseRecord;
  /** By place and indicator, as tables are sorted. */
  readonly series: readonly SeriesSummary[];
}

/** More than any place has of an indicator, but for a page that means harm. */
const MOST_OBSERVATIONS = 2_000;
/** More than a hundred reports print of one place. */
const MOST_FIGURES = 20_000;
const MOST_BYTES = 3_000_000;
/** A list is kept of the release that answers, and of the one that it takes over from. */
const LISTS_KEPT = 2;

const TABLES = ['observations', 'year-over-year'] as const satisfies readonly AskedName[];

interface Opened {
  readonly release: ReleaseRecord;
  readonly observations: DataIndex;
  readonly years: DataIndex;
  readonly withheld: Withheld;
}

/** Series out of the newest release, through the indexes that answer the API, as far as their rows may be told now. */
export class SeriesData {
  readonly #data: ReleaseData;
  readonly #withheld: WithheldObservations;
  readonly #lists = new Map<string, SeriesList>();
  readonly #headlines = new Map<string, readonly ToldYear[]>();

  constructor(data: ReleaseData, withheld: WithheldObservations) {
    this.#data = data;
    this.#withheld = withheld;
  }

  /** The release that answers, before anything is asked of it. */
  async release(): Promise<ReleaseRecord | Unavailable> {
    const release = await this.#data.newest(TABLES);
    if (release === null) return 'NoRelease';
    return TABLES.every((table) => hasRows(release, askedTable(table))) ? release : 'NoTable';
  }

  /** All that is said of one indicator of one place, which may be nothing. */
  async series(place: string, indicator: string, rights: RowRights): Promise<SeriesRows | Unavailable> {
    const opened = await this.#open(rights);
    if (typeof opened === 'string') return opened;
    const conditions = [is('place', folded(place)), is('indicator_id', indicator)];
    // Names are found in any width and case; this place is meant as it is printed.
    const isMeant = (row: Row): boolean => row['place'] === place;
    const observed = allOf(opened.observations, conditions, MOST_OBSERVATIONS);
    const years = allOf(opened.years, conditions, MOST_OBSERVATIONS).rows.filter(isMeant);
    const { columns } = opened.observations;
    // From here on the indexes may be closed.
    const { rows } = await rights.of(observed.rows.filter(isMeant));
    return {
      release: opened.release,
      columns,
      rows,
      observations: rows.map((row) => ToldObservation.parse(row)),
      years: shownYears(years, opened.withheld).rows.map((row) => ToldYear.parse(row)),
      more: observed.more,
    };
  }

  /** Every place and indicator that anything is said of. */
  async list(rights: RowRights): Promise<SeriesList | Unavailable> {
    const opened = await this.#open(rights);
    if (typeof opened === 'string') return opened;
    const name = keptName(opened.release, rights);
    const kept = this.#lists.get(name);
    if (kept !== undefined) return kept;
    const list = { release: opened.release, series: summariesOf(opened) };
    keep(this.#lists, name, list);
    return list;
  }

  /** The years of some indicators of some places, by one question; none where nothing can be asked at once. */
  async headlines(
    places: readonly string[],
    indicators: readonly string[],
    rights: RowRights,
  ): Promise<readonly ToldYear[]> {
    const release = await this.#data.newest(['year-over-year']);
    if (release === null || !hasRows(release, askedTable('year-over-year'))) return [];
    const name = keptName(release, rights);
    const kept = this.#headlines.get(name);
    if (kept !== undefined) return kept;
    const withheld = await this.#withheld.of(release, rights);
    if (typeof withheld === 'string') return [];
    const index = await this.#data.open(release, 'year-over-year');
    if (typeof index === 'string') return [];
    const conditions = [
      { facet: 'place', anyOf: places.map((place) => ({ is: folded(place) })) },
      { facet: 'indicator_id', anyOf: indicators.map((indicator) => ({ is: indicator })) },
    ];
    const told = shownYears([...rowsOf(index, conditions)], withheld);
    const years = told.rows.map((row) => ToldYear.parse(row));
    keep(this.#headlines, name, years);
    return years;
  }

  /** The figures of some article versions that a condition fits, by `document_id`, with the release that tells them. */
  async figuresIn(
    condition: Condition,
    documents: readonly string[],
  ): Promise<
    | { readonly release: ReleaseRecord; readonly figures: ReadonlyMap<string, readonly ToldFigure[]> }
    | Unavailable
  > {
    const release = await this.#data.newest(['figures']);
    if (release === null) return 'NoRelease';
    if (!hasRows(release, askedTable('figures'))) return 'NoTable';
    const index = await this.#data.open(release, 'figures');
    if (typeof index === 'string') return index;
    if (documents.length === 0) return { release, figures: new Map() };
    const anyOf = documents.map((document) => ({ is: document }));
    const conditions = [condition, { facet: 'document_id', anyOf }];
    const { rows } = allOf(index, conditions, MOST_FIGURES);
    const figures = rows.map((row) => ToldFigure.parse(row));
    return { release, figures: Map.groupBy(figures, ({ document_id }) => document_id) };
  }

  /** Whether anything of the newest release that is told is of a place of this very name. */
  async hasPlace(place: string, rights: RowRights): Promise<boolean> {
    const release = await this.#data.newest(['figures']);
    const index = release === null ? 'NotIndexed' : await this.#data.open(release, 'figures');
    if (typeof index === 'string') return false;
    const { rows } = allOf(index, [is('place', folded(place))], MOST_FIGURES);
    return (await rights.of(rows.filter((row) => row['place'] === place))).rows.length > 0;
  }

  async #open(rights: RowRights): Promise<Opened | Unavailable> {
    const release = await this.release();
    if (typeof release === 'string') return release;
    const withheld = await this.#withheld.of(release, rights);
    if (typeof withheld === 'string') return withheld;
    // The second is opened last and the first once more: whoever is given one asks it at once.
    const first = await this.#data.open(release, 'observations');
    if (typeof first === 'string') return first;
    const years = await this.#data.open(release, 'year-over-year');
    if (typeof years === 'string') return years;
    const observations = await this.#data.open(release, 'observations');
    return typeof observations === 'string' ? observations : { release, observations, years, withheld };
  }
}

function keptName({ version }: ReleaseRecord, { revision }: RowRights): string {
  return `${version} ${revision}`;
}

function keep<Kept>(kept: Map<string, Kept>, name: string, one: Kept): void {
  for (const oldest of kept.keys()) if (kept.size >= LISTS_KEPT) kept.delete(oldest);
  kept.set(name, one);
}

/** As many of the rows that fit as there are, up to `most`. */
function allOf(
  index: DataIndex,
  conditions: readonly Condition[],
  most: number,
): { readonly rows: readonly Row[]; readonly more: boolean } {
  const rows: Row[] = [];
  for (const row of rowsOf(index, conditions)) {
    if (rows.length === most) return { rows, more: true };
    rows.push(row);
  }
  return { rows, more: false };
}

/** Places and indicators by what the index counts; of each the years, of which only the newest are kept. */
function summariesOf({ observations, years, withheld }: Opened): SeriesSummary[] {
  const told = newestYears(years, withheld);
  const gone = Map.groupBy(withheld.values(), ({ place, indicator }) => nameOf(place, indicator));
  return observations.groups(['place', 'indicator_id']).flatMap(({ rows, first }) => {
    const { place, indicator_id: indicator } = rowAt(observations, first);
    if (typeof place !== 'string' || typeof indicator !== 'string') return [];
    const newest = told.get(nameOf(place, indicator));
    const left = rows - (gone.get(nameOf(place, indicator))?.length ?? 0);
    if (left === 0) return [];
    return {
      ...{ place, indicator, observations: left },
      span: newest?.span ?? null,
      level: newest?.level ?? null,
      growth: newest?.growth ?? null,
    };
  });
}

function rowAt(index: DataIndex, place: number): Row {
  return index.ask({ conditions: [], after: place - 1, limit: 1, maxBytes: MOST_BYTES }).rows[0]?.row ?? {};
}

type Newest = Pick<SeriesSummary, 'level' | 'growth'> & {
  readonly span: { readonly first: number; readonly last: number };
};

function newestYears(index: DataIndex, withheld: Withheld): ReadonlyMap<string, Newest> {
  const newest = new Map<string, Newest>();
  for (const row of rowsOf(index, [])) {
    const shown = shownYear(row, withheld);
    if (shown === null) continue;
    const year = ToldYear.parse(shown);
    const name = nameOf(year.place, year.indicator_id);
    const before = newest.get(name);
    newest.set(name, {
      span: { first: before?.span.first ?? year.year, last: year.year },
      level: year.level_value === null ? (before?.level ?? null) : year,
      growth: year.growth_value === null ? (before?.growth ?? null) : year,
    });
  }
  return newest;
}

function nameOf(place: string, indicator: string): string {
  return JSON.stringify([place, indicator]);
}
