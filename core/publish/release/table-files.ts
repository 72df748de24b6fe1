import type { ColumnForm, Row } from '../tables/column.ts';
import { csvHeader, csvRow, ndjsonRow } from '../tables/table-text.ts';
import { parquetChunks } from './parquet-chunks.ts';
import type { TableFormat } from './table-formats.ts';

/** The file of a table in that form. The same rows give the same bytes. */
export function tableChunks(
  { ending }: Pick<TableFormat, 'ending'>,
  columns: readonly ColumnForm[],
  rows: Iterable<Row>,
): Iterable<Uint8Array> {
  switch (ending) {
    case '.csv':
      return gathered(csvLines(columns, rows));
    case '.excel.csv':
      return gathered(withMark(csvLines(columns, rows)));
    case '.ndjson':
      return gathered(jsonLines(rows));
    case '.parquet':
      return parquetChunks(columns, rows);
  }
}

function* csvLines(columns: readonly ColumnForm[], rows: Iterable<Row>): Generator<string> {
  yield csvHeader(columns);
  for (const row of rows) yield csvRow(columns, row);
}

function* jsonLines(rows: Iterable<Row>): Generator<string> {
  for (const row of rows) yield ndjsonRow(row);
}

function* withMark(lines: Iterable<string>): Generator<string> {
  yield '\ufeff';
  yield* lines;
}

/** Large enough that a chunk costs little, small enough that some of them do. */
const CHUNK_CHARACTERS = 1 << 16;

function* gathered(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let characters = 0;
  for (const line of lines) {
    waiting.push(line);
    characters += line.length;
    if (characters < CHUNK_CHARACTERS) continue;
    yield encoder.encode(waiting.join(''));
    waiting = [];
    characters = 0;
  }
  if (waiting.length > 0) yield encoder.encode(waiting.join(''));
}
