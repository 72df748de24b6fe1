import { byCodePoint } from '../../text-order.ts';
import type { Cell, Row } from '../tables/column.ts';

/** Compares two rows as a table is ordered by `order`: missing cells first, numbers by size, texts as UTF-8 bytes. */
export function compareRows(order: readonly string[], a: Row, b: Row): number {
  for (const name of order) {
    const compared = compareCells(a[name] ?? null, b[name] ?? null);
    if (compared !== 0) return compared;
  }
  return 0;
}

function compareCells(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return byCodePoint(String(a), String(b));
}
