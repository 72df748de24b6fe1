import { folded } from '../find-figures.ts';
import { type PeriodBounds, boundsOf } from '../observations/period-bounds.ts';
import type { Cell, Row, Table } from '../tables/column.ts';
import { FIGURES } from '../tables/figures.ts';
import { OBSERVATIONS } from '../tables/observations.ts';
import { YEAR_OVER_YEAR } from '../tables/year-over-year.ts';
import type { FacetForm } from './data-index.ts';

/** Something that the rows of a table are asked for by. */
export interface Facet extends FacetForm {
  /** Without this column a release's rows do not have the facet. */
  readonly column: string;
  readonly of: (cell: Cell, about: Beside) => string | null;
}

/** What a facet is made of beside the cell. */
interface Beside {
  /** What report the article version carries, by `document_id`; of everything else nothing. */
  readonly reports: ReadonlyMap<string, string>;
  readonly daysOf: (period: Cell) => PeriodBounds | null;
}

/** The tables that can be asked. */
export type AskedName = 'figures' | 'observations' | 'year-over-year';

/** A table that can be asked, and what by. */
export interface AskedTable {
  readonly name: AskedName;
  readonly table: Table;
  readonly facets: readonly Facet[];
}

const asText = (cell: Cell): string | null => (cell === null ? null : String(cell));
const asWords = (cell: Cell): string | null => (cell === null ? null : folded(String(cell)));

function value(column: string, of: Facet['of'] = asText, name = column): Facet {
  return { name, kind: 'value', column, of };
}

function key(column: string): Facet {
  return { name: column, kind: 'key', column, of: asText };
}

/** The days of a period, and its year when it lies in one. */
const PERIOD_FACETS: readonly Facet[] = [
  value('period'),
  value('period', (cell, { daysOf }) => yearOf(daysOf(cell)), 'year'),
  value('period', (cell, { daysOf }) => daysOf(cell)?.start ?? null, 'period_first'),
  value('period', (cell, { daysOf }) => daysOf(cell)?.end ?? null, 'period_last'),
];

const SOURCE_FACETS: readonly Facet[] = [
  key('document_id'),
  value('document_id', (cell, { reports }) => reports.get(String(cell)) ?? null, 'report'),
  value('paper'),
  value('issue_date'),
];

export const ASKED_TABLES: readonly AskedTable[] = [
  {
    name: 'figures',
    table: FIGURES,
    facets: [
      ...[key('figure_id'), key('observation_id'), ...SOURCE_FACETS],
      ...[value('status'), value('kind'), value('modality')],
      ...[value('place', asWords), value('indicator_id'), value('indicator', asWords), ...PERIOD_FACETS],
    ],
  },
  {
    name: 'observations',
    table: OBSERVATIONS,
    facets: [
      ...[key('observation_id'), key('figure_id'), ...SOURCE_FACETS],
      ...[value('status'), value('kind'), value('modality'), value('freq')],
      ...[value('place', asWords), value('place_code')],
      ...[value('indicator_id'), value('indicator', asWords), ...PERIOD_FACETS],
      ...[key('conflict'), value('conflict', (cell) => String(cell !== null), 'contested')],
    ],
  },
  {
    name: 'year-over-year',
    table: YEAR_OVER_YEAR,
    facets: [
      ...[key('row_id'), value('place', asWords), value('place_code')],
      ...[value('indicator_id'), value('year'), value('outcome')],
      value('conflicts', (cell) => String(cell !== null), 'contested'),
    ],
  },
];

export function askedTable(name: AskedName): AskedTable {
  const found = ASKED_TABLES.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`the table '${name}' has no index`);
  return found;
}

/** Tells the facets of the rows of one table, one after the other. */
export class FacetReader {
  readonly #facets: readonly Facet[];
  readonly #beside: Beside;
  /** Few periods, of many rows; to take one apart is what takes long. */
  readonly #days = new Map<string, PeriodBounds | null>();

  constructor(facets: readonly Facet[], reports: Beside['reports']) {
    this.#facets = facets;
    this.#beside = { reports, daysOf: (period) => this.#daysOf(period) };
  }

  /** By the facets' names. */
  facetsOf(row: Row): Record<string, string | null> {
    const told: Record<string, string | null> = {};
    for (const { name, column, of } of this.#facets) told[name] = of(row[column] ?? null, this.#beside);
    return told;
  }

  #daysOf(cell: Cell): PeriodBounds | null {
    if (cell === null) return null;
    const period = String(cell);
    let days = this.#days.get(period);
    if (days === undefined) {
      if (this.#days.size >= MOST_PERIODS) this.#days.clear();
      days = boundsOf(period);
      this.#days.set(period, days);
    }
    return days;
  }
}

/** Every day of thirty years. */
const MOST_PERIODS = 11_000;

/** The year that all of the days are in. */
function yearOf(days: PeriodBounds | null): string | null {
  const year = days?.start.slice(0, 4) ?? null;
  return days?.end.slice(0, 4) === year ? year : null;
}
