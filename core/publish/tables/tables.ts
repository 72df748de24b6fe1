import { CAPTURES } from './captures.ts';
import { CHECKS } from './checks.ts';
import type { Table } from './column.ts';
import { DOCUMENTS } from './documents.ts';
import { FIGURES } from './figures.ts';
import { INDICATORS_TABLE } from './indicators.ts';
import { OBSERVATIONS } from './observations.ts';
import { UNITS } from './units.ts';
import { YEAR_OVER_YEAR } from './year-over-year.ts';

/** The tables of a release, in the order in which they are written. */
export const TABLES: readonly Table[] = [
  FIGURES,
  OBSERVATIONS,
  YEAR_OVER_YEAR,
  DOCUMENTS,
  CAPTURES,
  INDICATORS_TABLE,
  UNITS,
  CHECKS,
];
