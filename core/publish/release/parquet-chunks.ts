import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type Decimal, decimalOf, tenTo } from '../../read/figures/decimal.ts';
import { SOFTWARE } from '../../software.ts';
import type { Cell, ColumnForm, Row } from '../tables/column.ts';

/** Rows that are in memory at once; also what a reader that asks for few of them has to read. */
const GROUP_ROWS = 4_000;

/** What a decimal of the tables is in Parquet; every engine that has decimals has these. */
export const DECIMAL = { precision: 38, scale: 12 } as const;
const DECIMAL_BYTES = 16;
const LARGEST = tenTo(DECIMAL.precision) - 1n;

/**
 * The rows as a Parquet file: texts as strings, `number` as decimal(38, 12), `integer` as 64 bits, days as dates,
 * instants as timestamps in milliseconds of UTC. A number with more digits than such a decimal has is missing here,
 * and whole in the other forms. The same rows give the same bytes.
 */
export function* parquetChunks(columns: readonly ColumnForm[], rows: Iterable<Row>): Generator<Uint8Array> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map((column) => schemaOf(column))],
    createdBy: SOFTWARE.name,
  });
  /** What was written since it was asked last. */
  const written = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  let group: Row[] = [];
  const flush = (): Uint8Array => {
    const columnData = columns.map((column) => ({
      name: column.name,
      data: group.map((row) => valueOf(column, row[column.name] ?? null)),
    }));
    // A promise only where its writer writes in one, which this does not.
    void parquet.write({ columnData, rowGroupSize: GROUP_ROWS });
    group = [];
    return written();
  };
  for (const row of rows) {
    group.push(row);
    if (group.length === GROUP_ROWS) yield flush();
  }
  if (group.length > 0) yield flush();
  void parquet.finish();
  yield written();
}

function schemaOf({ name, type, required }: ColumnForm): SchemaElement {
  // A number may be missing here that is not missing elsewhere.
  const repetition_type = required === true && type !== 'number' ? 'REQUIRED' : 'OPTIONAL';
  switch (type) {
    case 'string':
      return { name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'number':
      return {
        ...{ name, repetition_type, type: 'FIXED_LEN_BYTE_ARRAY', type_length: DECIMAL_BYTES },
        ...{ converted_type: 'DECIMAL', ...DECIMAL },
      };
    case 'integer':
      return { name, repetition_type, type: 'INT64' };
    case 'date':
      return { name, repetition_type, type: 'INT32', converted_type: 'DATE' };
    case 'datetime':
      return { name, repetition_type, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
  }
}

function valueOf({ type }: ColumnForm, cell: Cell): string | bigint | Date | null {
  if (cell === null) return null;
  switch (type) {
    case 'string':
      return String(cell);
    case 'number':
      return unscaled(decimalOf(String(cell)));
    case 'integer':
      return BigInt(cell);
    case 'date':
    case 'datetime':
      return new Date(cell);
  }
}

/** The decimal times ten to the scale; `null` when it needs more digits than there are. */
function unscaled({ digits, scale }: Decimal): bigint | null {
  const over = scale - DECIMAL.scale;
  if (over <= 0) return within(digits * tenTo(-over));
  return digits % tenTo(over) === 0n ? within(digits / tenTo(over)) : null;
}

function within(digits: bigint): bigint | null {
  return digits > LARGEST || digits < -LARGEST ? null : digits;
}
