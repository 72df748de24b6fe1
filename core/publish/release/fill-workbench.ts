import type { Catalog } from '../../catalog/catalog.ts';
import type { Instant } from '../../paper/instant.ts';
import type { Paper } from '../../paper/paper.ts';
import { byCodeUnit } from '../../text-order.ts';
import { type ArchiveDeps, articleVersions } from '../tables/article-version.ts';
import { CAPTURES, captureRows } from '../tables/captures.ts';
import { CHECKS, checkRows } from '../tables/checks.ts';
import { DOCUMENTS, documentRow } from '../tables/documents.ts';
import { FIGURES } from '../tables/figures.ts';
import { figureRowsOf } from '../tables/figure-rows.ts';
import { INDICATORS_TABLE, indicatorRows } from '../tables/indicators.ts';
import { UNITS, UnitCount } from '../tables/units.ts';
import type { Workbench } from './workbench.ts';

/** What was laid out, beside the rows. */
export interface Filled {
  /** Those with rows. */
  readonly papers: readonly Paper[];
  /** When the newest version that has figures was captured. */
  readonly newestCapture: Instant;
}

/**
 * Lays out the rows of all tables. `asOf` leaves out what the archive had not captured by then. `null` when there are no
 * figures. Holds one issue's articles, some readings, and what one observation is made of.
 *
 * Fails with UnsoundReading, or with what loading a reading fails with.
 */
export async function fillWorkbench(
  bench: Workbench,
  deps: ArchiveDeps,
  papers: readonly Paper[],
  asOf: Instant | null,
): Promise<Filled | null> {
  const known = asOf === null ? {} : { asOf };
  const printed = new Set<Paper>();
  const units = new UnitCount();
  let newestCapture: Instant | null = null;
  for (const paper of papers.toSorted((a, b) => byCodeUnit(a.id, b.id))) {
    const range = { paper: paper.id, superseded: true, ...known };
    for await (const version of articleVersions(deps, range)) {
      bench.add(DOCUMENTS, [documentRow(version)]);
      bench.add(CHECKS, checkRows(version));
      const figures = figureRowsOf(version);
      bench.add(FIGURES, figures);
      for (const { unit } of figures) units.add(unit);
      if (figures.length === 0) continue;
      printed.add(paper);
      if (newestCapture === null || version.snapshot.at > newestCapture) newestCapture = version.snapshot.at;
    }
    await addCaptures(bench, deps.catalog, paper, known);
  }
  bench.add(UNITS, units.rows());
  bench.add(INDICATORS_TABLE, indicatorRows());
  return newestCapture === null ? null : { papers: [...printed], newestCapture };
}

async function addCaptures(
  bench: Workbench,
  catalog: Catalog,
  { id: paper }: Paper,
  known: { readonly asOf?: Instant },
): Promise<void> {
  for await (const { date } of catalog.issues(paper)) {
    for await (const row of captureRows(catalog, date, { paper, ...known })) bench.add(CAPTURES, [row]);
  }
}
