import { foldWidths } from '../read/fold-widths.ts';
import { INDICATORS } from '../read/figures/indicator-registry.ts';
import type { ArchiveDeps, ArticleRange } from './tables/article-version.ts';
import { figureRows } from './tables/figure-rows.ts';
import type { FigureRow } from './tables/figures.ts';

export interface FigureQuery extends ArticleRange {
  /** A slug, a registered name or alias, or else words that the printed indicator holds. */
  readonly indicator?: string;
  /** How the place begins: 鹤山 finds 鹤山市. */
  readonly place?: string;
}

/** The rows of {@link figureRows} that a query asks for, in the same order. */
export async function* findFigures(deps: ArchiveDeps, query: FigureQuery): AsyncGenerator<FigureRow> {
  const isAskedFor = filterOf(query);
  for await (const row of figureRows(deps, query)) if (isAskedFor(row)) yield row;
}

/** The slug of an indicator by its slug, name or alias, in any width and case; `null` for other words. */
export function indicatorIdOf(words: string): string | null {
  const wanted = folded(words);
  const found = INDICATORS.find(({ id, zh, aliases }) =>
    [id, zh, ...aliases].some((name) => folded(name) === wanted),
  );
  return found?.id ?? null;
}

function filterOf({ indicator, place }: FigureQuery): (row: FigureRow) => boolean {
  const id = indicator === undefined ? null : indicatorIdOf(indicator);
  const words = indicator === undefined ? null : folded(indicator);
  const where = place === undefined ? null : folded(place);
  return (row) => {
    // A registered name is asked for by what it means: 生产总值 is not also 人均生产总值.
    if (id !== null && row.indicator_id !== id) return false;
    if (id === null && words !== null && !folded(row.indicator ?? '').includes(words)) return false;
    return where === null || folded(row.place ?? '').startsWith(where);
  };
}

/** Words as they are compared: in any width and case. */
export function folded(words: string): string {
  return foldWidths(words).trim().toLowerCase();
}
