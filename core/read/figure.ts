/**
 * A figure as a statistician would note it. The names and meanings are the stable record that
 * `read --json` prints; docs/data-model.md tells each field with an example.
 */
export interface Figure {
  /** Stable within the reading. */
  readonly id: string;

  /** The characters from the number's first to its unit's last; `text.slice(start, end) === exact`. */
  readonly exact: string;
  /** UTF-16 offsets in the document's text, `end` exclusive. */
  readonly start: number;
  readonly end: number;

  /** Decimal strings as printed, without the unit's multiplier. A single value, or both ends of a range. */
  readonly value: string | null;
  readonly min: string | null;
  readonly max: string | null;

  /** As printed: `亿元`, `%`, `个百分点`. */
  readonly unit: string;

  /** Exact decimal strings in {@link baseUnit}; all `null` when the unit has no base that the reader knows. */
  readonly normValue: string | null;
  readonly normMin: string | null;
  readonly normMax: string | null;
  readonly baseUnit: string | null;

  readonly comparator: Comparator;
  readonly kind: FigureKind;
  readonly modality: 'actual' | 'target' | 'budget' | 'forecast';
  readonly strength: 'expected' | 'strive' | null;
  readonly direction: 'increase' | 'decrease' | null;

  /** The words as printed, and their slug in the indicator registry. */
  readonly indicator: string | null;
  readonly indicatorId: string | null;

  /** Printed words such as 可比口径 or 同比; never inferred. */
  readonly basis: string | null;

  readonly place: Known | null;
  readonly period: Known | null;

  /** Headings above the figure, outermost first. */
  readonly sectionPath: readonly string[];
  /** The mark of the list item it stands in, as printed: `●`, `1.`, `(一)`. */
  readonly listMark: string | null;

  /** Ids of the figures it belongs to. */
  readonly changeOf: string | null;
  readonly sameAs: string | null;
  readonly partOf: string | null;
  readonly qualifies: string | null;
}

export type Comparator = 'eq' | 'gte' | 'gt' | 'lte' | 'lt' | 'approx' | 'range';
export type FigureKind = 'level' | 'change' | 'ratio' | 'count' | 'area' | 'length' | 'threshold' | 'rank';

/** Something that was read, with how it was known. */
export interface Known {
  readonly value: string;
  readonly from: 'printed' | 'heading' | 'masthead';
}
