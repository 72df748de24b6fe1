import { INCOMPARABLE, OUTCOMES, type Verdict } from '../../core/publish/observations/outcome.ts';
import { seriesOf } from '../../core/publish/series/series.ts';
import type { ColumnForm, Row } from '../../core/publish/tables/column.ts';
import { OBSERVATIONS } from '../../core/publish/tables/observations.ts';
import { csvHeader, csvRow } from '../../core/publish/tables/table-text.ts';
import type { SeriesForm } from './series-addresses.ts';
import type { SeriesRows } from './series-data.ts';

/** What the files of a series tell beside the columns of the observations. */
const VERDICT_COLUMNS: readonly ColumnForm[] = [
  {
    name: 'outcome',
    type: 'string',
    title: '目标完成情况',
    description: 'Of a target of a whole year, as in the table of years',
    example: 'missed',
    oneOf: OUTCOMES,
  },
  {
    name: 'outcome_reason',
    type: 'string',
    title: '不可比原因',
    description: 'Why it is not comparable',
    example: 'no-actual',
    oneOf: INCOMPARABLE,
  },
];

export const SERIES_TYPES: Readonly<Record<SeriesForm, string>> = {
  csv: 'text/csv; charset=utf-8',
  'excel.csv': 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** The mark by which spreadsheets know that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The observations of a series, a row each with the columns that its release has, and what became of targets. As CSV
 * nothing in them is a formula. What writes Parquet is large, and loaded when the first such file is asked for.
 */
export async function seriesFile(
  series: SeriesRows,
  form: SeriesForm,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const rows = rowsWithVerdicts(series);
  const columns = [...series.columns, ...VERDICT_COLUMNS];
  if (form !== 'parquet') {
    const text = csvHeader(columns) + rows.map((row) => csvRow(columns, row)).join('');
    return form === 'csv' ? text : BYTE_ORDER_MARK + text;
  }
  const names = new Set(series.columns.map(({ name }) => name));
  const forms = [...OBSERVATIONS.columns.filter(({ name }) => names.has(name)), ...VERDICT_COLUMNS];
  const { parquetChunks } = await import('../../core/publish/release/parquet-chunks.ts');
  return joined([...parquetChunks(forms, rows)]);
}

function rowsWithVerdicts({ rows, observations, years }: SeriesRows): Row[] {
  const verdicts = new Map<string, Verdict>();
  for (const { periods } of seriesOf(observations, years)) {
    for (const { aimed, outcome, striveOutcome } of periods) {
      for (const { observation_id, strength, modality } of aimed) {
        const verdict = strength === 'strive' ? striveOutcome : outcome;
        if (verdict !== null && modality === 'target') verdicts.set(observation_id, verdict);
      }
    }
  }
  return rows.map((row) => {
    const verdict = verdicts.get(String(row['observation_id']));
    return { ...row, outcome: verdict?.outcome ?? null, outcome_reason: verdict?.reason ?? null };
  });
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((bytes, chunk) => bytes + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
