import type { Catalog } from '../../catalog/catalog.ts';
import type { IssueRecord } from '../../catalog/records.ts';
import type { Instant } from '../../paper/instant.ts';
import type { Paper } from '../../paper/paper.ts';
import { byCodeUnit } from '../../text-order.ts';
import { type Coverage, type HeldReport, coverageOf, heldReportOf } from '../observations/coverage.ts';
import { EVIDENCE, type EvidenceRow, evidenceOf } from '../observations/evidence.ts';
import { observations } from '../observations/observe.ts';
import { stateAsOf } from '../observations/state-as-of.ts';
import { yearOverYear } from '../observations/year-over-year.ts';
import { type ArchiveDeps, articleVersions } from '../tables/article-version.ts';
import { CAPTURES, captureRows } from '../tables/captures.ts';
import { CHECKS, checkRows } from '../tables/checks.ts';
import type { Row } from '../tables/column.ts';
import { DOCUMENTS, documentRow } from '../tables/documents.ts';
import { figureRowsOf } from '../tables/figure-rows.ts';
import { FIGURES } from '../tables/figures.ts';
import { INDICATORS_TABLE, indicatorRows } from '../tables/indicators.ts';
import { OBSERVATIONS, type ObservationRow } from '../tables/observations.ts';
import { UNITS, UnitCount } from '../tables/units.ts';
import { YEAR_OVER_YEAR } from '../tables/year-over-year.ts';
import type { RowTable, Workbench } from './workbench.ts';

/** What was laid out, beside the rows. */
export interface Filled {
  /** Those with rows. */
  readonly papers: readonly Paper[];
  /** When the newest version that has figures was captured. */
  readonly newestCapture: Instant;
}

/**
 * Lays out the rows of all tables. `asOf` leaves out what the archive had not captured by then. `null` when there are no
 * figures. Holds one issue's articles, some readings, and what is said of one quantity, or of one place and indicator.
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
  const issues: IssueRecord[] = [];
  const reports: HeldReport[] = [];
  const units = new UnitCount();
  let newestCapture: Instant | null = null;
  for (const paper of papers.toSorted((a, b) => byCodeUnit(a.id, b.id))) {
    const range = { paper: paper.id, superseded: true, ...known };
    for await (const version of articleVersions(deps, range)) {
      bench.add(DOCUMENTS, [documentRow(version)]);
      bench.add(CHECKS, checkRows(version));
      const figures = figureRowsOf(version);
      bench.add(FIGURES, figures);
      bench.add(EVIDENCE, evidenceOf(version));
      for (const { unit } of figures) units.add(unit);
      const report = heldReportOf(version);
      if (report !== null) reports.push(report);
      if (figures.length === 0) continue;
      printed.add(paper);
      if (newestCapture === null || version.snapshot.at > newestCapture) newestCapture = version.snapshot.at;
    }
    issues.push(...(await addCaptures(bench, deps.catalog, paper, known)));
  }
  bench.add(UNITS, units.rows());
  bench.add(INDICATORS_TABLE, indicatorRows());
  await addObservations(bench, coverageOf(issues, reports));
  return newestCapture === null ? null : { papers: [...printed], newestCapture };
}

/** Gives back the issues that the archive had asked for, as they stood. */
async function addCaptures(
  bench: Workbench,
  catalog: Catalog,
  { id: paper }: Paper,
  known: { readonly asOf?: Instant },
): Promise<IssueRecord[]> {
  const issues: IssueRecord[] = [];
  for await (const issue of catalog.issues(paper)) {
    if (known.asOf !== undefined && issue.firstAskedAt > known.asOf) continue;
    const { asOf } = known;
    issues.push(asOf === undefined ? issue : { ...issue, state: await stateAsOf(catalog, issue, asOf) });
    for await (const row of captureRows(catalog, issue.date, { paper, ...known })) bench.add(CAPTURES, [row]);
  }
  return issues;
}

async function addObservations(bench: Workbench, coverage: Coverage): Promise<void> {
  for await (const { rows, belongings } of observations(rowsOf<EvidenceRow>(bench, EVIDENCE))) {
    bench.add(OBSERVATIONS, rows);
    const cells = belongings.map(({ figureId, observationId }) => [figureId, observationId] as const);
    bench.fillIn(FIGURES, FIGURES.key, 'observation_id', cells);
  }
  for await (const row of yearOverYear(rowsOf<ObservationRow>(bench, OBSERVATIONS), coverage))
    bench.add(YEAR_OVER_YEAR, [row]);
}

/** Rows come back from a workbench as they were put: its contract says so. */
function rowsOf<R extends Row>(bench: Workbench, table: RowTable): Iterable<R> {
  return bench.rows(table) as Iterable<R>;
}
