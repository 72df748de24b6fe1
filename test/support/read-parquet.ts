import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { SchemaElement } from 'hyparquet';
import type { Cell } from '../../core/publish/tables/column.ts';

/** A row of a Parquet file, its cells as the tables have them, decimals with all their places. */
export type ParquetRow = Readonly<Record<string, Cell>>;

/**
 * The rows of a Parquet file of a release. Decimals are read from their bytes, since the library gives floating-point
 * numbers, and a byte order mark at the head of a text is kept. Fails with a TypeError for a column of another type.
 */
export async function readParquet(file: Uint8Array): Promise<ParquetRow[]> {
  const { buffer } = new Uint8Array(file);
  const metadata = parquetMetadata(buffer);
  const columns = metadata.schema.slice(1);
  const rows = await parquetReadObjects({
    file: buffer,
    metadata: { ...metadata, schema: metadata.schema.map(withoutDecimal) },
    parsers: {
      stringFromBytes: (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    },
  });
  return rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.name, cellOf(column, row[column.name])])),
  );
}

function withoutDecimal(element: SchemaElement): SchemaElement {
  const { converted_type, ...bare } = element;
  return converted_type === 'DECIMAL' ? bare : element;
}

function cellOf(column: SchemaElement, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && column.converted_type === 'UTF8') return value;
  if (typeof value === 'bigint' && column.type === 'INT64') return Number(value);
  if (value instanceof Date) {
    return column.converted_type === 'DATE' ? value.toISOString().slice(0, 10) : value.toISOString();
  }
  if (value instanceof Uint8Array && column.converted_type === 'DECIMAL')
    return decimalOf(value, column.scale ?? 0);
  throw new TypeError(`'${column.name}' holds a ${typeof value}, which no table does`);
}

/** Of a two's complement number, highest byte first. */
function decimalOf(bytes: Uint8Array, scale: number): string {
  const unsigned = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const signed = BigInt.asIntN(8 * bytes.length, unsigned);
  const digits = (signed < 0n ? -signed : signed).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${signed < 0n ? '-' : ''}${whole}.${digits.slice(digits.length - scale)}`;
}
