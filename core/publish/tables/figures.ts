import type { RowOf, Table } from './column.ts';
import { LINK_COLUMNS } from './figure-link-columns.ts';
import { MEANING_COLUMNS } from './figure-meaning-columns.ts';
import { QUOTE_COLUMNS } from './figure-quote-columns.ts';
import { SOURCE_COLUMNS } from './figure-source-columns.ts';
import { VALUE_COLUMNS } from './figure-value-columns.ts';

export const FIGURE_COLUMNS = [
  ...SOURCE_COLUMNS,
  ...QUOTE_COLUMNS,
  ...VALUE_COLUMNS,
  ...MEANING_COLUMNS,
  ...LINK_COLUMNS,
] as const;

/** A row of the figures table, one mention of one figure. */
export type FigureRow = RowOf<typeof FIGURE_COLUMNS>;

export const FIGURES: Table = {
  name: 'figures',
  title: '数据表',
  description: 'Every figure that an article prints, a row a mention, with the exact characters.',
  columns: FIGURE_COLUMNS,
  key: 'figure_id',
  order: ['paper', 'issue_date', 'page', 'article_path', 'version', 'start'],
};
