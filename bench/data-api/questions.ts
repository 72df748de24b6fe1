import { cursorText } from '../../core/publish/indexes/cursor.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { generatedObservations } from './observations.ts';
import { VERSION } from './release.ts';

/** Questions of one kind: the queries that are put behind `/api/observations?`. */
export interface QuestionKind {
  readonly name: string;
  readonly queries: readonly string[];
}

const PLACES = ['江门市', '鹤山市', '台山市', '恩平市', '蓬江区', '第3县', '第17县', '第31县'];
const INDICATORS = ['gdp', 'retail-sales', 'foreign-trade', 'GDP', '固定资产投资'];
const YEARS = ['2004', '2009', '2016', '2022', '2025'];

/** Rows from all over the table of `count`, those that contradict others among them. */
export function* someRows(count: number): Generator<Row> {
  let at = 0;
  for (const row of generatedObservations(count)) {
    at += 1;
    if (at % STEP === 0 || (row['conflict'] !== null && at % (STEP / 10) === 0)) yield row;
  }
}

/** At least 15 rows of a million and of some thousands: no place, indicator or period comes up every so many rows. */
const STEP = 210;

/** Every kind of question that users ask. `rows` are some of those that are asked for, from all over the table. */
export function questions(rows: readonly Row[], count: number): readonly QuestionKind[] {
  const of = (column: string): string[] => {
    const cells = new Set(rows.map((row) => row[column]).filter((cell) => cell !== null));
    return [...cells].slice(0, 15).map(String);
  };
  const each = <T>(values: readonly T[], query: (value: T) => Readonly<Record<string, string>>): string[] =>
    values.map((value) => queryOf(query(value)));
  return [
    {
      name: 'place and indicator',
      queries: PLACES.flatMap((place) => each(INDICATORS, (indicator) => ({ place, indicator }))),
    },
    {
      name: 'the same of some years',
      queries: PLACES.flatMap((place) =>
        each(YEARS, (year) => ({ place, indicator: 'gdp', year_from: year, year_to: String(+year + 4) })),
      ),
    },
    {
      name: 'words of an indicator',
      queries: [
        ...each(['工程投入', '第77', '第1234项', '9项', '生产总值', '收入'], (indicator_words) => ({
          indicator_words,
        })),
        ...each(PLACES, (place) => ({ place, indicator_words: '5项' })),
        ...each(YEARS, (year) => ({ year, indicator_words: '工程' })),
      ],
    },
    {
      name: 'year, period, issue',
      queries: [
        ...each(YEARS, (year) => ({ year })),
        ...each(YEARS, (year) => ({ year_from: year })),
        ...each(YEARS, (year) => ({ period: `${year}-H1` })),
        ...each(YEARS, (year) => ({ issue_from: `${year}-02-01`, issue_to: `${year}-02-28` })),
      ],
    },
    {
      name: 'contested, superseded',
      queries: [
        queryOf({ contested: 'true' }),
        ...each(PLACES, (place) => ({ place, contested: 'true' })),
        ...each(INDICATORS, (indicator) => ({ indicator, contested: 'true' })),
        ...each(YEARS, (year) => ({ year, status: 'superseded' })),
      ],
    },
    {
      name: 'kinds and modalities',
      queries: [
        ...each(['rank', 'length', 'area', 'change,ratio'], (kind) => ({ kind })),
        ...each(['target', 'budget', 'forecast'], (modality) => ({ modality, kind: 'length' })),
        ...each(['第*', '江*,鹤*', '不*'], (place) => ({ place, modality: 'forecast' })),
        ...each(['H', 'Q', 'M'], (freq) => ({ freq, kind: 'area', modality: 'target' })),
      ],
    },
    {
      name: 'ids',
      queries: ['document_id', 'observation_id', 'figure_id', 'conflict'].flatMap((name) =>
        each(of(name), (id) => ({ [name]: id })),
      ),
    },
    {
      name: 'deep pages',
      queries: [
        {},
        { modality: 'actual' },
        { place: '第*' },
        { kind: 'length', modality: 'forecast' },
      ].flatMap((filters) =>
        [0.1, 0.5, 0.9, 0.999].map((share) => deepPage(filters, Math.round(count * share))),
      ),
    },
    {
      name: 'nothing is found',
      queries: [
        ...each(PLACES, (place) => ({ place, indicator: 'gdp', year: '1999' })),
        ...each(PLACES, (place) => ({ place, kind: 'rank', modality: 'actual' })),
        ...each(YEARS, (year) => ({ year, place: '没有这个地方' })),
        ...each(YEARS, (year) => ({ year, indicator_words: '没有这样的指标' })),
        queryOf({ kind: 'length', freq: 'A', indicator_words: '第1', place: '第*', issue_to: '2004-01-01' }),
        queryOf({ observation_id: '0'.repeat(32) }),
      ],
    },
    {
      name: 'CSV',
      queries: [
        ...each(PLACES, (place) => ({ place, format: 'csv' })),
        ...each(INDICATORS, (indicator) => ({ indicator, format: 'csv' })),
        ...each(YEARS, (year) => ({ year, format: 'csv' })),
      ],
    },
  ];
}

function deepPage(filters: Readonly<Record<string, string>>, after: number): string {
  const scope = { table: 'observations', filters: new Map(Object.entries(filters)) };
  return queryOf({ ...filters, cursor: cursorText({ release: VERSION, after }, scope) });
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}
