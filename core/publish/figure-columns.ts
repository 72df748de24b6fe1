import type { Column } from './figure-column.ts';
import { LINK_COLUMNS } from './link-columns.ts';
import { MEANING_COLUMNS } from './meaning-columns.ts';
import { QUOTE_COLUMNS } from './quote-columns.ts';
import { SOURCE_COLUMNS } from './source-columns.ts';
import { VALUE_COLUMNS } from './value-columns.ts';

/** The columns of the figures table, in order. */
export const COLUMNS = [
  ...SOURCE_COLUMNS,
  ...QUOTE_COLUMNS,
  ...VALUE_COLUMNS,
  ...MEANING_COLUMNS,
  ...LINK_COLUMNS,
] as const satisfies readonly Column[];

/** A row of the figures table, one mention of one figure. */
export type FigureRow = {
  readonly [C in (typeof COLUMNS)[number] as C['name']]: ReturnType<C['value']>;
};
