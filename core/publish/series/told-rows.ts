import * as z from 'zod';
import { isIssueDate } from '../../paper/issue-date.ts';
import {
  COMPARATORS,
  DIRECTIONS,
  FIGURE_KINDS,
  MODALITIES,
  PRICE_BASES,
  STRENGTHS,
} from '../../read/figures/figure.ts';
import { INCOMPARABLE, OUTCOMES } from '../observations/outcome.ts';
import { FREQUENCIES } from '../observations/period-bounds.ts';
import { GAPS } from '../observations/year-of-series.ts';
import { VERSION_STATUSES } from '../tables/article-version.ts';

/*
 * The rows of a release that series are made of, as they come back from it: a release of before may lack a column, whose
 * cells then are missing.
 */

const text = z.string().nullable().default(null);
const date = z.string().refine(isIssueDate);

/** An observation of a place and a registered indicator: what of its row a series tells. Columns mean what the table's do. */
export const ToldObservation = z.object({
  observation_id: z.string(),
  status: z.enum(VERSION_STATUSES),
  superseded_by: text,
  conflict: text,
  place: z.string(),
  indicator: text,
  indicator_id: z.string(),
  period: z.string(),
  period_start: date,
  period_end: date,
  freq: z.enum(FREQUENCIES),
  kind: z.enum(FIGURE_KINDS).nullable().default(null),
  norm_value: text,
  norm_min: text,
  norm_max: text,
  base_unit: text,
  comparator: z.enum(COMPARATORS).nullable().default(null),
  direction: z.enum(DIRECTIONS).nullable().default(null),
  value: text,
  value_min: text,
  value_max: text,
  unit: text,
  words: text,
  modality: z.enum(MODALITIES),
  strength: z.enum(STRENGTHS).nullable().default(null),
  basis: text,
  inferred_price_basis: z.enum(PRICE_BASES).nullable().default(null),
  mentions: z.number(),
  articles: z.number(),
  paper: z.string(),
  issue_date: date,
  page: text,
  exact: z.string(),
  prefix: text,
  suffix: text,
  room_path: text,
});
export type ToldObservation = Readonly<z.infer<typeof ToldObservation>>;

/** A year of a place and an indicator: why a number of it is missing, and what became of its targets. */
export const ToldYear = z.object({
  place: z.string(),
  indicator_id: z.string(),
  year: z.number().int(),
  level_value: text,
  level_unit: text,
  level_comparator: z.enum(COMPARATORS).nullable().default(null),
  level_gap: z.enum(GAPS).nullable().default(null),
  growth_value: text,
  growth_comparator: z.enum(COMPARATORS).nullable().default(null),
  growth_gap: z.enum(GAPS).nullable().default(null),
  target_gap: z.enum(GAPS).nullable().default(null),
  outcome: z.enum(OUTCOMES),
  outcome_reason: z.enum(INCOMPARABLE).nullable().default(null),
  strive_outcome: z.enum(OUTCOMES),
  strive_outcome_reason: z.enum(INCOMPARABLE).nullable().default(null),
});
export type ToldYear = Readonly<z.infer<typeof ToldYear>>;

/** A figure of an article version, as far as feeds tell it. */
export const ToldFigure = z.object({
  document_id: z.string(),
  place: text,
  indicator: text,
  indicator_id: text,
  period: text,
  modality: z.string(),
  exact: z.string(),
});
export type ToldFigure = Readonly<z.infer<typeof ToldFigure>>;
