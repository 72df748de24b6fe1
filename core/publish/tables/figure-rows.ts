import { decimalOf } from '../../read/figures/decimal.ts';
import {
  type ArchiveDeps,
  type ArticleRange,
  type ArticleVersion,
  UnsoundReading,
  articleVersions,
} from './article-version.ts';
import { rowFrom } from './column.ts';
import { FIGURE_COLUMNS, type FigureRow } from './figures.ts';
import { mentionsOf } from './mention.ts';

/**
 * Every figure of the newest reading of every article, a row a mention, in the order of {@link articleVersions} and of
 * the text. Fails with {@link UnsoundReading}, or with what loading a reading fails with.
 */
export async function* figureRows(deps: ArchiveDeps, range: ArticleRange): AsyncGenerator<FigureRow> {
  for await (const version of articleVersions(deps, range)) yield* figureRowsOf(version);
}

/** The figures of one version, in the order of the text. Fails with {@link UnsoundReading}. */
export function figureRowsOf(version: ArticleVersion): FigureRow[] {
  return mentionsOf(version).map((mention) => {
    const row = rowFrom(FIGURE_COLUMNS, mention);
    for (const { name, type } of FIGURE_COLUMNS) {
      const cell = row[name];
      // What spreadsheets take for a number is written without a guard, so it has to be one.
      if (type === 'number' && cell !== null) checkDecimal(String(cell), version);
    }
    return row;
  });
}

function checkDecimal(text: string, { snapshot }: ArticleVersion): void {
  try {
    decimalOf(text);
  } catch (cause) {
    throw new UnsoundReading(snapshot, `its reading holds '${text}' for a number`, { cause });
  }
}
