import type { ObservationRow } from '../tables/observations.ts';
import { ABSENCES } from './coverage.ts';
import type { Verdict } from './outcome.ts';

/** Why a cell is empty: as ABSENCES say, or because what is printed contradicts itself. */
export const GAPS = ['conflict', ...ABSENCES] as const;
export type Gap = (typeof GAPS)[number];

/** What a year has of one thing. */
export interface Cell {
  /** `null` of nothing, and of values that contradict one another. */
  readonly row: ObservationRow | null;
  /** That row, or all that contradict one another. */
  readonly all: readonly ObservationRow[];
  /** Names the conflict. */
  readonly conflict: string | null;
}

/** A change that is computed from the levels of two years. */
export interface Change {
  /** A share of 1. */
  readonly value: string;
  /** The observation of the year before. */
  readonly from: string;
}

/** A year of an indicator of a place. */
export interface YearOfSeries {
  readonly place: string;
  /** Its slug. */
  readonly indicator: string;
  readonly year: number;
  readonly level: Cell;
  readonly growth: Cell;
  readonly target: { readonly growth: Cell; readonly level: Cell; readonly words: Cell };
  readonly strive: { readonly growth: Cell; readonly level: Cell };
  readonly gaps: { readonly level: Gap | null; readonly growth: Gap | null; readonly target: Gap | null };
  readonly outcome: Verdict;
  readonly striveOutcome: Verdict;
  readonly computed: Change | null;
  readonly conflicts: readonly string[];
}
