import type { ObjectStore } from '../capture/object-store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ArticleRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { decimalOf } from '../read/figures/decimal.ts';
import { loadReading } from '../read/stored-reading.ts';
import { byCodeUnit } from '../text-order.ts';
import type { Cell } from './figure-column.ts';
import { COLUMNS, type FigureRow } from './figure-columns.ts';
import { type Mention, UnsoundFigure, figureId } from './figure-mention.ts';

export interface FigureDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
}

/** Whose issues, by date, both ends included. */
export interface IssueRange {
  readonly paper: string;
  readonly from?: IssueDate;
  readonly to?: IssueDate;
}

/**
 * Every figure of the newest reading of every article, a row a mention, by issue date, page, article path and
 * place in the text, so that the same archive always gives the same rows in the same order. Articles whose page
 * is not known come first in their issue. Holds one issue's articles and one reading in memory.
 *
 * Fails with {@link UnsoundFigure}, or with what loading a reading fails with.
 */
export async function* figureRows(
  deps: FigureDeps,
  { paper, from, to }: IssueRange,
): AsyncGenerator<FigureRow> {
  for await (const issue of deps.catalog.issues(paper, from, to)) {
    const articles: ArticleRecord[] = [];
    for await (const article of deps.catalog.articles(paper, issue.date))
      if (article.figures > 0) articles.push(article);
    articles.sort((a, b) => byCodeUnit(a.page ?? '', b.page ?? '') || byCodeUnit(a.path, b.path));
    for (const article of articles) yield* await rowsOf(deps, article);
  }
}

async function rowsOf({ catalog, objects }: FigureDeps, article: ArticleRecord): Promise<FigureRow[]> {
  const { paper, path, version } = article;
  const snapshot = await catalog.snapshot(paper, path, version);
  if (snapshot === null) throw new UnsoundFigure(article, `the index holds no version ${version} of it`);

  const { document, figures } = await loadReading(objects, article.reading);
  const ids = new Map(figures.map((figure) => [figure.id, figureId(article, figure)]));
  return figures
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((figure) => rowOf({ article, snapshot, document, figure, ids }));
}

function rowOf(mention: Mention): FigureRow {
  const cells = COLUMNS.map((column): [string, Cell] => {
    const cell = column.value(mention);
    // What spreadsheets take for a number is written without a guard, so it has to be one.
    if (column.type === 'number' && cell !== null) checkDecimal(String(cell), mention.article);
    return [column.name, cell];
  });
  // Object.fromEntries forgets the names; they and the types of their cells come from the very same table.
  return Object.fromEntries(cells) as FigureRow;
}

function checkDecimal(text: string, article: ArticleRecord): void {
  try {
    decimalOf(text);
  } catch (cause) {
    throw new UnsoundFigure(article, `its reading holds '${text}' for a number`, { cause });
  }
}
