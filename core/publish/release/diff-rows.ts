import type { Row, Table } from '../tables/column.ts';
import { compareRows } from './row-order.ts';

/** What became of a row from one release to the next. */
export type RowChange =
  | { readonly kind: 'added'; readonly after: Row }
  | { readonly kind: 'removed'; readonly before: Row }
  /** `columns` are those that both releases have and whose cells differ. */
  | {
      readonly kind: 'changed';
      readonly before: Row;
      readonly after: Row;
      readonly columns: readonly string[];
    };

/** A row that stands before one that it should stand behind: the file is not the one that was published. */
export class RowsOutOfOrder extends Error {
  override readonly name = 'RowsOutOfOrder';

  constructor(table: string, key: string) {
    super(`the rows of ${table} are not in order at '${key}'; put the release back from a copy`);
  }
}

/**
 * Walks both releases of a table at once, each in the table's order, and tells what differs, in that order. A row is
 * the same row when the cells that it is ordered by are. Holds two rows.
 */
export async function* diffRows(
  { name, key, order, columns }: Pick<Table, 'name' | 'key' | 'order' | 'columns'>,
  before: AsyncIterable<Row> | Iterable<Row>,
  after: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<RowChange> {
  const sorted = (rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row, undefined> =>
    inOrder(rows, (a, b) => {
      if (compareRows(order, a, b) >= 0) throw new RowsOutOfOrder(name, String(b[key]));
    });
  const [olds, news] = [sorted(before), sorted(after)];
  try {
    let [old, now] = [(await olds.next()).value, (await news.next()).value];
    while (old !== undefined || now !== undefined) {
      const compared = old === undefined ? 1 : now === undefined ? -1 : compareRows(order, old, now);
      if (old !== undefined && compared < 0) yield { kind: 'removed', before: old };
      if (now !== undefined && compared > 0) yield { kind: 'added', after: now };
      if (old !== undefined && now !== undefined && compared === 0) {
        const differing = columnsThatDiffer(columns, old, now);
        if (differing.length > 0) yield { kind: 'changed', before: old, after: now, columns: differing };
      }
      if (compared <= 0) old = (await olds.next()).value;
      if (compared >= 0) now = (await news.next()).value;
    }
  } finally {
    await olds.return(undefined);
    await news.return(undefined);
  }
}

async function* inOrder(
  rows: AsyncIterable<Row> | Iterable<Row>,
  check: (before: Row, row: Row) => void,
): AsyncGenerator<Row, undefined> {
  let before: Row | undefined;
  for await (const row of rows) {
    if (before !== undefined) check(before, row);
    before = row;
    yield row;
  }
  return undefined;
}

function columnsThatDiffer(columns: Table['columns'], before: Row, after: Row): string[] {
  return columns
    .map(({ name }) => name)
    .filter((name) => name in before && (before[name] ?? null) !== (after[name] ?? null));
}
